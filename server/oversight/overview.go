package oversight

import (
	"context"
	"fmt"
	"slices"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// Line is a group with what it has.
type Line struct {
	group.Known
	Next         *Meeting // nil where none is planned
	Deliverables []string // ids
	LateActions  []string
	VacantSeats  []string
	Pilots       []string
}

// Figure is a number with what it was computed from.
type Figure struct {
	Name string
	IDs  []string // what was counted
	Of   []string // out of which; nil where of nothing in particular
}

// Overview is the whole page.
type Overview struct {
	AsAt         time.Time
	Lines        []Line
	Deliverables []Deliverable
	Pilots       []Pilot
	Figures      []Figure
	Attention    []Matter
}

// Overview gives the page over the groups somebody oversees: all of them to the
// secretariat, their own to co-leaders. Who oversees none is refused.
func (s *Service) Overview(ctx context.Context, by identity.Actor) (Overview, error) {
	scope, err := s.scope(ctx, by)
	if err != nil {
		return Overview{}, err
	}
	o := Overview{AsAt: s.now().UTC()}
	if o.Deliverables, err = s.deliverables.Portfolio(ctx, by, scope); err != nil {
		return o, fmt.Errorf("deliverables of the overview: %w", err)
	}
	if o.Pilots, err = s.pilots.Cities(ctx, by, scope); err != nil {
		return o, fmt.Errorf("pilots of the overview: %w", err)
	}
	next, err := s.meetings.Next(ctx, by, scope)
	if err != nil {
		return o, fmt.Errorf("meetings of the overview: %w", err)
	}
	late, err := s.meetings.LateActions(ctx, by, scope)
	if err != nil {
		return o, fmt.Errorf("actions of the overview: %w", err)
	}
	vacant, err := s.lines(ctx, scope, &o, next, late)
	if err != nil {
		return o, err
	}
	o.Figures = figures(o, late)
	o.Attention = s.attention(o, late, vacant)
	return o, nil
}

func (s *Service) scope(ctx context.Context, by identity.Actor) (Scope, error) {
	groups, all, err := s.groups.Groups(ctx, by, group.SeeOverview)
	if err != nil {
		return Scope{}, fmt.Errorf("groups to oversee: %w", err)
	}
	if !all && len(groups) == 0 {
		return Scope{}, group.RefuseSeen(by, group.Standing{}, group.SeeOverview)
	}
	if !by.Allows(identity.ScopeRead) {
		return Scope{}, group.ErrReadToken
	}
	return Scope{All: all, Groups: groups}, nil
}

// lines fills in the groups, and gives their vacant seats.
func (s *Service) lines(ctx context.Context, in Scope, o *Overview, next map[string]Meeting, late []Action) ([]group.Placed, error) {
	var vacant []group.Placed
	for after := ""; ; {
		page, more, err := s.groups.List(ctx, docstore.MaxLimit, after)
		if err != nil {
			return nil, fmt.Errorf("groups of the overview: %w", err)
		}
		for _, g := range page {
			if !in.All && !slices.Contains(in.Groups, g.ID) {
				continue
			}
			seats, err := s.groups.Seats(ctx, g.ID)
			if err != nil {
				return nil, fmt.Errorf("seats of the overview: %w", err)
			}
			line := Line{Known: g}
			if m, planned := next[g.ID]; planned {
				line.Next = &m
			}
			for _, p := range seats {
				if p.Vacant(o.AsAt) {
					line.VacantSeats = append(line.VacantSeats, p.ID)
					vacant = append(vacant, p)
				}
			}
			o.Lines = append(o.Lines, line)
		}
		if after = more; after == "" {
			break
		}
	}
	at := map[string]*Line{}
	for i := range o.Lines {
		at[o.Lines[i].ID] = &o.Lines[i]
	}
	for _, d := range o.Deliverables {
		if line := at[d.Group]; line != nil {
			line.Deliverables = append(line.Deliverables, d.ID)
		}
	}
	for _, p := range o.Pilots {
		if line := at[p.Group]; line != nil {
			line.Pilots = append(line.Pilots, p.ID)
		}
	}
	for _, a := range late {
		if line := at[a.Group]; line != nil {
			line.LateActions = append(line.LateActions, a.ID)
		}
	}
	return vacant, nil
}

// The figures of the page, in its order.
const (
	GroupsWithMeeting = "groups_with_meeting"
	OnTime            = "deliverables_on_time"
	ActionsLate       = "actions_late"
	SeatsVacant       = "seats_vacant"
	PilotsSilent      = "pilots_not_reported"
)

func figures(o Overview, late []Action) []Figure {
	meeting, onTime := Figure{Name: GroupsWithMeeting, Of: []string{}}, Figure{Name: OnTime, Of: []string{}}
	vacant, silent := Figure{Name: SeatsVacant}, Figure{Name: PilotsSilent, Of: []string{}}
	for _, line := range o.Lines {
		meeting.Of = append(meeting.Of, line.ID)
		if line.Next != nil {
			meeting.IDs = append(meeting.IDs, line.ID)
		}
		vacant.IDs = append(vacant.IDs, line.VacantSeats...)
	}
	for _, d := range o.Deliverables {
		// What has no date, or owes nothing more, is neither on time nor late.
		if !d.Open || d.Due == "" {
			continue
		}
		onTime.Of = append(onTime.Of, d.ID)
		if d.LateBy == 0 {
			onTime.IDs = append(onTime.IDs, d.ID)
		}
	}
	for _, p := range o.Pilots {
		silent.Of = append(silent.Of, p.ID)
		if p.silent() > 0 {
			silent.IDs = append(silent.IDs, p.ID)
		}
	}
	actions := Figure{Name: ActionsLate}
	for _, a := range late {
		actions.IDs = append(actions.IDs, a.ID)
	}
	return []Figure{meeting, onTime, actions, vacant, silent}
}
