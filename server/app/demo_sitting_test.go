package app_test

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// list is an answer with items, as far as these tests look.
type list struct{ Items []listed }

type listed struct {
	ID, Title, State, Record, Start string
	Number                          int
	Overdue, Sample                 bool
}

func TestTheFirstSightOfMeetingsIsAlive(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	warren := p.token("warren.smith@example.org")
	var meetings, actions, decisions list
	p.ask(warren, "GET", "/api/meetings?mine=true&limit=500", nil, &meetings)
	p.ask(warren, "GET", "/api/actions", nil, &actions)
	p.ask(warren, "GET", "/api/decisions", nil, &decisions)
	records := map[string]int{}
	for _, m := range meetings.Items {
		records[m.State+" "+m.Record]++
		if !m.Sample {
			t.Errorf("the meeting of %s does not say sample", m.Start)
		}
	}
	// The six of 2023 took place elsewhere: no record here.
	if records["closed approved"] != 1 || records["ended circulated"] != 1 || records["scheduled none"] < 8 || records["provisional none"] < 12 {
		t.Errorf("meetings by state and record: %v", records)
	}
	if len(actions.Items) != 5 || len(decisions.Items) != 3 {
		t.Errorf("%d actions and %d decisions, want 5 and 3", len(actions.Items), len(decisions.Items))
	}
	if !slices.ContainsFunc(actions.Items, func(a listed) bool { return a.Overdue && a.Number > 0 }) {
		t.Errorf("nothing is overdue: %+v", actions.Items)
	}

	// A decision given in the register is in the minutes, and back again.
	next := meetings.Items[slices.IndexFunc(meetings.Items, func(m listed) bool { return m.State == "ended" })].ID
	if status := p.ask(warren, "POST", "/api/meetings/"+next+"/minutes/reopen", nil, nil); status != http.StatusOK {
		t.Fatalf("reopen: %d", status)
	}
	var given struct{ ID, Block string }
	p.ask(warren, "POST", "/api/decisions", map[string]any{"meeting": next, "words": map[string]string{"title": "The pilots meet each other."}}, &given)
	var reworded struct{ Title string }
	p.ask(warren, "PUT", "/api/decisions/"+given.ID, map[string]string{"title": "The pilots meet once a year."}, &reworded)
	if given.Block == "" || reworded.Title != "The pilots meet once a year." {
		t.Errorf("given %+v, then %q", given, reworded.Title)
	}
}

func TestACalendarSubscribesToTheDemo(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	var made struct{ URL string }
	if status := p.ask(p.token("lena.okoro@example.org"), "POST", "/api/calendar/feeds", map[string]string{"scope": "personal"}, &made); status != http.StatusCreated {
		t.Fatalf("make a feed: %d", status)
	}
	_, path, _ := strings.Cut(made.URL, "/ics/")
	request, err := http.NewRequestWithContext(t.Context(), "GET", "http://"+p.address+"/ics/"+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := (&http.Client{Timeout: patience}).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s %v", answer.Status, err)
	}
	text := strings.ReplaceAll(string(body), "\r\n ", "")
	for _, want := range []string{"RRULE:FREQ=MONTHLY;BYDAY=+3TH;UNTIL=20231221T130000Z", "RECURRENCE-ID;TZID=Europe/Zurich:20230921T140000", "DTSTART;TZID=Europe/Zurich:20230920T140000"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in the feed of\n%s", want, text)
		}
	}
	if strings.Contains(p.log.String(), path) {
		t.Error("the log holds the secret")
	}
}
