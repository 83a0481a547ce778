package meeting

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/fault"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// Single is a meeting outside any series.
type Single struct {
	Group   string
	Details Details
	Start   Wall
	Zone    string
	Minutes int
	// Provisional keeps it out of calendars until it is confirmed.
	Provisional bool
	Sample      bool
}

// PlanSingle makes one meeting.
func (s *Service) PlanSingle(ctx context.Context, by identity.Actor, in Single) (Seen, error) {
	st, err := s.inGroup(ctx, by, in.Group, group.PlanMeeting)
	if err != nil {
		return Seen{}, err
	}
	in.Details.Title = strings.TrimSpace(in.Details.Title)
	if err := in.Details.check(); err != nil {
		return Seen{}, err
	}
	if _, err := ParseWall(string(in.Start)); err != nil {
		return Seen{}, err
	}
	if _, err := LoadZone(in.Zone); err != nil {
		return Seen{}, err
	}
	if err := checkMinutes(in.Minutes); err != nil {
		return Seen{}, err
	}
	m := Meeting{
		ID: s.newID(), Group: in.Group, Title: in.Details.Title, UID: s.newID(),
		Original: in.Start, OriginalZone: in.Zone, Start: in.Start, Zone: in.Zone, Minutes: in.Minutes,
		Mode: in.Details.Mode, JoinLink: in.Details.JoinLink, Place: in.Details.Place,
		State: Scheduled, Sample: in.Sample, Changed: s.now().UTC(),
	}
	if in.Provisional {
		m.State = Provisional
	}
	d, err := s.meetings.Insert(ctx, m.ID, by.Person, "plan meeting", m, happening("meeting.planned", m.Group, nil))
	if err != nil {
		return Seen{}, fmt.Errorf("plan meeting: %w", err)
	}
	return s.seen(d.Value, toMeeting(st, by, d.Value)), nil
}

func checkMinutes(minutes int) error {
	if minutes < ShortestMinutes || minutes > LongestMinutes {
		return ErrTime.Saying("A meeting lasts between %d minutes and a day.", ShortestMinutes)
	}
	return nil
}

// Meeting gives one meeting to who may see it. What only the group may know is
// left out for everybody else.
func (s *Service) Meeting(ctx context.Context, by identity.Actor, id string) (Seen, error) {
	m, st, err := s.load(ctx, by, id, group.SeeGroup)
	if err != nil {
		return Seen{}, err
	}
	return s.seen(m, st), nil
}

// Seen is a meeting as one person sees it.
type Seen struct {
	Meeting
	Can  []string // what they may do with it now, in the words of the contract
	Work bool     // they may read the group's work, so nothing is left out
}

// seen leaves out what somebody of that standing may not know.
func (s *Service) seen(m Meeting, st group.Standing) Seen {
	if !st.May(group.ReadWork) {
		return Seen{Meeting: m.public()}
	}
	return Seen{Meeting: m, Can: can(m, st, s.now()), Work: true}
}

// public is what a stranger may know of a meeting: that it is, when, and that
// it was moved or cancelled.
func (m Meeting) public() Meeting {
	p := Meeting{
		ID: m.ID, Group: m.Group, Series: m.Series, Title: m.Title, UID: m.UID, Original: m.Original,
		OriginalZone: m.OriginalZone, Sequence: m.Sequence, Start: m.Start, Zone: m.Zone, Minutes: m.Minutes,
		Mode: m.Mode, State: m.State, Sample: m.Sample, Changed: m.Changed, Retired: m.Retired,
	}
	return p
}

// Filter chooses meetings of a list. The zero Filter chooses all.
type Filter struct {
	Group  string
	Series string
	Mine   bool // only of groups whose work the person may read
	States []State
	From   time.Time // the meeting starts at or after this; zero: no bound
	Before time.Time
	Latest bool // newest first
	Limit  int
	After  string
}

// Meetings lists meetings by their start, a page at a time.
func (s *Service) Meetings(ctx context.Context, by identity.Actor, f Filter) ([]Seen, string, error) {
	q := docstore.Query{Order: byStart, Descending: f.Latest, Limit: f.Limit, After: f.After}
	if f.Group != "" {
		if _, err := s.inGroup(ctx, by, f.Group, group.SeeGroup); err != nil {
			return nil, "", err
		}
		q.Where = append(q.Where, docstore.Is(byGroup, f.Group))
	}
	if f.Mine {
		groups, all, err := s.policy.Groups(ctx, by, group.ReadWork)
		if err != nil {
			return nil, "", fmt.Errorf("groups to list meetings of: %w", err)
		}
		if !all {
			q.Where = append(q.Where, docstore.AnyOf(byGroup, groups...))
		}
	}
	if f.Series != "" {
		q.Where = append(q.Where, docstore.Is(bySeries, f.Series))
	}
	if len(f.States) > 0 {
		q.Where = append(q.Where, docstore.AnyOf(byState, texts(f.States)...))
	}
	if !f.From.IsZero() || !f.Before.IsZero() {
		q.Where = append(q.Where, between(byStart, f.From, f.Before))
	}
	docs, next, err := s.meetings.Find(ctx, q)
	if err != nil {
		return nil, "", fmt.Errorf("list meetings: %w", err)
	}
	found := make([]Seen, 0, len(docs))
	asked := s.asking(by)
	for _, d := range docs {
		st, err := asked(ctx, d.Value.Group)
		if err != nil {
			return nil, "", err
		}
		if st.May(group.SeeGroup) {
			found = append(found, s.seen(d.Value, toMeeting(st, by, d.Value)))
		}
	}
	return found, next, nil
}

// asking remembers the standings of one person for the length of one request.
func (s *Service) asking(by identity.Actor) func(context.Context, string) (group.Standing, error) {
	known := map[string]group.Standing{}
	return func(ctx context.Context, groupID string) (group.Standing, error) {
		if st, ok := known[groupID]; ok {
			return st, nil
		}
		st, err := s.policy.Standing(ctx, by, groupID)
		if err != nil {
			return st, fmt.Errorf("standing in group %s: %w", groupID, err)
		}
		known[groupID] = st
		return st, nil
	}
}

func texts[S ~string](list []S) []string {
	words := make([]string, 0, len(list))
	for _, s := range list {
		words = append(words, string(s))
	}
	return words
}

func between(field string, from, before time.Time) docstore.Condition {
	c := docstore.Condition{Field: field}
	if !from.IsZero() {
		c.From = from
	}
	if !before.IsZero() {
		c.Before = before
	}
	return c
}

// Confirm puts a provisional meeting into everybody's calendar.
func (s *Service) Confirm(ctx context.Context, by identity.Actor, id string) (Seen, error) {
	return s.change(ctx, by, id, group.PlanMeeting, "confirm meeting", func(m Meeting) (Meeting, []event.Event, error) {
		next, err := m.confirmed()
		return next, []event.Event{happening("meeting.scheduled", m.Group, nil)}, err
	})
}

// Move gives a meeting another date, time or length. It stays the same meeting.
func (s *Service) Move(ctx context.Context, by identity.Actor, id string, to Wall, minutes int, reason string) (Seen, error) {
	if _, _, err := s.load(ctx, by, id, group.PlanMeeting); err != nil {
		return Seen{}, err
	}
	if _, err := ParseWall(string(to)); err != nil {
		return Seen{}, err
	}
	if minutes != 0 {
		if err := checkMinutes(minutes); err != nil {
			return Seen{}, err
		}
	}
	reason, err := reasonable(reason)
	if err != nil {
		return Seen{}, err
	}
	return s.change(ctx, by, id, group.PlanMeeting, "move meeting", func(m Meeting) (Meeting, []event.Event, error) {
		next, err := m.moved(to, minutes, reason, by.Person, s.now().UTC())
		return next, []event.Event{happening("meeting.moved", m.Group, map[string]string{"from": string(m.Start), "to": string(to)})}, err
	})
}

// Cancel says that a meeting will not take place.
func (s *Service) Cancel(ctx context.Context, by identity.Actor, id, reason string) (Seen, error) {
	return s.callOff(ctx, by, id, reason, "meeting.cancelled", Meeting.cancelled)
}

// Postpone takes the date of a meeting away until a new one is found.
func (s *Service) Postpone(ctx context.Context, by identity.Actor, id, reason string) (Seen, error) {
	return s.callOff(ctx, by, id, reason, "meeting.postponed", Meeting.postponed)
}

func (s *Service) callOff(ctx context.Context, by identity.Actor, id, reason, kind string, off func(Meeting, string) (Meeting, error)) (Seen, error) {
	if _, _, err := s.load(ctx, by, id, group.PlanMeeting); err != nil {
		return Seen{}, err
	}
	reason, err := reasonable(reason)
	if err != nil {
		return Seen{}, err
	}
	return s.change(ctx, by, id, group.PlanMeeting, strings.ReplaceAll(kind, ".", " "), func(m Meeting) (Meeting, []event.Event, error) {
		next, err := off(m, reason)
		return next, []event.Event{happening(kind, m.Group, nil)}, err
	})
}

// Reinstate takes a cancellation or postponement back.
func (s *Service) Reinstate(ctx context.Context, by identity.Actor, id string) (Seen, error) {
	return s.change(ctx, by, id, group.PlanMeeting, "reinstate meeting", func(m Meeting) (Meeting, []event.Event, error) {
		next, err := m.reinstated()
		return next, []event.Event{happening("meeting.scheduled", m.Group, nil)}, err
	})
}

// Describe changes the title, the mode and how to join one meeting.
func (s *Service) Describe(ctx context.Context, by identity.Actor, id string, d Details) (Seen, error) {
	d.Title = strings.TrimSpace(d.Title)
	if err := d.check(); err != nil {
		return Seen{}, err
	}
	return s.change(ctx, by, id, group.PlanMeeting, "describe meeting", func(m Meeting) (Meeting, []event.Event, error) {
		if slices.Contains([]State{Closed, Cancelled}, m.State) {
			return m, nil, ErrState.Saying("This meeting is %s, so its description stays as it is.", fault.Spoken(m.State))
		}
		if m.JoinLink != d.JoinLink || m.Place != d.Place {
			m.Sequence++ // where to go is what a calendar has to tell (RFC 5546 §2.1.4)
		}
		m.Title, m.Mode, m.JoinLink, m.Place = d.Title, d.Mode, d.JoinLink, d.Place
		return m, []event.Event{happening("meeting.described", m.Group, nil)}, nil
	})
}
