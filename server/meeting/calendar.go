package meeting

import (
	"context"
	"fmt"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// Booked is what stands in somebody's calendar: meetings that are not, or not
// any more, provisional, and the series they belong to.
type Booked struct {
	Meetings []Seen
	Series   []Series
}

// announced are the states of meetings that people have been told of.
var announced = []State{Scheduled, InProgress, Ended, Closed, Cancelled, Postponed}

// Booked gives the meetings of the groups by works in that start at or after
// from: the latest most of them.
func (s *Service) Booked(ctx context.Context, by identity.Actor, from time.Time, most int) (Booked, error) {
	groups, all, err := s.policy.Groups(ctx, by, group.ReadWork)
	if err != nil {
		return Booked{}, fmt.Errorf("groups for a calendar: %w", err)
	}
	q := docstore.Query{Order: byStart, Descending: true, Where: []docstore.Condition{
		docstore.AnyOf(byState, texts(announced)...), between(byStart, from, time.Time{}),
	}}
	if !all {
		q.Where = append(q.Where, docstore.AnyOf(byGroup, groups...))
	}
	var b Booked
	asked := s.asking(by)
	for len(b.Meetings) < most {
		q.Limit = min(most-len(b.Meetings), docstore.MaxLimit)
		page, next, err := s.meetings.Find(ctx, q)
		if err != nil {
			return Booked{}, fmt.Errorf("meetings for a calendar: %w", err)
		}
		for _, d := range page {
			st, err := asked(ctx, d.Value.Group)
			if err != nil {
				return Booked{}, err
			}
			// A date that was dropped and stays dropped is nothing to tell.
			if seen := s.seen(d.Value, st); seen.Work && !(d.Value.Retired && d.Value.State == Cancelled) {
				b.Meetings = append(b.Meetings, seen)
			}
		}
		if q.After = next; next == "" {
			break
		}
	}
	b.Series, err = s.seriesIn(ctx, b.Meetings)
	return b, err
}

// BookedOne gives one meeting and its series, to who may read the group's work.
func (s *Service) BookedOne(ctx context.Context, by identity.Actor, id string) (Booked, error) {
	m, st, err := s.load(ctx, by, id, group.ReadWork)
	if err != nil {
		return Booked{}, err
	}
	if m.State == Provisional {
		return Booked{}, ErrState.Saying("This meeting is provisional, so it is in nobody's calendar until it is confirmed.")
	}
	b := Booked{Meetings: []Seen{s.seen(m, st)}}
	b.Series, err = s.seriesIn(ctx, b.Meetings)
	return b, err
}

// seriesIn gives the series of meetings, each once.
func (s *Service) seriesIn(ctx context.Context, meetings []Seen) ([]Series, error) {
	var found []Series
	known := map[string]bool{"": true}
	for _, m := range meetings {
		if known[m.Series] {
			continue
		}
		known[m.Series] = true
		d, err := s.series.Get(ctx, m.Series)
		if isStoreNotFound(err) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("series for a calendar: %w", err)
		}
		found = append(found, d.Value)
	}
	return found, nil
}

// Starts are all starts the rule of the part makes, in order.
func (p Part) Starts() ([]time.Time, error) {
	rule, err := ParseRule(p.Rule)
	if err != nil {
		return nil, err
	}
	// The part was planned under a limit; what it makes now cannot be more than
	// a start a day.
	days, err := rule.Days(p.From, p.Until, int(p.Until.utc().Sub(p.From.utc()).Hours()/24)+1)
	if err != nil {
		return nil, err
	}
	starts := make([]time.Time, 0, len(days))
	for _, d := range days {
		starts = append(starts, d.At(p.Start).instant(p.Zone))
	}
	return starts, nil
}

// BelongsToRun reports whether the meeting is one of the recurring ones of its
// series, and not a single meeting of its own.
func (m Meeting) BelongsToRun() bool { return m.Series != "" && !m.Retired }
