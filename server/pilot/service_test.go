package pilot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rapporteur/server/fault"
	"rapporteur/server/group"
	"rapporteur/server/identity"
	"rapporteur/server/pilot"
)

func TestEverybodySeesOfAPilotWhatIsTheirs(t *testing.T) {
	t.Parallel()
	f := newField(t)
	for _, tt := range []struct {
		by                    identity.Actor
		goals, addresses, can bool
	}{
		{secretariat, true, true, true}, {john, true, true, true}, {ines, true, true, true},
		{lena, true, false, false}, {pavel, true, false, false}, {teva, true, false, false},
		{admin, false, false, false}, {stranger, false, false, false}, {identity.Public(), false, false, false},
	} {
		p, err := f.Get(t.Context(), tt.by, f.pilot)
		must(t, err)
		address := len(p.FocalPoints) > 0 && p.FocalPoints[0].Email != ""
		if (p.Goals != nil) != tt.goals || address != tt.addresses || (len(p.Can) > 0) != tt.can || (p.Strip != nil) != tt.goals {
			t.Errorf("%q sees goals %t, addresses %t, months %v, can %v", tt.by.Person, p.Goals != nil, address, p.Strip, p.Can)
		}
		if p.City.Name != "Puerto Sereno" || len(p.Clauses) != 1 {
			t.Errorf("%q does not see the city and what it tests: %+v", tt.by.Person, p)
		}
	}
}

func TestACandidateIsTheGroupsAlone(t *testing.T) {
	t.Parallel()
	f := newField(t)
	p, err := f.Create(t.Context(), john, pilot.Pilot{Group: f.group, City: pilot.City{Name: "Qasr Nour"}})
	must(t, err)
	for _, by := range []identity.Actor{stranger, admin, identity.Public()} {
		_, err := f.Get(t.Context(), by, p.ID)
		check(t, "a candidate, to "+by.Person, err, pilot.ErrNotFound)
		list, _, err := f.List(t.Context(), by, pilot.Filter{Group: f.group})
		if err != nil || len(list) != 1 || list[0].City.Name != "Puerto Sereno" {
			t.Errorf("%q lists %d pilots, %v, want the one that takes part", by.Person, len(list), err)
		}
	}
	if len(p.Officials) != 0 {
		t.Errorf("a candidate has seats: %+v", p.Officials)
	}
	invited, err := f.Move(t.Context(), john, p.ID, pilot.Invited, "")
	if err != nil || len(invited.Officials) != 1 || invited.Officials[0].Title != "City Official, Qasr Nour" || invited.Officials[0].Holder != "" {
		t.Errorf("got %+v, %v, want a seat to invite the city to", invited.Officials, err)
	}
	_, err = f.Move(t.Context(), john, p.ID, pilot.Withdrawn, "No answer.")
	must(t, err)
	_, err = f.Get(t.Context(), identity.Public(), p.ID)
	check(t, "a city that never took part", err, pilot.ErrNotFound)
}

func TestTheWayOfAPilot(t *testing.T) {
	t.Parallel()
	f := newField(t)
	for _, tt := range []struct {
		name   string
		by     identity.Actor
		to     pilot.Stage
		reason string
		want   error
	}{
		{"over a stage", john, pilot.Planning, "", pilot.ErrStep},
		{"a member", lena, pilot.Baseline, "", group.ErrForbidden},
		{"the city itself, forward", ines, pilot.Baseline, "", group.ErrForbidden},
		{"the city of another pilot, out", teva, pilot.Withdrawn, "x", group.ErrForbidden},
		{"somebody who is not signed in", identity.Public(), pilot.Baseline, "", group.ErrSignIn},
		{"a co-leader by a token that only reads", identity.Actor{Person: "john", Scopes: []identity.Scope{identity.ScopeRead}}, pilot.Baseline, "", group.ErrReadToken},
		{"forward", john, pilot.Baseline, "", nil},
		{"aside without a reason", secretariat, pilot.Paused, " ", pilot.ErrReason},
		{"aside", secretariat, pilot.Paused, "Elections.", nil},
		{"elsewhere than where it was", john, pilot.Planning, "", pilot.ErrStep},
		{"on", john, pilot.Baseline, "", nil},
		{"back", john, pilot.Onboarding, "New mayor.", nil},
		{"back before it took part", john, pilot.Candidate, "x", pilot.ErrStep},
		{"the city withdraws", ines, pilot.Withdrawn, "No budget.", nil},
		{"on from there", john, pilot.Onboarding, "", pilot.ErrStep},
		{"the city comes back by itself", ines, pilot.Candidate, "x", group.ErrForbidden},
		{"a candidate again", john, pilot.Candidate, "They asked to.", nil},
	} {
		_, err := f.Move(t.Context(), tt.by, f.pilot, tt.to, tt.reason)
		check(t, tt.name, err, tt.want)
	}
}

func TestEveryStepOfferedCanBeTaken(t *testing.T) {
	t.Parallel()
	f := newField(t)
	for _, by := range []identity.Actor{john, ines, lena} {
		p, err := f.Get(t.Context(), by, f.pilot)
		must(t, err)
		want := map[string][]string{
			"john": {"review", "add_official", "move:baseline", "move:paused", "move:withdrawn"},
			"ines": {"change", "report", "move:withdrawn"},
			"lena": nil,
		}[by.Person]
		if !slices.Equal(p.Can, want) {
			t.Errorf("%s: got %v, want %v", by.Person, p.Can, want)
		}
	}
}

func TestTheProfileIsTheCitysOnceItTakesPart(t *testing.T) {
	t.Parallel()
	f := newField(t)
	goals := []string{"One", " ", "Two"}
	change := pilot.Change{Goals: &goals}
	_, err := f.Change(t.Context(), john, f.pilot, change)
	check(t, "a co-leader writes for the city", err, group.ErrForbidden)
	_, err = f.Change(t.Context(), teva, f.pilot, change)
	check(t, "another city", err, group.ErrForbidden)
	p, err := f.Change(t.Context(), ines, f.pilot, change)
	must(t, err)
	if !slices.Equal(p.Goals, []string{"One", "Two"}) || !p.Heard.Equal(f.now) {
		t.Errorf("got %v, heard %s", p.Goals, p.Heard)
	}
	change.Version = p.Version - 1
	_, err = f.Change(t.Context(), ines, f.pilot, change)
	check(t, "on an older version", err, pilot.ErrChanged)
	candidate, err := f.Create(t.Context(), john, pilot.Pilot{Group: f.group, City: pilot.City{Name: "Qasr Nur"}})
	must(t, err)
	named := pilot.City{Name: "Qasr Nour"}
	if _, err := f.Change(t.Context(), john, candidate.ID, pilot.Change{City: &named}); err != nil {
		t.Errorf("who invites a city corrects its name: %v", err)
	}
}

func TestWhatCannotBeTrueOfACityIsSaidFieldByField(t *testing.T) {
	t.Parallel()
	f := newField(t)
	_, err := f.Create(t.Context(), john, pilot.Pilot{
		Group: f.group, City: pilot.City{Country: "XQ", Locode: "CH 1", Population: "many", Languages: []string{"not a language"}},
		Clauses: []pilot.Clause{{Title: "x"}}, Goals: []string{"a", "b", "c", "d"},
	})
	var at []string
	for _, field := range fault.Of(err).Fields {
		at = append(at, field.Pointer)
	}
	slices.Sort(at)
	want := []string{"/city/country", "/city/languages", "/city/locode", "/city/name", "/city/population", "/clauses/0/number", "/goals"}
	if !slices.Equal(at, want) {
		t.Errorf("got %v, want %v", at, want)
	}
	p, err := f.Create(t.Context(), john, pilot.Pilot{Group: f.group, City: pilot.City{Name: "Genève", Locode: "chgva"}})
	if err != nil || p.City.Locode != "CH GVA" || p.City.Country != "CH" {
		t.Errorf("got %+v, %v", p.City, err)
	}
}

func TestACityAppliesWithItsOwnSeatOnce(t *testing.T) {
	t.Parallel()
	f := newField(t)
	_, err := f.Create(t.Context(), lena, pilot.Pilot{Group: f.group, City: pilot.City{Name: "Nordvika"}})
	check(t, "a member", err, group.ErrForbidden)
	p, err := f.Create(t.Context(), vera, pilot.Pilot{Group: f.group, City: pilot.City{Name: "Nordvika"}, Stage: pilot.Completed})
	must(t, err)
	if p.Stage != pilot.Candidate || len(p.Officials) != 1 || p.Officials[0].Holder != "vera" || !slices.Contains(p.Can, "move:withdrawn") {
		t.Errorf("got %+v, want a candidate of their own", p)
	}
	_, err = f.Create(t.Context(), vera, pilot.Pilot{Group: f.group, City: pilot.City{Name: "Belkara"}})
	check(t, "a second time", err, pilot.ErrApplied)
	_, err = f.Create(t.Context(), teva, pilot.Pilot{Group: f.group, City: pilot.City{Name: "Belkara"}})
	check(t, "who has a pilot", err, pilot.ErrApplied)
}

func TestAPilotHasSoManyOfficials(t *testing.T) {
	t.Parallel()
	f := newField(t)
	_, err := f.AddOfficial(t.Context(), ines, f.pilot, "")
	check(t, "the city itself", err, group.ErrForbidden)
	second, err := f.AddOfficial(t.Context(), john, f.pilot, "Head of procurement")
	must(t, err)
	if second.Title != "Head of procurement" || second.Pilot != f.pilot || second.Holder != "" {
		t.Errorf("got %+v", second)
	}
	_, err = f.AddOfficial(t.Context(), john, f.pilot, "")
	check(t, "a third", err, pilot.ErrOfficials)
}

func TestAListPagesThroughWhatIsHidden(t *testing.T) {
	t.Parallel()
	f := newField(t)
	other, err := f.groups.Open(t.Context(), secretariat, group.Group{Kind: group.ThematicGroup, Name: "Another"})
	must(t, err)
	for i := range 7 {
		_, err := f.Create(t.Context(), secretariat, pilot.Pilot{Group: other.ID, City: pilot.City{Name: fmt.Sprintf("Ödby %d", i)}})
		must(t, err)
	}
	for _, tt := range []struct {
		by   identity.Actor
		want int
	}{{secretariat, 9}, {lena, 2}, {stranger, 1}} {
		var names []string
		for after, pages := "", 0; pages < 20; pages++ {
			page, next, err := f.List(t.Context(), tt.by, pilot.Filter{Limit: 2, After: after})
			must(t, err)
			for _, p := range page {
				names = append(names, p.City.Name)
			}
			if after = next; next == "" {
				break
			}
		}
		if len(names) != tt.want || !slices.IsSorted(names) {
			t.Errorf("%s: got %s, want %d by name", tt.by.Person, strings.Join(names, ", "), tt.want)
		}
	}
}
