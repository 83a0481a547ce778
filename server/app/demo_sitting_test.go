package app_test

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// list is an answer with items, as far as these tests look.
type list struct{ Items []listed }

type listed struct {
	ID, Title, State, Record, Start, Group string
	Number                                 int
	Overdue, Sample                        bool
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
	p.signal(syscall.SIGTERM)
	p.wait()
	if log := p.log.String(); strings.Contains(log, path) || !strings.Contains(log, "/ics/*") {
		t.Errorf("the log holds the secret, or not the route:\n%s", log)
	}
}

func TestWhoCanBeNamedAtAMeeting(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	warren := p.token("warren.smith@example.org")
	persons := map[string]string{}
	for _, email := range []string{"amina.haddad@example.org", "ines.prado@example.org", "sam.keller@example.org"} {
		var me struct{ ID string }
		if status := p.ask(p.token(email), "GET", "/api/profile", nil, &me); status != http.StatusOK {
			t.Fatalf("who is %s: %d", email, status)
		}
		persons[email] = me.ID
	}
	var coming list
	p.ask(warren, "GET", "/api/meetings?mine=true&latest=true&state=scheduled&limit=1", nil, &coming)
	for _, test := range []struct {
		name, email          string
		attends, writes, own int
	}{
		{"the secretariat", "amina.haddad@example.org", 200, 200, 201},
		{"an official of a group below", "ines.prado@example.org", 200, 400, 400},
		{"the administrator", "sam.keller@example.org", 400, 400, 400},
	} {
		path := "/api/meetings/" + coming.Items[0].ID
		got := []int{
			p.ask(warren, "PUT", path+"/attendance/"+persons[test.email], map[string]string{"presence": "remote"}, nil),
			p.ask(warren, "PUT", path+"/scribe", map[string]string{"person": persons[test.email]}, nil),
			p.ask(warren, "POST", "/api/actions", map[string]any{"group": coming.Items[0].Group, "words": map[string]string{"title": "x", "owner": persons[test.email]}}, nil),
		}
		if want := []int{test.attends, test.writes, test.own}; !slices.Equal(got, want) {
			t.Errorf("%s: attends, writes, owns: %v, want %v", test.name, got, want)
		}
	}
}
