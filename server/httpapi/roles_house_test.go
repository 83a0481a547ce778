package httpapi_test

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rapporteur/server/deliverable"
	"rapporteur/server/group"
	"rapporteur/server/httpapi"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/oversight"
	"rapporteur/server/pilot"
	"rapporteur/server/review"
	"rapporteur/server/sqlitestore"
)

// The cast, in the order of the columns of the rows below.
const (
	anAdmin    = "admin"
	anOfficer  = "secretariat"
	aLeader    = "co_leader"
	anEditor   = "editor" // of {draft}; a member otherwise
	aMember    = "member"
	aCity      = "city"       // official of {pilot}
	anotherOne = "other_city" // official of {candidate}
	anObserver = "observer"
	aStranger  = "stranger" // signed in, without a seat
	thePublic  = ""
)

var cast = []string{anAdmin, anOfficer, aLeader, anEditor, aMember, aCity, anotherOne, anObserver, aStranger, thePublic}

// actorOf gives one of the cast their offices; seats are in the store.
func actorOf(person string) identity.Actor {
	a := identity.Actor{Person: person}
	switch person {
	case anAdmin:
		a.Offices = []identity.Office{identity.OfficeAdmin}
	case anOfficer:
		a.Offices = []identity.Office{identity.OfficeSecretariat}
	}
	return a
}

// troupe stands for sign-in: the one of the cast named in a header of the
// test's own, with a token of the scope named in another.
type troupe struct{}

func (troupe) Actor(_ http.ResponseWriter, r *http.Request) (identity.Actor, error) {
	a := actorOf(r.Header.Get("Test-Person"))
	if s := r.Header.Get("Test-Scope"); s != "" {
		a.Scopes = []identity.Scope{identity.Scope(s)}
	}
	return a, nil
}

// nameless knows nobody's name.
type nameless struct{}

func (nameless) Cards(context.Context, []string) (map[string]httpapi.Card, error) { return nil, nil }

// stage is where the cast stands: real services over one store, on Tuesday 18
// July 2023, and the ids of what the rows name in braces.
type stage struct {
	groups       *group.Service
	deliverables *deliverable.Service
	pilots       *pilot.Service
	threads      *review.Service
	ids          map[string]string
}

var july = time.Date(2023, 7, 18, 9, 0, 0, 0, time.UTC)

func newStage(t *testing.T, folder string, at *time.Time) (*stage, func()) {
	t.Helper()
	ctx := t.Context()
	clock := func() time.Time { return *at }
	home, err := sqlitestore.Open(ctx, folder)
	ok(t, err)
	s := &stage{}
	ids := id.Default()
	s.groups, err = group.NewService(ctx, home, ids, clock)
	ok(t, err)
	s.deliverables, err = deliverable.NewService(ctx, home, s.groups, ids, clock)
	ok(t, err)
	limits := pilot.Limits{DueDay: 15, Officials: 5, Entries: 5, Questions: 5, Short: 200, Text: 500}
	s.pilots, err = pilot.NewService(ctx, home, s.groups, s.groups, limits, ids, clock)
	ok(t, err)
	s.threads, err = review.NewService(ctx, home, shelf{s.deliverables}, review.Limits{Comments: 50, Text: 500}, clock, ids.New)
	ok(t, err)
	return s, func() { ok(t, home.Close()) }
}

// shelf gives threads the texts of deliverables, as app does.
type shelf struct{ deliverables *deliverable.Service }

func (s shelf) Text(ctx context.Context, by identity.Actor, document string) (review.Text, error) {
	d, standing, err := s.deliverables.Reading(ctx, by, strings.TrimPrefix(document, "deliverable/"))
	return review.Text{Group: d.Group, Standing: standing, Right: standing.TextRight(d.Stage, d.MembersEdit), Dispose: d.Disposing()}, err
}

// nothing to oversee: whether somebody may is what the rows ask.
type nothing struct{}

func (nothing) Portfolio(context.Context, identity.Actor, oversight.Scope) ([]oversight.Deliverable, error) {
	return nil, nil
}

func (nothing) Next(context.Context, identity.Actor, oversight.Scope) (map[string]oversight.Meeting, error) {
	return nil, nil
}

func (nothing) LateActions(context.Context, identity.Actor, oversight.Scope) ([]oversight.Action, error) {
	return nil, nil
}

func (nothing) Cities(context.Context, identity.Actor, oversight.Scope) ([]oversight.Pilot, error) {
	return nil, nil
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// door opens the house over a stage.
func (s *stage) door(t *testing.T) door {
	return open(t, func(d *httpapi.Deps) {
		d.Authenticator = troupe{}
		d.Server.Groups = httpapi.NewGroups(s.groups, nameless{})
		d.Server.Deliverables = httpapi.NewDeliverables(s.deliverables, nameless{}, func() time.Time { return july })
		d.Server.Threads = httpapi.NewThreads(s.threads, nameless{})
		d.Server.Pilots = httpapi.NewPilots(s.pilots, d.Server.Groups, nameless{})
		d.Server.Oversight = httpapi.NewOversight(oversight.NewService(s.groups, nothing{}, nothing{}, nothing{}, oversight.Bounds{}, func() time.Time { return july }))
	})
}

// theatre is a folder with everything the rows name, to be copied for each
// performance: an act of who may changes what the next one finds.
func theatre(t *testing.T) (folder string, ids map[string]string) {
	t.Helper()
	folder = t.TempDir()
	now := time.Date(2023, 4, 3, 9, 0, 0, 0, time.UTC)
	s, done := newStage(t, folder, &now)
	s.ids = map[string]string{}
	s.fillGroups(t)
	s.fillTexts(t)
	s.fillPilots(t, &now)
	done()
	return folder, s.ids
}

func (s *stage) fillGroups(t *testing.T) {
	t.Helper()
	ctx, officer := t.Context(), actorOf(anOfficer)
	root, err := s.groups.Open(ctx, officer, group.Group{Kind: group.Initiative, Name: "Initiative", State: group.Active})
	ok(t, err)
	thematic, err := s.groups.Open(ctx, officer, group.Group{Kind: group.ThematicGroup, Parent: root.ID, Name: "Thematic group", State: group.Active})
	ok(t, err)
	working, err := s.groups.Open(ctx, officer, group.Group{Kind: group.WorkingGroup, Parent: thematic.ID, Name: "Working group", State: group.Active})
	ok(t, err)
	for _, person := range []string{aLeader, "second_leader", anEditor, aMember, anObserver} {
		role := map[string]group.Role{aLeader: group.CoLeader, "second_leader": group.CoLeader, anObserver: group.Observer}[person]
		if role == "" {
			role = group.Member
		}
		p, err := s.groups.AddSeat(ctx, officer, group.Seat{Group: thematic.ID, Role: role, Title: person, Holder: person})
		ok(t, err)
		s.ids["seat of "+person] = p.ID
	}
	vacant, err := s.groups.AddSeat(ctx, officer, group.Seat{Group: working.ID, Role: group.CityOfficial, Title: "City Official", Note: "TBC"})
	ok(t, err)
	s.ids["thematic"], s.ids["group"], s.ids["vacant"] = thematic.ID, working.ID, vacant.ID
}

func (s *stage) fillTexts(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	for key, at := range map[string]group.Stage{"draft": group.Drafting, "published": group.Published} {
		d, err := s.deliverables.Create(ctx, identity.System(), deliverable.Deliverable{
			Group: s.ids["group"], Title: key, Kind: deliverable.Report, Stage: at, Editors: []string{anEditor}, Due: "2023-11-30",
		})
		ok(t, err)
		s.ids[key] = d.ID
	}
	for _, key := range []string{"thread", "settled"} {
		thread, err := s.threads.Open(ctx, actorOf(aMember), review.New{Document: deliverable.Document(s.ids["draft"]), Kind: review.General, Text: "Why?"})
		ok(t, err)
		s.ids[key], s.ids["comment"] = thread.ID, thread.Comments[0].ID
		if key == "thread" {
			s.ids["first comment"] = thread.Comments[0].ID
		}
	}
	_, err := s.threads.Resolve(ctx, actorOf(aLeader), s.ids["settled"], review.Accepted, "")
	ok(t, err)
}

func (s *stage) fillPilots(t *testing.T, now *time.Time) {
	t.Helper()
	ctx, leader := t.Context(), actorOf(aLeader)
	for key, official := range map[string]string{"pilot": aCity, "candidate": anotherOne} {
		p, err := s.pilots.Create(ctx, leader, pilot.Pilot{Group: s.ids["group"], City: pilot.City{Name: key}})
		ok(t, err)
		seat, err := s.pilots.AddOfficial(ctx, leader, p.ID, "")
		ok(t, err)
		_, err = s.groups.Fill(ctx, leader, seat.ID, official)
		ok(t, err)
		s.ids[key] = p.ID
	}
	for _, to := range []pilot.Stage{pilot.Invited, pilot.Onboarding} {
		_, err := s.pilots.Move(ctx, leader, s.ids["pilot"], to, "")
		ok(t, err)
	}
	*now = july
	answers := pilot.Answers{Colour: pilot.Amber, Reason: "No budget.", Asks: []pilot.Ask{{Text: "An example."}}, Private: "secret of the city"}
	_, err := s.pilots.Submit(ctx, actorOf(aCity), s.ids["pilot"], "2023-05", &answers)
	ok(t, err)
	_, err = s.pilots.Ask(ctx, leader, s.ids["pilot"], "2023-05", "Which?")
	ok(t, err)
}

// perform opens a door over a copy of the theatre.
func perform(t *testing.T, folder string) door {
	t.Helper()
	copied := t.TempDir()
	content, err := os.ReadFile(filepath.Join(folder, sqlitestore.FileName))
	ok(t, err)
	ok(t, os.WriteFile(filepath.Join(copied, sqlitestore.FileName), content, 0o600))
	now := july
	s, done := newStage(t, copied, &now)
	t.Cleanup(done)
	return s.door(t)
}

func names(columns string) []string {
	return slices.DeleteFunc(strings.Split(columns, " "), func(s string) bool { return s == "" })
}
