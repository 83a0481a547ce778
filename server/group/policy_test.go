package group_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rapporteur/server/group"
)

// columns of the page "who may do what", in its order. Editor and scribe share
// one there, and say so where they differ.
var columns = []group.Role{
	group.Admin, group.Secretariat, group.CoLeader, group.Editor, group.Scribe,
	group.Member, group.CityOfficial, group.Observer, group.Guest, "",
}

// page is that page, row by row: y yes, - no, o own, p present, l by link.
var page = map[group.Act]string{
	//                       ad se co ed sc me ci ob gu pu
	group.SeeGroup:         "y  y  y  y  y  y  y  y  y  y",
	group.ReadWork:         "-  y  y  y  y  y  y  y  l  -",
	group.ChangeGroup:      "-  y  y  -  -  -  -  -  -  -",
	group.MakeDeliverable:  "-  y  y  -  -  -  -  -  -  -",
	group.DisposeEarly:     "-  -  y  y  -  o  o  -  -  -",
	group.DisposeLate:      "-  y  -  -  -  -  -  -  -  -",
	group.Freeze:           "-  y  y  y  -  -  -  -  -  -",
	group.MoveEarly:        "-  y  y  -  -  -  -  -  -  -",
	group.MoveLate:         "-  y  -  -  -  -  -  -  -  -",
	group.PlanMeeting:      "-  y  y  -  -  -  -  -  -  -",
	group.ProposeItem:      "-  y  y  y  y  y  y  y  l  -",
	group.WriteMinutes:     "-  y  y  -  y  -  -  -  -  -",
	group.CorrectMinutes:   "-  y  y  y  y  p  p  -  -  -",
	group.ApproveMinutes:   "-  -  y  -  -  -  -  -  -  -",
	group.Decide:           "-  y  y  -  y  o  o  -  -  -",
	group.DoAction:         "-  o  y  o  o  o  o  o  l  -",
	group.InviteCity:       "-  y  y  -  -  -  -  -  -  -",
	group.WritePilot:       "-  -  -  -  -  -  o  -  l  -",
	group.ReadPilotPrivate: "-  y  y  -  -  -  o  -  -  -",
	group.ReadPilotGroup:   "-  y  y  y  y  y  y  y  -  -",
	group.ReadPilotPublic:  "y  y  y  y  y  y  y  y  y  y",
	group.ReviewReport:     "-  y  y  -  -  -  -  -  -  -",
	group.Triage:           "-  y  y  y  -  -  o  -  -  -",
	group.SeeOverview:      "-  y  y  -  -  -  -  -  -  -",
	group.SeeAudit:         "y  y  y  -  -  -  -  -  -  -",
	group.KeepPeople:       "y  -  -  -  -  o  o  o  -  -",
}

func TestTheTableIsThePage(t *testing.T) {
	t.Parallel()
	for act, line := range page {
		for i, says := range strings.Fields(line) {
			role := columns[i]
			var roles []group.Role
			if role != "" {
				roles = []group.Role{role}
			}
			for name, tt := range map[string]struct {
				standing group.Standing
				want     bool
			}{
				"plain":         {group.Standing{Roles: roles}, says == "y"},
				"of their own":  {group.Standing{Roles: roles, Owns: true}, says == "y" || says == "o"},
				"who was there": {group.Standing{Roles: roles, Came: true}, says == "y" || says == "p"},
				"by link":       {group.Standing{Roles: roles, Linked: true}, says == "y" || says == "l"},
			} {
				if got := tt.standing.May(act); got != tt.want {
					t.Errorf("%s, %q %s: got %t, want %t", act, role, name, got, tt.want)
				}
			}
		}
	}
}

// texts is the part of the page about the text of a deliverable.
var texts = map[group.Stage]string{
	//                          se      co      ed      me      ci      ob   pu
	group.Proposed:           "read    edit    edit    read    read    read none",
	group.OnHold:             "read    edit    edit    read    read    read none",
	group.Outline:            "suggest edit    edit    suggest comment read none",
	group.Drafting:           "suggest edit    edit    suggest comment read none",
	group.GroupReview:        "suggest suggest suggest suggest suggest read none",
	group.SecretariatEditing: "edit    suggest suggest read    read    read none",
	group.Approval:           "read    read    read    read    read    read none",
	group.Published:          "read    read    read    read    read    read read",
	group.InReview:           "read    read    read    read    comment read read",
	group.Withdrawn:          "read    read    read    read    read    read none",
	group.Superseded:         "read    read    read    read    read    read none",
}

func TestTheRightToATextIsThePage(t *testing.T) {
	t.Parallel()
	readers := []group.Role{group.Secretariat, group.CoLeader, group.Editor, group.Member, group.CityOfficial, group.Observer, ""}
	for stage, line := range texts {
		for i, want := range strings.Fields(line) {
			standing := group.Standing{Roles: []group.Role{readers[i]}}
			if got := standing.TextRight(stage, false).String(); got != want {
				t.Errorf("%s, %q: got %s, want %s", stage, readers[i], got, want)
			}
		}
		if got := (group.Standing{Roles: []group.Role{group.Admin}}).TextRight(stage, true); got > group.MayRead {
			t.Errorf("%s: the administrator may %s the text", stage, got)
		}
	}
}

func TestMembersEditOnlyWhereALeaderLetsThem(t *testing.T) {
	t.Parallel()
	member := group.Standing{Roles: []group.Role{group.Member}}
	for stage := range texts {
		want := member.TextRight(stage, false)
		if stage == group.Outline || stage == group.Drafting {
			want = group.MayEdit
		}
		if got := member.TextRight(stage, true); got != want {
			t.Errorf("%s with leave: got %s, want %s", stage, got, want)
		}
	}
}

func TestARoleMoreNeverTakesARightAway(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		role := rapid.SampledFrom(columns[:9])
		few := rapid.SliceOfN(role, 0, 3).Draw(t, "roles")
		standing := group.Standing{
			Roles: few, Owns: rapid.Bool().Draw(t, "owns"), Came: rapid.Bool().Draw(t, "came"), Linked: rapid.Bool().Draw(t, "linked"),
		}
		more := standing
		more.Roles = append(append([]group.Role{}, few...), role.Draw(t, "one more"))
		for act := range page {
			if standing.May(act) && !more.May(act) {
				t.Fatalf("%v may %s, but %v may not", few, act, more.Roles)
			}
		}
		for stage := range texts {
			if leave := rapid.Bool().Draw(t, "leave"); more.TextRight(stage, leave) < standing.TextRight(stage, leave) {
				t.Fatalf("%s: %v may more than %v", stage, few, more.Roles)
			}
		}
	})
}

func TestWhoMayOnlyAsk(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		role group.Role
		act  group.Act
		want bool
	}{
		{group.CoLeader, group.MoveLate, true},
		{group.Secretariat, group.MoveLate, false}, // does it, so need not ask
		{group.CityOfficial, group.InviteCity, true},
		{group.Member, group.InviteCity, false},
	} {
		standing := group.Standing{Roles: []group.Role{tt.role}}
		if got := standing.Asks(tt.act); got != tt.want {
			t.Errorf("%s asks for %s: got %t, want %t", tt.role, tt.act, got, tt.want)
		}
	}
}
