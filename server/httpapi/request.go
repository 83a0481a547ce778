package httpapi

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/labstack/echo/v4"

	"rapporteur/config"
)

// uploadSlack is what a multipart frame adds to the file it carries.
const uploadSlack = 64 << 10

// hearOut is how much of a body that is too large is still taken, and thrown
// away: a browser that cannot finish sending reports a broken connection and
// never shows the sentence.
const hearOut = 64 << 20

// identify gives every request an id of ours; one that came with it is not
// believed, because it ends up in the log.
func identify(newID func() string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(e echo.Context) error {
			e.Response().Header().Set(echo.HeaderXRequestID, newID())
			return next(e)
		}
	}
}

func requestID(e echo.Context) string { return e.Response().Header().Get(echo.HeaderXRequestID) }

// accessLog writes a line a request: the route, never the address, which may
// hold a secret or a name, and never who asked.
func accessLog(log *slog.Logger, now func() time.Time) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(e echo.Context) error {
			start := now()
			if err := next(e); err != nil {
				e.Error(err) // decides the status the line names
			}
			level := slog.LevelInfo
			if path := e.Path(); path == "/healthz" || path == "/readyz" {
				level = slog.LevelDebug
			}
			log.Log(e.Request().Context(), level, "request",
				"method", e.Request().Method, "route", e.Path(), "status", e.Response().Status,
				"bytes", e.Response().Size, "took_ms", now().Sub(start).Milliseconds(), "request", requestID(e))
			return nil
		}
	}
}

// recoverPanic makes a panic the surprise of one request.
func recoverPanic(next echo.HandlerFunc) echo.HandlerFunc {
	return func(e echo.Context) (err error) {
		defer func() {
			if cause := recover(); cause != nil {
				if cause == http.ErrAbortHandler { //nolint:errorlint // net/http compares it so
					panic(cause)
				}
				err = fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
			}
		}()
		return next(e)
	}
}

// limitBody bounds what a request may bring, and how long that may take:
// uploads to the largest file and http.upload, everything else to http.body.
func limitBody(c *contract, limits config.Config, now func() time.Time) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(e echo.Context) error {
			most := int64(limits.HTTP.Body)
			if route := c.route(e); route != nil && route.uploads {
				most = int64(max(limits.Upload.Image, limits.Upload.Paper)) + uploadSlack
				// The server's own deadline is for requests that fit a page.
				if err := http.NewResponseController(e.Response()).SetReadDeadline(now().Add(limits.HTTP.Upload)); err != nil && !errors.Is(err, http.ErrNotSupported) {
					return fmt.Errorf("give an upload its time: %w", err)
				}
			}
			if e.Request().ContentLength > most {
				_, _ = io.CopyN(io.Discard, e.Request().Body, hearOut) // whatever it holds, the answer is the same
				return echo.ErrStatusRequestEntityTooLarge
			}
			e.Request().Body = http.MaxBytesReader(e.Response(), e.Request().Body, most)
			return next(e)
		}
	}
}
