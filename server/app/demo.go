package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"rapporteur/config"
	"rapporteur/config/demo"
	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// demoMorning is the hour at which the demo opens on the day it stands at.
const demoMorning = 9 * time.Hour

// workClock is the clock of the work. A demo that stands at a day of the past
// begins that morning and goes on from there; sign-in keeps the real time,
// because a provider does.
func workClock(c config.Config) func() time.Time {
	if !c.Demo || c.DemoAsAt.IsZero() {
		return time.Now
	}
	shift := time.Until(c.DemoAsAt.Add(demoMorning))
	return func() time.Time { return time.Now().Add(shift) }
}

// demoMark says that the demo was loaded into this store, or was being loaded.
type demoMark struct {
	Whole bool `json:"whole"`
}

var errDemoHalf = errors.New("the demo workspace was not loaded to its end the last time. Remove the data folder (RAPPORTEUR_DATA, ./data) and start again")

const demoMarkID = "workspace"

// loadDemo takes config/demo into an empty store, once, through the services
// and in the name of the persons who would do it.
func (h *house) loadDemo(ctx context.Context) error {
	if !h.config.Demo {
		return nil
	}
	marks, err := docstore.Open(ctx, h.home, docstore.Shape{Name: "demo"}, func(demoMark) map[string][]any { return nil }, h.now)
	if err != nil {
		return err
	}
	mark, err := marks.Get(ctx, demoMarkID)
	switch {
	case err == nil && mark.Value.Whole:
		return nil
	case err == nil:
		return errDemoHalf
	case !errors.Is(err, docstore.ErrNotFound):
		return err
	}
	if there, _, err := h.groups.List(ctx, 1, ""); err != nil || len(there) > 0 {
		return err // somebody's own work: the demo does not mix with it
	}
	workspace, err := demo.Load()
	if err != nil {
		return err
	}
	if _, err := marks.Insert(ctx, demoMarkID, identity.System().Person, "begin to load the demo", demoMark{}); err != nil {
		return err
	}
	l := demoLoader{house: h, people: map[string]identity.Actor{}, groups: map[string]string{}, made: map[string]string{}}
	if err := l.load(ctx, workspace); err != nil {
		return fmt.Errorf("load the demo workspace: %w", err)
	}
	_, err = marks.Update(ctx, demoMarkID, identity.System().Person, "load the demo", func(demoMark) (demoMark, []event.Event, error) {
		return demoMark{Whole: true}, nil, nil
	})
	return err
}

// demoLoader remembers what the keys of the data became.
type demoLoader struct {
	*house
	people map[string]identity.Actor
	groups map[string]string // group ids
	made   map[string]string // deliverable ids
	office identity.Actor    // the secretariat, who opens groups
	facts  []string          // series whose dates are real
}

func (l *demoLoader) load(ctx context.Context, w demo.Workspace) error {
	for _, p := range w.People {
		if err := l.person(ctx, p); err != nil {
			return err
		}
	}
	for _, g := range w.Groups {
		if err := l.group(ctx, g); err != nil {
			return err
		}
	}
	for _, d := range w.Deliverables {
		if err := l.deliverable(ctx, d); err != nil {
			return err
		}
	}
	for _, p := range w.Pilots {
		if err := l.pilot(ctx, p); err != nil {
			return err
		}
	}
	if err := l.allSeries(ctx, w.Series); err != nil {
		return err
	}
	return l.sittings(ctx, w.Sittings)
}

func (l *demoLoader) person(ctx context.Context, p demo.Person) error {
	who := identity.Introduction{
		Claims: identity.Claims{
			Issuer: demoIssuer(l.config), Subject: p.Subject, Name: p.Name, Email: p.Email, EmailVerified: true,
			Locale: p.Locale, Zone: p.Zone,
		},
		Sample: p.Sample,
	}
	for _, a := range p.Affiliations {
		who.Affiliations = append(who.Affiliations, identity.Affiliation{Organization: a.Organization, Position: a.Position})
	}
	for _, o := range p.Offices {
		who.Offices = append(who.Offices, identity.Office(o))
	}
	known, err := l.house.people.Introduce(ctx, identity.System(), who)
	if err != nil {
		return fmt.Errorf("introduce %s: %w", p.Subject, err)
	}
	actor := identity.Actor{Person: known.ID, Name: known.Name, Offices: known.Offices}
	l.people[p.Subject] = actor
	if actor.Holds(identity.OfficeSecretariat) {
		l.office = actor
	}
	return nil
}

func (l *demoLoader) group(ctx context.Context, g demo.Group) error {
	opened, err := l.house.groups.Open(ctx, l.office, group.Group{
		Kind: group.Kind(g.Kind), Parent: l.groups[g.Parent], Number: g.Number, Name: g.Name, ShortName: g.ShortName,
		State: group.State(g.State), CoordinatedBy: g.CoordinatedBy, Website: g.Website, Contact: g.Contact,
		Objectives: g.Objectives, Scope: g.Scope, Help: g.Help, Sample: g.Sample,
	})
	if err != nil {
		return fmt.Errorf("open group %s: %w", g.Key, err)
	}
	l.groups[g.Key] = opened.ID
	for order, s := range g.Seats {
		if _, err := l.house.groups.AddSeat(ctx, l.office, group.Seat{
			Group: opened.ID, Role: group.Role(s.Role), Title: s.Title, Holder: l.people[s.Holder].Person,
			Note: s.Note, Call: s.Call, Order: order, Sample: s.Sample,
		}); err != nil {
			return fmt.Errorf("add the seat %q of group %s: %w", s.Title, g.Key, err)
		}
	}
	return nil
}
