package identity

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/fault"
)

// ErrLastAdmin keeps an installation from having nobody who runs it.
var ErrLastAdmin = fault.New(fault.Conflict, "office.last_admin", "An installation needs an administrator. Invite another one first.")

// Offices are who holds an office, and who may say so.
type Offices struct {
	people *People
	seats  Seats
}

// NewOffices makes the service.
func NewOffices(people *People, seats Seats) *Offices { return &Offices{people: people, seats: seats} }

// List gives everybody who holds an office, by name.
func (s *Offices) List(ctx context.Context, by Actor) ([]Known, error) {
	if err := s.seats.MayAppoint(ctx, by); err != nil {
		return nil, err
	}
	var list []Known
	for _, office := range []Office{OfficeAdmin, OfficeSecretariat} {
		holders, err := s.people.Holders(ctx, office)
		if err != nil {
			return nil, err
		}
		for _, h := range holders {
			if !slices.ContainsFunc(list, func(k Known) bool { return k.ID == h.ID }) {
				list = append(list, h)
			}
		}
	}
	slices.SortFunc(list, func(a, b Known) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	return list, nil
}

// Withdraw takes an office from a person; their seats stay theirs.
func (s *Offices) Withdraw(ctx context.Context, by Actor, person string, office Office) error {
	if err := s.seats.MayAppoint(ctx, by); err != nil {
		return err
	}
	if office == OfficeAdmin {
		holders, err := s.people.Holders(ctx, OfficeAdmin)
		if err != nil {
			return err
		}
		if len(holders) == 1 && holders[0].ID == person {
			return ErrLastAdmin
		}
	}
	return s.people.dismiss(ctx, by, person, office)
}

// dismiss takes an office from a person. That they do not hold it is no mistake.
func (s *People) dismiss(ctx context.Context, by Actor, id string, office Office) error {
	return s.changeOffices(ctx, by, id, "withdraw the office of "+string(office), func(held []Office) []Office {
		return slices.DeleteFunc(slices.Clone(held), func(o Office) bool { return o == office })
	})
}

// Appoint gives a person an office. Whoever calls it has decided that it may be.
func (s *People) Appoint(ctx context.Context, by Actor, id string, office Office) error {
	return s.changeOffices(ctx, by, id, "appoint to the office of "+string(office), func(held []Office) []Office {
		if slices.Contains(held, office) {
			return held
		}
		return append(slices.Clone(held), office)
	})
}

func (s *People) changeOffices(ctx context.Context, by Actor, id, act string, change func([]Office) []Office) error {
	_, err := s.store.Update(ctx, id, by.Person, act, func(p Person) (Person, []event.Event, error) {
		now := change(p.Offices)
		if len(now) == len(p.Offices) {
			return p, nil, errUnchanged
		}
		p.Offices = now
		return p, []event.Event{about("person.appointed", id)}, nil
	})
	if errors.Is(err, errUnchanged) {
		return nil
	}
	if errors.Is(err, docstore.ErrNotFound) {
		return ErrNoPerson
	}
	return err
}

// Holders lists who has an office.
func (s *People) Holders(ctx context.Context, office Office) ([]Known, error) {
	found, err := s.store.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("office", string(office))}})
	if err != nil {
		return nil, err
	}
	list := make([]Known, len(found))
	for i, d := range found {
		list[i] = Known{d.ID, d.Value}
	}
	return list, nil
}
