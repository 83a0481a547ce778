package meeting

import (
	"context"

	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// Policy knows what somebody is to a group at the moment it is asked; what
// follows from that is group's table.
type Policy interface {
	// Standing gives the roles of by in the group and above it; more are roles
	// of the meeting itself, such as its scribe's.
	Standing(ctx context.Context, by identity.Actor, groupID string, more ...group.Role) (group.Standing, error)
	// Groups are the groups in which by may do this; all is true for everywhere.
	Groups(ctx context.Context, by identity.Actor, act group.Act) (ids []string, all bool, err error)
	// Seated reports whether the person works in the group: by a seat in it or
	// above it, or as the secretariat.
	Seated(ctx context.Context, groupID, person string) (bool, error)
	// Near reports whether the person works in the group or in one below it, as
	// the city official of a working group does who comes to a meeting above.
	Near(ctx context.Context, groupID, person string) (bool, error)
	// Get refuses with NotFound where there is no such group.
	Get(ctx context.Context, groupID string) (group.Known, error)
}

// inGroup gives what by is to a group that exists, or the refusal of act.
func (s *Service) inGroup(ctx context.Context, by identity.Actor, groupID string, act group.Act) (group.Standing, error) {
	if _, err := s.policy.Get(ctx, groupID); err != nil {
		return group.Standing{}, err
	}
	st, err := s.policy.Standing(ctx, by, groupID)
	if err != nil {
		return group.Standing{}, err
	}
	return st, group.Refuse(by, st, act)
}

// toMeeting adds what by is to one meeting: its scribe, and whether they came.
func toMeeting(st group.Standing, by identity.Actor, m Meeting) group.Standing {
	if by.Person == "" {
		return st
	}
	if m.Scribe == by.Person {
		st.Roles = append(st.Roles[:len(st.Roles):len(st.Roles)], group.Scribe)
	}
	st.Came = m.Attended(by.Person)
	return st
}
