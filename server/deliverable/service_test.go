package deliverable_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"rapporteur/server/deliverable"
	"rapporteur/server/group"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/sqlitestore"
)

// desk is one group with somebody of every role, and the deliverables.
type desk struct {
	*deliverable.Service
	groups *group.Service
	group  string
	lena   group.Placed
	now    time.Time
}

var (
	secretariat = identity.Actor{Person: "amina", Offices: []identity.Office{identity.OfficeSecretariat}}
	john        = identity.Actor{Person: "john"}   // co-leader
	lena        = identity.Actor{Person: "lena"}   // member, editor of one
	tomas       = identity.Actor{Person: "tomas"}  // member
	ines        = identity.Actor{Person: "ines"}   // city official
	nobody      = identity.Actor{Person: "nobody"} // signed in, without a seat
)

func newDesk(t *testing.T) *desk {
	t.Helper()
	ctx := t.Context()
	d := &desk{now: time.Date(2023, 7, 18, 9, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return d.now }
	home, err := sqlitestore.Open(ctx, t.TempDir())
	must(t, err)
	t.Cleanup(func() { must(t, home.Close()) })
	d.groups, err = group.NewService(ctx, home, id.Default(), clock)
	must(t, err)
	d.Service, err = deliverable.NewService(ctx, home, d.groups, id.Default(), clock)
	must(t, err)
	g, err := d.groups.Open(ctx, secretariat, group.Group{Kind: group.ThematicGroup, Name: "Procurement"})
	must(t, err)
	d.group = g.ID
	for person, role := range map[string]group.Role{"john": group.CoLeader, "lena": group.Member, "tomas": group.Member, "ines": group.CityOfficial} {
		seat, err := d.groups.AddSeat(ctx, secretariat, group.Seat{Group: g.ID, Role: role, Title: string(role), Holder: person})
		must(t, err)
		if person == "lena" {
			d.lena = seat
		}
	}
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (d *desk) make(t *testing.T) deliverable.Known {
	t.Helper()
	k, err := d.Create(t.Context(), john, deliverable.Deliverable{
		Group: d.group, Title: "Implementation methodology", Kind: deliverable.Methodology, Due: "2023-11-30", Editors: []string{"lena"},
	})
	must(t, err)
	return k
}

func (d *desk) move(t *testing.T, by identity.Actor, id string, stages ...group.Stage) {
	t.Helper()
	for _, s := range stages {
		_, err := d.Move(t.Context(), by, id, s, "")
		must(t, err)
	}
}

func TestADraftIsHiddenFromWhoHasNoSeatUntilItIsPublished(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	k := d.make(t)
	for _, by := range []identity.Actor{nobody, identity.Public()} {
		if _, err := d.Get(t.Context(), by, k.ID); !errors.Is(err, deliverable.ErrNotFound) {
			t.Errorf("got %v, want not found", err)
		}
		if list, _, err := d.List(t.Context(), by, deliverable.Filter{}); err != nil || len(list) != 0 {
			t.Errorf("got %d drafts in the list, %v, want none", len(list), err)
		}
	}
	d.move(t, secretariat, k.ID, group.Outline, group.Drafting, group.GroupReview, group.SecretariatEditing, group.Approval, group.Published)
	for _, f := range []deliverable.Filter{{}, {Group: d.group}} {
		if list, _, err := d.List(t.Context(), identity.Public(), f); err != nil || len(list) != 1 {
			t.Errorf("got %d, %v, want the published one", len(list), err)
		}
	}
}

func TestTheRightToTheTextFollowsRoleStageAndSeat(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	k := d.make(t)
	d.move(t, john, k.ID, group.Outline, group.Drafting)
	want := func(by identity.Actor, right group.Right) {
		t.Helper()
		if got, err := d.TextRight(t.Context(), by, k.ID); err != nil || got != right {
			t.Errorf("%s: got %s, %v, want %s", by.Person, got, err, right)
		}
	}
	want(lena, group.MayEdit)
	want(tomas, group.MaySuggest)
	want(ines, group.MayComment)
	leave := true
	_, err := d.Change(t.Context(), john, k.ID, deliverable.Change{MembersEdit: &leave})
	must(t, err)
	want(tomas, group.MayEdit)
	d.move(t, john, k.ID, group.GroupReview)
	want(lena, group.MaySuggest)
	want(tomas, group.MaySuggest)
	_, err = d.groups.End(t.Context(), john, d.lena.ID)
	must(t, err)
	if _, err := d.TextRight(t.Context(), lena, k.ID); !errors.Is(err, deliverable.ErrNotFound) {
		t.Errorf("an editor without a seat: got %v, want not found", err)
	}
}

func TestAStepIsForwardByOneAndBackWithAReason(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	k := d.make(t)
	for _, tt := range []struct {
		name   string
		by     identity.Actor
		to     group.Stage
		reason string
		want   error
	}{
		{"over a stage", john, group.Drafting, "", deliverable.ErrStep},
		{"a member", tomas, group.Outline, "", group.ErrForbidden},
		{"a co-leader", john, group.Outline, "", nil},
		{"on", john, group.Drafting, "", nil},
		{"back without a reason", john, group.Outline, " ", deliverable.ErrReason},
		{"back", john, group.Outline, "the scope changed", nil},
		{"aside", john, group.OnHold, "waits for the pilots", nil},
		{"elsewhere than where it was", john, group.Drafting, "", deliverable.ErrStep},
		{"and on from where it was", john, group.Outline, "", nil},
		{"drafting", john, group.Drafting, "", nil},
		{"review", john, group.GroupReview, "", nil},
		{"a co-leader into the secretariat's stages", john, group.SecretariatEditing, "", group.ErrForbidden},
		{"the secretariat", secretariat, group.SecretariatEditing, "", nil},
		{"a co-leader back out of them", john, group.GroupReview, "more to say", group.ErrForbidden},
		{"withdrawn without a reason", secretariat, group.Withdrawn, "", deliverable.ErrReason},
		{"withdrawn", secretariat, group.Withdrawn, "another group does it", nil},
		{"out of withdrawn", secretariat, group.Drafting, "", deliverable.ErrStep},
	} {
		if _, err := d.Move(t.Context(), tt.by, k.ID, tt.to, tt.reason); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
}

func TestEveryStepOfferedIsTakenAndNoOther(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	k := d.make(t)
	d.move(t, john, k.ID, group.Outline)
	k, err := d.Get(t.Context(), john, k.ID)
	must(t, err)
	can, err := d.Can(t.Context(), john, k)
	must(t, err)
	want := []string{"text:edit", "change", "freeze", "move:proposed", "move:drafting", "move:on_hold", "move:withdrawn"}
	if !slices.Equal(can, want) {
		t.Errorf("got %v, want %v", can, want)
	}
}

func TestADueDateThatMovesLeavesASlip(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	k := d.make(t)
	later := "2023-12-21"
	if _, err := d.Change(t.Context(), john, k.ID, deliverable.Change{Due: &later}); !errors.Is(err, deliverable.ErrReason) {
		t.Errorf("without a reason: got %v", err)
	}
	k, err := d.Change(t.Context(), john, k.ID, deliverable.Change{Due: &later, Reason: "waits for the second reports"})
	must(t, err)
	if k.Baseline != "2023-11-30" || k.Due != later || len(k.Slips) != 1 || k.Slips[0].From != "2023-11-30" || k.Slips[0].By != "john" {
		t.Errorf("got %+v, want the baseline kept and one slip", k)
	}
	if got := k.LateBy(time.Date(2023, 12, 24, 23, 0, 0, 0, time.UTC)); got != 3 {
		t.Errorf("got %d days late, want 3", got)
	}
	stranger := []string{"nobody"}
	if _, err := d.Change(t.Context(), john, k.ID, deliverable.Change{Editors: &stranger}); !errors.Is(err, deliverable.ErrInvalid) {
		t.Errorf("an editor without a seat: got %v", err)
	}
}

func TestAListOverAllGroupsPagesThroughWhatIsHidden(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for range 5 {
		d.make(t)
	}
	other, err := d.groups.Open(t.Context(), secretariat, group.Group{Kind: group.ThematicGroup, Name: "Another"})
	must(t, err)
	for range 5 {
		_, err := d.Create(t.Context(), secretariat, deliverable.Deliverable{Group: other.ID, Title: "Hidden", Kind: deliverable.Report})
		must(t, err)
	}
	d.make(t)
	seen := 0
	for after, pages := "", 0; pages < 20; pages++ {
		page, next, err := d.List(t.Context(), lena, deliverable.Filter{Limit: 2, After: after})
		must(t, err)
		seen += len(page)
		if after = next; next == "" {
			break
		}
	}
	if seen != 6 {
		t.Errorf("got %d, want the 6 of the own group", seen)
	}
}
