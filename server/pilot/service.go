package pilot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/group"
	"rapporteur/server/id"
	"rapporteur/server/identity"
)

// Limits of what is written about a pilot, in characters and lines.
const (
	maxShort = 200
	maxText  = 4000
	maxList  = 30
)

// Policy is what a pilot asks of its group.
type Policy interface {
	// Standing gives everything somebody is to a group.
	Standing(ctx context.Context, by identity.Actor, groupID string, more ...group.Role) (group.Standing, error)
	// Get returns a NotFound refusal where there is no such group.
	Get(ctx context.Context, groupID string) (group.Known, error)
	// PilotOf reports whether the person is the city official of the pilot, by
	// a seat in its group or above.
	PilotOf(ctx context.Context, person, pilot, groupID string) (bool, error)
}

// Service keeps pilots and their reports.
type Service struct {
	store  *docstore.Collection[Pilot]
	policy Policy
	ids    *id.Source
	now    func() time.Time
}

// NewService opens the pilots on their home.
func NewService(ctx context.Context, home docstore.Home, policy Policy, ids *id.Source, now func() time.Time) (*Service, error) {
	store, err := docstore.Open(ctx, home, shape, index, now)
	if err != nil {
		return nil, err
	}
	return &Service{store: store, policy: policy, ids: ids, now: now}, nil
}

// load gives a pilot and what somebody is to it. That a city is a pilot is
// public; what it says is not.
func (s *Service) load(ctx context.Context, by identity.Actor, pilotID string) (Known, group.Standing, error) {
	d, err := s.store.Get(ctx, pilotID)
	if errors.Is(err, docstore.ErrNotFound) {
		return Known{}, group.Standing{}, ErrNotFound
	}
	if err != nil {
		return Known{}, group.Standing{}, fmt.Errorf("get pilot: %w", err)
	}
	standing, err := s.standing(ctx, by, d.ID, d.Value)
	return Known{d.ID, d.Version, d.Value}, standing, err
}

func (s *Service) standing(ctx context.Context, by identity.Actor, pilotID string, p Pilot) (group.Standing, error) {
	standing, err := s.policy.Standing(ctx, by, p.Group)
	if err != nil || !by.SignedIn() {
		return standing, err
	}
	standing.Owns, err = s.policy.PilotOf(ctx, by.Person, pilotID, p.Group)
	return standing, err
}

// View is a pilot as one person may see it.
type View struct {
	Known
	Months []Report // newest first; nil for who may not read the group's part
	Can    []string
	Reads  bool // the group's part: stage reasons, goals, reports
}

// view leaves out what somebody of that standing may not know: a draft is the
// city's own until it is sent.
func (s *Service) view(k Known, standing group.Standing, by identity.Actor) View {
	v := View{Known: k, Reads: standing.May(group.ReadPilotGroup) && by.Allows(identity.ScopeRead), Can: can(k, standing, by)}
	if !v.Reads {
		v.Goals, v.StageReason, v.Reports = nil, "", nil
		return v
	}
	v.Months = k.Months(s.now())
	if !standing.May(group.WritePilot) {
		for i, r := range v.Months {
			if r.State == Draft {
				v.Months[i] = Report{Period: r.Period, State: Due}
			}
		}
	}
	return v
}

// can lists what somebody may do with a pilot, in the words of the contract.
func can(k Known, standing group.Standing, by identity.Actor) []string {
	list := []string{}
	if group.Refuse(by, standing, group.WritePilot) == nil {
		list = append(list, "report", "describe")
	}
	if group.Refuse(by, standing, group.ReviewReport) == nil {
		list = append(list, "review")
	}
	if group.Refuse(by, standing, group.InviteCity) == nil {
		list = append(list, "describe_city", "invite")
		for _, to := range append(slices.Clone(way), Paused, Withdrawn) {
			if _, err := k.stepTo(to); err == nil {
				list = append(list, "move:"+string(to))
			}
		}
	}
	return list
}

// Get gives one pilot.
func (s *Service) Get(ctx context.Context, by identity.Actor, pilotID string) (View, error) {
	k, standing, err := s.load(ctx, by, pilotID)
	if err != nil {
		return View{}, err
	}
	return s.view(k, standing, by), nil
}

// Filter narrows a list; empty fields do not.
type Filter struct {
	Group string
	Stage Stage
	Limit int
	After string
}

// List gives a page of pilots by city; what each tells depends on who asks.
func (s *Service) List(ctx context.Context, by identity.Actor, f Filter) ([]View, string, error) {
	q := docstore.Query{Order: "city", Limit: f.Limit, After: f.After}
	if f.Group != "" {
		q.Where = append(q.Where, docstore.Is("group", f.Group))
	}
	if f.Stage != "" {
		q.Where = append(q.Where, docstore.Is("stage", string(f.Stage)))
	}
	found, next, err := s.store.Find(ctx, q)
	if err != nil {
		return nil, "", fmt.Errorf("list pilots: %w", err)
	}
	page := make([]View, 0, len(found))
	for _, d := range found {
		standing, err := s.standing(ctx, by, d.ID, d.Value)
		if err != nil {
			return nil, "", err
		}
		page = append(page, s.view(Known{d.ID, d.Version, d.Value}, standing, by))
	}
	return page, next, nil
}

// Create makes a pilot of a city, a candidate unless the demo says otherwise.
func (s *Service) Create(ctx context.Context, by identity.Actor, p Pilot) (View, error) {
	if _, err := s.policy.Get(ctx, p.Group); err != nil {
		return View{}, err
	}
	standing, err := s.policy.Standing(ctx, by, p.Group)
	if err != nil {
		return View{}, err
	}
	if err := group.Refuse(by, standing, group.InviteCity); err != nil {
		return View{}, err
	}
	if p.Stage == "" || !by.IsSystem() {
		p.Stage, p.Since, p.Reports = Candidate, "", nil
	}
	p.Changed = s.now().UTC()
	if p, err = clean(p); err != nil {
		return View{}, err
	}
	pilotID := s.ids.New()
	d, err := s.store.Insert(ctx, pilotID, by.Person, "create pilot", p, event.Event{Kind: "pilot.created", Group: p.Group})
	if err != nil {
		return View{}, fmt.Errorf("create pilot: %w", err)
	}
	return s.view(Known{d.ID, d.Version, d.Value}, standing, by), nil
}

func clean(p Pilot) (Pilot, error) {
	p.City.Name = strings.TrimSpace(p.City.Name)
	bad := ErrInvalid
	if p.City.Name == "" {
		bad = bad.At("/city/name", "Name the city.")
	}
	for pointer, text := range map[string]string{"/city/name": p.City.Name, "/city/region": p.City.Region, "/city/population": p.City.Population} {
		if utf8.RuneCountInString(text) > maxShort {
			bad = bad.At(pointer, fmt.Sprintf("At most %d characters.", maxShort))
		}
	}
	if len(p.Clauses) > maxList || len(p.Goals) > maxList {
		bad = bad.At("/goals", fmt.Sprintf("At most %d lines.", maxList))
	}
	if len(bad.Fields) > 0 {
		return p, bad
	}
	return p, nil
}
