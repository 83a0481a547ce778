package oversight_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"rapporteur/server/group"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/oversight"
	"rapporteur/server/sqlitestore"
)

var (
	now         = time.Date(2023, 7, 18, 7, 20, 0, 0, time.UTC)
	secretariat = identity.Actor{Person: "amina", Offices: []identity.Office{identity.OfficeSecretariat}}
	admin       = identity.Actor{Person: "sam", Offices: []identity.Office{identity.OfficeAdmin}}
	john        = identity.Actor{Person: "john"} // co-leader of the second group
	lena        = identity.Actor{Person: "lena"} // member of it
)

// programme stands for the features: what they know, whoever asks.
type programme struct {
	deliverables []oversight.Deliverable
	next         map[string]oversight.Meeting
	late         []oversight.Action
	pilots       []oversight.Pilot
}

func (p *programme) Portfolio(_ context.Context, _ identity.Actor, in oversight.Scope) ([]oversight.Deliverable, error) {
	return slices.DeleteFunc(slices.Clone(p.deliverables), func(d oversight.Deliverable) bool { return !in.All && !slices.Contains(in.Groups, d.Group) }), nil
}

func (p *programme) Next(context.Context, identity.Actor, oversight.Scope) (map[string]oversight.Meeting, error) {
	return p.next, nil
}

func (p *programme) LateActions(_ context.Context, _ identity.Actor, in oversight.Scope) ([]oversight.Action, error) {
	return slices.DeleteFunc(slices.Clone(p.late), func(a oversight.Action) bool { return !in.All && !slices.Contains(in.Groups, a.Group) }), nil
}

func (p *programme) Cities(_ context.Context, _ identity.Actor, in oversight.Scope) ([]oversight.Pilot, error) {
	return slices.DeleteFunc(slices.Clone(p.pilots), func(c oversight.Pilot) bool { return !in.All && !slices.Contains(in.Groups, c.Group) }), nil
}

// office is the page over two groups; the first meets, the second does not.
type office struct {
	*oversight.Service
	*programme
	first, second, vacant string
}

func open(t *testing.T) *office {
	t.Helper()
	ctx := t.Context()
	home, err := sqlitestore.Open(ctx, t.TempDir())
	must(t, err)
	t.Cleanup(func() { must(t, home.Close()) })
	clock := func() time.Time { return now }
	groups, err := group.NewService(ctx, home, id.Default(), clock)
	must(t, err)
	o := &office{programme: &programme{}}
	for name, at := range map[string]*string{"Procurement": &o.first, "Terminology": &o.second} {
		g, err := groups.Open(ctx, secretariat, group.Group{Kind: group.ThematicGroup, Name: name, State: group.Active})
		must(t, err)
		*at = g.ID
	}
	for _, seat := range []group.Seat{
		{Group: o.second, Role: group.CoLeader, Title: "Co-leader", Holder: "john"}, {Group: o.second, Role: group.Member, Title: "Member", Holder: "lena"},
		{Group: o.first, Role: group.CityOfficial, Title: "City Official", Note: "TBC"},
	} {
		p, err := groups.AddSeat(ctx, secretariat, seat)
		must(t, err)
		o.vacant = p.ID
	}
	o.next = map[string]oversight.Meeting{o.first: {ID: "m1", Group: o.first, Start: now.AddDate(0, 0, 2)}}
	o.Service = oversight.NewService(groups, o.programme, o.programme, o.programme,
		oversight.Bounds{SilentAfter: 30 * 24 * time.Hour, RecentSlip: 30 * 24 * time.Hour, AnswerWithin: 7 * 24 * time.Hour}, clock)
	return o
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (o *office) kinds(t *testing.T) []oversight.Kind {
	t.Helper()
	page, err := o.Overview(t.Context(), secretariat)
	must(t, err)
	var kinds []oversight.Kind
	for _, m := range page.Attention {
		kinds = append(kinds, m.Kind)
		if len(m.From) == 0 {
			t.Errorf("%s does not say what it was computed from", m.Kind)
		}
	}
	return kinds
}

func TestTheSecretariatSeesAllAndALeaderTheirOwn(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.deliverables = []oversight.Deliverable{{ID: "d1", Group: o.first}, {ID: "d2", Group: o.second}}
	for _, tt := range []struct {
		by     identity.Actor
		groups int
		want   error
	}{
		{secretariat, 2, nil}, {john, 1, nil},
		{lena, 0, group.ErrForbidden}, {admin, 0, group.ErrForbidden}, {identity.Public(), 0, group.ErrSignIn},
	} {
		page, err := o.Overview(t.Context(), tt.by)
		if !errors.Is(err, tt.want) || len(page.Lines) != tt.groups || len(page.Deliverables) != tt.groups {
			t.Errorf("%q: got %d groups, %d deliverables, %v; want %d, %v", tt.by.Person, len(page.Lines), len(page.Deliverables), err, tt.groups, tt.want)
		}
	}
}

func TestEveryFigureIsWhatItCounts(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.deliverables = []oversight.Deliverable{
		{ID: "late", Group: o.first, Open: true, Due: "2023-07-10", LateBy: 8}, {ID: "in time", Group: o.first, Open: true, Due: "2023-09-01"},
		{ID: "no date", Group: o.first, Open: true}, {ID: "done", Group: o.first, Due: "2023-01-01"},
	}
	o.late = []oversight.Action{{ID: "a1", Group: o.first}, {ID: "a2", Group: o.second}}
	o.pilots = []oversight.Pilot{{ID: "p1", Group: o.first, Months: []oversight.Month{{State: "not_reported"}}}, {ID: "p2", Group: o.first}}
	page, err := o.Overview(t.Context(), secretariat)
	must(t, err)
	want := map[string]struct{ ids, of []string }{
		oversight.GroupsWithMeeting: {[]string{o.first}, []string{o.first, o.second}},
		oversight.OnTime:            {[]string{"in time"}, []string{"late", "in time"}},
		oversight.ActionsLate:       {[]string{"a1", "a2"}, nil},
		oversight.SeatsVacant:       {[]string{o.vacant}, nil},
		oversight.PilotsSilent:      {[]string{"p1"}, []string{"p1", "p2"}},
	}
	for _, f := range page.Figures {
		w := want[f.Name]
		slices.Sort(w.of)
		slices.Sort(f.Of)
		if slices.Sort(w.ids); !slices.Equal(f.IDs, w.ids) || !slices.Equal(f.Of, w.of) {
			t.Errorf("%s: got %v of %v, want %v of %v", f.Name, f.IDs, f.Of, w.ids, w.of)
		}
	}
	if len(page.Figures) != len(want) {
		t.Errorf("got %d figures, want %d", len(page.Figures), len(want))
	}
}

func TestWhatNeedsAttentionAndForWhomItWaits(t *testing.T) {
	t.Parallel()
	silent := oversight.Month{Period: "2023-06", State: "not_reported"}
	sent := oversight.Month{Period: "2023-05", State: "accepted", Colour: "green", Sent: now.AddDate(0, 0, -38)}
	tests := map[string]struct {
		deliverable oversight.Deliverable
		pilot       oversight.Pilot
		want        oversight.Matter // only the fields that are set are compared
	}{
		"late, and somebody edits it": {
			deliverable: oversight.Deliverable{Open: true, LateBy: 9, Editors: 1, SlippedBy: 3, Slipped: now},
			want:        oversight.Matter{Kind: oversight.DeliverableLate, Count: 9, Waits: group.Editor},
		},
		"late, and nobody edits it": {
			deliverable: oversight.Deliverable{Open: true, LateBy: 9},
			want:        oversight.Matter{Kind: oversight.DeliverableLate, Count: 9, Waits: group.CoLeader},
		},
		"its date moved this month": {
			deliverable: oversight.Deliverable{Open: true, SlippedBy: 21, Slipped: now.AddDate(0, 0, -3), SlipReason: "Waits for the pilots."},
			want:        oversight.Matter{Kind: oversight.Slipped, Count: 21, Note: "Waits for the pilots."},
		},
		"its date moved long ago": {deliverable: oversight.Deliverable{Open: true, SlippedBy: 21, Slipped: now.AddDate(0, -3, 0)}},
		"a month in silence": {
			pilot: oversight.Pilot{UnderWay: true, Officials: 1, Heard: now.AddDate(0, 0, -38), Months: []oversight.Month{sent, silent}, Last: &sent},
			want:  oversight.Matter{Kind: oversight.PilotSilent, Count: 38, Note: "2023-06", Waits: group.CityOfficial},
		},
		"silence, and nobody sits there": {
			pilot: oversight.Pilot{UnderWay: true, Months: []oversight.Month{silent}},
			want:  oversight.Matter{Kind: oversight.PilotSilent, Note: "2023-06", Waits: group.CoLeader},
		},
		"silent, with nothing due": {
			pilot: oversight.Pilot{UnderWay: true, Officials: 1, Heard: now.AddDate(0, 0, -31)},
			want:  oversight.Matter{Kind: oversight.PilotSilent, Count: 31, Waits: group.CityOfficial},
		},
		"silent, but it has ended": {pilot: oversight.Pilot{Heard: now.AddDate(0, -6, 0), Months: []oversight.Month{silent}}},
		"a red report": {
			pilot: oversight.Pilot{UnderWay: true, Officials: 1, Heard: now, Last: &oversight.Month{State: "accepted", Colour: "red", Reason: "No budget.", Sent: now}},
			want:  oversight.Matter{Kind: oversight.PilotRed, Note: "No budget.", Waits: group.CoLeader},
		},
		"a report nobody answered": {
			pilot: oversight.Pilot{UnderWay: true, Officials: 1, Heard: now, Last: &oversight.Month{Period: "2023-06", State: "submitted", Colour: "green", Sent: now.AddDate(0, 0, -8)}},
			want:  oversight.Matter{Kind: oversight.ReportWaits, Count: 8, Note: "2023-06", Waits: group.CoLeader},
		},
	}
	for name, tt := range tests {
		o := open(t)
		tt.deliverable.ID, tt.deliverable.Group, tt.pilot.ID, tt.pilot.Group = "d1", o.first, "p1", o.first
		o.deliverables, o.pilots = []oversight.Deliverable{tt.deliverable}, []oversight.Pilot{tt.pilot}
		page, err := o.Overview(t.Context(), secretariat)
		must(t, err)
		found := slices.DeleteFunc(page.Attention, func(m oversight.Matter) bool { return m.ID != "d1" && m.ID != "p1" })
		if tt.want.Kind == "" {
			if len(found) > 0 {
				t.Errorf("%s: got %+v, want nothing", name, found)
			}
			continue
		}
		if len(found) != 1 || found[0].Kind != tt.want.Kind || found[0].Count != tt.want.Count || found[0].Note != tt.want.Note || found[0].Waits != tt.want.Waits {
			t.Errorf("%s: got %+v, want %+v", name, found, tt.want)
		}
	}
}

func TestGroupsThatDoNotMeetAndSeatsThatAreVacant(t *testing.T) {
	t.Parallel()
	o := open(t)
	if got, want := o.kinds(t), []oversight.Kind{oversight.SeatVacant, oversight.NoMeeting}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	o.next[o.second] = oversight.Meeting{ID: "m2"}
	o.late = []oversight.Action{{ID: "a1", Group: o.first}}
	if got, want := o.kinds(t), []oversight.Kind{oversight.ActionsAreLate, oversight.SeatVacant}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
