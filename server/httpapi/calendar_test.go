package httpapi_test

import (
	"context"
	"crypto/rand"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"rapporteur/server/calendar"
	"rapporteur/server/httpapi"
	"rapporteur/server/httpapi/api"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/sqlitestore"
)

// oneMeeting is a calendar with one meeting for everybody.
type oneMeeting struct{ broken bool }

func (o *oneMeeting) Agenda(context.Context, identity.Actor, time.Time, int) (calendar.Agenda, error) {
	if o.broken {
		return calendar.Agenda{}, context.DeadlineExceeded
	}
	start := time.Date(2023, 7, 20, 12, 0, 0, 0, time.UTC)
	return calendar.Agenda{Sittings: []calendar.Sitting{{UID: "1", Title: "Monthly meeting", Start: start, End: start.Add(time.Hour), Zone: "Europe/Zurich", Changed: start}}}, nil
}

func (o *oneMeeting) Single(ctx context.Context, by identity.Actor, _ string) (calendar.Agenda, error) {
	return o.Agenda(ctx, by, time.Time{}, 0)
}

func (o *oneMeeting) Reader(_ context.Context, person string) (identity.Actor, error) {
	return identity.Actor{Person: person}, nil
}

func calendarDoor(t *testing.T) (door, *oneMeeting) {
	t.Helper()
	home, err := sqlitestore.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { home.Close() })
	source := &oneMeeting{}
	s, err := calendar.NewService(t.Context(), home, source, source, calendar.Limits{PerPerson: 3, Meetings: 10}, time.Now, id.Default().New, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return open(t, func(d *httpapi.Deps) {
		c := httpapi.NewCalendars(s, d.Config, d.Log)
		d.Server.Calendars = c
		d.Mounts = append(d.Mounts, httpapi.Mount{Pattern: httpapi.CalendarPattern, Handler: c, Rate: httpapi.General})
	}), source
}

func TestACalendarSubscribes(t *testing.T) {
	t.Parallel()
	d, source := calendarDoor(t)
	made := as[api.CalendarFeedSecret](t, d, "mei", "POST", "/api/calendar/feeds", `{"scope":"personal"}`, 201)
	u, err := url.Parse(made.URL)
	if err != nil {
		t.Fatal(err)
	}
	secret := strings.TrimSuffix(u.Path[strings.LastIndex(u.Path, "/")+1:], ".ics")

	answer, body := d.ask(t, "GET", u.Path, "")
	if answer.StatusCode != 200 || answer.Header.Get("Content-Type") != "text/calendar; charset=utf-8" || !strings.HasPrefix(body, "BEGIN:VCALENDAR\r\n") {
		t.Fatalf("%s %v\n%s", answer.Status, answer.Header, body)
	}
	for name, head := range map[string]string{
		"its tag": "If-None-Match: " + answer.Header.Get("ETag"), "its date": "If-Modified-Since: " + answer.Header.Get("Last-Modified"),
	} {
		if again, _ := d.ask(t, "GET", u.Path, "", head); again.StatusCode != http.StatusNotModified {
			t.Errorf("asked again with %s: %s", name, again.Status)
		}
	}
	if head, body := d.ask(t, "HEAD", u.Path, ""); head.StatusCode != 200 || body != "" {
		t.Errorf("HEAD %s %q", head.Status, body)
	}
	if post, body := d.ask(t, "POST", u.Path, "{}"); post.StatusCode != 404 {
		t.Errorf("POST %s %s", post.Status, body)
	}
	listed := as[api.CalendarFeedPage](t, d, "mei", "GET", "/api/calendar/feeds", "", 200)
	if len(listed.Items) != 1 || listed.Items[0].Used == nil {
		t.Errorf("listed %+v", listed)
	}
	source.broken = true
	if broken, body := d.ask(t, "GET", u.Path, ""); broken.StatusCode != 503 || strings.Contains(body, secret) {
		t.Errorf("with a broken source: %s %s", broken.Status, body)
	}
	source.broken = false
	renewed := as[api.CalendarFeedSecret](t, d, "mei", "POST", "/api/calendar/feeds/"+made.Feed.ID+"/renew", "", 200)
	if old, body := d.ask(t, "GET", u.Path, ""); old.StatusCode != 404 || renewed.URL == made.URL {
		t.Errorf("the old address: %s %s", old.Status, body)
	}
	as[struct{}](t, d, "mei", "DELETE", "/api/calendar/feeds/"+made.Feed.ID, "", 204)
	fresh, _ := url.Parse(renewed.URL)
	if ended, _ := d.ask(t, "GET", fresh.Path, ""); ended.StatusCode != 404 {
		t.Errorf("after its end: %s", ended.Status)
	}
	// The log tells that calendars came, and never the way in.
	log := d.log.String()
	if !strings.Contains(log, httpapi.CalendarPattern) {
		t.Errorf("the log does not name the route:\n%s", log)
	}
	for _, secret := range []string{secret, strings.TrimSuffix(fresh.Path[strings.LastIndex(fresh.Path, "/")+1:], ".ics")} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds a secret:\n%s", log)
		}
	}
}

func TestOneMeetingAsAFile(t *testing.T) {
	t.Parallel()
	d, _ := calendarDoor(t)
	answer, body := d.ask(t, "GET", "/api/meetings/m1/calendar.ics", "", "Test-Person: mei")
	if answer.StatusCode != 200 || !strings.Contains(answer.Header.Get("Content-Disposition"), "attachment") || strings.Count(body, "BEGIN:VEVENT") != 1 {
		t.Errorf("%s %v %s", answer.Status, answer.Header, body)
	}
	if answer, _ := d.ask(t, "GET", "/api/meetings/m1/calendar.ics", ""); answer.StatusCode != 401 {
		t.Errorf("a stranger gets %s", answer.Status)
	}
}
