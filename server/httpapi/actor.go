package httpapi

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"rapporteur/server/fault"
	"rapporteur/server/identity"
)

// Authenticator knows who sent a request, by its cookie or its bearer token.
type Authenticator interface {
	// Actor gives the public for a request that carries neither. A cookie that
	// is no longer good is the public too; a bearer token that is not good is
	// fault.Unauthenticated, because a program has to be told. A cookie may be
	// renewed on w.
	Actor(w http.ResponseWriter, r *http.Request) (identity.Actor, error)
}

var (
	errSignIn = fault.New(fault.Unauthenticated, "session.required",
		"Sign in to do this.")
	errScope = fault.New(fault.Forbidden, "token.scope",
		"This token may only read. Make one with the scope write to change things.")
	errSocketToken = fault.New(fault.Forbidden, "token.scope",
		"This token is for live documents only. Make one with the scope read or write.")
)

type actorKey struct{}

// actor gives who sent the request a handler works for.
func actor(ctx context.Context) identity.Actor {
	a, _ := ctx.Value(actorKey{}).(identity.Actor)
	return a
}

// authenticate establishes the actor, once a request.
func authenticate(by Authenticator) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(e echo.Context) error {
			a, err := by.Actor(e.Response(), e.Request())
			if err != nil {
				return err
			}
			if a.IsSystem() {
				return errors.New("a request was taken for the program itself")
			}
			r := e.Request()
			e.SetRequest(r.WithContext(context.WithValue(r.Context(), actorKey{}, a)))
			return next(e)
		}
	}
}

// guard refuses the public where the contract asks for somebody, and a token
// whose scope is too small.
func guard(c *contract) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(e echo.Context) error {
			route := c.route(e)
			if route == nil {
				return next(e) // not in the contract: 404 or 405 follows
			}
			a := actor(e.Request().Context())
			if route.public && !a.SignedIn() {
				return next(e)
			}
			reading := route.Method == http.MethodGet || route.Method == http.MethodHead
			switch {
			case !a.SignedIn():
				return errSignIn
			case !a.Allows(identity.ScopeRead) && !a.Allows(identity.ScopeWrite):
				return errSocketToken
			case !reading && !a.Allows(identity.ScopeWrite):
				return errScope
			}
			return next(e)
		}
	}
}
