package app

import (
	"context"
	"errors"
	"slices"

	"rapporteur/server/docstore"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// meetingPolicy is group's policy, with who works in a group known from seats
// and from offices: the secretariat owns actions and comes to meetings, and
// has no seat.
type meetingPolicy struct {
	*group.Service
	people *identity.People
}

// Seated reports whether the person works in the group.
func (p meetingPolicy) Seated(ctx context.Context, groupID, person string) (bool, error) {
	seated, err := p.Service.Seated(ctx, groupID, person)
	if err != nil || seated {
		return seated, err
	}
	known, err := p.people.Person(ctx, person)
	if errors.Is(err, identity.ErrNoPerson) {
		return false, nil
	}
	return known.Holds(identity.OfficeSecretariat), err
}

// Near reports whether the person works in the group or in one below it.
func (p meetingPolicy) Near(ctx context.Context, groupID, person string) (bool, error) {
	seated, err := p.Seated(ctx, groupID, person)
	if err != nil || seated {
		return seated, err
	}
	groups, _, err := p.List(ctx, docstore.MaxLimit, "")
	if err != nil {
		return false, err
	}
	below := []string{groupID}
	for range groups { // as deep as groups can stand
		n := len(below)
		for _, g := range groups {
			if slices.Contains(below, g.Parent) && !slices.Contains(below, g.ID) {
				below = append(below, g.ID)
			}
		}
		if len(below) == n {
			break
		}
	}
	for _, id := range below[1:] {
		if seated, err := p.Service.Seated(ctx, id, person); err != nil || seated {
			return seated, err
		}
	}
	return false, nil
}
