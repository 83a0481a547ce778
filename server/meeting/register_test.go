package meeting_test

import (
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

// listed gives the register of a group, one entry a line.
func (o office) listed(t *testing.T, by identity.Actor, f meeting.EntryFilter) []string {
	t.Helper()
	var lines []string
	for {
		page, next, err := o.Register(t.Context(), by, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range page {
			line := fmt.Sprintf("%s %s", e.State, e.Text)
			if e.Owner != "" || e.Due != "" {
				line += fmt.Sprintf(" @%s %s", e.Owner, e.Due)
			}
			if e.Overdue {
				line += " overdue"
			}
			lines = append(lines, line)
		}
		if next == "" {
			return lines
		}
		f.After = next
	}
}

// first gives the first entry of a kind.
func (o office) first(t *testing.T, kind meeting.Kind) meeting.SeenEntry {
	t.Helper()
	page, _, err := o.Register(t.Context(), warren, meeting.EntryFilter{Kind: kind, Group: "g1"})
	if err != nil || len(page) == 0 {
		t.Fatalf("no %s: %v", kind, err)
	}
	return page[0]
}

var (
	actions   = meeting.EntryFilter{Kind: meeting.ActionKind, Group: "g1", Limit: 2}
	decisions = meeting.EntryFilter{Kind: meeting.DecisionKind, Group: "g1"}
)

func TestTheRegisterShowsWhatIsTyped(t *testing.T) {
	t.Parallel()
	o, m := opened(t)
	steps := []struct {
		name   string
		blocks []meeting.Block
		want   []string
	}{
		{"a letter at a time", []meeting.Block{action("b1", "", "", "")}, nil},
		{"the first words", []meeting.Block{action("b1", "Send the", "", "")}, []string{"open Send the"}},
		{"with owner and date", []meeting.Block{action("b1", "Send the scope note", "mei", "2023-07-28")}, []string{"open Send the scope note @mei 2023-07-28"}},
		{"a second one before it", []meeting.Block{action("b0", "Book a room", "obi", "2023-07-21"), action("b1", "Send the scope note", "mei", "2023-07-28")},
			[]string{"open Book a room @obi 2023-07-21", "open Send the scope note @mei 2023-07-28"}},
		{"pasted twice it is one", []meeting.Block{action("b1", "Send the scope note", "mei", "2023-07-28"), action("b1", "Send the scope note", "mei", "2023-07-28")},
			[]string{"open Send the scope note @mei 2023-07-28"}},
		{"deleted", nil, nil},
		{"and undone", []meeting.Block{action("b1", "Send the  scope\tnote", "mei", "soon")}, []string{"open Send the scope note @mei "}},
	}
	for _, s := range steps {
		o.types(t, m.ID, s.blocks...)
		if got := o.listed(t, mei, actions); !slices.Equal(got, s.want) {
			t.Errorf("%s: got %q, want %q", s.name, got, s.want)
		}
	}
}

func TestAnEditInTheRegisterIsWrittenIntoTheMinutes(t *testing.T) {
	t.Parallel()
	o, m := opened(t)
	o.types(t, m.ID, action("b1", "Send the scope note", "mei", "2023-07-28"), decision("b2", "We start."))
	e := o.first(t, meeting.ActionKind)
	words := e.Words
	words.Due = "2023-08-04"
	changed := must(o.SetWords(t.Context(), warren, meeting.ActionKind, e.ID, words))(t)
	if changed.Due != "2023-08-04" || o.texts.blocks[m.ID][0].Due != "2023-08-04" || !slices.Equal(o.texts.edits, []string{"warren b1"}) {
		t.Errorf("register %s, text %+v, edits %v", changed.Due, o.texts.blocks[m.ID][0], o.texts.edits)
	}
	// Her own action is hers to word; somebody else's is not.
	words.Text = "Send the scope note to the cities"
	must(o.SetWords(t.Context(), mei, meeting.ActionKind, e.ID, words))(t)
	other := o.first(t, meeting.DecisionKind)
	if _, err := o.SetWords(t.Context(), mei, meeting.DecisionKind, other.ID, meeting.Words{Text: "Mine"}); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a member worded a decision: %v", err)
	}
	must(o.End(t.Context(), warren, m.ID))(t)
	must(o.Circulate(t.Context(), warren, m.ID, ""))(t)
	if _, err := o.SetWords(t.Context(), warren, meeting.ActionKind, e.ID, words); !errors.Is(err, meeting.ErrRecord) {
		t.Errorf("worded while circulated: %v", err)
	}
	must(o.Approve(t.Context(), warren, m.ID))(t)
	edits := len(o.texts.edits)
	words.Due = "2023-09-01"
	after := must(o.SetWords(t.Context(), warren, meeting.ActionKind, e.ID, words))(t)
	if after.Due != "2023-09-01" || o.texts.blocks[m.ID][0].Due != "2023-08-04" || len(o.texts.edits) != edits || after.Number != 1 {
		t.Errorf("after approval the register is the record: %+v, text %+v", after, o.texts.blocks[m.ID][0])
	}
	// And what is typed into an approved text by accident changes nothing.
	o.types(t, m.ID)
	if got := o.listed(t, mei, actions); len(got) != 1 {
		t.Errorf("after approval a text emptied the register: %v", got)
	}
}

func TestOverdueIsComputed(t *testing.T) {
	t.Parallel()
	o, m := opened(t)
	o.types(t, m.ID, action("b1", "Send the note", "mei", "2023-07-28"), action("b2", "Some day", "obi", ""))
	e := o.first(t, meeting.ActionKind)
	overdue := meeting.EntryFilter{Kind: meeting.ActionKind, Overdue: true}
	for _, s := range []struct {
		name, at string
		want     int
	}{
		{"on the day", "2023-07-28T23:00:00Z", 0},
		{"while it is still that day somewhere", "2023-07-29T11:59:00Z", 0},
		{"the day after, everywhere", "2023-07-29T12:00:00Z", 1},
	} {
		o.clock.set(s.at)
		if got := o.listed(t, warren, overdue); len(got) != s.want {
			t.Errorf("%s: %v", s.name, got)
		}
	}
	must(o.Step(t.Context(), mei, meeting.ActionKind, e.ID, meeting.Done, ""))(t)
	if got := o.listed(t, warren, overdue); len(got) != 0 {
		t.Errorf("done, and yet %v", got)
	}
}

func TestWhoMayTakeAnActionWhere(t *testing.T) {
	t.Parallel()
	o, m := opened(t)
	o.types(t, m.ID, action("b1", "Send the note", "mei", "2023-07-28"))
	e := o.first(t, meeting.ActionKind)
	tests := []struct {
		name string
		by   identity.Actor
		to   meeting.EntryState
		note string
		want any // fault.Kind or the state
	}{
		{"an observer does hers", obi, meeting.Done, "", fault.Forbidden},
		{"the secretariat does hers", lena, meeting.Done, "", fault.Forbidden},
		{"another group knows nothing of it", paul, meeting.Done, "", fault.NotFound},
		{"a stranger neither", stranger, meeting.Done, "", fault.NotFound},
		{"she accepts", mei, meeting.Accepted, "", meeting.Accepted},
		{"she is blocked and does not say why", mei, meeting.Blocked, "", fault.Conflict},
		{"she is blocked", mei, meeting.Blocked, "No reply from the cities.", meeting.Blocked},
		{"a co-leader closes it", warren, meeting.Done, "", meeting.Done},
		{"a step to where it is", mei, meeting.Done, "", fault.Conflict},
		{"a state of decisions", mei, meeting.Adopted, "", fault.Conflict},
		{"she takes it up again", mei, meeting.Doing, "", meeting.Doing},
		{"and undoes that", mei, meeting.Done, "", meeting.Done},
		{"it was never begun", mei, meeting.Open, "", meeting.Open},
		{"she drops it", mei, meeting.Dropped, "The cities answered first.", meeting.Dropped},
		{"and undoes that too", mei, meeting.Open, "", meeting.Open},
	}
	for _, test := range tests {
		got, err := o.Step(t.Context(), test.by, meeting.ActionKind, e.ID, test.to, test.note)
		switch want := test.want.(type) {
		case fault.Kind:
			if fault.KindOf(err) != want {
				t.Errorf("%s: got %v", test.name, err)
			}
		case meeting.EntryState:
			if err != nil || got.State != want {
				t.Errorf("%s: got %s, %v", test.name, got.State, err)
			}
		}
	}
	if _, err := o.Entry(t.Context(), warren, meeting.DecisionKind, e.ID); !errors.Is(err, meeting.ErrNoEntry) {
		t.Errorf("an action asked for as a decision: %v", err)
	}
}

func TestADecisionIsTakenOnce(t *testing.T) {
	t.Parallel()
	o, m := opened(t)
	o.types(t, m.ID, decision("b1", "We start in July."), decision("b2", "We start in August."))
	page, _, err := o.Register(t.Context(), warren, decisions)
	if err != nil || len(page) != 2 {
		t.Fatal(err, page)
	}
	first, second := page[0].ID, page[1].ID
	must(o.Step(t.Context(), obi, meeting.DecisionKind, first, meeting.NotAdopted, ""))(t)
	must(o.Step(t.Context(), warren, meeting.DecisionKind, first, meeting.Proposed, ""))(t)
	if _, err := o.Step(t.Context(), warren, meeting.DecisionKind, first, meeting.AdoptedWithReservations, ""); !errors.Is(err, meeting.ErrStep) {
		t.Errorf("with reservations nobody wrote down: %v", err)
	}
	must(o.Step(t.Context(), warren, meeting.DecisionKind, first, meeting.AdoptedWithReservations, "Budget line, M. Tanaka."))(t)
	must(o.End(t.Context(), warren, m.ID))(t)
	must(o.Circulate(t.Context(), warren, m.ID, ""))(t)
	must(o.Approve(t.Context(), warren, m.ID))(t)
	if got := must(o.Entry(t.Context(), warren, meeting.DecisionKind, first))(t).Can; !slices.Equal(got, []string{"change", "superseded"}) {
		t.Errorf("offered after approval: %v", got)
	}
	if _, err := o.Step(t.Context(), warren, meeting.DecisionKind, first, meeting.Proposed, ""); !errors.Is(err, meeting.ErrStep) {
		t.Errorf("untaken after approval: %v", err)
	}
	if _, err := o.Step(t.Context(), warren, meeting.DecisionKind, first, meeting.Superseded, ""); !errors.Is(err, meeting.ErrStep) {
		t.Errorf("superseded by nothing: %v", err)
	}
	superseded := must(o.Supersede(t.Context(), warren, first, second))(t)
	if superseded.State != meeting.Superseded || superseded.SupersededBy != second {
		t.Errorf("superseded: %+v", superseded)
	}
	must(o.Step(t.Context(), warren, meeting.DecisionKind, second, meeting.Adopted, ""))(t) // left open in the meeting
}

func TestActionsGivenInTheRegister(t *testing.T) {
	t.Parallel()
	o, m := opened(t)
	give := func(by identity.Actor, in meeting.NewEntry) error {
		in.Kind = meeting.ActionKind
		_, err := o.Give(t.Context(), by, in)
		return err
	}
	words := meeting.Words{Text: "Write to the cities", Owner: "mei", Due: "2023-08-01"}
	if err := give(obi, meeting.NewEntry{Meeting: m.ID, Words: words}); err != nil {
		t.Errorf("the scribe, into the minutes: %v", err)
	}
	if got := o.texts.edits; !slices.Equal(got, []string{"obi b1"}) || len(o.listed(t, mei, actions)) != 1 {
		t.Errorf("edits %v", got)
	}
	if err := give(mei, meeting.NewEntry{Group: "g1", Words: words}); err != nil {
		t.Errorf("a member to herself: %v", err)
	}
	words.Owner = "john"
	if err := give(mei, meeting.NewEntry{Group: "g1", Words: words}); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a member to a co-leader: %v", err)
	}
	words.Owner = "paul"
	if err := give(warren, meeting.NewEntry{Group: "g1", Words: words}); !errors.Is(err, meeting.ErrPerson) {
		t.Errorf("to somebody of another group: %v", err)
	}
	if _, err := o.Give(t.Context(), warren, meeting.NewEntry{Kind: meeting.DecisionKind, Group: "g1", Words: meeting.Words{Text: "So be it"}}); !errors.Is(err, meeting.ErrWords) {
		t.Errorf("a decision outside a meeting: %v", err)
	}
	if got := o.listed(t, mei, meeting.EntryFilter{Kind: meeting.ActionKind, Owner: "mei"}); len(got) != 2 {
		t.Errorf("hers: %v", got)
	}
	if got := o.listed(t, paul, meeting.EntryFilter{Kind: meeting.ActionKind}); len(got) != 0 {
		t.Errorf("another group lists %v", got)
	}
	if _, _, err := o.Register(t.Context(), paul, actions); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another group asks for this one's: %v", err)
	}
}

func TestManyHearOfTheSameText(t *testing.T) {
	t.Parallel()
	o, m := opened(t)
	o.texts.mu.Lock()
	o.texts.blocks[m.ID] = []meeting.Block{action("b1", "One", "", ""), decision("b1", "Two")}
	o.texts.mu.Unlock()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if err := o.Hear(t.Context(), event.Event{Kind: "text.changed", Document: "minutes/" + m.ID}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := append(o.listed(t, mei, actions), o.listed(t, mei, decisions)...); len(got) != 2 {
		t.Errorf("entered %v", got)
	}
}

// TestReconcileConverges: after one reconciliation there is nothing left to
// do, no entry is lost, no state changes, and what is shown is what is written.
func TestReconcileConverges(t *testing.T) {
	t.Parallel()
	block := rapid.Custom(func(t *rapid.T) meeting.Block {
		return meeting.Block{
			ID:   rapid.SampledFrom([]string{"", "b1", "b2", "b3", "b4"}).Draw(t, "id"),
			Kind: rapid.SampledFrom([]meeting.Kind{meeting.DecisionKind, meeting.ActionKind}).Draw(t, "kind"),
			Words: meeting.Words{
				Text:  rapid.SampledFrom([]string{"", " ", "a", "a  b", "é漢"}).Draw(t, "text"),
				Owner: rapid.SampledFrom([]string{"", "mei"}).Draw(t, "owner"),
				Due:   rapid.SampledFrom([]meeting.Day{"", "2023-07-28", "soon"}).Draw(t, "due"),
			},
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		var register []meeting.Entry
		for round := range rapid.IntRange(1, 6).Draw(t, "rounds") {
			blocks := rapid.SliceOfN(block, 0, 6).Draw(t, fmt.Sprint("text ", round))
			before := slices.Clone(register)
			register = applied(register, meeting.Reconcile(blocks, register), round)
			if again := meeting.Reconcile(blocks, register); len(again.Add)+len(again.Change) > 0 {
				t.Fatalf("there is more to do: %+v", again)
			}
			for _, e := range before {
				at := slices.IndexFunc(register, func(r meeting.Entry) bool { return r.ID == e.ID })
				if at < 0 || register[at].State != e.State || register[at].Number != e.Number {
					t.Fatalf("%+v was lost or changed its state", e)
				}
			}
			written := map[string]bool{}
			for _, b := range blocks {
				if b.ID != "" && strings.TrimSpace(b.Text) != "" {
					written[string(b.Kind)+b.ID] = true
				}
			}
			shown := 0
			for _, e := range register {
				if !e.Gone {
					shown++
				}
			}
			if shown != len(written) {
				t.Fatalf("%d shown of %d written", shown, len(written))
			}
		}
	})
}

func applied(register []meeting.Entry, d meeting.Difference, round int) []meeting.Entry {
	for i, b := range d.Add {
		register = append(register, meeting.Entry{ID: fmt.Sprintf("e%d-%d", round, i), Kind: b.Kind, Block: b.ID, Words: b.Words, State: meeting.Open})
	}
	for _, e := range d.Change {
		at := slices.IndexFunc(register, func(r meeting.Entry) bool { return r.ID == e.ID })
		register[at] = e
	}
	return register
}
