package deliverable

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"rapporteur/server/event"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// Change is what of a deliverable is to be another; nil leaves as it is.
type Change struct {
	Title, Label, Language *string
	Kind                   *Kind
	Editors                *[]string
	MembersEdit            *bool
	SDGs                   *[]int
	Due                    *string
	Reason                 string // of another due date
}

// Change writes titles, editors and dates. Another due date than the one
// promised needs a reason and is kept as a slip; the baseline never changes.
func (s *Service) Change(ctx context.Context, by identity.Actor, deliverableID string, c Change) (Known, error) {
	before, standing, err := s.load(ctx, by, deliverableID)
	if err != nil {
		return Known{}, err
	}
	if err := group.RefuseSeen(by, standing, group.MakeDeliverable); err != nil {
		return Known{}, err
	}
	if c.Editors != nil {
		next := before.Deliverable
		next.Editors = *c.Editors
		if err := s.editorsSeated(ctx, next); err != nil {
			return Known{}, err
		}
	}
	return s.update(ctx, by, deliverableID, "change deliverable", func(d Deliverable) (Deliverable, []event.Event, error) {
		rights := c.Editors != nil || c.MembersEdit != nil
		set(&d.Title, c.Title)
		set(&d.Label, c.Label)
		set(&d.Language, c.Language)
		set(&d.Kind, c.Kind)
		set(&d.Editors, c.Editors)
		set(&d.MembersEdit, c.MembersEdit)
		set(&d.SDGs, c.SDGs)
		if c.Due != nil && *c.Due != d.Due {
			if err := s.slip(&d, by, *c.Due, c.Reason); err != nil {
				return d, nil, err
			}
		}
		d, err := clean(d)
		events := []event.Event{{Kind: "deliverable.changed", Group: d.Group}}
		if rights {
			events = append(events, event.Event{Kind: "deliverable.rights_changed", Group: d.Group})
		}
		return d, events, err
	})
}

// slip sets another due date. The first one is the baseline.
func (s *Service) slip(d *Deliverable, by identity.Actor, due, reason string) error {
	reason = strings.TrimSpace(reason)
	if !day(due) {
		return ErrDayForm.At("/due", "Write the day as 2023-11-30.")
	}
	if d.Baseline == "" {
		d.Baseline, d.Due = due, due
		return nil
	}
	if err := checkReason(reason); err != nil {
		return err
	}
	d.Slips = append(slices.Clone(d.Slips), Slip{From: d.Due, To: due, Reason: reason, By: by.Person, At: s.now().UTC()})
	d.Due = due
	return nil
}

func checkReason(reason string) error {
	switch {
	case reason == "":
		return ErrReason.At("/reason", "Say why, so that the editors can read it.")
	case utf8.RuneCountInString(reason) > maxReason:
		return ErrReason.At("/reason", "At most %d characters.", maxReason)
	default:
		return nil
	}
}

// Move takes a deliverable to another stage: forward one step, back or aside
// with a reason. It returns ErrStep where the way does not lead there.
func (s *Service) Move(ctx context.Context, by identity.Actor, deliverableID string, to group.Stage, reason string) (Known, error) {
	_, standing, err := s.load(ctx, by, deliverableID)
	if err != nil {
		return Known{}, err
	}
	return s.update(ctx, by, deliverableID, "move deliverable to "+string(to), func(d Deliverable) (Deliverable, []event.Event, error) {
		step, err := d.stepTo(to)
		if err != nil {
			return d, nil, err
		}
		if err := group.RefuseSeen(by, standing, step.act); err != nil {
			return d, nil, err
		}
		reason = strings.TrimSpace(reason)
		if step.needReason {
			if err := checkReason(reason); err != nil {
				return d, nil, err
			}
		}
		d.HeldFrom = ""
		if to == group.OnHold {
			d.HeldFrom = d.Stage
		}
		d.Stage, d.StageReason = to, reason
		return d, []event.Event{{Kind: "deliverable.stage_moved", Group: d.Group}}, nil
	})
}

func (s *Service) update(ctx context.Context, by identity.Actor, deliverableID, act string, change func(Deliverable) (Deliverable, []event.Event, error)) (Known, error) {
	d, err := s.store.Update(ctx, deliverableID, by.Person, act, func(d Deliverable) (Deliverable, []event.Event, error) {
		next, events, err := change(d)
		next.Changed = s.now().UTC()
		return next, events, err
	})
	if err != nil {
		return Known{}, fmt.Errorf("%s: %w", act, err)
	}
	return Known{d.ID, d.Version, d.Value}, nil
}

func set[T any](to *T, value *T) {
	if value != nil {
		*to = *value
	}
}
