package review_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"rapporteur/server/fault"
	"rapporteur/server/group"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/review"
	"rapporteur/server/sqlitestore"
)

// shelf holds one text, "deliverable/d1", of the group g1, at a stage.
type shelf struct {
	stage group.Stage
	roles map[string]group.Role
}

func (s *shelf) Text(_ context.Context, by identity.Actor, document string) (review.Text, error) {
	standing := group.Standing{}
	if role := s.roles[by.Person]; role != "" {
		standing.Roles = []group.Role{role}
	}
	right := standing.TextRight(s.stage, false)
	if document != "deliverable/d1" || right < group.MayRead {
		return review.Text{}, fault.New(fault.NotFound, "deliverable.not_found", "There is no such deliverable.")
	}
	text := review.Text{Group: "g1", Standing: standing, Right: right}
	switch s.stage {
	case group.Outline, group.Drafting, group.GroupReview:
		text.Dispose = group.DisposeEarly
	case group.SecretariatEditing:
		text.Dispose = group.DisposeLate
	}
	return text, nil
}

var (
	amina    = identity.Actor{Person: "amina"} // secretariat
	john     = identity.Actor{Person: "john"}  // co-leader
	lena     = identity.Actor{Person: "lena"}  // editor
	tomas    = identity.Actor{Person: "tomas"} // member
	ines     = identity.Actor{Person: "ines"}  // city official
	pavel    = identity.Actor{Person: "pavel"} // observer
	stranger = identity.Actor{Person: "stranger"}
)

type desk struct {
	*review.Service
	*shelf
	now time.Time
}

func open(t *testing.T) *desk {
	t.Helper()
	d := &desk{now: time.Date(2023, 7, 18, 9, 0, 0, 0, time.UTC), shelf: &shelf{stage: group.Drafting, roles: map[string]group.Role{
		"amina": group.Secretariat, "john": group.CoLeader, "lena": group.Editor, "tomas": group.Member, "ines": group.CityOfficial, "pavel": group.Observer,
	}}}
	home, err := sqlitestore.Open(t.Context(), t.TempDir())
	must(t, err)
	t.Cleanup(func() { must(t, home.Close()) })
	d.Service, err = review.NewService(t.Context(), home, d.shelf, review.Limits{Comments: 3, Text: 100}, func() time.Time { return d.now }, id.Default().New)
	must(t, err)
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (d *desk) begin(t *testing.T, by identity.Actor) review.Seen {
	t.Helper()
	thread, err := d.Open(t.Context(), by, review.New{
		Document: "deliverable/d1", Kind: review.Technical, Text: "Which clause?", Anchor: review.Anchor{Block: "b1", Quote: "the need in plain words"},
	})
	must(t, err)
	return thread
}

func TestWhoCommentsFollowsTheStageOfTheText(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, tt := range []struct {
		stage group.Stage
		by    identity.Actor
		want  error
	}{
		{group.Drafting, tomas, nil},
		{group.Drafting, ines, nil},
		{group.Drafting, pavel, review.ErrSilent},
		{group.Drafting, stranger, fault.New(fault.NotFound, "deliverable.not_found", "")},
		{group.Proposed, tomas, review.ErrSilent},
		{group.SecretariatEditing, tomas, review.ErrSilent},
		{group.SecretariatEditing, amina, nil},
		{group.Published, john, review.ErrSilent},
		{group.Published, stranger, review.ErrNotFound}, // reads the text, not what is said about it
		{group.Published, identity.Public(), review.ErrNotFound},
		{group.InReview, ines, nil},
		{group.Drafting, identity.Actor{Person: "tomas", Scopes: []identity.Scope{identity.ScopeRead}}, group.ErrReadToken},
	} {
		d.stage = tt.stage
		_, err := d.Open(t.Context(), tt.by, review.New{Document: "deliverable/d1", Kind: review.General, Text: "x"})
		if !errors.Is(err, tt.want) {
			t.Errorf("%s, %q: got %v, want %v", tt.stage, tt.by.Person, err, tt.want)
		}
	}
}

func TestAThreadIsSettledWithAReasonAndReopenedWithOne(t *testing.T) {
	t.Parallel()
	d := open(t)
	thread := d.begin(t, tomas)
	if thread.State != review.Open || thread.Title() != "the need in plain words" {
		t.Errorf("got %+v", thread)
	}
	for _, tt := range []struct {
		name    string
		by      identity.Actor
		outcome review.Outcome
		reason  string
		want    error
	}{
		{"a city official, somebody else's", ines, review.Noted, "", group.ErrForbidden},
		{"the secretariat while the group drafts", amina, review.Accepted, "", group.ErrForbidden},
		{"the member who opened it, as accepted", tomas, review.Accepted, "", review.ErrOwnOnly},
		{"an editor without a reason", lena, review.NotAccepted, " ", review.ErrReason},
		{"an outcome there is not", lena, "maybe", "x", review.ErrInvalid},
		{"an editor", lena, review.Partly, "The second half only.", nil},
		{"twice", john, review.Accepted, "", review.ErrResolved},
	} {
		if _, err := d.Resolve(t.Context(), tt.by, thread.ID, tt.outcome, tt.reason); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
	if _, err := d.Reply(t.Context(), tomas, thread.ID, "But"); !errors.Is(err, review.ErrResolved) {
		t.Errorf("a reply to a settled thread: got %v", err)
	}
	if _, err := d.Reopen(t.Context(), ines, thread.ID, "no"); !errors.Is(err, group.ErrForbidden) {
		t.Errorf("reopened by somebody else: got %v", err)
	}
	if _, err := d.Reopen(t.Context(), tomas, thread.ID, ""); !errors.Is(err, review.ErrReason) {
		t.Errorf("reopened without a reason: got %v", err)
	}
	again, err := d.Reopen(t.Context(), tomas, thread.ID, "The first half as well.")
	must(t, err)
	if s := again.Settlements; again.State != review.Reopened || len(s) != 1 || s[0].By != "lena" || s[0].ReopenedBy != "tomas" {
		t.Errorf("got %+v, want the settlement kept beside its reopening", again)
	}
	withdrawn, err := d.Resolve(t.Context(), tomas, thread.ID, review.Noted, "")
	must(t, err)
	if len(withdrawn.Settlements) != 2 || withdrawn.Settlements[1].Outcome != review.Noted {
		t.Errorf("got %+v, want it withdrawn as noted", withdrawn.Settlements)
	}
}

func TestWhatIsOfferedIsWhatMayBeDone(t *testing.T) {
	t.Parallel()
	d := open(t)
	thread := d.begin(t, ines)
	for _, tt := range []struct {
		by   identity.Actor
		want string
	}{
		{ines, "reply withdraw"}, {tomas, "reply"}, {lena, "reply resolve"}, {john, "reply resolve"}, {amina, "reply"}, {pavel, ""},
	} {
		got, err := d.Get(t.Context(), tt.by, thread.ID)
		must(t, err)
		if strings.Join(got.Can, " ") != tt.want || got.CanEdit(got.Comments[0]) != (tt.by.Person == "ines") {
			t.Errorf("%s: got %v, want %q", tt.by.Person, got.Can, tt.want)
		}
	}
	d.stage = group.SecretariatEditing
	if got, err := d.Get(t.Context(), amina, thread.ID); err != nil || !slices.Contains(got.Can, "resolve") {
		t.Errorf("secretariat editing: got %v, %v", got.Can, err)
	}
	d.stage = group.Approval
	if got, err := d.Get(t.Context(), john, thread.ID); err != nil || len(got.Can) > 0 {
		t.Errorf("approval: got %v, %v, want nothing offered", got.Can, err)
	}
}

func TestOnlyItsAuthorChangesACommentAndOnlySoManyFit(t *testing.T) {
	t.Parallel()
	d := open(t)
	thread := d.begin(t, tomas)
	first := thread.Comments[0].ID
	if _, err := d.Edit(t.Context(), lena, thread.ID, first, "x"); !errors.Is(err, review.ErrAuthor) {
		t.Errorf("somebody else: got %v", err)
	}
	d.now = d.now.Add(time.Hour)
	edited, err := d.Edit(t.Context(), tomas, thread.ID, first, "Which part of the clause?")
	must(t, err)
	if c := edited.Comments[0]; c.Text != "Which part of the clause?" || !c.Edited.Equal(d.now) || c.At.Equal(c.Edited) {
		t.Errorf("got %+v", c)
	}
	for _, wrong := range []string{"", "  ", strings.Repeat("x", 101)} {
		if _, err := d.Reply(t.Context(), lena, thread.ID, wrong); !errors.Is(err, review.ErrInvalid) {
			t.Errorf("%q: got %v", wrong, err)
		}
	}
	for range 2 {
		_, err := d.Reply(t.Context(), lena, thread.ID, "The first.")
		must(t, err)
	}
	if _, err := d.Reply(t.Context(), lena, thread.ID, "More."); !errors.Is(err, review.ErrFull) {
		t.Errorf("a fourth comment: got %v", err)
	}
}

func TestAListIsOfOneTextAndItsStates(t *testing.T) {
	t.Parallel()
	d := open(t)
	for range 3 {
		d.begin(t, tomas)
	}
	settled := d.begin(t, tomas)
	_, err := d.Resolve(t.Context(), john, settled.ID, review.Accepted, "")
	must(t, err)
	count := func(states ...review.State) int {
		n := 0
		for after, pages := "", 0; pages < 5; pages++ {
			page, next, mayOpen, err := d.List(t.Context(), lena, "deliverable/d1", review.Filter{States: states, Limit: 2, After: after})
			must(t, err)
			if !mayOpen {
				t.Error("an editor is not offered to open a thread")
			}
			n += len(page)
			if after = next; next == "" {
				break
			}
		}
		return n
	}
	if got := [...]int{count(), count(review.Open, review.Reopened), count(review.Resolved)}; got != [...]int{4, 3, 1} {
		t.Errorf("got %v threads: all, open, settled", got)
	}
	if _, _, _, err := d.List(t.Context(), stranger, "deliverable/d1", review.Filter{}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a stranger: got %v", err)
	}
	if _, _, _, err := d.List(t.Context(), lena, "minutes/m1", review.Filter{}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a text without threads: got %v", err)
	}
}
