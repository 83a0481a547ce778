package meeting_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"rapporteur/server/event"
	"rapporteur/server/fault"
	"rapporteur/server/group"
	"rapporteur/server/identity"
	"rapporteur/server/meeting"
)

// opened is the July meeting, begun, with John its scribe away and Mei there.
func opened(t *testing.T) (office, meeting.Seen) {
	t.Helper()
	o := open(t)
	m := o.on(t, o.planned(t), "2023-07-20")
	for _, title := range []string{"Opening", "Kick-off of working group 2"} {
		if _, _, err := o.AddItem(t.Context(), warren, m.ID, point(title)); err != nil {
			t.Fatal(err)
		}
	}
	o.clock.set("2023-07-20T12:00:00Z")
	must(o.Start(t.Context(), warren, m.ID))(t)
	must(o.SetAttendance(t.Context(), warren, m.ID, meeting.Attendance{Person: "mei", Presence: meeting.Online}))(t)
	return o, must(o.NameScribe(t.Context(), warren, m.ID, "obi"))(t)
}

func decision(id, text string) meeting.Block {
	return meeting.Block{ID: id, Kind: meeting.DecisionKind, Words: meeting.Words{Text: text}}
}

func action(id, text, owner string, due meeting.Day) meeting.Block {
	return meeting.Block{ID: id, Kind: meeting.ActionKind, Words: meeting.Words{Text: text, Owner: owner, Due: due}}
}

func TestFromStartToApproval(t *testing.T) {
	t.Parallel()
	o, m := opened(t)
	headings := must(o.SeedMinutes(t.Context(), m.ID))(t)
	if len(headings) != 2 || headings[1].Title != "Kick-off of working group 2" || headings[1].Item == "" {
		t.Errorf("seeded with %+v", headings)
	}
	o.types(t, m.ID, decision("b1", "Working group 2 starts with pre-procurement planning."), action("b2", "Send the scope note to every candidate city", "mei", "2023-07-28"))
	if _, err := o.Circulate(t.Context(), warren, m.ID, ""); !errors.Is(err, meeting.ErrRecord) {
		t.Errorf("circulated while it sits: %v", err)
	}
	o.clock.set("2023-07-20T13:02:00Z")
	ended := must(o.End(t.Context(), obi, m.ID))(t)
	if ended.State != meeting.Ended || ended.Finished.IsZero() || ended.Record.State != meeting.Drafting {
		t.Errorf("ended: %s, minutes %s", ended.State, ended.Record.State)
	}
	must(o.Circulate(t.Context(), obi, m.ID, "2023-07-27"))(t)
	corrected := must(o.Correct(t.Context(), mei, m.ID, "Item 2: the question came from Puerto Sereno."))(t)
	if _, err := o.Approve(t.Context(), warren, m.ID); !errors.Is(err, meeting.ErrRecord) {
		t.Errorf("approved over an open correction: %v", err)
	}
	must(o.OpenCorrections(t.Context(), warren, m.ID))(t)
	must(o.AnswerCorrection(t.Context(), warren, m.ID, corrected.Record.Corrections[0].ID, true, ""))(t)
	if _, err := o.Approve(t.Context(), warren, m.ID); !errors.Is(err, meeting.ErrRecord) {
		t.Errorf("approved while in correction: %v", err)
	}
	must(o.Circulate(t.Context(), warren, m.ID, ""))(t)
	closed := must(o.Approve(t.Context(), john, m.ID))(t)
	if closed.State != meeting.Closed || closed.Record.State != meeting.Approved || closed.Record.Revision.Number != 1 || len(closed.Record.Revision.SHA256) != 64 {
		t.Errorf("closed: %+v", closed.Record)
	}
	frozen := must(o.FrozenMinutes(t.Context(), mei, m.ID))(t)
	if frozen.Revision.SHA256 != closed.Record.Revision.SHA256 || !strings.Contains(string(frozen.Content), "scope note") {
		t.Errorf("frozen %+v", frozen)
	}
	if _, err := o.Start(t.Context(), warren, m.ID); !errors.Is(err, meeting.ErrState) {
		t.Errorf("started a closed meeting: %v", err)
	}
}

func TestWhoMayDoWhatToMinutes(t *testing.T) {
	t.Parallel()
	o, m := opened(t)
	rights := func() string {
		var all []string
		for _, by := range []identity.Actor{warren, lena, obi, mei, paul, stranger} {
			right, err := o.MinutesRight(t.Context(), by, m.ID)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, right.String())
		}
		return strings.Join(all, " ")
	}
	check := func(when, want string) {
		t.Helper()
		if got := rights(); got != want {
			t.Errorf("%s: got %s, want %s", when, got, want)
		}
	}
	// co-leader, secretariat, scribe, a member who came, another group, a stranger
	check("while it sits", "edit edit edit read none none")
	must(o.End(t.Context(), warren, m.ID))(t)
	check("drafting", "edit edit edit read none none")
	must(o.Circulate(t.Context(), warren, m.ID, ""))(t)
	check("circulated", "suggest suggest suggest suggest none none")
	must(o.OpenCorrections(t.Context(), warren, m.ID))(t)
	check("in correction", "edit edit edit suggest none none")
	must(o.Circulate(t.Context(), warren, m.ID, ""))(t)
	must(o.Approve(t.Context(), warren, m.ID))(t)
	check("approved", "read read read read none none")

	august := must(o.PlanSingle(t.Context(), warren, meeting.Single{Group: "g1", Details: meeting.Details{Title: "T", Mode: meeting.Remote}, Start: "2023-08-01T10:00", Zone: "UTC", Minutes: 30}))(t)
	if right, err := o.MinutesRight(t.Context(), warren, august.ID); err != nil || right != group.NoRight {
		t.Errorf("before it began: %s, %v", right, err)
	}
	if _, err := o.SeedMinutes(t.Context(), august.ID); !errors.Is(err, meeting.ErrNoRecord) {
		t.Errorf("seeded before it began: %v", err)
	}
}

func TestActsOnMinutesAreRefused(t *testing.T) {
	t.Parallel()
	o, m := opened(t)
	must(o.End(t.Context(), warren, m.ID))(t)
	must(o.Circulate(t.Context(), warren, m.ID, ""))(t)
	acts := map[string]struct {
		do  func(identity.Actor) error
		may []string
	}{
		"circulate":   {func(by identity.Actor) error { _, err := o.Circulate(t.Context(), by, m.ID, ""); return err }, []string{"warren", "lena", "obi"}},
		"correct":     {func(by identity.Actor) error { _, err := o.Correct(t.Context(), by, m.ID, "x"); return err }, []string{"warren", "lena", "obi", "mei"}},
		"start again": {func(by identity.Actor) error { _, err := o.Start(t.Context(), by, m.ID); return err }, []string{"warren", "lena", "obi"}},
		"approve":     {func(by identity.Actor) error { _, err := o.Approve(t.Context(), by, m.ID); return err }, []string{"warren"}},
		"scribe":      {func(by identity.Actor) error { _, err := o.NameScribe(t.Context(), by, m.ID, "obi"); return err }, []string{"warren", "lena"}},
	}
	for act, test := range acts {
		for _, by := range []identity.Actor{warren, lena, obi, mei, paul, stranger} {
			kind := fault.KindOf(test.do(by))
			refused := kind == fault.Forbidden || kind == fault.NotFound || kind == fault.Unauthenticated
			if may := slices.Contains(test.may, by.Person); may == refused {
				t.Errorf("%s by %q: refused %t", act, by.Person, refused)
			}
		}
	}
}

func TestMinutesAfterTheFact(t *testing.T) {
	t.Parallel()
	o := open(t)
	m := o.on(t, o.planned(t), "2023-07-20")
	if _, err := o.BeginRecord(t.Context(), warren, m.ID); !errors.Is(err, meeting.ErrState) {
		t.Errorf("minutes of a meeting to come: %v", err)
	}
	o.clock.set("2023-08-01T00:00:00Z")
	if m = must(o.Meeting(t.Context(), warren, m.ID))(t); m.Record.State != meeting.NoRecord || m.State != meeting.Scheduled || !slices.Contains(m.Can, "begin_minutes") {
		t.Errorf("a past meeting without a record: %s, minutes %q, can %v", m.State, m.Record.State, m.Can)
	}
	m = must(o.BeginRecord(t.Context(), warren, m.ID))(t)
	if m.State != meeting.Ended || m.Record.State != meeting.Drafting || !m.Began.Equal(m.StartsAt()) {
		t.Errorf("begun after the fact: %+v", m)
	}
}

func TestAnApprovalIsEnteredAfterACrash(t *testing.T) {
	t.Parallel()
	o, m := opened(t)
	o.types(t, m.ID, decision("b1", "We start."), decision("b2", "We go on."))
	must(o.End(t.Context(), warren, m.ID))(t)
	must(o.Circulate(t.Context(), warren, m.ID, ""))(t)
	must(o.Approve(t.Context(), warren, m.ID))(t)
	for range 2 {
		if err := o.Hear(t.Context(), event.Event{Kind: "minutes.approved", Collection: "meetings", Document: m.ID, By: "warren"}); err != nil {
			t.Fatal(err)
		}
	}
	entries, _, err := o.Register(t.Context(), mei, meeting.EntryFilter{Kind: meeting.DecisionKind, Group: "g1"})
	if err != nil || len(entries) != 2 || entries[0].Number != 2 || entries[1].Number != 1 {
		t.Errorf("numbered %+v, %v", entries, err)
	}
}

func TestApprovalIsOfTheTextThatWasRead(t *testing.T) {
	t.Parallel()
	o, m := opened(t)
	must(o.End(t.Context(), warren, m.ID))(t)
	must(o.Circulate(t.Context(), warren, m.ID, ""))(t)
	o.texts.meanwhile = func() { // somebody opens the minutes, changes them and sends them round again
		o.texts.meanwhile = nil
		must(o.OpenCorrections(t.Context(), john, m.ID))(t)
		o.clock.set("2023-07-20T13:00:01Z")
		must(o.Circulate(t.Context(), john, m.ID, ""))(t)
	}
	if _, err := o.Approve(t.Context(), warren, m.ID); !errors.Is(err, meeting.ErrRecord) {
		t.Errorf("approved what nobody has frozen: %v", err)
	}
	must(o.Approve(t.Context(), warren, m.ID))(t)
}

func TestWhatComesUpIsHeadedInTheMinutes(t *testing.T) {
	t.Parallel()
	o, m := opened(t)
	_, proposal, err := o.AddItem(t.Context(), mei, m.ID, point("Cities that join later"))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := o.AddItem(t.Context(), warren, m.ID, point("Any other business")); err != nil {
		t.Fatal(err)
	}
	for range 2 { // taken on twice is headed once
		must(o.AcceptItem(t.Context(), warren, m.ID, proposal))(t)
	}
	if want := []string{"warren Any other business", "warren Cities that join later"}; !slices.Equal(o.texts.headings, want) {
		t.Errorf("headed %q, want %q", o.texts.headings, want)
	}
}
