package meeting_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"rapporteur/server/event"
	"rapporteur/server/fault"
	"rapporteur/server/identity"
	"rapporteur/server/meeting"
)

// lines lists the meetings of a group, one a line.
func (o office) lines(t *testing.T, f meeting.Filter) []string {
	t.Helper()
	var all []string
	for {
		page, next, err := o.Meetings(t.Context(), warren, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page {
			all = append(all, fmt.Sprintf("%s %s %d", m.Start, m.State, m.Sequence))
		}
		if next == "" {
			return all
		}
		f.After = next
	}
}

func TestTheYearOfTheProgramme(t *testing.T) {
	t.Parallel()
	o := open(t)
	s := o.planned(t)
	september := o.on(t, s, "2023-09-21")
	moved := must(o.Move(t.Context(), john, september.ID, "2023-09-20T14:00", 0, "The 21st is a holiday for half of us."))(t)
	if moved.ID != september.ID || moved.UID != september.UID || moved.Original != "2023-09-21T14:00" || moved.Sequence != 1 || !moved.Moved() {
		t.Errorf("moving changed who it is: %+v", moved)
	}
	got := o.lines(t, meeting.Filter{Group: "g1", Limit: 5})
	want := []string{
		"2023-07-20T14:00 scheduled 0", "2023-08-17T14:00 scheduled 0", "2023-09-20T14:00 scheduled 1",
		"2023-10-19T14:00 scheduled 0", "2023-11-16T14:00 scheduled 0", "2023-12-21T14:00 scheduled 0",
		"2024-01-18T14:00 provisional 0", "2024-02-15T14:00 provisional 0",
	}
	if len(got) != 18 || !slices.Equal(got[:8], want) {
		t.Errorf("got %d:\n%s\nwant 18, beginning\n%s", len(got), strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	back := must(o.Move(t.Context(), warren, september.ID, "2023-09-21T14:00", 0, "Back to where it was."))(t)
	if back.Moved() || back.Sequence != 2 || len(back.Moves) != 2 {
		t.Errorf("moved back: %+v", back)
	}
}

func TestWhoMayPlan(t *testing.T) {
	t.Parallel()
	o := open(t)
	s := o.planned(t)
	m := o.on(t, s, "2023-10-19")
	acts := map[string]func(by identity.Actor) error{
		"plan": func(by identity.Actor) error {
			_, err := o.PlanSeries(t.Context(), by, meeting.NewSeries{Group: "g1", Details: meeting.Details{Title: "T", Mode: meeting.Remote}, Plan: year})
			return err
		},
		"replan": func(by identity.Actor) error {
			_, err := o.ReplanSeries(t.Context(), by, s.ID, meeting.ChangeSeries{})
			return err
		},
		"look at a change": func(by identity.Actor) error {
			_, err := o.PreviewChange(t.Context(), by, s.ID, meeting.ChangeSeries{Plan: year})
			return err
		},
		"describe": func(by identity.Actor) error {
			_, err := o.DescribeSeries(t.Context(), by, s.ID, meeting.Details{})
			return err
		},
		"confirm": func(by identity.Actor) error { _, err := o.ConfirmSeries(t.Context(), by, s.ID, nil); return err },
		"move": func(by identity.Actor) error {
			_, err := o.Move(t.Context(), by, m.ID, "2023-10-20T14:00", 0, "x")
			return err
		},
		"cancel":    func(by identity.Actor) error { _, err := o.Cancel(t.Context(), by, m.ID, "x"); return err },
		"postpone":  func(by identity.Actor) error { _, err := o.Postpone(t.Context(), by, m.ID, "x"); return err },
		"reinstate": func(by identity.Actor) error { _, err := o.Reinstate(t.Context(), by, m.ID); return err },
	}
	for act, do := range acts {
		for who, test := range map[string]struct {
			by   identity.Actor
			want fault.Kind
		}{
			"a member":                  {mei, fault.Forbidden},
			"an observer":               {obi, fault.Forbidden},
			"somebody of another group": {paul, fault.Forbidden}, // meetings are public: there is nothing to hide
			"a stranger":                {stranger, fault.Unauthenticated},
		} {
			if err := do(test.by); fault.KindOf(err) != test.want {
				t.Errorf("%s, %s: got %v", act, who, err)
			}
		}
	}
	if got := o.lines(t, meeting.Filter{Series: s.ID}); len(got) != 18 {
		t.Errorf("refused, and yet %d meetings", len(got))
	}
	if _, err := o.PlanSeries(t.Context(), warren, meeting.NewSeries{Group: "g9"}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a group that is not there: got %v", err)
	}
}

func TestStrangersSeeDatesOnly(t *testing.T) {
	t.Parallel()
	o := open(t)
	m := o.on(t, o.planned(t), "2023-07-20")
	seen := must(o.Meeting(t.Context(), stranger, m.ID))(t)
	if seen.JoinLink != "" || seen.Start != m.Start || seen.Title != m.Title {
		t.Errorf("a stranger sees %+v", seen)
	}
	if seen := must(o.Meeting(t.Context(), mei, m.ID))(t); seen.JoinLink == "" {
		t.Error("a member does not see how to join")
	}
	listed, _, err := o.Meetings(t.Context(), paul, meeting.Filter{Group: "g1"})
	if err != nil || len(listed) == 0 || listed[0].JoinLink != "" {
		t.Errorf("listed for another group: %v, %+v", err, listed)
	}
}

func TestReplanKeepsWhatStillFits(t *testing.T) {
	t.Parallel()
	o := open(t)
	s := o.planned(t)
	july := o.on(t, s, "2023-07-20")
	september := o.on(t, s, "2023-09-21")
	must(o.Move(t.Context(), john, september.ID, "2023-09-20T14:00", 0, "A holiday."))(t)
	october := o.on(t, s, "2023-10-19")
	must(o.Cancel(t.Context(), john, october.ID, "The plenary meets."))(t)
	o.clock.set("2023-08-01T00:00:00Z")

	// The same Thursdays, two hours later and by the clock of Nairobi, from August on.
	change := meeting.ChangeSeries{Plan: year, ScheduledUntil: "2023-12-31", Reason: "An hour that suits more of us."}
	change.Plan.Zone, change.Plan.Start, change.Plan.From = "Africa/Nairobi", "16:00", "2023-08-01"
	seen := must(o.PreviewChange(t.Context(), warren, s.ID, change))(t)
	if len(seen.Kept) != 17 || len(seen.Dropped) != 0 || len(seen.Added) != 0 {
		t.Errorf("would keep %d, add %d, drop %d; want 17, 0, 0", len(seen.Kept), len(seen.Added), len(seen.Dropped))
	}
	s = must(o.ReplanSeries(t.Context(), warren, s.ID, change))(t)
	if len(s.Parts) != 2 || s.Parts[0].Until != "2023-07-31" || s.Parts[1].UID == s.Parts[0].UID {
		t.Errorf("parts %+v", s.Parts)
	}
	tests := map[string]struct {
		day   meeting.Day
		start meeting.Wall
		state meeting.State
		is    string
	}{
		"before the change nothing moves":      {"2023-07-20", "2023-07-20T14:00", meeting.Scheduled, july.ID},
		"an ordinary date has the new time":    {"2023-08-17", "2023-08-17T16:00", meeting.Scheduled, ""},
		"a moved one stays where it was moved": {"2023-09-21", "2023-09-20T14:00", meeting.Scheduled, september.ID},
		"a cancelled one stays cancelled":      {"2023-10-19", "2023-10-19T16:00", meeting.Cancelled, october.ID},
		"a provisional one stays provisional":  {"2024-01-18", "2024-01-18T16:00", meeting.Provisional, ""},
	}
	for name, test := range tests {
		m := o.on(t, s, test.day)
		if m.Start != test.start || m.State != test.state || (test.is != "" && m.ID != test.is) {
			t.Errorf("%s: got %s %s", name, m.Start, m.State)
		}
	}
	if m := o.on(t, s, "2023-09-21"); m.Original != "2023-09-21T16:00" || m.OriginalZone != "Africa/Nairobi" || !m.Moved() || m.Zone != "Europe/Zurich" {
		t.Errorf("the moved one is now known as %s %s, held in %s", m.Original, m.OriginalZone, m.Zone)
	}
}

func TestReplanSaysWhatItWouldDrop(t *testing.T) {
	t.Parallel()
	o := open(t)
	s := o.planned(t)
	september := o.on(t, s, "2023-09-21")
	must(o.Move(t.Context(), john, september.ID, "2023-09-20T14:00", 0, "A holiday."))(t)
	change := meeting.ChangeSeries{Plan: year, ScheduledUntil: "2023-12-31", Reason: "Wednesdays suit the cities."}
	change.Plan.Rule = "FREQ=MONTHLY;BYDAY=3WE"

	seen := must(o.PreviewChange(t.Context(), warren, s.ID, change))(t)
	if len(seen.Dropped) != 18 || len(seen.Added) != 18 || !slices.ContainsFunc(seen.Dropped, func(m meeting.Meeting) bool { return m.ID == september.ID && m.Moved() }) {
		t.Errorf("would drop %d and add %d, want 18 and 18 with September named", len(seen.Dropped), len(seen.Added))
	}
	for _, m := range seen.Dropped[1:] {
		change.Drop = append(change.Drop, m.ID)
	}
	if _, err := o.ReplanSeries(t.Context(), warren, s.ID, change); !errors.Is(err, meeting.ErrWouldDrop) {
		t.Fatalf("one was not named: got %v", err)
	}
	if got := o.lines(t, meeting.Filter{Series: s.ID}); len(got) != 18 || !strings.HasPrefix(got[0], "2023-07-20") {
		t.Fatalf("a refused change changed something: %v", got)
	}
	change.Drop = append(change.Drop, seen.Dropped[0].ID)
	s = must(o.ReplanSeries(t.Context(), warren, s.ID, change))(t)
	if len(s.Parts) != 1 || s.Parts[0].Sequence != 1 {
		t.Errorf("nothing stayed under the old rule, so the part is changed in place: %+v", s.Parts)
	}
	got := o.lines(t, meeting.Filter{Series: s.ID})
	if scheduled := count(got, " scheduled "); scheduled != 6 {
		t.Errorf("%d scheduled, want the 6 Wednesdays of 2023:\n%s", scheduled, strings.Join(got, "\n"))
	}
	// Provisional Thursdays are gone, announced ones are cancelled, and stay so.
	if cancelled := count(got, " cancelled "); cancelled != 6 || len(got) != 24 {
		t.Errorf("%d cancelled of %d, want 6 of 24", cancelled, len(got))
	}
	again := must(o.Reinstate(t.Context(), warren, september.ID))(t)
	must(o.DescribeSeries(t.Context(), warren, s.ID, meeting.Details{Title: "Wednesdays", Mode: meeting.Remote}))(t)
	if m := must(o.Meeting(t.Context(), warren, september.ID))(t); m.State != meeting.Scheduled || !m.Retired || again.Sequence != m.Sequence {
		t.Errorf("a dropped meeting that takes place after all was dropped again: %+v", m)
	}
}

func count(lines []string, word string) int {
	n := 0
	for _, l := range lines {
		if strings.Contains(l, word) {
			n++
		}
	}
	return n
}

func TestAddingAnotherYear(t *testing.T) {
	t.Parallel()
	o := open(t)
	fortnight := year
	fortnight.Rule, fortnight.Until = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "2023-09-30"
	s := must(o.PlanSeries(t.Context(), warren, meeting.NewSeries{Group: "g1", Details: meeting.Details{Title: "Drafting", Mode: meeting.Remote}, Plan: fortnight, ScheduledUntil: "2023-12-31"}))(t)
	last := s.Planned[len(s.Planned)-1].Original
	longer := meeting.ChangeSeries{Plan: fortnight, Reason: "We go on."}
	longer.Plan.From, longer.Plan.Until = "2023-09-01", "2023-12-31"
	s = must(o.ReplanSeries(t.Context(), warren, s.ID, longer))(t)
	if len(s.Parts) != 1 || s.Parts[0].Until != "2023-12-31" || s.Parts[0].From != "2023-07-01" {
		t.Errorf("parts %+v", s.Parts)
	}
	for i := 1; i < len(s.Planned); i++ {
		if s.Planned[i-1].Original.Day().Add(14) != s.Planned[i].Original.Day() {
			t.Errorf("the fortnight broke between %s and %s (it ended at %s)", s.Planned[i-1].Original, s.Planned[i].Original, last)
		}
	}
}

func TestMeetingsFollowTheirSeriesOrTheirOwnWords(t *testing.T) {
	t.Parallel()
	o := open(t)
	s := o.planned(t)
	own := o.on(t, s, "2023-08-17")
	must(o.Describe(t.Context(), warren, own.ID, meeting.Details{Title: "Kick-off of working group 2", Mode: meeting.Hybrid}))(t)
	must(o.DescribeSeries(t.Context(), warren, s.ID, meeting.Details{Title: "Thursdays", Mode: meeting.Remote, JoinLink: "https://call.example.org/2"}))(t)
	if m := o.on(t, s, "2023-08-17"); m.Title != "Kick-off of working group 2" {
		t.Errorf("its own title was overwritten: %s", m.Title)
	}
	if m := o.on(t, s, "2023-10-19"); m.Title != "Thursdays" || m.JoinLink != "https://call.example.org/2" || m.Sequence != 1 {
		t.Errorf("got %s %s %d", m.Title, m.JoinLink, m.Sequence)
	}
	if _, err := o.DescribeSeries(t.Context(), warren, s.ID, meeting.Details{Title: "T", Mode: meeting.Remote, JoinLink: "javascript:alert(1)"}); !errors.Is(err, meeting.ErrJoinLink) {
		t.Errorf("a link that runs: got %v", err)
	}
}

func TestConfirming(t *testing.T) {
	t.Parallel()
	o := open(t)
	s := o.planned(t)
	january := o.on(t, s, "2024-01-18")
	if got := must(o.ConfirmSeries(t.Context(), warren, s.ID, []string{january.ID, january.ID}))(t); len(got) != 1 {
		t.Errorf("confirmed %d, want 1", len(got))
	}
	o.clock.set("2024-03-01T00:00:00Z")
	if got := must(o.ConfirmSeries(t.Context(), warren, s.ID, nil))(t); len(got) != 10 {
		t.Errorf("all that are to come: confirmed %d, want 10", len(got))
	}
	if m := o.on(t, s, "2024-02-15"); m.State != meeting.Provisional {
		t.Errorf("one that is past was confirmed: %s", m.State)
	}
	if _, err := o.Confirm(t.Context(), warren, january.ID); !errors.Is(err, meeting.ErrState) {
		t.Errorf("confirmed twice: %v", err)
	}
}

func TestASeriesAheadOfItsMeetingsIsSettled(t *testing.T) {
	t.Parallel()
	o := open(t)
	s := o.planWithoutMeetings(t)
	for range 2 {
		if err := o.Hear(t.Context(), event.Event{Collection: "series", Document: s.ID, By: "warren"}); err != nil {
			t.Fatal(err)
		}
	}
	if got := o.lines(t, meeting.Filter{Series: s.ID}); len(got) != 18 || count(got, " 0") != 18 {
		t.Errorf("settled to %v", got)
	}
}

// The event of a change settles it as well: who made the change is not told of
// meetings that the other run was quicker to drop.
func TestTwoRunsSettleOneChange(t *testing.T) {
	t.Parallel()
	o := open(t)
	s := o.planned(t)
	ctx, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	defer func() { stop(); all.Wait() }()
	for range 2 {
		all.Go(func() {
			for ctx.Err() == nil {
				if err := o.Hear(ctx, event.Event{Collection: "series", Document: s.ID, By: "warren"}); err != nil && ctx.Err() == nil {
					t.Error(err)
				}
			}
		})
	}
	change := meeting.ChangeSeries{Plan: year, Reason: "Another day."}
	for n := range 6 {
		change.Plan.Rule = []string{"FREQ=MONTHLY;BYDAY=3WE", "FREQ=MONTHLY;BYDAY=3TH"}[n%2]
		change.Drop = nil
		for _, m := range must(o.PreviewChange(t.Context(), warren, s.ID, change))(t).Dropped {
			change.Drop = append(change.Drop, m.ID)
		}
		if _, err := o.ReplanSeries(t.Context(), warren, s.ID, change); err != nil {
			t.Fatal(err)
		}
	}
	stop()
	all.Wait()
	if err := o.Hear(t.Context(), event.Event{Collection: "series", Document: s.ID, By: "warren"}); err != nil {
		t.Fatal(err)
	}
	if got := o.lines(t, meeting.Filter{Series: s.ID}); count(got, " provisional ") != 18 {
		t.Errorf("settled to %v", got)
	}
}

func TestManyHandsOnOneMeeting(t *testing.T) {
	t.Parallel()
	o := open(t)
	m := o.on(t, o.planned(t), "2023-10-19")
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			to := meeting.Wall(fmt.Sprintf("2023-10-2%dT14:00", i))
			if _, err := o.Move(t.Context(), warren, m.ID, to, 0, "Looking for a date."); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if m = must(o.Meeting(t.Context(), warren, m.ID))(t); m.Sequence != 8 || len(m.Moves) != 8 {
		t.Errorf("sequence %d with %d moves, want 8", m.Sequence, len(m.Moves))
	}
}

// TestMovingKeepsIdentity: whatever is done to one meeting, in whatever order,
// its UID and RECURRENCE-ID stay, and SEQUENCE never falls and rises with every
// change of time.
func TestMovingKeepsIdentity(t *testing.T) {
	t.Parallel()
	o := open(t)
	s := o.planned(t)
	first := o.on(t, s, "2023-11-16")
	rapid.Check(t, func(rt *rapid.T) {
		before := must(o.Meeting(t.Context(), warren, first.ID))(t)
		var after meeting.Seen
		var err error
		switch rapid.IntRange(0, 4).Draw(rt, "act") {
		case 0:
			to := fmt.Sprintf("2023-11-%02dT%02d:00", rapid.IntRange(1, 30).Draw(rt, "day"), rapid.IntRange(0, 23).Draw(rt, "hour"))
			after, err = o.Move(t.Context(), warren, first.ID, meeting.Wall(to), 0, "x")
		case 1:
			after, err = o.Cancel(t.Context(), warren, first.ID, "x")
		case 2:
			after, err = o.Postpone(t.Context(), warren, first.ID, "x")
		case 3:
			after, err = o.Reinstate(t.Context(), warren, first.ID)
		case 4:
			after, err = o.Move(t.Context(), warren, first.ID, before.Start, rapid.IntRange(5, 90).Draw(rt, "minutes"), "x")
		}
		if err != nil {
			if fault.KindOf(err) == fault.Internal {
				rt.Fatal(err)
			}
			return // refused in this state
		}
		if after.UID != first.UID || after.Original != first.Original || after.OriginalZone != first.OriginalZone {
			rt.Fatalf("%+v became %+v", first, after)
		}
		if after.Sequence <= before.Sequence {
			rt.Fatalf("sequence %d after %d", after.Sequence, before.Sequence)
		}
	})
}
