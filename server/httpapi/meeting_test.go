package httpapi_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"rapporteur/server/group"
	"rapporteur/server/httpapi"
	"rapporteur/server/httpapi/api"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/meeting"
	"rapporteur/server/sqlitestore"
)

// programme is a policy of one group "g1": who has which role in it.
type programme map[string]group.Role

func (p programme) Standing(_ context.Context, by identity.Actor, _ string, more ...group.Role) (group.Standing, error) {
	st := group.Standing{Roles: more}
	if role := p[by.Person]; role != "" {
		st.Roles = append(st.Roles, role)
	}
	return st, nil
}

func (p programme) Groups(ctx context.Context, by identity.Actor, act group.Act) ([]string, bool, error) {
	if st, _ := p.Standing(ctx, by, "g1"); st.May(act) {
		return []string{"g1"}, false, nil
	}
	return nil, false, nil
}

func (p programme) Seated(_ context.Context, _, person string) (bool, error) {
	return p[person] != "", nil
}

func (p programme) Near(ctx context.Context, groupID, person string) (bool, error) {
	return p.Seated(ctx, groupID, person)
}

func (p programme) Get(_ context.Context, groupID string) (group.Known, error) {
	if groupID != "g1" {
		return group.Known{}, group.ErrNotFound
	}
	return group.Known{ID: groupID}, nil
}

// Cards names everybody after their role.
func (p programme) Cards(_ context.Context, ids []string) (map[string]httpapi.Card, error) {
	cards := map[string]httpapi.Card{}
	for _, id := range ids {
		cards[id] = httpapi.Card{Name: "The " + strings.ReplaceAll(id, "_", " ")}
	}
	return cards, nil
}

// oneText stands for the live texts of minutes.
type oneText struct {
	mu     sync.Mutex // guards blocks
	blocks []meeting.Block
}

func (o *oneText) Blocks(context.Context, string) ([]meeting.Block, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.blocks), nil
}

func (o *oneText) SetWords(_ context.Context, _ identity.Actor, _, block string, _ meeting.Kind, words meeting.Words) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	for i := range o.blocks {
		if o.blocks[i].ID == block {
			o.blocks[i].Words = words
		}
	}
	return nil
}

func (o *oneText) Add(_ context.Context, _ identity.Actor, _ string, kind meeting.Kind, words meeting.Words) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.blocks = append(o.blocks, meeting.Block{ID: fmt.Sprint("b", len(o.blocks)), Kind: kind, Words: words})
	return nil
}

func (o *oneText) AddHeading(context.Context, identity.Actor, string, meeting.Heading) error {
	return nil
}

func (o *oneText) Freeze(context.Context, string) (meeting.Frozen, error) {
	return meeting.Frozen{Content: json.RawMessage(`{"type":"doc"}`), SHA256: strings.Repeat("0", 64)}, nil
}

var everybody = programme{
	"secretariat": group.Secretariat, "co_leader": group.CoLeader, "member": group.Member,
	"scribe": group.Member, "city_official": group.CityOfficial, "observer": group.Observer, "admin": group.Admin,
}

// meetingsDoor opens a door whose meetings are in a store of their own. It is
// Tuesday 20 June 2023.
func meetingsDoor(t *testing.T) (door, *meeting.Service) {
	t.Helper()
	home, err := sqlitestore.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { home.Close() })
	now := func() time.Time { return time.Date(2023, 6, 20, 8, 0, 0, 0, time.UTC) }
	bounds := meeting.Bounds{Occurrences: 120, Horizon: 2000 * 24 * time.Hour, Zones: 12, AgendaItems: 20, Corrections: 20}
	s, err := meeting.NewService(t.Context(), home, everybody, &oneText{}, bounds, now, id.Default().New)
	if err != nil {
		t.Fatal(err)
	}
	return open(t, func(d *httpapi.Deps) { d.Server.Meetings = httpapi.NewMeetings(s, everybody) }), s
}

const thirdThursdays = `{"rule":"FREQ=MONTHLY;BYDAY=3TH","zone":"Europe/Zurich","start":"14:00","minutes":60,"from":"2023-07-01","until":"2024-12-31"}`

// as asks in the name of somebody and reads the answer.
func as[T any](t *testing.T, d door, person, method, path, body string, status int) T {
	t.Helper()
	var heads []string
	if person != "" {
		heads = append(heads, "Test-Person: "+person)
	}
	answer, text := d.ask(t, method, path, body, heads...)
	var got T
	if answer.StatusCode != status {
		t.Fatalf("%s %s as %q: %s %s, want %d", method, path, person, answer.Status, text, status)
	}
	if status != http.StatusNoContent {
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
	}
	return got
}

func TestPlanningAYearOverHTTP(t *testing.T) {
	t.Parallel()
	d, _ := meetingsDoor(t)
	preview := as[api.SeriesPreview](t, d, "member", "POST", "/api/series/preview", `{"plan":`+thirdThursdays+`,"zones":["Asia/Tokyo"]}`, 200)
	if len(preview.Items) != 18 || preview.Items[0].Local[0].Start != "2023-07-20T21:00" || preview.Items[4].Notes[0].Kind != api.DateNoteKindClocksBack {
		t.Errorf("preview %+v", preview.Items)
	}
	series := as[api.Series](t, d, "co_leader", "POST", "/api/series",
		`{"group":"g1","details":{"title":"Monthly meeting","mode":"remote","join_link":"https://call.example.org"},"plan":`+thirdThursdays+`,"scheduled_until":"2023-12-31"}`, 201)
	september := series.Planned[2].Meeting
	moved := as[api.Meeting](t, d, "secretariat", "POST", "/api/meetings/"+september+"/move", `{"local_start":"2023-09-20T14:00","reason":"A holiday."}`, 200)
	if moved.MovedFrom == nil || moved.MovedFrom.LocalStart != "2023-09-21T14:00" || moved.Start.Format(time.RFC3339) != "2023-09-20T12:00:00Z" {
		t.Errorf("moved %+v", moved)
	}
	var dates []string
	for path := "/api/meetings?group=g1&limit=4"; path != ""; {
		page := as[api.MeetingPage](t, d, "", "GET", path, "", 200)
		for _, m := range page.Items {
			dates = append(dates, m.Start.Format(time.DateOnly)+" "+string(m.State))
			if m.JoinLink != nil || len(m.Can) > 0 || m.Zone != "Europe/Zurich" || m.Record != api.MinutesStateNone {
				t.Errorf("a stranger sees %+v", m)
			}
		}
		path = ""
		if page.Next != nil {
			path = "/api/meetings?group=g1&limit=4&after=" + *page.Next
		}
	}
	if got := strings.Join(dates[:3], ", "); len(dates) != 18 || got != "2023-07-20 scheduled, 2023-08-17 scheduled, 2023-09-20 scheduled" {
		t.Errorf("%d dates: %s", len(dates), got)
	}
	if mine := as[api.MeetingPage](t, d, "admin", "GET", "/api/meetings?mine=true", "", 200); len(mine.Items) != 0 {
		t.Errorf("the administrator has meetings: %d", len(mine.Items))
	}
	confirmed := as[api.MeetingPage](t, d, "co_leader", "POST", "/api/series/"+series.ID+"/confirm", fmt.Sprintf(`{"meetings":[%q]}`, series.Planned[6].Meeting), 200)
	if len(confirmed.Items) != 1 || confirmed.Items[0].State != api.MeetingStateScheduled {
		t.Errorf("confirmed %+v", confirmed)
	}
	change := strings.Replace(thirdThursdays, "3TH", "3WE", 1)
	dropped := as[api.SeriesChangePreview](t, d, "co_leader", "POST", "/api/series/"+series.ID+"/change/preview", `{"plan":`+change+`}`, 200)
	if len(dropped.Dropped) != 18 {
		t.Errorf("would drop %d", len(dropped.Dropped))
	}
	refused := as[api.Problem](t, d, "co_leader", "POST", "/api/series/"+series.ID+"/change", `{"plan":`+change+`,"reason":"Wednesdays."}`, 409)
	if refused.Code != "series.would_drop" {
		t.Errorf("refused with %s", refused.Code)
	}
}

func TestHostilePlansAreRefusedWithASentence(t *testing.T) {
	t.Parallel()
	d, _ := meetingsDoor(t)
	for name, plan := range map[string]string{
		"every second":                 strings.Replace(thirdThursdays, "MONTHLY;BYDAY=3TH", "SECONDLY", 1),
		"every day":                    strings.Replace(thirdThursdays, "MONTHLY;BYDAY=3TH", "DAILY", 1),
		"another world":                strings.Replace(thirdThursdays, "Europe/Zurich", "Mars/Olympus", 1),
		"the 30th of February, always": strings.Replace(thirdThursdays, "MONTHLY;BYDAY=3TH", "YEARLY;BYMONTH=2;BYMONTHDAY=30", 1),
		"a millennium":                 strings.Replace(thirdThursdays, "2024-12-31", "3024-12-31", 1),
	} {
		p := as[api.Problem](t, d, "member", "POST", "/api/series/preview", `{"plan":`+plan+`,"zones":[]}`, 400)
		if p.Detail == "" || strings.Contains(p.Detail, "rrule") {
			t.Errorf("%s: %+v", name, p)
		}
	}
}
