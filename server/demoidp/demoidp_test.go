package demoidp_test

import (
	"context"
	"crypto/rand"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"rapporteur/server/demoidp"
)

var personas = []demoidp.Persona{
	{Subject: "warren-smith", Name: "Warren Smith", Email: "warren.smith@example.org", About: map[string]string{"en": "Co-leader", "fr": "Co-responsable"}},
	{Subject: "eve", Name: `Eve <script>alert(1)</script>`, Email: "eve@example.org", Zone: "Africa/Lagos", About: map[string]string{"en": "Markup"}, Sample: true},
}

// demo is the provider, mounted where the platform mounts it.
type demo struct {
	*demoidp.Provider
	public *url.URL
	oauth  oauth2.Config
	oidc   *oidc.Provider
}

func open(t *testing.T) *demo {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	public := &url.URL{Scheme: "http", Host: "localhost:" + port}
	p, err := demoidp.New(public, personas, demoidp.Workspace{Name: "U4SSC", About: map[string]string{"en": "About it"}}, time.Now, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle(demoidp.Path+"/", p)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "the platform") })
	server.Config.Handler = mux
	server.Start()
	t.Cleanup(server.Close)
	d := &demo{Provider: p, public: public}
	if d.oidc, err = oidc.NewProvider(t.Context(), p.Issuer()); err != nil {
		t.Fatal(err)
	}
	endpoint := d.oidc.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInHeader
	d.oauth = oauth2.Config{ClientID: demoidp.ClientID, ClientSecret: p.ClientSecret(), Endpoint: endpoint,
		RedirectURL: public.String() + "/auth/callback", Scopes: []string{"openid", "profile", "email"}}
	return d
}

type page struct {
	status int
	at     *url.URL
	body   string
	head   http.Header
}

func (d *demo) do(t *testing.T, r *http.Request) page {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := (&http.Client{Jar: jar, Transport: &http.Transport{DisableKeepAlives: true}}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return page{answer.StatusCode, answer.Request.URL, string(body), answer.Header}
}

func (d *demo) request(t *testing.T, method, address string, form url.Values) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return r
}

func (d *demo) get(t *testing.T, address string) page {
	t.Helper()
	return d.do(t, d.request(t, "GET", address, nil))
}

var requestField = regexp.MustCompile(`name="request" value="([^"]+)"`)

// begin shows the page and gives the name of the sign-in.
func (d *demo) begin(t *testing.T, options ...oauth2.AuthCodeOption) (string, page) {
	t.Helper()
	shown := d.get(t, d.oauth.AuthCodeURL("the-state", options...))
	found := requestField.FindStringSubmatch(shown.body)
	if found == nil {
		return "", shown
	}
	return found[1], shown
}

func (d *demo) choose(t *testing.T, form url.Values) page {
	t.Helper()
	return d.do(t, d.request(t, "POST", d.Issuer()+"/sign-in", form))
}

const verifier = "a-verifier-of-at-least-forty-three-characters-x"

var pkce = []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(verifier), oidc.Nonce("the-nonce")}

func TestWhoIsChosenIsWhoIsVouchedFor(t *testing.T) {
	t.Parallel()
	d := open(t)
	id, shown := d.begin(t, pkce...)
	if id == "" || !strings.Contains(shown.head.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Fatalf("%d %s", shown.status, shown.body)
	}
	if strings.Contains(shown.body, "<script>") || !strings.Contains(shown.body, "Eve &lt;script&gt;") {
		t.Error("a name is markup")
	}
	ended := d.choose(t, url.Values{"request": {id}, "persona": {"eve"}})
	q := ended.at.Query()
	if ended.at.Path != "/auth/callback" || q.Get("state") != "the-state" || q.Get("code") == "" {
		t.Fatalf("ended at %s", ended.at)
	}
	if _, err := d.oauth.Exchange(t.Context(), q.Get("code"), oauth2.VerifierOption("another-verifier-of-at-least-forty-three-chars")); err == nil {
		t.Error("the code was given to who did not begin")
	}
	tokens, err := d.oauth.Exchange(t.Context(), q.Get("code"), oauth2.VerifierOption(verifier))
	if err != nil {
		t.Fatal(err)
	}
	raw, _ := tokens.Extra("id_token").(string)
	token, err := d.oidc.Verifier(&oidc.Config{ClientID: demoidp.ClientID}).Verify(t.Context(), raw)
	if err != nil || token.Subject != "eve" || token.Nonce != "the-nonce" {
		t.Fatalf("%+v %v", token, err)
	}
	var claims struct {
		Name, Email, Zoneinfo string
		Verified              bool `json:"email_verified"`
	}
	if err := token.Claims(&claims); err != nil || claims.Email != "eve@example.org" || !claims.Verified || claims.Zoneinfo != "Africa/Lagos" || claims.Name != personas[1].Name {
		t.Errorf("claims %+v %v", claims, err)
	}
	info, err := d.oidc.UserInfo(t.Context(), oauth2.StaticTokenSource(tokens))
	if err != nil || info.Subject != "eve" || info.Email != "eve@example.org" {
		t.Errorf("%+v %v", info, err)
	}
	if _, err := d.oauth.Exchange(t.Context(), q.Get("code"), oauth2.VerifierOption(verifier)); err == nil {
		t.Error("a code was taken twice")
	}
	if again := d.choose(t, url.Values{"request": {id}, "persona": {"warren-smith"}}); again.status != http.StatusGone {
		t.Errorf("choosing again: %d", again.status)
	}
}

func TestWhatTheProviderRefuses(t *testing.T) {
	t.Parallel()
	d := open(t)
	bent := func(change func(*oauth2.Config)) oauth2.Config {
		c := d.oauth
		change(&c)
		return c
	}
	for name, address := range map[string]string{
		"without PKCE":             d.oauth.AuthCodeURL("s"),
		"with plain PKCE":          d.oauth.AuthCodeURL("s", oauth2.SetAuthURLParam("code_challenge", verifier), oauth2.SetAuthURLParam("code_challenge_method", "plain")),
		"in silence":               d.oauth.AuthCodeURL("s", append(pkce[:1:1], oauth2.SetAuthURLParam("prompt", "none"))...),
		"for another client":       ptr(bent(func(c *oauth2.Config) { c.ClientID = "other" })).AuthCodeURL("s", pkce...),
		"to come back elsewhere":   ptr(bent(func(c *oauth2.Config) { c.RedirectURL = "https://evil.example/auth/callback" })).AuthCodeURL("s", pkce...),
		"to come back beside":      ptr(bent(func(c *oauth2.Config) { c.RedirectURL += "/../evil" })).AuthCodeURL("s", pkce...),
		"for a token in the bar":   d.oauth.AuthCodeURL("s", append(pkce[:1:1], oauth2.SetAuthURLParam("response_type", "id_token"))...),
		"a sign-in nobody began":   d.Issuer() + "/sign-in?request=made-up",
		"an end point of no use":   d.Issuer() + "/oauth/introspect",
		"a device without a page":  d.Issuer() + "/device_authorization",
		"a way out of the folder":  d.Issuer() + "/../demo-idp/revoke",
		"to sign out to elsewhere": d.Issuer() + "/end_session?client_id=rapporteur&post_logout_redirect_uri=" + url.QueryEscape("https://evil.example/"),
	} {
		r := d.request(t, "GET", address, nil)
		client := &http.Client{CheckRedirect: func(r *http.Request, _ []*http.Request) error {
			if !strings.HasPrefix(r.URL.String(), d.public.String()) {
				t.Errorf("%s: sent to %s", name, r.URL)
				return http.ErrUseLastResponse
			}
			return nil
		}}
		answer, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		at := answer.Request.URL
		if requestField.Match(body) || at.Query().Get("code") != "" {
			t.Errorf("%s: led on to %s %d", name, at, answer.StatusCode)
		}
	}
	id, _ := d.begin(t, pkce...)
	if got := d.choose(t, url.Values{"request": {id}, "persona": {"nobody"}}).status; got != http.StatusBadRequest {
		t.Errorf("a person there is not: %d", got)
	}
	ended := d.choose(t, url.Values{"request": {id}, "back": {"yes"}})
	if q := ended.at.Query(); ended.at.Path != "/auth/callback" || q.Get("error") != "access_denied" || q.Get("state") != "the-state" {
		t.Errorf("going back ended at %s", ended.at)
	}
	id, _ = d.begin(t, pkce...)
	q := d.choose(t, url.Values{"request": {id}, "persona": {"eve"}}).at.Query()
	wrong := bent(func(c *oauth2.Config) { c.ClientSecret = "guess" })
	if _, err := wrong.Exchange(context.Background(), q.Get("code"), oauth2.VerifierOption(verifier)); err == nil {
		t.Error("a code was given for a guessed secret")
	}
}

func ptr(c oauth2.Config) *oauth2.Config { return &c }

func TestOnlyABrowserOnThisMachineIsServed(t *testing.T) {
	t.Parallel()
	d := open(t)
	tests := map[string]struct {
		bend func(*http.Request)
		want int
	}{
		"from here":                      {func(*http.Request) {}, 200},
		"by the address, not the name":   {func(r *http.Request) { r.Host = "127.0.0.1:" + d.public.Port() }, 403},
		"by a name that is rebound":      {func(r *http.Request) { r.Host = "evil.example:" + d.public.Port() }, 403},
		"by the name without the port":   {func(r *http.Request) { r.Host = "localhost" }, 403},
		"through a proxy (Forwarded)":    {func(r *http.Request) { r.Header.Set("Forwarded", "for=192.0.2.7") }, 403},
		"through a proxy (X-Forwarded)":  {func(r *http.Request) { r.Header.Set("X-Forwarded-For", "127.0.0.1") }, 403},
		"through a proxy (host)":         {func(r *http.Request) { r.Header.Set("X-Forwarded-Host", "localhost") }, 403},
		"through a proxy (real address)": {func(r *http.Request) { r.Header.Set("X-Real-IP", "192.0.2.7") }, 403},
		"through a proxy that says Via":  {func(r *http.Request) { r.Header.Set("Via", "1.1 cache") }, 403},
	}
	for name, test := range tests {
		for _, path := range []string{"/.well-known/openid-configuration", "/keys", "/sign-in.css"} {
			r := d.request(t, "GET", d.Issuer()+path, nil)
			test.bend(r)
			if got := d.do(t, r).status; got != test.want {
				t.Errorf("%s: %s answers %d, want %d", name, path, got, test.want)
			}
		}
	}
}

func TestBothEndsOfTheConnectionAreHere(t *testing.T) {
	t.Parallel()
	public := &url.URL{Scheme: "http", Host: "localhost:8080"}
	tests := map[string]struct {
		local, peer string
		served      bool
	}{
		"both here":                     {"127.0.0.1:8080", "127.0.0.1:50000", true},
		"both here, by version six":     {"[::1]:8080", "[::1]:50000", true},
		"version four written as six":   {"[::ffff:127.0.0.1]:8080", "[::ffff:127.0.0.1]:50000", true},
		"another loopback address":      {"127.0.0.1:8080", "127.9.9.9:50000", true},
		"the peer is elsewhere":         {"127.0.0.1:8080", "192.0.2.7:50000", false},
		"the listener is for everybody": {"192.0.2.1:8080", "127.0.0.1:50000", false},
		"both on the same network":      {"10.0.0.1:8080", "10.0.0.1:50000", false},
		"a peer without an address":     {"127.0.0.1:8080", "@", false},
	}
	for name, test := range tests {
		local, err := net.ResolveTCPAddr("tcp", test.local)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest("GET", "http://localhost:8080/demo-idp/keys", nil)
		r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, local))
		r.RemoteAddr = test.peer
		if err := demoidp.Guard(public, r); (err == nil) != test.served {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := demoidp.Guard(public, httptest.NewRequest("GET", "http://localhost:8080/", nil)); err == nil {
		t.Error("a request without a connection is served")
	}
}

func TestThePageSpeaksTheReadersLanguage(t *testing.T) {
	t.Parallel()
	d := open(t)
	tests := map[string]struct {
		locales, accept, link string
		want                  string
	}{
		"nothing said":                          {"", "", "", `lang="en" dir="ltr"`},
		"the browser's":                         {"", "fr-CH, en;q=0.5", "", `lang="fr" dir="ltr"`},
		"the platform's before the browser's":   {"ar", "fr", "", `lang="ar" dir="rtl"`},
		"the person's before the platform's":    {"ar", "fr", "en", `lang="en" dir="ltr"`},
		"one it is not written in":              {"", "zh", "", `lang="en" dir="ltr"`},
		"one there is not":                      {"", "<script>", "<script>", `lang="en" dir="ltr"`},
		"the second best that it is written in": {"", "zh, ar;q=0.8", "", `lang="ar" dir="rtl"`},
	}
	for name, test := range tests {
		options := pkce
		if test.locales != "" {
			options = append(pkce[:2:2], oauth2.SetAuthURLParam("ui_locales", test.locales))
		}
		id, _ := d.begin(t, options...)
		r := d.request(t, "GET", d.Issuer()+"/sign-in?"+url.Values{"request": {id}, "lang": {test.link}}.Encode(), nil)
		r.Header.Set("Accept-Language", test.accept)
		if shown := d.do(t, r); !strings.Contains(shown.body, test.want) {
			t.Errorf("%s: %.120s, want %s", name, shown.body, test.want)
		}
	}
}

func TestASignInWaitsTenMinutes(t *testing.T) {
	t.Parallel()
	now := time.Now()
	public := &url.URL{Scheme: "http", Host: "localhost:8080"}
	p, err := demoidp.New(public, personas, demoidp.Workspace{}, func() time.Time { return now }, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	ask := func(path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", "http://localhost:8080"+path, nil)
		r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080}))
		r.RemoteAddr = "127.0.0.1:50000"
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		return w
	}
	sum := oauth2.S256ChallengeFromVerifier(verifier)
	shown := ask("/demo-idp/authorize?response_type=code&client_id=rapporteur&scope=openid&state=s&code_challenge_method=S256&code_challenge=" + sum +
		"&redirect_uri=" + url.QueryEscape("http://localhost:8080/auth/callback")).Header().Get("Location")
	if got := ask(shown).Code; got != 200 {
		t.Fatalf("%s: %d", shown, got)
	}
	now = now.Add(11 * time.Minute)
	if got := ask(shown); got.Code != http.StatusGone || !strings.Contains(got.Body.String(), "too old") {
		t.Errorf("later: %d", got.Code)
	}
}
