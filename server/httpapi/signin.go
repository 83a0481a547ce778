package httpapi

import (
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"rapporteur/config"
	"rapporteur/server/fault"
	"rapporteur/server/identity"
)

// SignInWalk is the walk of a browser through the provider and back. It is
// outside the contract: it answers with redirects, for people.
type SignInWalk struct {
	browser *Browser
	signIns *identity.SignIns
	public  *url.URL
	log     *slog.Logger
}

// NewSignInWalk makes the pages below /auth.
func NewSignInWalk(c config.Config, browser *Browser, signIns *identity.SignIns, log *slog.Logger) *SignInWalk {
	return &SignInWalk{browser: browser, signIns: signIns, public: c.Public(), log: log}
}

// mount adds the pages. Whatever goes wrong below /auth ends on the client's
// sign-in page, also a limit of the door.
func (s *SignInWalk) mount(e *echo.Echo, limited echo.MiddlewareFunc) {
	g := e.Group("/auth", s.explain, limited)
	g.GET("/sign-in", s.start)
	g.GET("/callback", s.finish)
	g.GET("/invitation/:secret", s.openInvitation)
}

// here marks a request that was already sent to the public address, so that a
// proxy which changes the Host does not send it round in a circle.
const here = "here"

var locales = regexp.MustCompile(`^[A-Za-z0-9-]{2,35}( [A-Za-z0-9-]{2,35}){0,5}$`)

// start sends the browser to the provider.
func (s *SignInWalk) start(e echo.Context) error {
	r := e.Request()
	q := r.URL.Query()
	if r.Host != s.public.Host && !q.Has(here) {
		// The provider comes back to the public address; cookies have to be there.
		q.Set(here, "1")
		to := *s.public
		to.Path, to.RawQuery = r.URL.Path, q.Encode()
		return e.Redirect(http.StatusFound, to.String())
	}
	begin := identity.Start{Browser: s.browser.read(r, loginCookie), ReturnTo: q.Get("return_to")}
	if asked := q.Get("ui_locales"); locales.MatchString(asked) {
		begin.Locales = asked
	}
	started, err := s.signIns.Start(r.Context(), begin)
	if err != nil {
		return err
	}
	http.SetCookie(e.Response(), s.browser.cookie(loginCookie, started.Browser, started.Ends))
	return s.redirect(e, started.URL)
}

// finish takes what the provider sent back with the browser.
func (s *SignInWalk) finish(e echo.Context) error {
	r := e.Request()
	q := r.URL.Query()
	done, err := s.signIns.Finish(r.Context(), identity.Answer{
		State: q.Get("state"), Code: q.Get("code"), Error: q.Get("error"), Issuer: q.Get("iss"),
		Browser: s.browser.read(r, loginCookie), Session: s.browser.read(r, sessionCookie),
		Invitation: s.browser.read(r, invitationCookie), Agent: r.UserAgent(),
	})
	if err != nil {
		e.Set(returnKey, done.ReturnTo)
		return err
	}
	http.SetCookie(e.Response(), s.browser.cookie(sessionCookie, done.Secret, done.Ends))
	return s.redirect(e, done.ReturnTo)
}

// keepInvitation is how long a browser remembers that it opened an invitation:
// long enough to get an account in between.
const keepInvitation = 24 * time.Hour

// openInvitation takes the secret out of the address and into a cookie. It
// changes nothing else: the page that follows asks.
func (s *SignInWalk) openInvitation(e echo.Context) error {
	http.SetCookie(e.Response(), s.browser.cookie(invitationCookie, e.Param("secret"), s.browser.now().Add(keepInvitation)))
	return s.redirect(e, "/invitation")
}

func (s *SignInWalk) redirect(e echo.Context, to string) error {
	e.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	// The address holds a code; the next page need not know where it came from.
	e.Response().Header().Set("Referrer-Policy", "no-referrer")
	return e.Redirect(http.StatusSeeOther, to)
}

const returnKey = "return_to"

// explain sends a failed sign-in to the page that says what happened, with a
// reference that leads an administrator to the line in the log.
func (s *SignInWalk) explain(next echo.HandlerFunc) echo.HandlerFunc {
	return func(e echo.Context) error {
		err := next(e)
		if err == nil || e.Response().Committed {
			return err
		}
		refusal, _ := refusalFor(err)
		code := refusal.Code
		to, _ := e.Get(returnKey).(string)
		if to == "" {
			to = identity.OwnPath(e.QueryParam("return_to"))
		}
		q := url.Values{"problem": {code}, "to": {to}}
		if code != errTooMany.Code {
			q.Set("reference", reference(requestID(e)))
			s.report(e, code, err)
		}
		return s.redirect(e, signInPage+"?"+q.Encode())
	}
}

// report writes down why. A refusal is part of the day; a surprise is not.
func (s *SignInWalk) report(e echo.Context, code string, err error) {
	level := slog.LevelWarn
	if fault.KindOf(err) == fault.Internal {
		level = slog.LevelError
	}
	s.log.Log(e.Request().Context(), level, "a sign-in failed",
		"code", code, "reference", reference(requestID(e)), "request", requestID(e), "error", err.Error())
}

// reference is the end of a request's id, which is random, in a form that can
// be read out over the telephone.
func reference(id string) string {
	if len(id) < 6 {
		return id
	}
	end := strings.ToUpper(id[len(id)-6:])
	return end[:4] + "-" + end[4:]
}
