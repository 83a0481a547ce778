package httpapi

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"rapporteur/config"
	"rapporteur/server/identity"
)

// Browser knows people by their cookie, and programs by their token. It is
// the Authenticator of the running program.
type Browser struct {
	secure   bool
	sessions *identity.Sessions
	tokens   *identity.Tokens
	now      func() time.Time
}

// NewBrowser keeps cookies as strict as the public address allows.
func NewBrowser(c config.Config, sessions *identity.Sessions, tokens *identity.Tokens, now func() time.Time) *Browser {
	return &Browser{secure: c.Secure(), sessions: sessions, tokens: tokens, now: now}
}

// The cookies there are, by the end of their name.
const (
	sessionCookie    = ""
	loginCookie      = "-login"      // a sign-in under way
	invitationCookie = "-invitation" // the link of an invitation was opened here
)

// name gives the whole name of a cookie. On https the prefix has the browser
// promise that nobody but us, on this very host, has set it. Safari does not
// take Secure on http://localhost, so there it goes without.
func (b *Browser) name(end string) string {
	if b.secure {
		return "__Host-rapporteur" + end
	}
	return "rapporteur" + end
}

// cookie makes one that no script reads and no other site's form sends. Lax
// and not Strict: coming back from the provider is a link from another site.
func (b *Browser) cookie(end, value string, ends time.Time) *http.Cookie {
	c := &http.Cookie{Name: b.name(end), Value: value, Path: "/", HttpOnly: true, Secure: b.secure, SameSite: http.SameSiteLaxMode}
	c.MaxAge = int(ends.Sub(b.now()) / time.Second)
	if value == "" || c.MaxAge <= 0 {
		c.Value, c.MaxAge = "", -1
	}
	return c
}

// read gives the value of one of our cookies, "" where the request has none.
func (b *Browser) read(r *http.Request, end string) string {
	c, err := r.Cookie(b.name(end))
	if err != nil {
		return ""
	}
	return c.Value
}

// bearer gives the token a request carries.
func bearer(r *http.Request) (string, bool) {
	scheme, token, found := strings.Cut(r.Header.Get("Authorization"), " ")
	if !found || !strings.EqualFold(scheme, "Bearer") {
		return "", false
	}
	return strings.TrimSpace(token), true
}

// Actor gives who sent a request. A bearer token counts before a cookie. The
// cookie is renewed on w where the person's rights have changed.
func (b *Browser) Actor(w http.ResponseWriter, r *http.Request) (identity.Actor, error) {
	if token, ok := bearer(r); ok {
		return b.tokens.Authenticate(r.Context(), token)
	}
	secret := b.read(r, sessionCookie)
	if secret == "" {
		return identity.Public(), nil
	}
	who, renew, err := b.sessions.Actor(r.Context(), secret)
	if errors.Is(err, identity.ErrSession) {
		return identity.Public(), nil
	}
	if err != nil || !renew {
		return who, err
	}
	opened, ok, err := b.sessions.Renew(r.Context(), secret)
	if err != nil {
		return identity.Public(), err
	}
	if ok {
		http.SetCookie(w, b.cookie(sessionCookie, opened.Secret, opened.Ends))
	}
	return who, nil
}

// Session gives the person whose cookie a socket's request carries, the public
// where it carries none that is good.
func (b *Browser) Session(r *http.Request) (identity.Actor, error) {
	who, _, err := b.sessions.Actor(r.Context(), b.read(r, sessionCookie))
	if errors.Is(err, identity.ErrSession) {
		return identity.Public(), nil
	}
	return who, err
}

// Token gives the person a token acts for.
func (b *Browser) Token(ctx context.Context, token string) (identity.Actor, error) {
	return b.tokens.Authenticate(ctx, token)
}

type exchangeKey struct{}

// exchange is the request and the answer a strict handler works between: the
// few that read or set a cookie need both.
type exchange struct {
	request *http.Request
	answer  http.ResponseWriter
}

// keepExchange hands both to the handlers.
func keepExchange(next echo.HandlerFunc) echo.HandlerFunc {
	return func(e echo.Context) error {
		r := e.Request()
		e.SetRequest(r.WithContext(context.WithValue(r.Context(), exchangeKey{}, exchange{r, e.Response()})))
		return next(e)
	}
}

// cookieOf reads a cookie of the request a strict handler works for.
func (b *Browser) cookieOf(ctx context.Context, end string) string {
	x, ok := ctx.Value(exchangeKey{}).(exchange)
	if !ok {
		return ""
	}
	return b.read(x.request, end)
}

// clear has the browser of that request forget a cookie.
func (b *Browser) clear(ctx context.Context, end string) {
	if x, ok := ctx.Value(exchangeKey{}).(exchange); ok {
		http.SetCookie(x.answer, b.cookie(end, "", time.Time{}))
	}
}
