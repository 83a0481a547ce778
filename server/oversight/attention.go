package oversight

import (
	"cmp"
	"slices"
	"time"

	"rapporteur/server/group"
)

// Kind is why something needs attention.
type Kind string

// The kinds, the most pressing first.
const (
	DeliverableLate Kind = "deliverable_late"
	PilotRed        Kind = "pilot_red"
	PilotSilent     Kind = "pilot_silent"
	ReportWaits     Kind = "report_waits"
	ActionsAreLate  Kind = "actions_late"
	Slipped         Kind = "deliverable_slipped"
	SeatVacant      Kind = "seat_vacant"
	NoMeeting       Kind = "no_meeting"
)

var order = []Kind{DeliverableLate, PilotRed, PilotSilent, ReportWaits, ActionsAreLate, Slipped, SeatVacant, NoMeeting}

// Matter is one thing that needs somebody's attention.
type Matter struct {
	Kind  Kind
	ID    string // of the object it is about
	Name  string // of that object
	Group string
	// Count is how many days it is late or silent, how many actions are late.
	Count int
	// Note is the reason given, or the month that is meant.
	Note string
	// Waits is for whom it waits; "" where only to be known.
	Waits  group.Role
	From   []string // ids of what it was computed from
	Sample bool
}

const day = 24 * time.Hour

// attention lists what waits for somebody, the most pressing first.
func (s *Service) attention(o Overview, late []Action, vacant []group.Placed) []Matter {
	var all []Matter
	for _, d := range o.Deliverables {
		all = append(all, s.ofDeliverable(d, o.AsAt)...)
	}
	for _, p := range o.Pilots {
		all = append(all, s.ofPilot(p, o.AsAt)...)
	}
	met := map[string]bool{}
	for _, line := range o.Lines {
		met[line.ID] = line.Next != nil
	}
	for _, line := range o.Lines {
		if works(line.State) && line.Kind != group.Initiative && !met[line.ID] && !met[line.Parent] {
			all = append(all, Matter{Kind: NoMeeting, ID: line.ID, Name: line.Name, Group: line.ID, Waits: group.CoLeader, From: []string{line.ID}, Sample: line.Sample})
		}
		if len(line.LateActions) > 0 {
			all = append(all, Matter{
				Kind: ActionsAreLate, ID: line.ID, Name: line.Name, Group: line.ID, Count: len(line.LateActions), From: line.LateActions,
				Waits: group.CoLeader, Sample: sampleOnly(line.LateActions, late),
			})
		}
		if !works(line.State) {
			continue
		}
		for _, p := range vacant {
			if p.Group == line.ID {
				all = append(all, Matter{
					Kind: SeatVacant, ID: p.ID, Name: p.Title, Group: line.ID, Note: cmp.Or(p.Call, p.Note), Waits: group.CoLeader, From: []string{p.ID}, Sample: p.Sample,
				})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Matter) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind)), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name))
	})
	return all
}

func sampleOnly(ids []string, late []Action) bool {
	return !slices.ContainsFunc(late, func(a Action) bool { return slices.Contains(ids, a.ID) && !a.Sample })
}

func (s *Service) ofDeliverable(d Deliverable, now time.Time) []Matter {
	m := Matter{ID: d.ID, Name: d.Title, Group: d.Group, From: []string{d.ID}, Sample: d.Sample}
	switch {
	case d.LateBy > 0:
		m.Kind, m.Count, m.Waits, m.Note = DeliverableLate, d.LateBy, group.CoLeader, d.Due
		if d.Editors > 0 {
			m.Waits = group.Editor
		}
		return []Matter{m}
	case d.Open && d.SlippedBy > 0 && now.Sub(d.Slipped) < s.bounds.RecentSlip:
		m.Kind, m.Count, m.Note = Slipped, d.SlippedBy, d.SlipReason
		return []Matter{m}
	default:
		return nil
	}
}

func (s *Service) ofPilot(p Pilot, now time.Time) []Matter {
	if !p.UnderWay {
		return nil
	}
	var matters []Matter
	m := Matter{ID: p.ID, Name: p.City, Group: p.Group, From: []string{p.ID}, Sample: p.Sample}
	if silent := p.silent(); silent > 0 {
		quiet := m
		quiet.Kind, quiet.Waits, quiet.Note = PilotSilent, group.CityOfficial, p.Months[len(p.Months)-1].Period
		if p.Officials == 0 {
			quiet.Waits = group.CoLeader // nobody sits there who could report
		}
		if !p.Heard.IsZero() {
			quiet.Count = int(now.Sub(p.Heard) / day)
		}
		matters = append(matters, quiet)
	} else if !p.Heard.IsZero() && now.Sub(p.Heard) > s.bounds.SilentAfter {
		quiet := m
		quiet.Kind, quiet.Waits, quiet.Count = PilotSilent, group.CityOfficial, int(now.Sub(p.Heard)/day)
		matters = append(matters, quiet)
	}
	if p.Last == nil {
		return matters
	}
	if p.Last.Colour == red {
		stuck := m
		stuck.Kind, stuck.Waits, stuck.Note = PilotRed, group.CoLeader, p.Last.Reason
		matters = append(matters, stuck)
	}
	if p.Last.State == submitted && now.Sub(p.Last.Sent) > s.bounds.AnswerWithin {
		waits := m
		waits.Kind, waits.Waits, waits.Note, waits.Count = ReportWaits, group.CoLeader, p.Last.Period, int(now.Sub(p.Last.Sent)/day)
		matters = append(matters, waits)
	}
	return matters
}

// works reports whether a group in that state is expected to do something: to
// fill its seats, and to meet, itself or in the group above. An initiative
// works through its groups.
func works(state group.State) bool { return state == group.Active || state == group.ToBeKickedOff }
