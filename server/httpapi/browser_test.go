package httpapi_test

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"rapporteur/config"
	"rapporteur/server/group"
	"rapporteur/server/httpapi"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/sqlitestore"
)

// who is the door with the real authenticator, and Lena signed in.
type who struct {
	door
	sessions *identity.Sessions
	tokens   *identity.Tokens
	lena     identity.Actor
	secret   string // of her cookie
}

func openWho(t *testing.T, environ ...string) who {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	home, err := sqlitestore.Open(t.Context(), t.TempDir())
	must(err)
	t.Cleanup(func() { _ = home.Close() })
	c, err := config.Load(environ)
	must(err)
	deps := identity.Deps{Home: home, Now: time.Now, NewID: id.Default().New, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)}
	people, err := identity.NewPeople(t.Context(), deps)
	must(err)
	sessions, err := identity.NewSessions(t.Context(), deps, people, c.Session)
	must(err)
	tokens, err := identity.NewTokens(t.Context(), deps, people, c.Token, c.Session.SeenEvery)
	must(err)
	groups, err := group.NewService(t.Context(), home, id.Default(), time.Now)
	must(err)
	lena, err := people.Introduce(t.Context(), identity.System(), identity.Introduction{Claims: identity.Claims{Issuer: "i", Subject: "s", Name: "Lena Okoro", Email: "lena@example.org"}})
	must(err)
	opened, err := sessions.Open(t.Context(), lena.ID, "", "")
	must(err)
	w := who{sessions: sessions, tokens: tokens, secret: opened.Secret, lena: identity.Actor{Person: lena.ID, Via: opened.ID}}
	browser := httpapi.NewBrowser(c, sessions, tokens, time.Now)
	provider := identity.NewProvider(c.OIDC, c.PublicURL, time.Now, deps.Log)
	w.door = open(t, func(d *httpapi.Deps) {
		profile := httpapi.NewPeople(people, sessions, tokens, groups)
		d.Authenticator = browser
		d.Server.People = profile
		d.Server.Session = httpapi.NewSession(browser, sessions, provider, profile, c.PublicURL)
	}, environ...)
	return w
}

func (w who) token(t *testing.T, scopes ...identity.Scope) string {
	t.Helper()
	_, secret, err := w.tokens.Make(t.Context(), w.lena, identity.TokenRequest{Name: "a script", Scopes: scopes})
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

var production = []string{"RAPPORTEUR_PUBLIC_URL=https://rapporteur.example.org", "RAPPORTEUR_OIDC_ISSUER=https://login.example.org", "RAPPORTEUR_OIDC_CLIENT_ID=r"}

func TestWhoAsks(t *testing.T) {
	t.Parallel()
	w := openWho(t)
	read, write, collab := w.token(t, identity.ScopeRead), w.token(t, identity.ScopeWrite), w.token(t, identity.ScopeCollab)
	cookie := "Cookie: rapporteur=" + w.secret
	tests := map[string]struct {
		method, path, body string
		heads              []string
		status             int
		code               string // of the refusal
	}{
		"nobody":                             {"GET", "/api/profile", "", nil, 401, "session.required"},
		"a cookie":                           {"GET", "/api/profile", "", []string{cookie}, 200, ""},
		"a cookie of a session that ended":   {"GET", "/api/profile", "", []string{"Cookie: rapporteur=" + strings.Repeat("A", 43)}, 401, "session.required"},
		"a cookie with another name":         {"GET", "/api/profile", "", []string{"Cookie: __Host-rapporteur=" + w.secret}, 401, "session.required"},
		"a token that reads":                 {"GET", "/api/profile", "", []string{"Authorization: Bearer " + read}, 200, ""},
		"the scheme in small letters":        {"GET", "/api/profile", "", []string{"Authorization: bearer " + read}, 200, ""},
		"a token that only reads, to change": {"PATCH", "/api/profile", `{"name":"L"}`, []string{"Authorization: Bearer " + read}, 403, "token.scope"},
		"a token that writes":                {"PATCH", "/api/profile", `{"zone":"Africa/Lagos"}`, []string{"Authorization: Bearer " + write}, 200, ""},
		"a token for sockets":                {"GET", "/api/profile", "", []string{"Authorization: Bearer " + collab}, 403, "token.scope"},
		"a token nobody made":                {"GET", "/api/profile", "", []string{"Authorization: Bearer rap_" + strings.Repeat("A", 43)}, 401, "token.invalid"},
		"a bad token beside a good cookie":   {"GET", "/api/session", "", []string{"Authorization: Bearer rap_x", cookie}, 401, "token.invalid"},
		"a token makes no token":             {"POST", "/api/profile/tokens", `{"name":"a","scopes":["read"]}`, []string{"Authorization: Bearer " + write}, 403, "session.needed"},
		"a token ends no session":            {"DELETE", "/api/profile/sessions/" + w.lena.Via, "", []string{"Authorization: Bearer " + write}, 403, "session.needed"},
		"a token signs nobody out elsewhere": {"DELETE", "/api/profile/sessions", "", []string{"Authorization: Bearer " + write}, 403, "session.needed"},
		"somebody else's token":              {"DELETE", "/api/profile/tokens/none", "", []string{cookie}, 404, "store.not_found"},
		"a session there is not":             {"DELETE", "/api/profile/sessions/none", "", []string{cookie}, 404, "store.not_found"},
		"a scope there is not":               {"POST", "/api/profile/tokens", `{"name":"a","scopes":["root"]}`, []string{cookie}, 400, "request.invalid"},
		"a token for longer than allowed":    {"POST", "/api/profile/tokens", `{"name":"a","scopes":["read"],"days":3000}`, []string{cookie}, 400, "token.request"},
		"a zone there is not":                {"PATCH", "/api/profile", `{"zone":"Mars/Olympus"}`, []string{cookie}, 400, "profile.invalid"},
		"an office for oneself":              {"PATCH", "/api/profile", `{"offices":["admin"]}`, []string{cookie}, 400, "request.invalid"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answer, body := w.ask(t, test.method, test.path, test.body, test.heads...)
			if answer.StatusCode != test.status {
				t.Fatalf("%d %s, want %d", answer.StatusCode, body, test.status)
			}
			if test.code != "" && problemIn(t, answer, body).Code != test.code {
				t.Errorf("%s, want %s", body, test.code)
			}
		})
	}
}

var seconds = regexp.MustCompile(`Max-Age=43\d{3}`)

func TestCookiesAreAsStrictAsTheAddressAllows(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		environ []string
		want    string // of the new cookie, after its value
	}{
		"on https":               {production, "__Host-rapporteur | Path=/; Max-Age=43…; HttpOnly; Secure; SameSite=Lax"},
		"on localhost, for some": {nil, "rapporteur | Path=/; Max-Age=43…; HttpOnly; SameSite=Lax"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := openWho(t, test.environ...)
			if err := w.sessions.RightsChanged(t.Context(), w.lena.Person); err != nil {
				t.Fatal(err)
			}
			cookie, _, _ := strings.Cut(test.want, " | ")
			answer, body := w.ask(t, "GET", "/api/profile", "", "Cookie: "+cookie+"="+w.secret)
			set := seconds.ReplaceAllString(answer.Header.Get("Set-Cookie"), "Max-Age=43…") // twelve hours less what the test took
			head, attributes, _ := strings.Cut(set, "; ")
			gotName, secret, _ := strings.Cut(head, "=")
			if got := gotName + " | " + attributes; got != test.want || secret == w.secret || answer.StatusCode != 200 {
				t.Errorf("%d: %q, want %q with a new secret (%s)", answer.StatusCode, set, test.want, body)
			}
			if answer, _ := w.ask(t, "GET", "/api/profile", "", "Cookie: "+cookie+"="+secret); answer.StatusCode != 200 || answer.Header.Get("Set-Cookie") != "" {
				t.Errorf("with the new one: %d, set again %q", answer.StatusCode, answer.Header.Get("Set-Cookie"))
			}
			out, body := w.ask(t, "DELETE", "/api/session", "", "Cookie: "+cookie+"="+secret)
			if got := out.Header.Get("Set-Cookie"); out.StatusCode != 200 || !strings.HasPrefix(got, cookie+"=; Path=/; Max-Age=0; HttpOnly") {
				t.Errorf("signing out: %d %s, cookie %q", out.StatusCode, body, got)
			}
			if again, _ := w.ask(t, "DELETE", "/api/session", ""); again.StatusCode != http.StatusOK {
				t.Errorf("signing out when nobody is signed in: %d", again.StatusCode)
			}
		})
	}
}
