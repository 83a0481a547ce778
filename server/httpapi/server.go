// Package httpapi is the door: openapi.yaml is the contract, api the strict
// server generated from it, and each feature has one file here that turns a
// request into a call of its service. It also serves the built client, and
// mounts what speaks more than the contract (sockets, sign-in).
//
// It refuses to decide: a rule of the work is in a service, who may do what is
// group's policy. It knows who asks, because it resolves the Actor once a
// request, and it turns every refusal into the same kind of answer (problem.go).
package httpapi

import (
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"rapporteur/config"
	"rapporteur/server/httpapi/api"
)

// Server answers the operations of openapi.yaml. Each feature is a struct in a
// file of its own, embedded here and made in app/wire.go; a new operation is a
// method on its feature's struct.
type Server struct {
	*Installation
	*Session
	*People
	*Invitations
	*Offices
	*Mailbox
	*Groups
	*Deliverables
	*Threads
	*Files
	*Pilots
	*Oversight
	*Meetings
	*Calendars
	*Texts
}

// A missing operation is a compile error in this line.
var _ api.StrictServerInterface = (*Server)(nil)

// Deps is what the door needs from the rest of the house.
type Deps struct {
	Config        config.Config
	Log           *slog.Logger
	Now           func() time.Time
	NewID         func() string // ids of requests
	Authenticator Authenticator
	Server        *Server
	SignIn        *SignInWalk
	Checks        []Check // what /readyz asks
	Mounts        []Mount
	Client        fs.FS // the built web client
}

// Mount gives a path to a handler outside the contract. Pattern is echo's:
// "/collab", "/auth/*".
type Mount struct {
	Pattern string
	Handler http.Handler
	Rate    RateClass // NoRate for a handler with limits of its own
}

// New makes the handler of the whole program.
func New(d Deps) (http.Handler, error) {
	contract, err := readContract(contractYAML)
	if err != nil {
		return nil, fmt.Errorf("read the contract: %w", err)
	}
	static, err := newStatic(d.Client)
	if err != nil {
		return nil, fmt.Errorf("read the built client: %w", err)
	}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = addressOf(d.Config.TrustedProxies)
	e.HTTPErrorHandler = problems{log: d.Log}.handle
	foreign, err := refuseForeignOrigins(d.Config.PublicURL)
	if err != nil {
		return nil, err
	}
	limits := newLimiter(d.Config.Rate, d.Now)
	e.Use(identify(d.NewID), accessLog(d.Log, d.Now), recoverPanic, secure(d.Config), foreign)

	health := health{checks: d.Checks}
	looking := []string{http.MethodGet, http.MethodHead}
	e.Match(looking, "/healthz", health.live)
	e.Match(looking, "/readyz", health.ready)
	e.Match(looking, "/api/openapi.yaml", contract.serve)
	if d.SignIn != nil { // a test of the door alone has none
		d.SignIn.mount(e, limits.by(SignIn))
	}
	for _, m := range d.Mounts {
		e.Any(m.Pattern, echo.WrapHandler(m.Handler), limits.by(m.Rate))
	}

	group := e.Group("/api",
		middleware.GzipWithConfig(middleware.GzipConfig{MinLength: 1024}),
		authenticate(d.Authenticator), keepExchange, limits.operation(contract), guard(contract),
		limitBody(contract, d.Config, d.Now), validate(contract))
	api.RegisterHandlers(group, api.NewStrictHandler(d.Server, nil))
	group.Any("/*", func(echo.Context) error { return echo.ErrNotFound })
	e.Match(looking, "/*", static.serve)
	return e, nil
}

// isAPI reports whether a path belongs to programs rather than to pages.
func isAPI(path string) bool { return path == "/api" || strings.HasPrefix(path, "/api/") }
