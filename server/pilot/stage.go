package pilot

import (
	"context"
	"slices"
	"strings"

	"rapporteur/server/event"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// stepTo says whether a step needs a reason; ErrStep where there is no such step.
func (p Pilot) stepTo(to Stage) (needReason bool, err error) {
	at, goal := slices.Index(way, p.Stage), slices.Index(way, to)
	refused := ErrStep.Saying("A pilot that is in %q cannot go to %q.", p.Stage, to)
	switch {
	case p.Stage == to, p.Stage == Withdrawn, p.Stage == Completed:
		return false, refused
	case to == Withdrawn:
		return true, nil
	case p.Stage == Paused:
		if to == p.PausedFrom {
			return false, nil
		}
		return false, refused
	case to == Paused:
		return true, nil
	case goal == at+1:
		return false, nil
	case goal >= 0 && goal < at:
		return true, nil
	default:
		return false, refused
	}
}

// Move takes a pilot to another stage; a step back or aside says why. From
// onboarding on, reports are asked for.
func (s *Service) Move(ctx context.Context, by identity.Actor, pilotID string, to Stage, reason string) (View, error) {
	return s.change(ctx, by, pilotID, group.InviteCity, "move pilot to "+string(to), "pilot.stage_moved", func(p Pilot) (Pilot, error) {
		needReason, err := p.stepTo(to)
		if err != nil {
			return p, err
		}
		reason = strings.TrimSpace(reason)
		if needReason && reason == "" {
			return p, ErrReason.At("/reason", "Say why, so that the city and the group can read it.")
		}
		p.PausedFrom = ""
		if to == Paused {
			p.PausedFrom = p.Stage
		}
		p.Stage, p.StageReason = to, reason
		if p.Since == "" && slices.Contains(reporting, to) {
			p.Since = s.now().UTC().Format(monthForm)
		}
		return p, nil
	})
}

// Description is what is told of a city and its goals; nil leaves as it is.
type Description struct {
	City    *City
	Clauses *[]string
	Goals   *[]string
}

// Describe changes it: the city official their own, co-leaders any.
func (s *Service) Describe(ctx context.Context, by identity.Actor, pilotID string, d Description) (View, error) {
	_, standing, err := s.load(ctx, by, pilotID)
	if err != nil {
		return View{}, err
	}
	act := group.WritePilot
	if standing.May(group.InviteCity) {
		act = group.InviteCity
	}
	return s.change(ctx, by, pilotID, act, "describe pilot", "pilot.described", func(p Pilot) (Pilot, error) {
		if d.City != nil {
			p.City = *d.City
		}
		if d.Clauses != nil {
			p.Clauses = *d.Clauses
		}
		if d.Goals != nil {
			p.Goals = *d.Goals
		}
		return clean(p)
	})
}

// change checks, changes and tells.
func (s *Service) change(ctx context.Context, by identity.Actor, pilotID string, act group.Act, doing, kind string, do func(Pilot) (Pilot, error)) (View, error) {
	_, standing, err := s.load(ctx, by, pilotID)
	if err != nil {
		return View{}, err
	}
	if err := group.Refuse(by, standing, act); err != nil {
		return View{}, err
	}
	d, err := s.store.Update(ctx, pilotID, by.Person, doing, func(p Pilot) (Pilot, []event.Event, error) {
		next, err := do(p)
		next.Changed = s.now().UTC()
		return next, []event.Event{{Kind: kind, Group: p.Group}}, err
	})
	if err != nil {
		return View{}, err
	}
	return s.view(Known{d.ID, d.Version, d.Value}, standing, by), nil
}
