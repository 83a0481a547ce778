package group

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/fault"
	"rapporteur/server/identity"
)

// maxDepth is how many groups stand above one another: initiative, thematic
// group, working group, and one to spare.
const maxDepth = 4

// Standing gives everything somebody is to a group: the roles of their seats in
// it and above it, their offices, and the roles of an object that the caller
// adds (editor, scribe). It is read anew each time: seats end by the clock.
func (s *Service) Standing(ctx context.Context, by identity.Actor, groupID string, more ...Role) (Standing, error) {
	standing := Standing{Roles: slices.Clone(more), system: by.IsSystem()}
	if !by.SignedIn() || by.IsSystem() {
		return standing, nil
	}
	if by.Holds(identity.OfficeAdmin) {
		standing.Roles = append(standing.Roles, Admin)
	}
	if by.Holds(identity.OfficeSecretariat) {
		standing.Roles = append(standing.Roles, Secretariat)
	}
	held, err := s.held(ctx, by.Person)
	if err != nil || len(held) == 0 {
		return standing, err
	}
	line, err := s.line(ctx, groupID)
	if err != nil {
		return standing, err
	}
	for _, seat := range held {
		if slices.Contains(line, seat.Group) {
			standing.Roles = append(standing.Roles, seat.Role)
		}
	}
	return standing, nil
}

// held are the seats a person holds now.
func (s *Service) held(ctx context.Context, person string) ([]Placed, error) {
	found, err := s.seats.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("holder", person)}})
	if err != nil {
		return nil, fmt.Errorf("seats of a person: %w", err)
	}
	var held []Placed
	now := s.now()
	for _, d := range found {
		if d.Value.holdsAt(now) {
			held = append(held, Placed{d.ID, d.Value})
		}
	}
	return held, nil
}

// line is a group and those above it, nearest first. An unknown group has none.
func (s *Service) line(ctx context.Context, groupID string) ([]string, error) {
	var line []string
	for at := groupID; at != "" && len(line) < maxDepth; {
		d, err := s.groups.Get(ctx, at)
		if errors.Is(err, docstore.ErrNotFound) {
			return line, nil
		}
		if err != nil {
			return nil, fmt.Errorf("groups above %s: %w", groupID, err)
		}
		line = append(line, at)
		at = d.Value.Parent
	}
	return line, nil
}

// Check answers nil, or the refusal to show: who may not even see what the
// group works on is told it is not there, who may is told who can.
func (s *Service) Check(ctx context.Context, by identity.Actor, groupID string, act Act, more ...Role) error {
	standing, err := s.Standing(ctx, by, groupID, more...)
	if err != nil {
		return err
	}
	return Refuse(by, standing, act)
}

// Refuse is Check for a standing that is already known.
func Refuse(by identity.Actor, standing Standing, act Act) error {
	hidden := act == ReadWork || !standing.May(ReadWork) && !standing.Is(Admin) && !slices.Contains(onThePage, act)
	if hidden && by.SignedIn() && !standing.May(act) {
		return ErrNotFound
	}
	return RefuseSeen(by, standing, act)
}

// RefuseSeen is Refuse where the person can read what the act is on, which the
// caller has made sure of: it never hides.
func RefuseSeen(by identity.Actor, standing Standing, act Act) error {
	switch {
	case standing.May(act):
		return allowedByToken(by, act)
	case !by.SignedIn():
		return ErrSignIn
	default:
		return refusalOf(act)
	}
}

// onThePage are the acts on what everybody may read: the page of a group, its
// meetings, a pilot that is public. There is nothing to hide from who may not.
var onThePage = []Act{ChangeGroup, MakeDeliverable, PlanMeeting, ProposeItem, InviteCity, SeeOverview}

// reading are the acts a token that may only read is good for.
var reading = []Act{SeeGroup, ReadWork, ReadPilotGroup, ReadPilotPrivate, ReadPilotPublic, SeeOverview, SeeAudit}

func allowedByToken(by identity.Actor, act Act) error {
	scope := identity.ScopeWrite
	if slices.Contains(reading, act) {
		scope = identity.ScopeRead
	}
	if !by.Allows(scope) {
		return ErrReadToken
	}
	return nil
}

var words = map[Role]fault.Word{
	Admin: "the administrator", Secretariat: "the secretariat", CoLeader: "co-leaders", Editor: "its editors",
	Scribe: "the scribe", Member: "members", CityOfficial: "city officials", Observer: "observers",
}

// refusalOf says who can do what somebody may not.
func refusalOf(act Act) error {
	if who := spoken(WhoCan(act)); len(who) > 0 {
		return ErrForbidden.Saying("Only %s can do this here.", who)
	}
	if who := spoken(whoCanOwn(act)); len(who) > 0 {
		return ErrForbidden.Saying("Only %s can do this, and only to what is their own.", who)
	}
	return ErrForbidden.Saying("Your role does not allow this here.")
}

func spoken(roles []Role) fault.Words {
	who := make(fault.Words, len(roles))
	for i, r := range roles {
		who[i] = words[r]
	}
	return who
}

// Groups are the groups in which somebody may do this by their roles, with all
// groups below; all is true for who may do it everywhere.
func (s *Service) Groups(ctx context.Context, by identity.Actor, act Act) (ids []string, all bool, err error) {
	everywhere := Standing{system: by.IsSystem()}
	if by.Holds(identity.OfficeAdmin) {
		everywhere.Roles = append(everywhere.Roles, Admin)
	}
	if by.Holds(identity.OfficeSecretariat) {
		everywhere.Roles = append(everywhere.Roles, Secretariat)
	}
	if everywhere.May(act) {
		return nil, true, nil
	}
	if !by.SignedIn() {
		return nil, false, nil
	}
	held, err := s.held(ctx, by.Person)
	if err != nil {
		return nil, false, err
	}
	known, err := s.all(ctx)
	if err != nil {
		return nil, false, err
	}
	for _, g := range known {
		standing := everywhere
		line := lineIn(known, g.ID)
		for _, seat := range held {
			if slices.Contains(line, seat.Group) {
				standing.Roles = append(slices.Clone(standing.Roles), seat.Role)
			}
		}
		if standing.May(act) {
			ids = append(ids, g.ID)
		}
	}
	return ids, false, nil
}

func lineIn(known []Known, id string) []string {
	var line []string
	for id != "" && len(line) < maxDepth {
		at := slices.IndexFunc(known, func(g Known) bool { return g.ID == id })
		if at < 0 {
			break
		}
		line = append(line, id)
		id = known[at].Parent
	}
	return line
}

// Seated reports whether the person holds a seat in the group or above it.
func (s *Service) Seated(ctx context.Context, groupID, person string) (bool, error) {
	held, err := s.held(ctx, person)
	if err != nil {
		return false, err
	}
	line, err := s.line(ctx, groupID)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(held, func(p Placed) bool { return slices.Contains(line, p.Group) }), nil
}

// PilotOf reports whether the person is the city official of the pilot, by a
// seat in its group or above: a seat elsewhere that names it gives nothing.
func (s *Service) PilotOf(ctx context.Context, person, pilot, groupID string) (bool, error) {
	if person == "" || pilot == "" {
		return false, nil
	}
	held, err := s.held(ctx, person)
	if err != nil {
		return false, err
	}
	held = slices.DeleteFunc(held, func(p Placed) bool { return p.Role != CityOfficial || p.Pilot != pilot })
	if len(held) == 0 {
		return false, nil
	}
	line, err := s.line(ctx, groupID)
	return slices.ContainsFunc(held, func(p Placed) bool { return slices.Contains(line, p.Group) }), err
}

// Now is the clock the seats end by.
func (s *Service) Now() time.Time { return s.now() }
