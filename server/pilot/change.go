package pilot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"rapporteur/server/event"
	"rapporteur/server/fault"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// officialTitle is what the seat of a city's official is called unless it is
// given another label.
const officialTitle = "City Official"

// Create makes a pilot of a city, a candidate. A city official whose seat has no
// pilot yet applies with their own city, and their seat becomes the pilot's.
func (s *Service) Create(ctx context.Context, by identity.Actor, p Pilot) (Seen, error) {
	if _, err := s.policy.Get(ctx, p.Group); err != nil {
		return Seen{}, err
	}
	st, err := s.policy.Standing(ctx, by, p.Group)
	if err != nil {
		return Seen{}, err
	}
	refused := group.Refuse(by, st, group.InviteCity)
	own := ""
	if refused != nil && st.Asks(group.InviteCity) && by.Allows(identity.ScopeWrite) {
		if own, err = s.freeSeat(ctx, by, p.Group); err != nil {
			return Seen{}, err
		}
		refused = nil
	}
	if refused != nil {
		return Seen{}, refused
	}
	if p, err = s.started(by, p); err != nil {
		return Seen{}, err
	}
	d, err := s.pilots.Insert(ctx, s.ids.New(), by.Person, "create pilot", p, event.Event{Kind: "pilot.created", Group: p.Group})
	if err != nil {
		return Seen{}, fmt.Errorf("create pilot: %w", err)
	}
	k := Known{d.ID, d.Version, d.Value}
	if own != "" {
		if err := s.seats.Bind(ctx, by, own, k.ID); err != nil {
			return Seen{}, err
		}
	}
	if st, err = s.standing(ctx, by, k); err != nil {
		return Seen{}, err
	}
	return s.show(ctx, by, k, st)
}

// started gives the pilot as it begins. Only the program itself, which takes a
// demo in, begins one in the middle of its way.
func (s *Service) started(by identity.Actor, p Pilot) (Pilot, error) {
	now := s.now().UTC()
	if !by.IsSystem() || p.Stage == "" {
		p.Stage, p.StageReason, p.PausedFrom, p.Asked, p.Recent = Candidate, "", "", nil, nil
	}
	if p.Since.IsZero() || !by.IsSystem() {
		p.Since = now
	}
	p.Heard, p.Changed = p.Heard.UTC(), now
	return s.clean(p)
}

// freeSeat finds the seat an official applies with: one of the group or above
// it that has no pilot yet.
func (s *Service) freeSeat(ctx context.Context, by identity.Actor, groupID string) (string, error) {
	held, err := s.seats.SeatsOf(ctx, by.Person)
	if err != nil {
		return "", err
	}
	for _, p := range held {
		if p.Role == group.CityOfficial && p.Pilot == "" && p.Group == groupID {
			return p.ID, nil
		}
	}
	return "", ErrApplied
}

// AddOfficial makes a vacant seat for an official of the city: the seat they
// are invited to.
func (s *Service) AddOfficial(ctx context.Context, by identity.Actor, pilotID, title string) (group.Placed, error) {
	k, _, err := s.load(ctx, by, pilotID)
	if err != nil {
		return group.Placed{}, err
	}
	return s.addOfficial(ctx, by, k, title)
}

func (s *Service) addOfficial(ctx context.Context, by identity.Actor, k Known, title string) (group.Placed, error) {
	there, err := s.seats.Officials(ctx, k.ID)
	if err != nil {
		return group.Placed{}, err
	}
	if len(there[k.ID]) >= s.limits.Officials {
		return group.Placed{}, ErrOfficials
	}
	if title = strings.TrimSpace(title); title == "" {
		title = officialTitle + ", " + k.City.Name
	}
	return s.seats.AddSeat(ctx, by, group.Seat{
		Group: k.Group, Role: group.CityOfficial, Title: cut(title, s.limits.Short), Pilot: k.ID, Sample: k.Sample,
	})
}

func cut(text string, characters int) string {
	if r := []rune(text); len(r) > characters {
		return string(r[:characters])
	}
	return text
}

// Change is what of a pilot is to be another; nil leaves as it is.
type Change struct {
	Version     int64 // the change was made on this one; 0 for any
	City        *City
	Clauses     *[]Clause
	Goals       *[]string
	FocalPoints *[]FocalPoint
}

// mayDescribe says who writes the profile: the city's own officials. Until the
// city takes part, who invites it does.
func (s *Service) mayDescribe(by identity.Actor, k Known, st group.Standing) error {
	if !k.begun() && group.RefuseSeen(by, st, group.InviteCity) == nil {
		return nil
	}
	return group.RefuseSeen(by, st, group.WritePilot)
}

// Change writes the profile of a pilot.
func (s *Service) Change(ctx context.Context, by identity.Actor, pilotID string, c Change) (Seen, error) {
	k, st, err := s.load(ctx, by, pilotID)
	if err != nil {
		return Seen{}, err
	}
	if err := s.mayDescribe(by, k, st); err != nil {
		return Seen{}, err
	}
	if c.Version != 0 && c.Version != k.Version {
		return Seen{}, ErrChanged
	}
	return s.update(ctx, by, k, st, "change pilot", "pilot.changed", func(p Pilot) (Pilot, error) {
		set(&p.City, c.City)
		set(&p.Clauses, c.Clauses)
		set(&p.Goals, c.Goals)
		set(&p.FocalPoints, c.FocalPoints)
		if st.Owns {
			p.Heard = s.now().UTC()
		}
		return s.clean(p)
	})
}

func set[T any](to *T, value *T) {
	if value != nil {
		*to = *value
	}
}

// Move takes a pilot to another stage: forward one step, back or aside with a
// reason. A city that is invited gets a seat to be invited to. From onboarding
// on a report is asked for each month, until the pilot ends or rests.
func (s *Service) Move(ctx context.Context, by identity.Actor, pilotID string, to Stage, reason string) (Seen, error) {
	k, st, err := s.load(ctx, by, pilotID)
	if err != nil {
		return Seen{}, err
	}
	reason = strings.TrimSpace(reason)
	moved, err := s.update(ctx, by, k, st, "move pilot to "+string(to), "pilot.stage_moved", func(p Pilot) (Pilot, error) {
		way, err := p.stepTo(to)
		// Whether somebody may move it at all comes before where it can go.
		if mayNot := s.refuseStep(by, st, way); mayNot != nil {
			return p, mayNot
		}
		if err != nil {
			return p, err
		}
		if way.needReason {
			if err := s.reasonable(reason); err != nil {
				return p, err
			}
		}
		return p.moved(to, reason, s.now().UTC()), nil
	})
	if err != nil || to != Invited || len(moved.Officials) > 0 {
		return moved, err
	}
	seat, err := s.addOfficial(ctx, by, k, "")
	moved.Officials = append(moved.Officials, seat)
	return moved, err
}

func (s *Service) refuseStep(by identity.Actor, st group.Standing, way step) error {
	if mayStep(st, way) && by.Allows(identity.ScopeWrite) {
		return nil
	}
	return group.RefuseSeen(by, st, group.InviteCity)
}

func (s *Service) reasonable(reason string) error {
	switch {
	case reason == "":
		return ErrReason.At("/reason", "Say why, so that the city and the group can read it.")
	case utf8.RuneCountInString(reason) > s.limits.Text:
		return ErrReason.At("/reason", "At most %d characters.", s.limits.Text)
	default:
		return nil
	}
}

// wrongs collects what does not fit, field by field.
type wrongs struct{ fault *fault.Fault }

func (w *wrongs) at(pointer, form string, with ...any) {
	w.fault = w.fault.At(pointer, form, with...)
}

func (w *wrongs) tooLong(pointer, text string, most int) {
	if utf8.RuneCountInString(text) > most {
		w.at(pointer, "At most %d characters.", most)
	}
}

func (w *wrongs) err() error {
	if len(w.fault.Fields) == 0 {
		return nil
	}
	return w.fault
}

func trimmed(lines []string) []string {
	var kept []string
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" {
			kept = append(kept, line)
		}
	}
	return kept
}

func (s *Service) clean(p Pilot) (Pilot, error) {
	w := wrongs{ErrInvalid}
	p.City = p.City.clean(&w, s.limits.Short)
	p.Goals = trimmed(p.Goals)
	for i, goal := range p.Goals {
		w.tooLong(fmt.Sprintf("/goals/%d", i), goal, s.limits.Text)
	}
	p.Clauses = slices.Clone(p.Clauses)
	for i := range p.Clauses {
		c := &p.Clauses[i]
		c.Number, c.Title = strings.TrimSpace(c.Number), strings.TrimSpace(c.Title)
		if c.Number == "" {
			w.at(fmt.Sprintf("/clauses/%d/number", i), "Give the number of the clause, such as 2.1.")
		}
		w.tooLong(fmt.Sprintf("/clauses/%d/number", i), c.Number, s.limits.Short)
		w.tooLong(fmt.Sprintf("/clauses/%d/title", i), c.Title, s.limits.Short)
	}
	p.FocalPoints = slices.Clone(p.FocalPoints)
	for i := range p.FocalPoints {
		f := &p.FocalPoints[i]
		f.Name, f.Position, f.Email, f.Phone = strings.TrimSpace(f.Name), strings.TrimSpace(f.Position), strings.TrimSpace(f.Email), strings.TrimSpace(f.Phone)
		if f.Name == "" {
			w.at(fmt.Sprintf("/focal_points/%d/name", i), "Name the focal point.")
		}
		for part, text := range map[string]string{"name": f.Name, "position": f.Position, "email": f.Email, "phone": f.Phone} {
			w.tooLong(fmt.Sprintf("/focal_points/%d/%s", i, part), text, s.limits.Short)
		}
	}
	for pointer, count := range map[string]int{"/goals": len(p.Goals), "/clauses": len(p.Clauses), "/focal_points": len(p.FocalPoints)} {
		if count > s.limits.Entries {
			w.at(pointer, "At most %d entries.", s.limits.Entries)
		}
	}
	return p, w.err()
}
