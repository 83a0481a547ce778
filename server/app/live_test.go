package app_test

import (
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"rapporteur/server/realtime/frame"
	"rapporteur/server/realtime/realtimetest"
)

// token makes a personal access token beside the running program.
func (p *program) token(email string) string {
	p.t.Helper()
	c := command(p.t, []string{"RAPPORTEUR_DEMO=true", "RAPPORTEUR_LISTEN=" + p.address, "RAPPORTEUR_DATA=" + p.data},
		"token", "-email", email, "-ttl", "1h")
	out, err := c.Output()
	if err != nil {
		p.t.Fatalf("token for %s: %v", email, err)
	}
	return strings.TrimSpace(string(out))
}

// ask sends a request with a token and reads a JSON answer into answer.
func (p *program) ask(token, method, path string, body, answer any) int {
	p.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		p.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(p.t.Context(), method, "http://"+p.address+path, bytes.NewReader(data))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json")
	response, err := (&http.Client{Timeout: patience}).Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	got, err := io.ReadAll(response.Body)
	if err == nil && answer != nil && response.StatusCode < 300 {
		err = json.Unmarshal(got, answer)
	}
	if err != nil {
		p.t.Fatalf("%s %s: %v\n%s", method, path, err, got)
	}
	return response.StatusCode
}

// writable finds a text of the demo that the holder of the token may write.
func (p *program) writable(token string) string {
	p.t.Helper()
	var all struct {
		Items []struct {
			ID  string   `json:"id"`
			Can []string `json:"can"`
		} `json:"items"`
	}
	p.ask(token, http.MethodGet, "/api/deliverables", nil, &all)
	for _, d := range all.Items {
		for _, can := range d.Can {
			if can == "text:edit" {
				return "deliverable/" + d.ID
			}
		}
	}
	p.t.Fatalf("no text may be written: %+v", all)
	return ""
}

// edit opens a text and waits until it is in step.
func (p *program) edit(token, text string, client uint64) *realtimetest.Editor {
	p.t.Helper()
	s := realtimetest.Dial(p.t, "http://"+p.address+"/collab", nil)
	e := realtimetest.NewEditor(p.t, s, text, token, client, nil)
	e.Settle()
	return e
}

// TestAKilledProgramKeepsEverythingItAcknowledged kills the real program twenty
// times while four people type, at any moment, between append and
// acknowledgement too. Their editors come back with what they have.
func TestAKilledProgramKeepsEverythingItAcknowledged(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	p := start(t, t.TempDir())
	warren, john := p.token("warren.smith@example.org"), p.token("john.davies@example.org")
	text := p.writable(warren)
	typists := make([]*realtimetest.Typist, 4)
	for i := range typists {
		typists[i] = &realtimetest.Typist{Token: []string{warren, john}[i%2], Client: uint64(1000 + i), Doc: realtimetest.NewDoc()}
	}
	for round := range 20 {
		var typing sync.WaitGroup
		for _, one := range typists {
			typing.Go(func() { one.TypeOn(t, "http://"+p.address+"/collab", text, round) })
		}
		time.Sleep(time.Duration(150+random.IntN(250)) * time.Millisecond) // the moment of the kill
		p.signal(syscall.SIGKILL)
		p.wait()
		typing.Wait()
		p = start(t, p.data)
		stored := p.edit(warren, text, uint64(5000+round)).Text()
		for _, one := range typists {
			for _, word := range one.Acknowledged {
				if !strings.Contains(stored, word) {
					t.Fatalf("round %d: %s was acknowledged and is not stored", round, word)
				}
			}
		}
	}
	total := 0
	for _, one := range typists {
		total += len(one.Acknowledged)
	}
	if total < 20 {
		t.Fatalf("only %d updates were acknowledged in 20 rounds; nothing was tested", total)
	}
	t.Logf("%d updates acknowledged in 20 rounds, all stored", total)
}

func TestAStopStoresWhatWasSentAndSaysSo(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	warren := p.token("warren.smith@example.org")
	text := p.writable(warren)
	e := p.edit(warren, text, 1000)
	e.Paragraph("the last words")
	p.signal(syscall.SIGTERM)
	for e.TryListen() {
	}
	if code := p.wait(); code != 0 {
		t.Errorf("exit code %d\n%s", code, p.log)
	}
	again := start(t, p.data)
	if got := again.edit(warren, text, 1001).Text(); !strings.Contains(got, "the last words") && e.Saved == e.Sent {
		t.Errorf("got %q, want what was acknowledged", got)
	}
	again.signal(syscall.SIGTERM)
	again.wait()
	if strings.Contains(again.log.String(), "did not end in an orderly way") {
		t.Errorf("an orderly stop was taken for a crash:\n%s", again.log)
	}
}

// soon is how quickly a lost right or a lost session has to reach a socket.
const soon = 5 * time.Second

func TestALostSessionAndALostRightReachTheSocketSoon(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	b := p.browser()
	b.signIn("warren-smith")
	home, err := url.Parse(b.base)
	if err != nil {
		t.Fatal(err)
	}
	page := http.Header{"Origin": {b.base}}
	for _, c := range b.Jar.Cookies(home) {
		page.Add("Cookie", c.Name+"="+c.Value)
	}
	john := p.token("john.davies@example.org")
	text := p.writable(john)
	here := realtimetest.NewEditor(t, realtimetest.Dial(t, "http://"+p.address+"/collab", page), text, "", 1000, nil)
	here.Settle()
	other := p.edit(john, text, 1001)
	if here.Scope != frame.ScopeReadWrite || other.Scope != frame.ScopeReadWrite {
		t.Fatalf("got %q and %q, want both to write", here.Scope, other.Scope)
	}

	began := time.Now()
	id := strings.TrimPrefix(text, "deliverable/")
	if status := p.ask(john, http.MethodPost, "/api/deliverables/"+id+"/stage", map[string]string{"to": "withdrawn", "reason": "No longer needed."}, nil); status != http.StatusOK {
		t.Fatalf("withdrawing answered %d", status)
	}
	for _, e := range []*realtimetest.Editor{here, other} {
		e.ListenUntil("read-only", func() bool { return e.Scope == frame.ScopeReadOnly })
	}
	if took := time.Since(began); took > soon {
		t.Errorf("the stage reached the sockets after %s", took)
	}
	here.Paragraph("too late")
	here.ListenUntil("the refusal", func() bool { return here.Refused == 1 })

	began = time.Now()
	b.send("DELETE", "/api/session", "", nil)
	if code, reason := here.Ended(); code != 4401 {
		t.Errorf("got %d %s, want 4401", code, reason)
	}
	if took := time.Since(began); took > soon {
		t.Errorf("signing out reached the socket after %s", took)
	}
}

func TestTheTextIsGuardedLikeItsPage(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	warren := p.token("warren.smith@example.org")
	text := p.writable(warren)
	first := p.edit(warren, text, 1000)
	first.Paragraph("written by a co-leader")
	first.Settle()
	for email, want := range map[string]string{
		"warren.smith@example.org": frame.ScopeReadWrite,
		"john.davies@example.org":  frame.ScopeReadWrite,
		"amina.haddad@example.org": frame.ScopeReadOnly, // the secretariat suggests
		"pavel.novak@example.org":  frame.ScopeReadOnly, // an observer
		"sam.keller@example.org":   "not-found",         // runs the installation
	} {
		s := realtimetest.Dial(t, "http://"+p.address+"/collab", nil)
		s.Send(text, frame.Token(p.token(email)))
		if f := s.Next(); f.Kind != frame.Auth || f.Text != want {
			t.Errorf("%s: got %+v, want %q", email, f, want)
		}
	}
	for _, name := range []string{"deliverable/nothing", "minutes/nothing", "secrets/1", text + "/x"} {
		s := realtimetest.Dial(t, "http://"+p.address+"/collab", nil)
		s.Send(name, frame.Token(warren))
		if f := s.Next(); f.Answer != frame.AuthDenied || f.Text != "not-found" {
			t.Errorf("%s: got %+v, want it not found", name, f)
		}
	}
	john := p.token("john.davies@example.org")
	if status := p.ask("rap_nobody", http.MethodGet, "/api/documents/"+text+"/content", nil, nil); status != http.StatusUnauthorized {
		t.Errorf("the content answered %d without a token, want 401", status)
	}
	var history struct {
		Items []struct {
			ID     string `json:"id"`
			Act    string `json:"act"`
			People []struct {
				Name string `json:"name"`
			} `json:"people"`
		} `json:"items"`
	}
	p.ask(warren, http.MethodGet, "/api/documents/"+text+"/history", nil, &history)
	if len(history.Items) < 2 || history.Items[0].Act != "update" || len(history.Items[0].People) != 1 || history.Items[0].People[0].Name != "Warren Smith" {
		t.Fatalf("got history %+v, want the writing and the seed", history)
	}
	began := history.Items[len(history.Items)-1].ID
	if status := p.ask(john, http.MethodPost, "/api/documents/"+text+"/history/"+began+"/restore", nil, nil); status != http.StatusNoContent {
		t.Fatalf("restoring answered %d", status)
	}
	var content struct{ Text, HTML string }
	p.ask(warren, http.MethodGet, "/api/documents/"+text+"/content", nil, &content)
	if strings.Contains(content.Text, "co-leader") {
		t.Errorf("got %q, want the first state", content.Text)
	}
}
