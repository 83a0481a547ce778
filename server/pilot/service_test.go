package pilot_test

import (
	"errors"
	"testing"
	"time"

	"rapporteur/server/fault"
	"rapporteur/server/group"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/pilot"
	"rapporteur/server/sqlitestore"
)

var (
	secretariat = identity.Actor{Person: "amina", Offices: []identity.Office{identity.OfficeSecretariat}}
	john        = identity.Actor{Person: "john"} // co-leader
	lena        = identity.Actor{Person: "lena"} // member
	ines        = identity.Actor{Person: "ines"} // city official of the pilot
	teva        = identity.Actor{Person: "teva"} // city official of another
)

// field is a group with a pilot in July 2023 that reports since April.
type field struct {
	*pilot.Service
	group, pilot string
	now          time.Time
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
	f := &field{now: time.Date(2023, 7, 18, 9, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return f.now }
	home, err := sqlitestore.Open(ctx, t.TempDir())
	must(t, err)
	t.Cleanup(func() { must(t, home.Close()) })
	groups, err := group.NewService(ctx, home, id.Default(), clock)
	must(t, err)
	f.Service, err = pilot.NewService(ctx, home, groups, id.Default(), clock)
	must(t, err)
	g, err := groups.Open(ctx, secretariat, group.Group{Kind: group.ThematicGroup, Name: "Procurement"})
	must(t, err)
	f.group = g.ID
	p, err := f.Create(ctx, identity.System(), pilot.Pilot{
		Group: g.ID, City: pilot.City{Name: "Puerto Sereno"}, Stage: pilot.Implementing, Since: "2023-04", Goals: []string{"one"},
	})
	must(t, err)
	f.pilot = p.ID
	for person, seat := range map[string]group.Seat{
		"john": {Role: group.CoLeader}, "lena": {Role: group.Member},
		"ines": {Role: group.CityOfficial, Pilot: p.ID}, "teva": {Role: group.CityOfficial, Pilot: "another"},
	} {
		seat.Group, seat.Title, seat.Holder = g.ID, string(seat.Role), person
		_, err := groups.AddSeat(ctx, secretariat, seat)
		must(t, err)
	}
	return f
}

func states(v pilot.View) string {
	text := ""
	for _, r := range v.Months {
		text += r.Period[5:] + ":" + string(r.State) + " "
	}
	return text
}

func TestSilenceIsShownAsSilence(t *testing.T) {
	t.Parallel()
	f := newField(t)
	_, err := f.Submit(t.Context(), ines, f.pilot, "2023-04", pilot.Answers{Colour: pilot.Green})
	must(t, err)
	_, err = f.Save(t.Context(), ines, f.pilot, "2023-06", pilot.Answers{Progress: "begun"})
	must(t, err)
	for by, want := range map[string]string{"ines": "06:draft 05:not_reported 04:submitted ", "john": "06:due 05:not_reported 04:submitted "} {
		v, err := f.Get(t.Context(), identity.Actor{Person: by}, f.pilot)
		must(t, err)
		if got := states(v); got != want {
			t.Errorf("%s sees %q, want %q", by, got, want)
		}
	}
	f.now = f.now.AddDate(0, 1, 0)
	v, err := f.Get(t.Context(), ines, f.pilot)
	must(t, err)
	if got, want := states(v), "07:due 06:not_reported 05:not_reported 04:submitted "; got != want {
		t.Errorf("a month later %q, want %q: what was begun and never sent is silence", got, want)
	}
}

func TestAReportIsWrittenByItsOwnCityOnly(t *testing.T) {
	t.Parallel()
	f := newField(t)
	whole := pilot.Answers{Colour: pilot.Amber, Reason: "no ICT budget line"}
	for name, tt := range map[string]struct {
		by   identity.Actor
		a    pilot.Answers
		want error
	}{
		"another city":         {teva, whole, group.ErrForbidden},
		"a co-leader":          {john, whole, group.ErrForbidden},
		"the secretariat":      {secretariat, whole, group.ErrForbidden},
		"a stranger":           {identity.Actor{Person: "x"}, whole, group.ErrNotFound},
		"nobody in particular": {identity.Public(), whole, group.ErrSignIn},
		"amber without a why":  {ines, pilot.Answers{Colour: pilot.Amber}, pilot.ErrInvalid},
		"no colour":            {ines, pilot.Answers{}, pilot.ErrInvalid},
		"its own":              {ines, whole, nil},
	} {
		if _, err := f.Submit(t.Context(), tt.by, f.pilot, "2023-06", tt.a); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", name, err, tt.want)
		}
	}
	for _, period := range []string{"2023-03", "2023-07", "2030-01"} {
		if _, err := f.Submit(t.Context(), ines, f.pilot, period, whole); !errors.Is(err, pilot.ErrPeriod) {
			t.Errorf("%s: got %v, want ErrPeriod", period, err)
		}
	}
}

func TestNoChangeSendsTheLastAnswersAgain(t *testing.T) {
	t.Parallel()
	f := newField(t)
	if _, err := f.NoChange(t.Context(), ines, f.pilot, "2023-06"); !errors.Is(err, pilot.ErrNothing) {
		t.Errorf("the first report: got %v", err)
	}
	_, err := f.Submit(t.Context(), ines, f.pilot, "2023-05", pilot.Answers{Colour: pilot.Red, Reason: "no budget", Clause: "2.1", Ask: "an example"})
	must(t, err)
	v, err := f.NoChange(t.Context(), ines, f.pilot, "2023-06")
	must(t, err)
	june := v.Months[0]
	if june.Period != "2023-06" || !june.NoChange || june.Reason != "no budget" || june.Clause != "2.1" || june.State != pilot.Submitted {
		t.Errorf("got %+v, want May's answers, dated June", june)
	}
}

func TestAReportIsCorrectedUntilItIsAccepted(t *testing.T) {
	t.Parallel()
	f := newField(t)
	ctx, june := t.Context(), "2023-06"
	green := pilot.Answers{Colour: pilot.Green, Progress: "read by two offices"}
	if _, err := f.Accept(ctx, john, f.pilot, june); !errors.Is(err, pilot.ErrNotSent) {
		t.Errorf("accepting nothing: got %v", err)
	}
	_, err := f.Submit(ctx, ines, f.pilot, june, green)
	must(t, err)
	if _, err := f.Accept(ctx, ines, f.pilot, june); !errors.Is(err, group.ErrForbidden) {
		t.Errorf("a city accepts its own: got %v", err)
	}
	_, err = f.Ask(ctx, john, f.pilot, june, "Which offices?")
	must(t, err)
	v, err := f.Submit(ctx, ines, f.pilot, june, green)
	must(t, err)
	if v.Months[0].State != pilot.Submitted || v.Months[0].Question != "Which offices?" {
		t.Errorf("got %+v, want it sent again with the question beside it", v.Months[0])
	}
	v, err = f.TakeBack(ctx, ines, f.pilot, june)
	must(t, err)
	if v.Months[0].State != pilot.Draft || v.Months[0].Progress != green.Progress {
		t.Errorf("got %+v, want a draft with its words", v.Months[0])
	}
	_, err = f.Submit(ctx, ines, f.pilot, june, green)
	must(t, err)
	_, err = f.Accept(ctx, john, f.pilot, june)
	must(t, err)
	if _, err := f.Submit(ctx, ines, f.pilot, june, green); !errors.Is(err, pilot.ErrAccepted) {
		t.Errorf("correcting an accepted one: got %v", err)
	}
}

func TestThePublicSeesThatACityIsAPilotAndNoMore(t *testing.T) {
	t.Parallel()
	f := newField(t)
	_, err := f.Submit(t.Context(), ines, f.pilot, "2023-06", pilot.Answers{Colour: pilot.Green})
	must(t, err)
	for _, by := range []identity.Actor{identity.Public(), {Person: "stranger"}} {
		list, _, err := f.List(t.Context(), by, pilot.Filter{})
		must(t, err)
		if len(list) != 1 || list[0].City.Name != "Puerto Sereno" || list[0].Months != nil || list[0].Goals != nil || len(list[0].Reports) > 0 || len(list[0].Can) > 0 {
			t.Errorf("got %+v, want the city and its stage alone", list)
		}
	}
}

func TestAStageGoesForwardByOneAndBackWithAReason(t *testing.T) {
	t.Parallel()
	f := newField(t)
	v, err := f.Create(t.Context(), john, pilot.Pilot{Group: f.group, City: pilot.City{Name: "Nordvika"}, Stage: pilot.Completed})
	must(t, err)
	if v.Stage != pilot.Candidate {
		t.Fatalf("got %s, want a candidate whatever was sent", v.Stage)
	}
	for _, tt := range []struct {
		by     identity.Actor
		to     pilot.Stage
		reason string
		want   error
	}{
		{john, pilot.Onboarding, "", pilot.ErrStep},
		{lena, pilot.Invited, "", group.ErrForbidden},
		{john, pilot.Invited, "", nil},
		{john, pilot.Onboarding, "", nil},
		{john, pilot.Paused, "", pilot.ErrReason},
		{john, pilot.Paused, "elections", nil},
		{john, pilot.Baseline, "", pilot.ErrStep},
		{john, pilot.Onboarding, "", nil},
		{john, pilot.Invited, " ", pilot.ErrReason},
	} {
		if v, err = f.Move(t.Context(), tt.by, v.ID, tt.to, tt.reason); !errors.Is(err, tt.want) {
			t.Errorf("to %s: got %v, want %v", tt.to, err, tt.want)
		}
		if err != nil {
			v, err = f.Get(t.Context(), john, mustFind(t, f, "Nordvika"))
			must(t, err)
		}
	}
	if v.Since != "2023-07" {
		t.Errorf("reports are asked for since %q, want the month of onboarding", v.Since)
	}
	if _, err := f.Create(t.Context(), john, pilot.Pilot{Group: f.group}); fault.Of(err) == nil || fault.Of(err).Fields[0].Pointer != "/city/name" {
		t.Errorf("a city without a name: got %v", err)
	}
}

func mustFind(t *testing.T, f *field, city string) string {
	t.Helper()
	list, _, err := f.List(t.Context(), john, pilot.Filter{})
	must(t, err)
	for _, v := range list {
		if v.City.Name == city {
			return v.ID
		}
	}
	t.Fatalf("no %s", city)
	return ""
}
