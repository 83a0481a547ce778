package meeting_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"rapporteur/server/fault"
	"rapporteur/server/identity"
	"rapporteur/server/meeting"
)

func point(title string) meeting.ItemWords {
	return meeting.ItemWords{Title: title, Purpose: meeting.Discuss, Minutes: 10}
}

func titles(items []meeting.Item) string {
	var all []string
	for _, i := range items {
		all = append(all, i.Title)
	}
	return strings.Join(all, ", ")
}

func TestAnAgenda(t *testing.T) {
	t.Parallel()
	o := open(t)
	m := o.on(t, o.planned(t), "2023-07-20")
	add := func(by identity.Actor, title string) string {
		t.Helper()
		_, item, err := o.AddItem(t.Context(), by, m.ID, point(title))
		if err != nil {
			t.Fatal(err)
		}
		return item
	}
	opening, kickoff := add(warren, "Opening"), add(john, "Kick-off")
	budget := add(mei, "Cities without a budget line")
	seen := must(o.Meeting(t.Context(), mei, m.ID))(t)
	if got := titles(seen.Agenda.Live()) + " | " + titles(seen.Agenda.Proposals()); got != "Opening, Kick-off | Cities without a budget line" {
		t.Errorf("agenda and proposals: %s", got)
	}
	// Her own proposal is hers until it is taken on.
	must(o.ChangeItem(t.Context(), mei, m.ID, budget, point("Cities without a budget")))(t)
	if _, err := o.RemoveItem(t.Context(), obi, m.ID, budget); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("somebody else's proposal was removed: %v", err)
	}
	must(o.AcceptItem(t.Context(), warren, m.ID, budget))(t)
	if _, err := o.ChangeItem(t.Context(), mei, m.ID, budget, point("Mine again")); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("changed after it was taken on: %v", err)
	}
	must(o.PlaceItem(t.Context(), warren, m.ID, kickoff, ""))(t)
	must(o.PlaceItem(t.Context(), warren, m.ID, opening, budget))(t)
	if got := titles(must(o.Meeting(t.Context(), mei, m.ID))(t).Agenda.Live()); got != "Kick-off, Cities without a budget, Opening" {
		t.Errorf("order: %s", got)
	}
	must(o.RemoveItem(t.Context(), warren, m.ID, budget))(t)
	must(o.RestoreItem(t.Context(), warren, m.ID, budget))(t)
	seen = must(o.PublishAgenda(t.Context(), john, m.ID))(t)
	if got := titles(seen.Agenda.Live()); got != "Kick-off, Cities without a budget, Opening" || seen.Agenda.Published.IsZero() || seen.Agenda.PublishedBy != "john" {
		t.Errorf("taken off and put back: %s, published %s", got, seen.Agenda.Published)
	}
	if seen := must(o.Meeting(t.Context(), stranger, m.ID))(t); len(seen.Agenda.Items) > 0 {
		t.Error("a stranger sees the agenda")
	}
}

func TestItemsThatCannotStandOnAnAgenda(t *testing.T) {
	t.Parallel()
	o := open(t)
	m := o.on(t, o.planned(t), "2023-07-20")
	tests := map[string]struct {
		change func(*meeting.ItemWords)
		want   error
	}{
		"no title":                     {func(w *meeting.ItemWords) { w.Title = "  " }, meeting.ErrItem},
		"a title like a page":          {func(w *meeting.ItemWords) { w.Title = strings.Repeat("x", 301) }, meeting.ErrItem},
		"no purpose":                   {func(w *meeting.ItemWords) { w.Purpose = "chat" }, meeting.ErrItem},
		"time that runs backwards":     {func(w *meeting.ItemWords) { w.Minutes = -1 }, meeting.ErrItem},
		"a presenter from nowhere":     {func(w *meeting.ItemWords) { w.Presenter = "nobody" }, meeting.ErrPerson},
		"a presenter of another group": {func(w *meeting.ItemWords) { w.Presenter = "paul" }, meeting.ErrPerson},
		"a paper of no kind":           {func(w *meeting.ItemWords) { w.Papers = []meeting.Paper{{Kind: "rumour", Ref: "1"}} }, meeting.ErrItem},
		"more papers than one reads":   {func(w *meeting.ItemWords) { w.Papers = slices.Repeat([]meeting.Paper{{Kind: "file", Ref: "1"}}, 21) }, meeting.ErrItem},
	}
	for name, test := range tests {
		words := point("Opening")
		test.change(&words)
		if _, _, err := o.AddItem(t.Context(), warren, m.ID, words); !errors.Is(err, test.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	for range bounds.AgendaItems {
		if _, _, err := o.AddItem(t.Context(), warren, m.ID, point("Another")); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := o.AddItem(t.Context(), warren, m.ID, point("One too many")); !errors.Is(err, meeting.ErrTooManyItems) {
		t.Errorf("one too many: %v", err)
	}
	must(o.Cancel(t.Context(), warren, m.ID, "x"))(t)
	if _, _, err := o.AddItem(t.Context(), warren, m.ID, point("Too late")); !errors.Is(err, meeting.ErrState) {
		t.Errorf("on the agenda of a cancelled meeting: %v", err)
	}
}

func TestCarryingAnItemOver(t *testing.T) {
	t.Parallel()
	o := open(t)
	s := o.planned(t)
	july, august := o.on(t, s, "2023-07-20"), o.on(t, s, "2023-08-17")
	words := point("Nominations")
	words.Papers = []meeting.Paper{{Kind: meeting.DeliverablePaper, Ref: "d1", Title: "Guidelines", Revision: 2}}
	_, item, err := o.AddItem(t.Context(), warren, july.ID, words)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		must(o.CarryItem(t.Context(), warren, july.ID, item, august.ID))(t)
	}
	live := must(o.Meeting(t.Context(), mei, august.ID))(t).Agenda.Live()
	if len(live) != 1 || live[0].CarriedFrom != july.ID || live[0].Papers[0].Revision != 2 || live[0].ID == item {
		t.Errorf("carried %+v", live)
	}
	elsewhere := must(o.PlanSingle(t.Context(), lena, meeting.Single{Group: "g2", Details: meeting.Details{Title: "T", Mode: meeting.Remote}, Start: "2023-08-01T10:00", Zone: "UTC", Minutes: 30}))(t)
	if _, err := o.CarryItem(t.Context(), lena, july.ID, item, elsewhere.ID); !errors.Is(err, meeting.ErrNotFound) {
		t.Errorf("to another group: %v", err)
	}
}

func TestRegretsInOneTap(t *testing.T) {
	t.Parallel()
	o := open(t)
	m := o.on(t, o.planned(t), "2023-07-20")
	for range 2 { // two taps are one
		must(o.SendRegrets(t.Context(), mei, m.ID, ""))(t)
	}
	seen := must(o.SendRegrets(t.Context(), obi, m.ID, "On a train."))(t)
	if len(seen.Attendance) != 2 || seen.Attendance[1].Note != "On a train." {
		t.Errorf("the list: %+v", seen.Attendance)
	}
	seen = must(o.WithdrawRegrets(t.Context(), mei, m.ID))(t)
	if len(seen.Attendance) != 1 || seen.Attended("mei") {
		t.Errorf("taken back: %+v", seen.Attendance)
	}
	o.clock.set("2023-07-20T13:00:01Z")
	if _, err := o.SendRegrets(t.Context(), obi, m.ID, "Too late."); !errors.Is(err, meeting.ErrState) {
		t.Errorf("regrets after the meeting: %v", err)
	}
	o.clock.set("2023-07-20T12:00:00Z")
	for name, by := range map[string]identity.Actor{"a stranger": stranger, "somebody of another group": paul} {
		if _, err := o.SendRegrets(t.Context(), by, m.ID, ""); err == nil {
			t.Errorf("%s sent regrets", name)
		}
	}
	must(o.SetAttendance(t.Context(), warren, m.ID, meeting.Attendance{Person: "mei", Presence: meeting.Delegate, Note: "Aiko Sato"}))(t)
	if _, err := o.WithdrawRegrets(t.Context(), mei, m.ID); !errors.Is(err, meeting.ErrAttendance) {
		t.Errorf("took back what was not hers: %v", err)
	}
	if _, err := o.SetAttendance(t.Context(), mei, m.ID, meeting.Attendance{Person: "obi", Presence: meeting.Present}); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a member wrote the list: %v", err)
	}
	if _, err := o.SetAttendance(t.Context(), warren, m.ID, meeting.Attendance{Person: "paul", Presence: meeting.Present}); !errors.Is(err, meeting.ErrPerson) {
		t.Errorf("somebody of another group on the list: %v", err)
	}
	must(o.SetAttendance(t.Context(), warren, m.ID, meeting.Attendance{Person: "ines", Presence: meeting.Observer}))(t) // of a group below
	if _, err := o.NameScribe(t.Context(), warren, m.ID, "ines"); !errors.Is(err, meeting.ErrPerson) {
		t.Errorf("a scribe who may not read the work: %v", err)
	}
	if _, err := o.SetAttendance(t.Context(), warren, m.ID, meeting.Attendance{Person: "obi", Presence: "asleep"}); !errors.Is(err, meeting.ErrAttendance) {
		t.Errorf("another presence: %v", err)
	}
}

// The limits are in characters, as the contract says: an Arabic title takes
// two bytes for each.
func TestATitleIsCountedInCharacters(t *testing.T) {
	t.Parallel()
	o := open(t)
	m := o.on(t, o.planned(t), "2023-07-20")
	for length, refused := range map[int]bool{300: false, 301: true} {
		_, _, err := o.AddItem(t.Context(), warren, m.ID, point(strings.Repeat("ب", length)))
		if errors.Is(err, meeting.ErrItem) != refused || !refused && err != nil {
			t.Errorf("%d characters: %v", length, err)
		}
	}
}
