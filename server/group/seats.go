package group

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/identity"
)

// Seats lists the seats of a group that are not ended, leaders first.
func (s *Service) Seats(ctx context.Context, groupID string) ([]Placed, error) {
	found, err := s.seats.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("group", groupID)}})
	if err != nil {
		return nil, fmt.Errorf("list seats: %w", err)
	}
	now := s.now()
	var seats []Placed
	for _, d := range found {
		if !d.Value.Ended(now) {
			seats = append(seats, Placed{d.ID, d.Value})
		}
	}
	slices.SortStableFunc(seats, func(a, b Placed) int {
		return cmp.Or(cmp.Compare(slices.Index(seated, a.Role), slices.Index(seated, b.Role)), cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
	})
	return seats, nil
}

// Officials lists the seats of the city officials of pilots, by pilot; those
// that have ended are left out.
func (s *Service) Officials(ctx context.Context, pilots ...string) (map[string][]Placed, error) {
	found, err := s.seats.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.AnyOf("pilot", pilots...)}})
	if err != nil {
		return nil, fmt.Errorf("list city officials: %w", err)
	}
	now := s.now()
	officials := map[string][]Placed{}
	for _, d := range found {
		if d.Value.Role == CityOfficial && !d.Value.Ended(now) {
			officials[d.Value.Pilot] = append(officials[d.Value.Pilot], Placed{d.ID, d.Value})
		}
	}
	return officials, nil
}

// Bind ties a city official's seat that has no pilot yet to one, for an
// application the official has made. It returns ErrTaken where it has one.
func (s *Service) Bind(ctx context.Context, by identity.Actor, seatID, pilot string) error {
	_, err := s.seats.Update(ctx, seatID, by.Person, "bind seat to pilot", func(seat Seat) (Seat, []event.Event, error) {
		if seat.Pilot == pilot {
			return seat, nil, nil
		}
		if seat.Role != CityOfficial || seat.Pilot != "" || seat.Holder != by.Person || !seat.holdsAt(s.now()) {
			return seat, nil, ErrTaken
		}
		seat.Pilot = pilot
		return seat, []event.Event{changed("seat.changed", seat)}, nil
	})
	if err != nil {
		return fmt.Errorf("bind seat: %w", err)
	}
	return nil
}

// SeatsOf lists the seats a person holds now, in any group.
func (s *Service) SeatsOf(ctx context.Context, person string) ([]Placed, error) {
	return s.held(ctx, person)
}

// HeldBefore reports whether a person had a seat once and has none now.
func (s *Service) HeldBefore(ctx context.Context, person string) (bool, error) {
	held, err := s.held(ctx, person)
	if err != nil || len(held) > 0 {
		return false, err
	}
	for _, where := range []string{"holder", "former"} {
		found, _, err := s.seats.Find(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is(where, person)}, Limit: 1})
		if err != nil {
			return false, fmt.Errorf("seats a person had: %w", err)
		}
		if len(found) > 0 {
			return true, nil
		}
	}
	return false, nil
}

// Seat finds one; ErrNoSeat where there is none.
func (s *Service) Seat(ctx context.Context, seatID string) (Placed, error) {
	d, err := s.seats.Get(ctx, seatID)
	if errors.Is(err, docstore.ErrNotFound) {
		return Placed{}, ErrNoSeat
	}
	if err != nil {
		return Placed{}, fmt.Errorf("get seat: %w", err)
	}
	return Placed{d.ID, d.Value}, nil
}

// AddSeat makes a seat, vacant unless a holder is named.
func (s *Service) AddSeat(ctx context.Context, by identity.Actor, seat Seat) (Placed, error) {
	if _, err := s.Get(ctx, seat.Group); err != nil {
		return Placed{}, err
	}
	if err := s.Check(ctx, by, seat.Group, ChangeGroup); err != nil {
		return Placed{}, err
	}
	if seat.From.IsZero() && seat.Holder != "" {
		seat.From = s.now().UTC()
	}
	seat, err := cleanSeat(seat)
	if err != nil {
		return Placed{}, err
	}
	seatID := s.ids.New()
	if _, err := s.seats.Insert(ctx, seatID, by.Person, "add seat", seat, changed("seat.added", seat)); err != nil {
		return Placed{}, fmt.Errorf("add seat: %w", err)
	}
	return Placed{seatID, seat}, nil
}

// SeatChange is what of a seat is to be another; nil leaves as it is.
type SeatChange struct {
	Title, Note, Call *string
	Role              *Role
	To                *time.Time // the end; a zero time takes the end away
}

// ChangeSeat writes the new words of a seat.
func (s *Service) ChangeSeat(ctx context.Context, by identity.Actor, seatID string, c SeatChange) (Placed, error) {
	return s.updateSeat(ctx, by, seatID, "change seat", "seat.changed", func(seat Seat) (Seat, error) {
		set(&seat.Title, c.Title)
		set(&seat.Note, c.Note)
		set(&seat.Call, c.Call)
		if c.Role != nil && *c.Role != seat.Role {
			if seat.Role == CoLeader {
				if err := s.notLastLeader(ctx, seatID, seat); err != nil {
					return seat, err
				}
			}
			seat.Role = *c.Role
		}
		if c.To != nil {
			seat.To = c.To
			if c.To.IsZero() {
				seat.To = nil
			}
		}
		return seat, nil
	})
}

// Fill gives a vacant seat to a person. The invitation has been accepted, or a
// co-leader names somebody who has signed in before.
func (s *Service) Fill(ctx context.Context, by identity.Actor, seatID, person string) (Placed, error) {
	return s.updateSeat(ctx, by, seatID, "fill seat", "seat.filled", func(seat Seat) (Seat, error) {
		if !seat.Vacant(s.now()) && seat.Holder != person {
			return seat, ErrTaken
		}
		seat.Holder, seat.From, seat.To, seat.Invited = person, s.now().UTC(), nil, ""
		seat.Call, seat.Note = "", ""
		return seat, nil
	})
}

// End ends a seat now: rights with it, while what its holder wrote stays theirs.
func (s *Service) End(ctx context.Context, by identity.Actor, seatID string) (Placed, error) {
	return s.updateSeat(ctx, by, seatID, "end seat", "seat.ended", func(seat Seat) (Seat, error) {
		if err := s.notLastLeader(ctx, seatID, seat); err != nil {
			return seat, err
		}
		now := s.now().UTC()
		seat.To = &now
		return seat, nil
	})
}

// Vacate ends who holds a seat and leaves the seat, to be filled again.
func (s *Service) Vacate(ctx context.Context, by identity.Actor, seatID string) (Placed, error) {
	return s.updateSeat(ctx, by, seatID, "vacate seat", "seat.ended", func(seat Seat) (Seat, error) {
		if err := s.notLastLeader(ctx, seatID, seat); err != nil {
			return seat, err
		}
		if seat.Holder != "" && !slices.Contains(seat.Former, seat.Holder) {
			seat.Former = append(slices.Clone(seat.Former), seat.Holder)
		}
		seat.Holder, seat.Invited, seat.From, seat.To = "", "", time.Time{}, nil
		return seat, nil
	})
}

// updateSeat checks, changes, and tells whose rights changed.
func (s *Service) updateSeat(ctx context.Context, by identity.Actor, seatID, act, kind string, change func(Seat) (Seat, error)) (Placed, error) {
	before, err := s.Seat(ctx, seatID)
	if err != nil {
		return Placed{}, err
	}
	if err := s.Check(ctx, by, before.Group, ChangeGroup); err != nil {
		return Placed{}, err
	}
	d, err := s.seats.Update(ctx, seatID, by.Person, act, func(seat Seat) (Seat, []event.Event, error) {
		held := seat
		next, err := change(seat)
		if err != nil {
			return seat, nil, err
		}
		next, err = cleanSeat(next)
		events := []event.Event{changed(kind, next)}
		if held.Holder != "" && held.Holder != next.Holder {
			events = append(events, changed("seat.ended", held))
		}
		return next, events, err
	})
	if err != nil {
		return Placed{}, fmt.Errorf("%s: %w", act, err)
	}
	return Placed{d.ID, d.Value}, nil
}

// notLastLeader refuses to leave a thematic group that had co-leaders without one.
func (s *Service) notLastLeader(ctx context.Context, seatID string, seat Seat) error {
	if seat.Role != CoLeader || seat.Vacant(s.now()) {
		return nil
	}
	seats, err := s.Seats(ctx, seat.Group)
	if err != nil {
		return err
	}
	others := slices.ContainsFunc(seats, func(p Placed) bool {
		return p.ID != seatID && p.Role == CoLeader && p.holdsAt(s.now())
	})
	if !others {
		return ErrLastLeader
	}
	return nil
}

func cleanSeat(seat Seat) (Seat, error) {
	seat.Title, seat.Note, seat.Call = strings.TrimSpace(seat.Title), strings.TrimSpace(seat.Note), strings.TrimSpace(seat.Call)
	bad := ErrInvalid
	if !seat.Role.seat() {
		bad = bad.At("/role", "Choose co-leader, member, city official or observer.")
	}
	if seat.Title == "" {
		bad = bad.At("/title", "Give the seat a title, such as Co-leader.")
	}
	for pointer, text := range map[string]string{"/title": seat.Title, "/note": seat.Note} {
		if utf8.RuneCountInString(text) > maxName {
			bad = bad.At(pointer, "At most %d characters.", maxName)
		}
	}
	if utf8.RuneCountInString(seat.Call) > maxLine {
		bad = bad.At("/call", "At most %d characters.", maxLine)
	}
	if len(bad.Fields) > 0 {
		return seat, bad
	}
	return seat, nil
}
