package group_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"rapporteur/server/fault"
	"rapporteur/server/group"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/sqlitestore"
)

// world is an initiative, a thematic group and a working group, and a clock.
type world struct {
	*group.Service
	initiative, thematic, working string
	now                           time.Time
	john                          group.Placed // co-leader of the thematic group
}

var (
	secretariat = identity.Actor{Person: "amina", Offices: []identity.Office{identity.OfficeSecretariat}}
	admin       = identity.Actor{Person: "sam", Offices: []identity.Office{identity.OfficeAdmin}}
	john        = identity.Actor{Person: "john"}
	lena        = identity.Actor{Person: "lena"}
)

func newWorld(t *testing.T) *world {
	t.Helper()
	ctx := t.Context()
	w := &world{now: time.Date(2023, 7, 18, 9, 0, 0, 0, time.UTC)}
	home, err := sqlitestore.Open(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := home.Close(); err != nil {
			t.Error(err)
		}
	})
	if w.Service, err = group.NewService(ctx, home, id.Default(), func() time.Time { return w.now }); err != nil {
		t.Fatal(err)
	}
	open := func(by identity.Actor, g group.Group) string {
		k, err := w.Open(ctx, by, g)
		if err != nil {
			t.Fatal(err)
		}
		return k.ID
	}
	w.initiative = open(secretariat, group.Group{Kind: group.Initiative, Name: "United for Smart Sustainable Cities", State: group.Active})
	w.thematic = open(secretariat, group.Group{Kind: group.ThematicGroup, Parent: w.initiative, Name: "Procurement", State: group.Active})
	w.john = w.seat(t, secretariat, group.Seat{Group: w.thematic, Role: group.CoLeader, Title: "Co-leader", Holder: "john"})
	w.working = open(john, group.Group{Kind: group.WorkingGroup, Parent: w.thematic, Name: "Working group 2", State: group.ToBeKickedOff})
	return w
}

func (w *world) seat(t *testing.T, by identity.Actor, s group.Seat) group.Placed {
	t.Helper()
	p, err := w.AddSeat(t.Context(), by, s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestARoleHoldsInTheGroupsBelowAndNotAbove(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.Check(t.Context(), john, w.working, group.ChangeGroup); err != nil {
		t.Errorf("a co-leader may not change the working group: %v", err)
	}
	if err := w.Check(t.Context(), john, w.initiative, group.ChangeGroup); !errors.Is(err, group.ErrForbidden) {
		t.Errorf("above: got %v, want forbidden", err)
	}
	ids, all, err := w.Groups(t.Context(), john, group.PlanMeeting)
	if err != nil || all || !slices.Equal(ids, []string{w.thematic, w.working}) {
		t.Errorf("got %v, all %t, %v, want the thematic group and the one below", ids, all, err)
	}
}

func TestARefusalSaysWhoCanOnlyToWhoMayRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.seat(t, john, group.Seat{Group: w.working, Role: group.Member, Title: "Member", Holder: "lena"})
	tests := map[string]struct {
		by   identity.Actor
		act  group.Act
		want error
	}{
		"a member changes the group":                         {lena, group.ChangeGroup, group.ErrForbidden},
		"a stranger changes the group, whose page is public": {identity.Actor{Person: "stranger"}, group.ChangeGroup, group.ErrForbidden},
		"a stranger writes minutes, which are hidden":        {identity.Actor{Person: "stranger"}, group.WriteMinutes, group.ErrNotFound},
		"a stranger reads drafts":                            {identity.Actor{Person: "stranger"}, group.ReadWork, group.ErrNotFound},
		"the administrator reads drafts":                     {admin, group.ReadWork, group.ErrNotFound},
		"nobody in particular plans":                         {identity.Public(), group.PlanMeeting, group.ErrSignIn},
		"a co-leader by a token that only reads":             {identity.Actor{Person: "john", Scopes: []identity.Scope{identity.ScopeRead}}, group.PlanMeeting, group.ErrReadToken},
		"a co-leader reads by a token that only reads":       {identity.Actor{Person: "john", Scopes: []identity.Scope{identity.ScopeRead}}, group.ReadWork, nil},
		"the public sees the page":                           {identity.Public(), group.SeeGroup, nil},
		"the administrator sees the page as the public":      {admin, group.SeeGroup, nil},
		"the secretariat plans in every group":               {secretariat, group.PlanMeeting, nil},
		"the program itself does what it has to":             {identity.System(), group.PlanMeeting, nil},
	}
	for name, tt := range tests {
		if err := w.Check(t.Context(), tt.by, w.working, tt.act); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", name, err, tt.want)
		}
	}
	err := w.Check(t.Context(), lena, w.working, group.ChangeGroup)
	if got, want := fault.Of(err).Sentence.String(), "Only the secretariat and co-leaders can do this here."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	err = w.Check(t.Context(), lena, w.working, group.WritePilot)
	if got, want := fault.Of(err).Sentence.String(), "Only city officials can do this, and only to what is their own."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestASeatEndsByItsDateAndTheRightsWithIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	end := w.now.Add(24 * time.Hour)
	w.seat(t, john, group.Seat{Group: w.working, Role: group.Member, Title: "Member", Holder: "lena", To: &end})
	if err := w.Check(t.Context(), lena, w.working, group.ReadWork); err != nil {
		t.Fatal(err)
	}
	if former, err := w.HeldBefore(t.Context(), "lena"); former || err != nil {
		t.Errorf("got %v, %v, want no former member while the seat is held", former, err)
	}
	w.now = end
	if former, err := w.HeldBefore(t.Context(), "lena"); !former || err != nil {
		t.Errorf("got %v, %v, want a former member once the seat has ended", former, err)
	}
	if err := w.Check(t.Context(), lena, w.working, group.ReadWork); !errors.Is(err, group.ErrNotFound) {
		t.Fatalf("got %v, want not found on the day the seat ends", err)
	}
}

func TestAVacantSeatIsFilledOnceAndTheLastLeaderStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	vacant := w.seat(t, john, group.Seat{Group: w.working, Role: group.CityOfficial, Title: "City Official", Note: "TBC"})
	if _, err := w.Fill(t.Context(), lena, vacant.ID, "lena"); !errors.Is(err, group.ErrForbidden) {
		t.Errorf("a stranger fills a seat: got %v", err)
	}
	filled, err := w.Fill(t.Context(), john, vacant.ID, "lena")
	if err != nil || filled.Holder != "lena" || filled.Note != "" {
		t.Fatalf("got %+v, %v, want Lena in the seat and no note", filled, err)
	}
	if _, err := w.Fill(t.Context(), john, vacant.ID, "ines"); !errors.Is(err, group.ErrTaken) {
		t.Errorf("got %v, want ErrTaken", err)
	}
	if _, err := w.End(t.Context(), john, w.john.ID); !errors.Is(err, group.ErrLastLeader) {
		t.Errorf("got %v, want ErrLastLeader", err)
	}
	again, err := w.Vacate(t.Context(), john, vacant.ID)
	if err != nil || again.Holder != "" {
		t.Errorf("got %+v, %v, want the seat vacant again", again, err)
	}
	for person, want := range map[string]bool{"lena": true, "ines": false} {
		if former, err := w.HeldBefore(t.Context(), person); former != want || err != nil {
			t.Errorf("%s: got %v, %v, want %v: whose seat was made vacant had it once", person, former, err, want)
		}
	}
}

func TestAGroupTakesOnlyTheStepsThereAre(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	active, completed, rests := group.Active, group.Completed, group.Dormant
	for _, tt := range []struct {
		to     *group.State
		reason string
		want   error
	}{
		{&completed, "", group.ErrStep}, // not before it was active
		{&active, "", nil},
		{&rests, "", group.ErrReason},
		{&rests, "no co-leader", nil},
	} {
		_, err := w.Change(t.Context(), john, w.working, group.Change{State: tt.to, Reason: tt.reason})
		if !errors.Is(err, tt.want) {
			t.Errorf("to %s: got %v, want %v", *tt.to, err, tt.want)
		}
	}
}

func TestWhatIsWrongIsSaidFieldByField(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.Open(t.Context(), secretariat, group.Group{Kind: group.WorkingGroup, Parent: w.initiative, Name: "x"})
	if f := fault.Of(err); f == nil || len(f.Fields) != 1 || f.Fields[0].Pointer != "/parent" {
		t.Errorf("got %v, want the parent refused", err)
	}
	empty, site := " ", "ftp://x"
	_, err = w.Change(t.Context(), john, w.thematic, group.Change{Name: &empty, Website: &site})
	if f := fault.Of(err); f == nil || len(f.Fields) != 2 || f.Fields[0].Pointer != "/name" || f.Fields[1].Pointer != "/website" {
		t.Errorf("got %v, want name and website refused", err)
	}
}

func TestASeatSpeaksForAPilotOfItsOwnGroupOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other, err := w.Open(t.Context(), secretariat, group.Group{Kind: group.ThematicGroup, Parent: w.initiative, Name: "Another"})
	if err != nil {
		t.Fatal(err)
	}
	w.seat(t, secretariat, group.Seat{Group: other.ID, Role: group.CityOfficial, Title: "City Official", Holder: "lena", Pilot: "p1"})
	w.seat(t, john, group.Seat{Group: w.working, Role: group.CityOfficial, Title: "City Official", Holder: "ines", Pilot: "p1"})
	for person, want := range map[string]bool{"ines": true, "lena": false, "john": false, "": false} {
		if got, err := w.PilotOf(t.Context(), person, "p1", w.working); err != nil || got != want {
			t.Errorf("%q: got %t, %v, want %t", person, got, err, want)
		}
	}
}
