package httpapi

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"rapporteur/config"
	"rapporteur/server/fault"
)

var errForeignOrigin = fault.New(fault.Forbidden, "request.foreign_origin",
	"This request came from another site, so nothing was changed. Open Rapporteur itself and try again.")

// refuseForeignOrigins lets no other site change anything in the name of who
// is signed in here. GET is not covered, and changes nothing.
func refuseForeignOrigins(publicURL string) (echo.MiddlewareFunc, error) {
	protection := http.NewCrossOriginProtection()
	// Behind a proxy the Host may differ from the address people type.
	if err := protection.AddTrustedOrigin(publicURL); err != nil {
		return nil, fmt.Errorf("trust our own origin: %w", err)
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(e echo.Context) error {
			if err := protection.Check(e.Request()); err != nil {
				return errForeignOrigin.Because(err)
			}
			return next(e)
		}
	}, nil
}

// secure sets the heads that tell a browser what our pages never do.
func secure(c config.Config) echo.MiddlewareFunc {
	policy := contentPolicy(c)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(e echo.Context) error {
			h := e.Response().Header()
			h.Set("Content-Security-Policy", policy)
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("X-Frame-Options", "DENY")
			h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
			h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()")
			// A sign-in popup keeps its opener as far as a browser allows it.
			h.Set("Cross-Origin-Opener-Policy", "same-origin-allow-popups")
			h.Set("Cross-Origin-Resource-Policy", "same-origin")
			if c.Secure() {
				h.Set("Strict-Transport-Security", "max-age=31536000")
			}
			if isAPI(e.Request().URL.Path) {
				h.Set(echo.HeaderCacheControl, "no-store") // an answer depends on who asks
			}
			return next(e)
		}
	}
}

// contentPolicy allows our own files and nothing inline. Forms may also end at
// the provider, because signing in and out redirect there.
func contentPolicy(c config.Config) string {
	public := c.Public()
	socket := "ws://" + public.Host
	if c.Secure() {
		socket = "wss://" + public.Host
	}
	forms := "'self'"
	if issuer, err := url.Parse(c.OIDC.Issuer); err == nil && issuer.Host != "" {
		forms += " " + issuer.Scheme + "://" + issuer.Host
	}
	return strings.Join([]string{
		"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
		"font-src 'self'", "connect-src 'self' " + socket, "manifest-src 'self'", "worker-src 'self'",
		"base-uri 'none'", "form-action " + forms, "frame-ancestors 'none'",
	}, "; ")
}

// addressOf believes X-Forwarded-For only where it comes from our own proxies.
func addressOf(proxies []string) echo.IPExtractor {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range proxies {
		if _, network, err := net.ParseCIDR(p); err == nil { // config has checked it
			options = append(options, echo.TrustIPRange(network))
		}
	}
	return echo.ExtractIPFromXFFHeader(options...)
}
