package app_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"rapporteur/server/group"
	"rapporteur/server/id"
	"rapporteur/server/sqlitestore"
)

// groupsIn reads the groups that the program left in a data folder.
func groupsIn(t *testing.T, data string) (*group.Service, map[string]group.Known) {
	t.Helper()
	home, err := sqlitestore.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = home.Close() })
	service, err := group.NewService(t.Context(), home, id.Default(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := service.List(t.Context(), 100, "")
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]group.Known{}
	for _, g := range list {
		if _, twice := byName[g.Name]; twice {
			t.Errorf("%s is there twice", g.Name)
		}
		byName[g.Name] = g
	}
	return service, byName
}

func TestTheDemoIsLoadedOnce(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	for range 2 {
		p := start(t, data)
		p.signal(syscall.SIGTERM)
		if code := p.wait(); code != 0 {
			t.Fatalf("exit code %d\n%s", code, p.log)
		}
	}
	service, groups := groupsIn(t, data)
	if len(groups) != 4 {
		t.Errorf("%d groups, want 4", len(groups))
	}
	second := groups["Working group 2"]
	if second.State != group.ToBeKickedOff || second.Parent != groups["Procurement for Smart Sustainable Cities"].ID {
		t.Errorf("working group 2: %+v", second)
	}
	seats, err := service.Seats(t.Context(), second.ID)
	if err != nil {
		t.Fatal(err)
	}
	// The facts give three seats; the officials of sample cities sit beside them.
	facts := slices.DeleteFunc(slices.Clone(seats), func(s group.Placed) bool { return s.Sample })
	if len(seats)-len(facts) != 2 {
		t.Errorf("%d seats of sample cities, want 2", len(seats)-len(facts))
	}
	seats = facts
	vacant := slices.IndexFunc(seats, func(s group.Placed) bool { return s.Vacant(time.Now()) })
	if len(seats) != 3 || vacant < 0 || seats[vacant].Role != group.CityOfficial || seats[vacant].Note != "TBC" {
		t.Errorf("seats of working group 2: %+v", seats)
	}
}

func TestADemoStandsAtItsDay(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	p := start(t, data, "RAPPORTEUR_DEMO_AS_AT=2023-06-20")
	p.signal(syscall.SIGTERM)
	p.wait()
	service, groups := groupsIn(t, data)
	seats, err := service.Seats(t.Context(), groups["Working group 2"].ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := seats[0].From.Format(time.DateOnly); got != "2023-06-20" {
		t.Errorf("the first seat is held from %s, want the day the demo stands at", got)
	}
}

// Without the demo there is nothing.
func TestWithoutTheDemoNothingIsThere(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	provider := []string{"RAPPORTEUR_DEMO=false", "RAPPORTEUR_OIDC_ISSUER=http://127.0.0.1:1", "RAPPORTEUR_OIDC_CLIENT_ID=r"}
	p := start(t, data, provider...)
	p.signal(syscall.SIGTERM)
	p.wait()
	if _, groups := groupsIn(t, data); len(groups) != 0 {
		t.Errorf("an empty installation has %d groups", len(groups))
	}
	if strings.Contains(p.log.String(), "panic") {
		t.Error(p.log)
	}
}

// Six meetings in 2023, the third Thursdays, one of them moved to a Wednesday.
func TestTheMeetingsOfTheFacts(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir(), "RAPPORTEUR_DEMO_AS_AT=2023-06-20")
	answer, err := http.Get("http://" + p.address + "/api/meetings?limit=100")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var list struct {
		Items []struct {
			Start  time.Time
			State  string
			Sample bool
		}
	}
	if err := json.NewDecoder(answer.Body).Decode(&list); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s %v", answer.Status, err)
	}
	var scheduled []string
	provisional := 0
	for _, m := range list.Items {
		if !m.Sample {
			t.Errorf("the time of %s is made up and does not say so", m.Start)
		}
		if m.Start.Year() == 2023 && m.State == "scheduled" {
			scheduled = append(scheduled, m.Start.UTC().Format("2006-01-02T15:04"))
		}
		if m.Start.Year() == 2024 && m.State == "provisional" {
			provisional++
		}
	}
	want := []string{"2023-07-20T12:00", "2023-08-17T12:00", "2023-09-20T12:00", "2023-10-19T12:00", "2023-11-16T13:00", "2023-12-21T13:00"}
	if !slices.Equal(scheduled, want) || provisional != 12 {
		t.Errorf("scheduled %v, want %v; provisional in 2024: %d, want 12", scheduled, want, provisional)
	}
}
