package httpapi

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"rapporteur/config"
)

// Guarded is what stands in front of a handler, with a contract of the test's
// own: who may ask, the size of the body, the contract itself.
func Guarded(contractYAML []byte, by Authenticator, c config.Config, handler echo.HandlerFunc) (http.Handler, error) {
	contract, err := readContract(contractYAML)
	if err != nil {
		return nil, err
	}
	e := echo.New()
	e.HTTPErrorHandler = problems{log: slog.New(slog.DiscardHandler)}.handle
	group := e.Group("/api", authenticate(by), guard(contract), limitBody(contract, c, time.Now), validate(contract))
	for _, r := range contract.routes {
		group.Add(r.Method, pathParameter.ReplaceAllString(r.Path, ":$1"), handler)
	}
	return e, nil
}
