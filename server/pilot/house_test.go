package pilot_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/group"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/pilot"
	"rapporteur/server/sqlitestore"
)

var (
	secretariat = identity.Actor{Person: "amina", Offices: []identity.Office{identity.OfficeSecretariat}}
	admin       = identity.Actor{Person: "sam", Offices: []identity.Office{identity.OfficeAdmin}}
	john        = identity.Actor{Person: "john"}  // co-leader
	lena        = identity.Actor{Person: "lena"}  // member
	pavel       = identity.Actor{Person: "pavel"} // observer
	ines        = identity.Actor{Person: "ines"}  // city official of the pilot
	teva        = identity.Actor{Person: "teva"}  // city official of another
	vera        = identity.Actor{Person: "vera"}  // city official without a pilot yet
	stranger    = identity.Actor{Person: "stranger"}
)

var limits = pilot.Limits{DueDay: 15, Officials: 2, Entries: 3, Questions: 2, Short: 100, Text: 300}

// field is a group with a pilot that takes part since April 2023. It is
// Tuesday 18 July.
type field struct {
	*pilot.Service
	home   docstore.Home
	groups *group.Service
	group  string
	pilot  string
	now    time.Time
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newField(t *testing.T) *field {
	t.Helper()
	ctx := t.Context()
	f := &field{now: time.Date(2023, 4, 3, 9, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return f.now }
	home, err := sqlitestore.Open(ctx, t.TempDir())
	must(t, err)
	f.home = home
	t.Cleanup(func() { must(t, home.Close()) })
	f.groups, err = group.NewService(ctx, home, id.Default(), clock)
	must(t, err)
	f.Service, err = pilot.NewService(ctx, home, f.groups, f.groups, limits, id.Default(), clock)
	must(t, err)
	g, err := f.groups.Open(ctx, secretariat, group.Group{Kind: group.ThematicGroup, Name: "Procurement"})
	must(t, err)
	f.group = g.ID
	for person, role := range map[string]group.Role{
		"john": group.CoLeader, "lena": group.Member, "pavel": group.Observer, "vera": group.CityOfficial,
	} {
		_, err := f.groups.AddSeat(ctx, secretariat, group.Seat{Group: g.ID, Role: role, Title: string(role), Holder: person})
		must(t, err)
	}
	f.pilot = f.begin(t, "Puerto Sereno", "ines")
	f.move(t, f.pilot, pilot.Invited, pilot.Onboarding)
	f.begin(t, "Tamarua", "teva")
	f.now = time.Date(2023, 7, 18, 9, 0, 0, 0, time.UTC)
	return f
}

// begin makes a pilot whose official has taken their seat.
func (f *field) begin(t *testing.T, city, official string) string {
	t.Helper()
	p, err := f.Create(t.Context(), john, pilot.Pilot{
		Group: f.group, City: pilot.City{Name: city}, Goals: []string{"Buy less paper"},
		Clauses:     []pilot.Clause{{Number: "2.1", Title: "The need in plain words"}},
		FocalPoints: []pilot.FocalPoint{{Name: "Inés Prado", Email: "ines.prado@example.org"}},
	})
	must(t, err)
	seat, err := f.AddOfficial(t.Context(), john, p.ID, "")
	must(t, err)
	_, err = f.groups.Fill(t.Context(), john, seat.ID, official)
	must(t, err)
	return p.ID
}

func (f *field) move(t *testing.T, id string, stages ...pilot.Stage) {
	t.Helper()
	for _, to := range stages {
		_, err := f.Move(t.Context(), john, id, to, "")
		must(t, err)
	}
}

// record words every month, newest first: "2023-06 due".
func (f *field) record(t *testing.T, by identity.Actor) string {
	t.Helper()
	months, err := f.Reports(t.Context(), by, f.pilot)
	must(t, err)
	var words []string
	for _, r := range months {
		words = append(words, string(r.Period)+" "+string(r.State))
	}
	return strings.Join(words, ", ")
}

func check(t *testing.T, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
