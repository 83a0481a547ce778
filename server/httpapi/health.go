package httpapi

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
)

// checkTimeout bounds one question to a dependency: a prober waits no longer.
const checkTimeout = 2 * time.Second

// Check asks one dependency whether it can be reached.
type Check struct {
	Name string
	// Needed means we cannot work without it: /readyz answers 503. A provider
	// that is away only keeps new people out, so it is shown and no more.
	Needed bool
	// Ask answers nil when the dependency can be used now. Its error goes to
	// the page as it stands, so it holds no secret.
	Ask func(ctx context.Context) error
}

type health struct{ checks []Check }

// live answers as soon as the program serves.
func (health) live(e echo.Context) error { return e.String(http.StatusOK, "ok\n") }

type readiness struct {
	Ready  bool          `json:"ready"`
	Checks []checkAnswer `json:"checks"`
}

type checkAnswer struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Needed bool   `json:"needed"`
	Detail string `json:"detail,omitempty"`
}

// ready asks every dependency at once.
func (h health) ready(e echo.Context) error {
	ctx, cancel := context.WithTimeout(e.Request().Context(), checkTimeout)
	defer cancel()
	answer := readiness{Ready: true, Checks: make([]checkAnswer, len(h.checks))}
	var all sync.WaitGroup
	for i, check := range h.checks {
		all.Go(func() {
			answer.Checks[i] = checkAnswer{Name: check.Name, Needed: check.Needed, OK: true}
			if err := check.Ask(ctx); err != nil {
				answer.Checks[i].OK, answer.Checks[i].Detail = false, err.Error()
			}
		})
	}
	all.Wait()
	status := http.StatusOK
	for _, c := range answer.Checks {
		if c.Needed && !c.OK {
			answer.Ready, status = false, http.StatusServiceUnavailable
		}
	}
	e.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return e.JSON(status, answer)
}
