package app_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
)

// browser is somebody in front of the running program, with cookies.
type browser struct {
	*http.Client
	t    *testing.T
	base string // as people type it
}

func (p *program) browser() *browser {
	p.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	_, port, _ := strings.Cut(p.address, ":")
	return &browser{Client: &http.Client{Jar: jar, Timeout: patience, Transport: &http.Transport{DisableKeepAlives: true}}, t: p.t, base: "http://localhost:" + port}
}

// page is what a browser ends up with.
type page struct {
	status int
	at     *url.URL
	body   string
}

func (b *browser) do(r *http.Request) page {
	b.t.Helper()
	answer, err := b.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return page{answer.StatusCode, answer.Request.URL, string(body)}
}

func (b *browser) get(path string) page {
	b.t.Helper()
	return b.do(b.request(http.MethodGet, path, nil))
}

func (b *browser) request(method, path string, body io.Reader) *http.Request {
	b.t.Helper()
	if strings.HasPrefix(path, "/") {
		path = b.base + path
	}
	r, err := http.NewRequestWithContext(b.t.Context(), method, path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	return r
}

// send asks the API; into takes the answer where it is not nil.
func (b *browser) send(method, path, body string, into any) int {
	b.t.Helper()
	r := b.request(method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	answer := b.do(r)
	if into != nil {
		if err := json.Unmarshal([]byte(answer.body), into); err != nil {
			b.t.Fatalf("%s %s: %d %v in %s", method, path, answer.status, err, answer.body)
		}
	}
	return answer.status
}

var requestField = regexp.MustCompile(`name="request" value="([^"]+)"`)

// choose picks a person on the demo's page, or goes back with persona "".
func (b *browser) choose(shown page, persona string) page {
	b.t.Helper()
	found := requestField.FindStringSubmatch(shown.body)
	if found == nil {
		b.t.Fatalf("no page to choose a person on, but %s %d %s", shown.at, shown.status, shown.body)
	}
	form := url.Values{"request": {found[1]}, "persona": {persona}}
	if persona == "" {
		form = url.Values{"request": {found[1]}, "back": {"yes"}}
	}
	r := b.request(http.MethodPost, "/demo-idp/sign-in", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(r)
}

func (b *browser) signIn(persona string) page {
	b.t.Helper()
	return b.choose(b.get("/auth/sign-in?return_to=/groups"), persona)
}

// name tells who is signed in; "" for nobody.
func (b *browser) name() string {
	b.t.Helper()
	var session struct {
		Person struct{ Name string }
	}
	if status := b.send("GET", "/api/session", "", &session); status != 200 {
		b.t.Fatalf("session: %d", status)
	}
	return session.Person.Name
}

func TestSigningInAndOut(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	b := p.browser()
	if got := b.name(); got != "" {
		t.Fatalf("before: %q is signed in", got)
	}
	if at := b.signIn("lena-okoro").at; at.String() != b.base+"/groups" {
		t.Errorf("ended at %s, want where she wanted to go", at)
	}
	if got := b.name(); got != "Lena Okoro" {
		t.Errorf("signed in as %q", got)
	}

	elsewhere := p.browser()
	elsewhere.signIn("lena-okoro")
	var list struct {
		Items []struct {
			ID      string
			Current bool
		}
	}
	if b.send("GET", "/api/profile/sessions", "", &list); len(list.Items) != 2 || list.Items[0].Current || !list.Items[1].Current {
		t.Fatalf("sessions %+v, want both, this one marked", list)
	}
	if status := b.send("DELETE", "/api/profile/sessions/"+list.Items[0].ID, "", nil); status != 204 {
		t.Errorf("ending the other: %d", status)
	}
	if got := elsewhere.name(); got != "" {
		t.Errorf("the ended browser is still %q", got)
	}

	var out struct{ Next string }
	b.send("DELETE", "/api/session", "", &out)
	if at := b.do(b.request("GET", out.Next, nil)).at; at.String() != b.base+"/sign-in" || !strings.Contains(out.Next, "id_token_hint") {
		t.Errorf("signing out went by %s to %s, want by the provider to the sign-in page", out.Next, at)
	}
	if got := b.name(); got != "" {
		t.Errorf("after signing out: %q", got)
	}
}

func TestAFailedSignInIsExplained(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	tests := map[string]struct {
		do   func(*browser) page
		code string
	}{
		"going back at the provider": {func(b *browser) page { return b.signIn("") }, "sign_in.denied"},
		"an answer nobody asked for": {func(b *browser) page { return b.get("/auth/callback?code=a&state=b") }, "sign_in.expired"},
		"another browser's answer": {func(b *browser) page {
			shown := p.browser().get("/auth/sign-in?return_to=/groups")
			return b.choose(shown, "lena-okoro")
		}, "sign_in.expired"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := p.browser()
			b.t = t
			ended := test.do(b)
			q := ended.at.Query()
			if ended.at.Path != "/sign-in" || q.Get("problem") != test.code || len(q.Get("reference")) != 7 {
				t.Errorf("ended at %s, want the sign-in page with %s and a reference", ended.at, test.code)
			}
			if got := b.name(); got != "" {
				t.Errorf("signed in as %q", got)
			}
		})
	}
}

func TestAnotherPortIsTheSameDemo(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	p := start(t, data)
	who := func(b *browser) string {
		var session struct{ Person struct{ ID string } }
		b.send("GET", "/api/session", "", &session)
		return session.Person.ID
	}
	b := p.browser()
	b.signIn("warren-smith")
	before := who(b)
	p.signal(os.Interrupt)
	p.wait()
	again := start(t, data).browser()
	again.signIn("warren-smith")
	if after := who(again); before == "" || after != before {
		t.Errorf("Warren was %q and is %q", before, after)
	}
	// His first session outlived the provider whose key signed him in.
	b.base = again.base
	var out struct{ Next string }
	if status := b.send("DELETE", "/api/session", "", &out); status != 200 || !strings.Contains(out.Next, "id_token_hint") {
		t.Fatalf("signing out of the old session: %d %+v", status, out)
	}
	if at := b.do(b.request("GET", out.Next, nil)).at; at.Path != "/sign-in" {
		t.Errorf("signing out ended at %s", at)
	}
}

func TestATokenMadeBesideTheServer(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	run := func(args ...string) (string, string, int) {
		t.Helper()
		c := command(t, []string{"RAPPORTEUR_DATA=" + p.data}, append([]string{"token"}, args...)...)
		var out, errOut strings.Builder
		c.Stdout, c.Stderr = &out, &errOut
		_ = c.Run()
		return out.String(), errOut.String(), c.ProcessState.ExitCode()
	}
	printed, said, code := run("-email", "warren.smith@example.org", "-ttl", "24h")
	token := strings.TrimSuffix(printed, "\n")
	if code != 0 || said != "" || !regexp.MustCompile(`^rap_[A-Za-z0-9_-]{43}$`).MatchString(token) {
		t.Fatalf("printed %q, said %q, %d: want only the token", printed, said, code)
	}
	b := p.browser()
	r := b.request("GET", "/api/session", nil)
	r.Header.Set("Authorization", "Bearer "+token)
	if answer := b.do(r); !strings.Contains(answer.body, `"name":"Warren Smith"`) {
		t.Errorf("the running server answers %d %s", answer.status, answer.body)
	}
	if out, said, code := run("-email", "nobody@example.org"); out != "" || code != 1 || !strings.Contains(said, "has to sign in once") {
		t.Errorf("nobody's: %q %q %d", out, said, code)
	}
	if out, said, code := run(); out != "" || code != 1 || !strings.Contains(said, "-email") {
		t.Errorf("without an address: %q %q %d", out, said, code)
	}
}
