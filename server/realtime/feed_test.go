package realtime_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/websocket"

	"rapporteur/server/event"
	"rapporteur/server/identity"
	"rapporteur/server/realtime"
)

// groups lets a person see the events of the group that bears their name.
type groups struct{}

func (groups) MaySee(_ context.Context, who identity.Actor, e event.Event) (bool, error) {
	if e.Group == "broken" {
		return true, errors.New("the store is away")
	}
	return e.Group == who.Person || e.Group == "all", nil
}

type told struct {
	Type, Position, Kind, Document string
}

func openFeed(t *testing.T, p *people, limits realtime.FeedLimits) (*realtime.Feed, string) {
	t.Helper()
	f := realtime.NewFeed(p, groups{}, []string{origin}, "e1", limits, slog.New(slog.DiscardHandler))
	web := httptest.NewServer(f)
	t.Cleanup(func() { f.Close(); web.Close() })
	return f, web.URL
}

func follow(t *testing.T, url, person, after string) *websocket.Conn {
	t.Helper()
	ws, response, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(url, "http")+"?after="+after, page(person))
	if err != nil {
		t.Fatalf("dial: %v %v", err, response)
	}
	t.Cleanup(func() { _ = ws.Close() })
	return ws
}

func hear(t *testing.T, ws *websocket.Conn, n int) []told {
	t.Helper()
	var all []told
	for range n {
		var one told
		_ = ws.SetReadDeadline(time.Now().Add(20 * time.Second))
		if err := ws.ReadJSON(&one); err != nil {
			t.Fatalf("after %v: %v", all, err)
		}
		all = append(all, one)
	}
	return all
}

func say(t *testing.T, f *realtime.Feed, group, document string) {
	t.Helper()
	if err := f.Hear(t.Context(), event.Event{Kind: "meeting.moved", Group: group, Document: document, At: time.Now()}); err != nil {
		t.Fatal(err)
	}
}

func TestAFeedTellsAPersonWhatTheyMaySeeAndResumes(t *testing.T) {
	t.Parallel()
	f, url := openFeed(t, &people{}, realtime.FeedLimitsOf(settings(t)))
	ws := follow(t, url, "ines", "")
	got := hear(t, ws, 1)
	say(t, f, "omar", "m1")
	say(t, f, "broken", "m2")
	say(t, f, "ines", "m3")
	got = append(got, hear(t, ws, 1)...)
	_ = ws.Close()
	say(t, f, "all", "m4")
	back := follow(t, url, "ines", got[1].Position)
	got = append(got, hear(t, back, 2)...)
	want := []told{
		{"hello", "e1-0", "", ""}, {"event", "e1-3", "meeting.moved", "m3"},
		{"hello", "e1-3", "", ""}, {"event", "e1-4", "meeting.moved", "m4"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAReaderWhoWasAwayTooLongReadsEverythingAgain(t *testing.T) {
	t.Parallel()
	limits := realtime.FeedLimitsOf(settings(t))
	limits.Remembered = 2
	f, url := openFeed(t, &people{}, limits)
	for _, document := range []string{"m1", "m2", "m3", "m4"} {
		say(t, f, "all", document)
	}
	tests := map[string]struct {
		after string
		want  told
	}{
		"the last two are remembered": {"e1-2", told{"hello", "e1-2", "", ""}},
		"one more is not":             {"e1-1", told{"reset", "e1-4", "", ""}},
		"a number of another process": {"e0-3", told{"reset", "e1-4", "", ""}},
		"a number of the future":      {"e1-9", told{"reset", "e1-4", "", ""}},
		"a number that is none":       {"yesterday", told{"reset", "e1-4", "", ""}},
		"the first time":              {"", told{"hello", "e1-4", "", ""}},
	}
	for name, test := range tests {
		if got := hear(t, follow(t, url, "ines", test.after), 1)[0]; got != test.want {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
}

func TestAFeedEndsWithTheSession(t *testing.T) {
	t.Parallel()
	p := &people{ended: map[string]bool{}}
	f, url := openFeed(t, p, realtime.FeedLimitsOf(settings(t)))
	ws := follow(t, url, "ines", "")
	hear(t, ws, 1)
	p.set(func(p *people) { p.ended["ines"] = true })
	say(t, f, "all", "s1")
	_ = ws.SetReadDeadline(time.Now().Add(20 * time.Second))
	if _, _, err := ws.ReadMessage(); !websocket.IsCloseError(err, 4401) {
		t.Errorf("got %v, want 4401 and no frame before it", err)
	}
}

func TestNobodyWithoutASessionHasAFeed(t *testing.T) {
	t.Parallel()
	_, url := openFeed(t, &people{}, realtime.FeedLimitsOf(settings(t)))
	for name, header := range map[string]http.Header{"the public": page(""), "a cookie without a page": {"Cookie": {"session=ines"}}} {
		_, response, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(url, "http"), header)
		if err == nil || response.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s: got %v, want 401", name, response)
		}
	}
}
