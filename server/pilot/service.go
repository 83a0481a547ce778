package pilot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/group"
	"rapporteur/server/id"
	"rapporteur/server/identity"
)

// Policy is what a pilot asks of its group.
type Policy interface {
	// Standing gives everything somebody is to a group.
	Standing(ctx context.Context, by identity.Actor, groupID string, more ...group.Role) (group.Standing, error)
	// Groups are the groups in which somebody may do this; all for everywhere.
	Groups(ctx context.Context, by identity.Actor, act group.Act) (ids []string, all bool, err error)
	// Get returns a NotFound refusal where there is no such group.
	Get(ctx context.Context, groupID string) (group.Known, error)
	// PilotOf reports whether the person is the city official of the pilot, by
	// a seat in its group or above.
	PilotOf(ctx context.Context, person, pilot, groupID string) (bool, error)
}

// Seats are where the officials of a city sit.
type Seats interface {
	// Officials lists the seats of the officials of pilots, vacant ones too.
	Officials(ctx context.Context, pilots ...string) (map[string][]group.Placed, error)
	// SeatsOf lists the seats a person holds now.
	SeatsOf(ctx context.Context, person string) ([]group.Placed, error)
	// AddSeat makes a vacant seat, if by may.
	AddSeat(ctx context.Context, by identity.Actor, seat group.Seat) (group.Placed, error)
	// Bind ties the person's own seat to the pilot they have applied with.
	Bind(ctx context.Context, by identity.Actor, seatID, pilot string) error
}

// Limits bound what is written about a pilot and in a report.
type Limits struct {
	DueDay    int // of the month after: the last day a report is in time
	Officials int // seats of one pilot
	Entries   int // clauses, goals, focal points, difficulties, asks: each
	Questions int // about one report
	Short     int // characters of a name or a title
	Text      int // characters of an answer
}

// Service keeps pilots and their reports.
type Service struct {
	pilots  *docstore.Collection[Pilot]
	reports *docstore.Collection[Report]
	policy  Policy
	seats   Seats
	limits  Limits
	ids     *id.Source
	now     func() time.Time
}

// NewService opens pilots and reports on their home.
func NewService(ctx context.Context, home docstore.Home, policy Policy, seats Seats, limits Limits, ids *id.Source, now func() time.Time) (*Service, error) {
	pilots, err := docstore.Open(ctx, home, shape, index, now)
	if err != nil {
		return nil, err
	}
	reports, err := docstore.Open(ctx, home, reportShape, reportIndex, now)
	if err != nil {
		return nil, err
	}
	return &Service{pilots: pilots, reports: reports, policy: policy, seats: seats, limits: limits, ids: ids, now: now}, nil
}

// Seen is a pilot as one person may see it: fields they may not read are empty.
type Seen struct {
	Known
	Officials []group.Placed // of the city, vacant seats too; nil for the public
	Strip     []Summary      // the newest months, oldest first; nil for the public
	Works     bool           // may read the group's fields
	Private   bool           // may read the private ones
	Can       []string       // in the words of the contract
}

// stripMonths is how many months a list shows.
const stripMonths = 6

// load gives a pilot and what somebody is to it, with ErrNotFound where they
// may not know of it: before a city takes part, only its group does.
func (s *Service) load(ctx context.Context, by identity.Actor, pilotID string) (Known, group.Standing, error) {
	d, err := s.pilots.Get(ctx, pilotID)
	if errors.Is(err, docstore.ErrNotFound) {
		return Known{}, group.Standing{}, ErrNotFound
	}
	if err != nil {
		return Known{}, group.Standing{}, fmt.Errorf("get pilot: %w", err)
	}
	k := Known{d.ID, d.Version, d.Value}
	st, err := s.standing(ctx, by, k)
	if err != nil {
		return Known{}, group.Standing{}, err
	}
	if !k.shownTo(st) || !by.Allows(identity.ScopeRead) {
		return Known{}, group.Standing{}, ErrNotFound
	}
	return k, st, nil
}

func (p Pilot) shownTo(st group.Standing) bool {
	return st.May(group.ReadPilotGroup) || p.public() && st.May(group.ReadPilotPublic)
}

func (s *Service) standing(ctx context.Context, by identity.Actor, k Known) (group.Standing, error) {
	st, err := s.policy.Standing(ctx, by, k.Group)
	if err != nil {
		return st, fmt.Errorf("standing in group %s: %w", k.Group, err)
	}
	st.Owns, err = s.policy.PilotOf(ctx, by.Person, k.ID, k.Group)
	if err != nil {
		return st, fmt.Errorf("officials of pilot %s: %w", k.ID, err)
	}
	return st, nil
}

// seen leaves out what somebody of that standing may not know.
func (s *Service) seen(by identity.Actor, k Known, st group.Standing, officials []group.Placed) Seen {
	v := Seen{Known: k, Works: st.May(group.ReadPilotGroup), Private: st.May(group.ReadPilotPrivate)}
	if !v.Works {
		v.Pilot = Pilot{Group: k.Group, City: k.City, Stage: k.Stage, Since: k.Since, Clauses: k.Clauses, Sample: k.Sample, Changed: k.Changed}
		return v
	}
	if !v.Private {
		v.FocalPoints = slices.Clone(k.FocalPoints)
		for i := range v.FocalPoints {
			v.FocalPoints[i].Email, v.FocalPoints[i].Phone = "", ""
		}
	}
	v.Officials = officials
	v.Strip = k.strip(s.now(), s.limits.DueDay, stripMonths)
	v.Can = s.can(by, k, st)
	return v
}

// can lists what somebody may do, in the words of the contract. The acts check
// the same again.
func (s *Service) can(by identity.Actor, k Known, st group.Standing) []string {
	var can []string
	if s.mayDescribe(by, k, st) == nil {
		can = append(can, "change")
	}
	if group.RefuseSeen(by, st, group.WritePilot) == nil && len(k.asked(s.now())) > 0 {
		can = append(can, "report")
	}
	if group.RefuseSeen(by, st, group.ReviewReport) == nil {
		can = append(can, "review")
	}
	if group.RefuseSeen(by, st, group.ChangeGroup) == nil {
		can = append(can, "add_official")
	}
	for _, to := range k.steps() {
		if way, err := k.stepTo(to); err == nil && mayStep(st, way) && by.Allows(identity.ScopeWrite) {
			can = append(can, "move:"+string(to))
		}
	}
	return can
}

// Get gives one pilot; ErrNotFound where there is none, or none for this person.
func (s *Service) Get(ctx context.Context, by identity.Actor, pilotID string) (Seen, error) {
	k, st, err := s.load(ctx, by, pilotID)
	if err != nil {
		return Seen{}, err
	}
	return s.show(ctx, by, k, st)
}

func (s *Service) show(ctx context.Context, by identity.Actor, k Known, st group.Standing) (Seen, error) {
	officials, err := s.seats.Officials(ctx, k.ID)
	if err != nil {
		return Seen{}, err
	}
	return s.seen(by, k, st, officials[k.ID]), nil
}

// Filter narrows a list; empty fields do not.
type Filter struct {
	Group string
	Stage Stage
	Limit int
	After string
}

// List gives a page of what somebody may see, by the name of the city.
func (s *Service) List(ctx context.Context, by identity.Actor, f Filter) ([]Seen, string, error) {
	if f.Limit <= 0 {
		f.Limit = docstore.DefaultLimit
	}
	q := docstore.Query{Order: byName, Limit: f.Limit, After: f.After}
	if f.Group != "" {
		q.Where = append(q.Where, docstore.Is(byGroup, f.Group))
	}
	if f.Stage != "" {
		q.Where = append(q.Where, docstore.Is(byStage, string(f.Stage)))
	}
	mine, all, err := s.policy.Groups(ctx, by, group.ReadPilotGroup)
	if err != nil {
		return nil, "", fmt.Errorf("groups to list pilots of: %w", err)
	}
	switch {
	case all, f.Group != "" && slices.Contains(mine, f.Group):
	case f.Group != "" || len(mine) == 0:
		q.Where = append(q.Where, docstore.AnyOf(byStage, public...))
	}
	var page []Known
	for {
		q.Limit = f.Limit - len(page)
		found, next, err := s.pilots.Find(ctx, q)
		if err != nil {
			return nil, "", fmt.Errorf("list pilots: %w", err)
		}
		for _, d := range found {
			if all || d.Value.public() || slices.Contains(mine, d.Value.Group) {
				page = append(page, Known{d.ID, d.Version, d.Value})
			}
		}
		if next == "" || len(page) >= f.Limit {
			list, err := s.page(ctx, by, page)
			return list, next, err
		}
		q.After = next
	}
}

// page shows a list; each group and all officials are asked for once.
func (s *Service) page(ctx context.Context, by identity.Actor, page []Known) ([]Seen, error) {
	ids := make([]string, 0, len(page))
	for _, k := range page {
		ids = append(ids, k.ID)
	}
	officials, err := s.seats.Officials(ctx, ids...)
	if err != nil {
		return nil, err
	}
	inGroup := map[string]group.Standing{}
	list := make([]Seen, 0, len(page))
	for _, k := range page {
		st, asked := inGroup[k.Group]
		if !asked {
			if st, err = s.policy.Standing(ctx, by, k.Group); err != nil {
				return nil, fmt.Errorf("standing in group %s: %w", k.Group, err)
			}
			inGroup[k.Group] = st
		}
		st.Owns = slices.ContainsFunc(officials[k.ID], func(p group.Placed) bool { return by.Person != "" && p.Holder == by.Person })
		if st.Owns {
			if st.Owns, err = s.policy.PilotOf(ctx, by.Person, k.ID, k.Group); err != nil {
				return nil, err
			}
		}
		list = append(list, s.seen(by, k, st, officials[k.ID]))
	}
	return list, nil
}

// update changes one pilot, whoever asks: the caller has asked whether they may.
func (s *Service) update(ctx context.Context, by identity.Actor, k Known, st group.Standing, act, kind string, change func(Pilot) (Pilot, error)) (Seen, error) {
	d, err := s.pilots.Update(ctx, k.ID, by.Person, act, func(p Pilot) (Pilot, []event.Event, error) {
		next, err := change(p)
		next.Changed = s.now().UTC()
		return next, []event.Event{{Kind: kind, Group: p.Group}}, err
	})
	if err != nil {
		return Seen{}, err
	}
	return s.show(ctx, by, Known{d.ID, d.Version, d.Value}, st)
}
