package app_test

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// login stands for an organisation's provider: whoever comes is one account.
type login struct {
	*httptest.Server
	mu     sync.Mutex // guards what follows
	key    *rsa.PrivateKey
	nonces map[string]string
	claims map[string]any
}

// openLogin starts it at an address, or at a free one for "".
func openLogin(t *testing.T, address string, claims map[string]any) *login {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	l := &login{key: key, nonces: map[string]string{}, claims: claims}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{"issuer": l.URL, "authorization_endpoint": l.URL + "/authorize", "token_endpoint": l.URL + "/token", "jwks_uri": l.URL + "/keys"})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &l.key.PublicKey, KeyID: "k", Algorithm: "RS256", Use: "sig"}}})
	})
	mux.HandleFunc("GET /authorize", l.authorize)
	mux.HandleFunc("POST /token", l.token)
	l.Server = httptest.NewUnstartedServer(mux)
	if address != "" {
		listener, err := net.Listen("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		_ = l.Listener.Close() // the free one it came with
		l.Listener = listener
	}
	l.Start()
	t.Cleanup(l.Close)
	return l
}

func answer(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body)
}

func (l *login) authorize(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	q := r.URL.Query()
	code := "code-" + q.Get("state")
	l.nonces[code] = q.Get("nonce")
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+url.Values{"code": {code}, "state": {q.Get("state")}}.Encode(), http.StatusFound)
}

func (l *login) token(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	claims := map[string]any{"iss": l.URL, "aud": "rapporteur", "nonce": l.nonces[r.FormValue("code")],
		"iat": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix()}
	for name, value := range l.claims {
		claims[name] = value
	}
	body, err := json.Marshal(claims)
	if err != nil {
		panic(err)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: l.key, KeyID: "k"}}, nil)
	if err != nil {
		panic(err)
	}
	signed, err := signer.Sign(body)
	if err != nil {
		panic(err)
	}
	compact, err := signed.CompactSerialize()
	if err != nil {
		panic(err)
	}
	answer(w, map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": compact})
}

func withLogin(issuer string) []string {
	return []string{"RAPPORTEUR_DEMO=false", "RAPPORTEUR_OIDC_ISSUER=" + issuer, "RAPPORTEUR_OIDC_CLIENT_ID=rapporteur", "RAPPORTEUR_OIDC_CLIENT_SECRET=s"}
}

func problemOf(p page) string { return p.at.Path + " " + p.at.Query().Get("problem") }

func TestAnEmptyInstallationGetsItsAdministrator(t *testing.T) {
	t.Parallel()
	sam := map[string]any{"sub": "sam-1", "name": "Sam Keller", "email": "sam.keller@example.org"} // not said to be confirmed
	issuer := openLogin(t, "", sam)
	p := start(t, t.TempDir(), withLogin(issuer.URL)...)
	if said := p.line(); !strings.Contains(said, "rapporteur invite -email") {
		t.Errorf("the start says %q, want how the first administrator comes in", said)
	}
	b := p.browser()
	if got := problemOf(b.get("/auth/sign-in")); got != "/sign-in sign_in.no_seat" {
		t.Errorf("an account nobody invited: %s", got)
	}
	c := command(t, append(withLogin(issuer.URL), "RAPPORTEUR_DATA="+p.data, "RAPPORTEUR_PUBLIC_URL="+b.base), "invite", "-email", "s.keller@other.example", "-role", "admin")
	out, err := c.CombinedOutput()
	link := linkInMail.FindString(string(out))
	if err != nil || link == "" {
		t.Fatalf("invite printed %q %v, want a link", out, err)
	}
	if at := b.get(link).at; at.Path != "/invitation" {
		t.Fatalf("the link ends at %s", at)
	}
	if at := b.get("/auth/sign-in?return_to=/invitation").at; at.Path != "/invitation" {
		t.Fatalf("signing in ended at %s", at)
	}
	if status := b.send("POST", "/api/invitations/opened/accept", "", nil); status != 200 {
		t.Fatalf("accepting: %d", status)
	}
	if session := b.get("/api/session").body; !strings.Contains(session, `"offices":["admin"]`) {
		t.Errorf("after it: %s", session)
	}
	if got := problemOf(p.browser().get("/auth/sign-in")); got != "/ " {
		t.Errorf("known now, without an invitation: ended at %s", got)
	}
	for _, args := range [][]string{{"invite", "-email", "a@example.org"}, {"invite", "-email", "a@example.org", "-role", "member"}, {"invite", "-role", "admin"}} {
		c := command(t, append(withLogin(issuer.URL), "RAPPORTEUR_DATA="+p.data), args...)
		if out, err := c.CombinedOutput(); err == nil || !strings.Contains(string(out), "-role admin or -role secretariat") {
			t.Errorf("%v: %v %s", args, err, out)
		}
	}
}

func TestTheAdministratorOfTheConfiguration(t *testing.T) {
	t.Parallel()
	issuer := openLogin(t, "", map[string]any{"sub": "sam-1", "name": "Sam Keller", "email": "Sam.Keller@example.org", "email_verified": true})
	p := start(t, t.TempDir(), append(withLogin(issuer.URL), "RAPPORTEUR_ADMIN_EMAIL=sam.keller@example.org")...)
	if said := p.line(); !strings.Contains(said, "sam.keller@example.org") {
		t.Errorf("the start says %q", said)
	}
	b := p.browser()
	b.get("/auth/sign-in")
	if session := b.get("/api/session").body; !strings.Contains(session, `"offices":["admin"]`) {
		t.Errorf("signed in: %s", session)
	}
}

func TestAProviderThatComesLater(t *testing.T) {
	t.Parallel()
	address := freeAddress(t)
	p := start(t, t.TempDir(), append(withLogin("http://"+address), "RAPPORTEUR_ADMIN_EMAIL=sam.keller@example.org")...)
	b := p.browser()
	if ended := b.get("/auth/sign-in?return_to=/meetings"); problemOf(ended) != "/sign-in sign_in.unreachable" || ended.at.Query().Get("to") != "/meetings" {
		t.Errorf("ended at %s, want to hear that the provider is away, and to be able to try again", ended.at)
	}
	if session := b.get("/api/session").body; !strings.Contains(session, `"reachable":false`) {
		t.Errorf("the sign-in page hears %s", session)
	}
	if ready := b.get("/readyz"); ready.status != 200 || !strings.Contains(ready.body, `"name":"oidc","ok":false`) {
		t.Errorf("/readyz: %d %s, want it ready and the provider shown", ready.status, ready.body)
	}
	openLogin(t, address, map[string]any{"sub": "sam-1", "name": "Sam Keller", "email": "sam.keller@example.org", "email_verified": true})
	for deadline := time.Now().Add(patience); !strings.Contains(b.get("/readyz").body, `"name":"oidc","ok":true`); {
		if time.Now().After(deadline) {
			t.Fatal("the provider is back and /readyz does not see it")
		}
	}
	if b.get("/auth/sign-in"); b.name() != "Sam Keller" {
		t.Error("the provider is back and nobody can sign in")
	}
}

func TestSignInIsLimited(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir(), "RAPPORTEUR_RATE_SIGN_IN_BURST=3", "RAPPORTEUR_RATE_SIGN_IN_PER_MINUTE=1")
	b := p.browser()
	var ended []string
	for range 4 {
		ended = append(ended, problemOf(b.get("/auth/callback?state=x")))
	}
	if got := fmt.Sprint(ended); got != "[/sign-in sign_in.expired /sign-in sign_in.expired /sign-in sign_in.expired /sign-in request.too_many]" {
		t.Errorf("ended at %s", got)
	}
}
