package httpapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"rapporteur/config"
	"rapporteur/server/httpapi"
	"rapporteur/server/httpapi/api"
	"rapporteur/server/id"
	"rapporteur/server/identity"
)

// door is a running handler and what it wrote to its log.
type door struct {
	*httptest.Server
	log *safeBuffer
}

// whoever stands for sign-in: the person named in a header of the test's own.
type whoever struct{}

func (whoever) Actor(_ http.ResponseWriter, r *http.Request) (identity.Actor, error) {
	a := identity.Actor{Person: r.Header.Get("Test-Person")}
	if s := r.Header.Get("Test-Scope"); s != "" {
		a.Scopes = []identity.Scope{identity.Scope(s)}
	}
	return a, nil
}

// open starts the door with the given environment; change may alter what it is made of.
func open(t *testing.T, change func(*httpapi.Deps), environ ...string) door {
	t.Helper()
	c, err := config.Load(environ)
	if err != nil {
		t.Fatal(err)
	}
	log := &safeBuffer{}
	d := httpapi.Deps{
		Config: c, Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Now: time.Now, NewID: id.Default().New, Authenticator: whoever{},
		Server: &httpapi.Server{Installation: httpapi.NewInstallation(c, "v1")},
		Client: fstest.MapFS{
			"index.html":            {Data: []byte("<title>client</title>")},
			"assets/app-1a2b.js":    {Data: []byte("plain")},
			"assets/app-1a2b.js.br": {Data: []byte("brotli")},
			"assets/app-1a2b.js.gz": {Data: []byte("gzip")},
			"favicon.svg":           {Data: []byte("<svg/>")},
		},
	}
	if change != nil {
		change(&d)
	}
	handler, err := httpapi.New(d)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	return door{Server: s, log: log}
}

// ask sends a request; heads are "Name: value".
func (d door) ask(t *testing.T, method, path, body string, heads ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, d.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, h := range heads {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	// The default transport would ask for gzip by itself and hide the answer's head.
	answer, err := (&http.Transport{DisableCompression: true, DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(content)
}

func problemIn(t *testing.T, answer *http.Response, body string) api.Problem {
	t.Helper()
	if got, want := answer.Header.Get("Content-Type"), "application/problem+json"; got != want {
		t.Errorf("content type %q, want %q (%s)", got, want, body)
	}
	var p api.Problem
	if err := json.Unmarshal([]byte(body), &p); err != nil {
		t.Fatalf("%v in %q", err, body)
	}
	if p.Status != answer.StatusCode || p.Detail == "" || p.Code == "" {
		t.Errorf("status %d, problem %+v: want the same status, a code and a sentence", answer.StatusCode, p)
	}
	return p
}

func TestRefusalsHaveOneForm(t *testing.T) {
	t.Parallel()
	big := strings.Repeat("x", 2<<20)
	d := open(t, func(d *httpapi.Deps) {
		d.Mounts = []httpapi.Mount{{Pattern: "/panics", Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			panic("the password is hunter2")
		})}}
	})
	tests := map[string]struct {
		method, path, body string
		heads              []string
		status             int
		code               string
	}{
		"an address that is not in the contract":     {"GET", "/api/nothing", "", nil, 404, "request.not_found"},
		"a kind of request an address does not take": {"DELETE", "/api/installation", "", nil, 404, "request.not_found"},
		"a change asked for by another site":         {"POST", "/api/installation", "{}", []string{"Sec-Fetch-Site: cross-site"}, 403, "request.foreign_origin"},
		"a change asked for by a sibling of ours":    {"POST", "/api/installation", "{}", []string{"Sec-Fetch-Site: same-site"}, 403, "request.foreign_origin"},
		"an old browser at another site":             {"POST", "/api/installation", "{}", []string{"Origin: https://evil.example"}, 403, "request.foreign_origin"},
		"a body larger than the limit":               {"POST", "/api/nothing", big, nil, 413, "request.too_large"},
		"a panic keeps its text to the log":          {"GET", "/panics", "", nil, 500, "internal"},
		"a file of the client that is not there":     {"GET", "/assets/old-9f.js", "", nil, 404, "request.not_found"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answer, body := d.ask(t, test.method, test.path, test.body, test.heads...)
			p := problemIn(t, answer, body)
			if p.Status != test.status || p.Code != test.code {
				t.Errorf("got %d %s, want %d %s", p.Status, p.Code, test.status, test.code)
			}
			if strings.Contains(body, "hunter2") {
				t.Errorf("the answer shows the surprise: %s", body)
			}
			if test.status == 500 && (p.Reference == nil || !strings.Contains(d.log.String(), *p.Reference)) {
				t.Errorf("reference %v is not in the log", p.Reference)
			}
		})
	}
}

func TestHeadsOfEveryAnswer(t *testing.T) {
	t.Parallel()
	d := open(t, nil, "RAPPORTEUR_PUBLIC_URL=https://rapporteur.example.org",
		"RAPPORTEUR_OIDC_ISSUER=https://login.example.org/realms/itu", "RAPPORTEUR_OIDC_CLIENT_ID=r")
	for _, path := range []string{"/", "/api/installation", "/api/nothing", "/healthz"} {
		answer, _ := d.ask(t, "GET", path, "")
		policy := answer.Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "connect-src 'self' wss://rapporteur.example.org", "form-action 'self' https://login.example.org;"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: policy %q lacks %q", path, policy, want)
			}
		}
		if strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q allows inline code", path, policy)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Strict-Transport-Security": "max-age=31536000"} {
			if got := answer.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		if id := answer.Header.Get("X-Request-Id"); len(id) != 26 {
			t.Errorf("%s: request id %q", path, id)
		}
	}
	plain, _ := open(t, nil).ask(t, "GET", "/", "")
	if got := plain.Header.Get("Strict-Transport-Security"); got != "" {
		t.Errorf("http insists on https: %q", got)
	}
}

func TestTheClientIsServed(t *testing.T) {
	t.Parallel()
	d := open(t, nil)
	tests := map[string]struct {
		path, accept string
		body, coding string
		cache        string
	}{
		"the page":                             {"/", "", "<title>client</title>", "", "no-cache"},
		"a page of the client":                 {"/groups/abc", "", "<title>client</title>", "", "no-cache"},
		"a hashed file stays":                  {"/assets/app-1a2b.js", "", "plain", "", "public, max-age=31536000, immutable"},
		"brotli where it is taken":             {"/assets/app-1a2b.js", "gzip, br", "brotli", "br", "public, max-age=31536000, immutable"},
		"gzip where brotli is not":             {"/assets/app-1a2b.js", "gzip;q=0.8, br;q=0", "gzip", "gzip", "public, max-age=31536000, immutable"},
		"a file without a hash is asked again": {"/favicon.svg", "", "<svg/>", "", "no-cache"},
		"no way out of the client's folder":    {"/../../etc/passwd", "", "<title>client</title>", "", "no-cache"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answer, body := d.ask(t, "GET", test.path, "", "Accept-Encoding: "+test.accept)
			got := []string{body, answer.Header.Get("Content-Encoding"), answer.Header.Get("Cache-Control")}
			if want := []string{test.body, test.coding, test.cache}; strings.Join(got, "|") != strings.Join(want, "|") {
				t.Errorf("got %q, want %q", got, want)
			}
			again, _ := d.ask(t, "GET", test.path, "", "Accept-Encoding: "+test.accept, "If-None-Match: "+answer.Header.Get("ETag"))
			if again.StatusCode != http.StatusNotModified {
				t.Errorf("asked again with its tag: %s, want 304", again.Status)
			}
		})
	}
	empty := open(t, func(d *httpapi.Deps) { d.Client = fstest.MapFS{".keep": {}} })
	if answer, body := empty.ask(t, "GET", "/", ""); answer.StatusCode != 503 || !strings.Contains(body, "make build") {
		t.Errorf("without a client: %s %q", answer.Status, body)
	}
}

func TestReadiness(t *testing.T) {
	t.Parallel()
	away := errors.New("connection refused")
	ask := func(err error) func(context.Context) error { return func(context.Context) error { return err } }
	tests := map[string]struct {
		store, issuer error
		status        int
		shown         string
	}{
		"everything is there":          {nil, nil, 200, `"ready":true`},
		"the issuer is away: shown":    {nil, away, 200, `"detail":"connection refused"`},
		"the store is away: not ready": {away, nil, 503, `"ready":false`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t, func(d *httpapi.Deps) {
				d.Checks = []httpapi.Check{{Name: "store", Needed: true, Ask: ask(test.store)}, {Name: "oidc", Ask: ask(test.issuer)}}
			})
			answer, body := d.ask(t, "GET", "/readyz", "")
			if answer.StatusCode != test.status || !strings.Contains(body, test.shown) {
				t.Errorf("got %d %s, want %d with %s", answer.StatusCode, body, test.status, test.shown)
			}
			if live, _ := d.ask(t, "GET", "/healthz", ""); live.StatusCode != 200 {
				t.Errorf("/healthz %s: a program that serves is alive", live.Status)
			}
		})
	}
}

func TestRatesAreCountedPerCaller(t *testing.T) {
	t.Parallel()
	d := open(t, nil, "RAPPORTEUR_RATE_GENERAL_BURST=3", "RAPPORTEUR_RATE_GENERAL_PER_MINUTE=1")
	status := func(person string) int {
		answer, body := d.ask(t, "GET", "/api/installation", "", "Test-Person: "+person)
		if answer.StatusCode == 429 {
			problemIn(t, answer, body)
			if answer.Header.Get("Retry-After") == "" {
				t.Error("429 does not say when to come back")
			}
		}
		return answer.StatusCode
	}
	for range 3 {
		if got := status("ines"); got != 200 {
			t.Fatalf("within the burst: %d", got)
		}
	}
	if got := status("ines"); got != 429 {
		t.Errorf("one too many: %d, want 429", got)
	}
	if got := status("otto"); got != 200 {
		t.Errorf("another person pays for the first: %d", got)
	}
}

func TestTheLogHoldsNoAddressAndNoPerson(t *testing.T) {
	t.Parallel()
	d := open(t, func(d *httpapi.Deps) {
		d.Mounts = []httpapi.Mount{{Pattern: "/calendar/:secret", Handler: http.NotFoundHandler(), Rate: httpapi.General}}
	})
	d.ask(t, "GET", "/calendar/s3cret.ics?token=t0ken", "", "Test-Person: ines")
	d.ask(t, "GET", "/api/installation?q=t0ken", "", "Test-Person: ines")
	log := d.log.String()
	if !strings.Contains(log, "route=/calendar/:secret") || !strings.Contains(log, "status=404") {
		t.Errorf("the log does not name the route: %s", log)
	}
	for _, secret := range []string{"s3cret", "t0ken", "ines", "127.0.0.1"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %q: %s", secret, log)
		}
	}
}

func TestTheContractIsServed(t *testing.T) {
	t.Parallel()
	answer, body := open(t, nil).ask(t, "GET", "/api/openapi.yaml", "")
	if answer.StatusCode != 200 || !strings.HasPrefix(body, "openapi: 3.0.3") {
		t.Errorf("%s %.40q", answer.Status, body)
	}
}

// safeBuffer is a buffer that a server writes to while a test reads.
type safeBuffer struct {
	mu sync.Mutex // guards b
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
