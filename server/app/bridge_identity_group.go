package app

import (
	"context"

	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// seatsToInvite gives invitations the seats of the groups, and the one table
// of who may do what.
type seatsToInvite struct{ groups *group.Service }

func (s seatsToInvite) Seat(ctx context.Context, seat string) (identity.Seat, error) {
	placed, err := s.groups.Seat(ctx, seat)
	if err != nil {
		return identity.Seat{}, err
	}
	g, err := s.groups.Get(ctx, placed.Group)
	if err != nil {
		return identity.Seat{}, err
	}
	return identity.Seat{ID: placed.ID, Group: placed.Group, GroupName: g.Name, Role: string(placed.Role), Title: placed.Title}, nil
}

// MayInvite is for a seat that is vacant and goes on.
func (s seatsToInvite) MayInvite(ctx context.Context, by identity.Actor, seat string) error {
	placed, err := s.groups.Seat(ctx, seat)
	if err != nil {
		return err
	}
	if err := s.groups.Check(ctx, by, placed.Group, group.ChangeGroup); err != nil {
		return err
	}
	if placed.Holder != "" {
		return group.ErrTaken
	}
	return nil
}

func (s seatsToInvite) MayManage(ctx context.Context, by identity.Actor, groupID string) error {
	return s.groups.Check(ctx, by, groupID, group.ChangeGroup)
}

func (s seatsToInvite) MayAppoint(ctx context.Context, by identity.Actor) error {
	return s.groups.Check(ctx, by, "", group.KeepPeople)
}

// Take fills the seat in the name of who accepted: the invitation, not their
// role, is what lets them.
func (s seatsToInvite) Take(ctx context.Context, by identity.Actor, seat string) error {
	placed, err := s.groups.Seat(ctx, seat)
	if err != nil || placed.Holder == by.Person {
		return err
	}
	_, err = s.groups.Fill(ctx, identity.OnBehalf(by), seat, by.Person)
	return err
}
