package meeting

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// NewSeries is what a person fills in to plan a year on one screen.
type NewSeries struct {
	Group   string
	Details Details
	Plan    Plan
	// ScheduledUntil is the last day that is scheduled at once; dates after it
	// are provisional. "" leaves all of them provisional.
	ScheduledUntil Day
	Sample         bool
}

// PreviewPlan shows the dates of a plan to anybody who is signed in: nothing
// is stored and nothing of ours is in it.
func (s *Service) PreviewPlan(p Plan, zones []string) ([]Date, error) {
	return Preview(p, zones, s.bounds)
}

// PlanSeries makes a series and its meetings.
func (s *Service) PlanSeries(ctx context.Context, by identity.Actor, in NewSeries) (SeenSeries, error) {
	st, err := s.inGroup(ctx, by, in.Group, group.PlanMeeting)
	if err != nil {
		return SeenSeries{}, err
	}
	in.Details.Title = strings.TrimSpace(in.Details.Title)
	if err := in.Details.check(); err != nil {
		return SeenSeries{}, err
	}
	c, err := in.Plan.check(s.bounds)
	if err != nil {
		return SeenSeries{}, err
	}
	now := s.now().UTC()
	series := draw(Series{ID: s.newID(), Group: in.Group, Details: in.Details, Sample: in.Sample, Changed: now}, c, in.ScheduledUntil, s.newID, s.newID())
	d, err := s.series.Insert(ctx, series.ID, by.Person, "plan series", series, happening("series.planned", series.Group, nil))
	if err != nil {
		return SeenSeries{}, fmt.Errorf("plan series: %w", err)
	}
	return s.seenSeries(d.Value, st), s.settle(ctx, by.Person, d.Value)
}

// Series gives a series to who may see its group's meetings.
func (s *Service) Series(ctx context.Context, by identity.Actor, id string) (SeenSeries, error) {
	series, st, err := s.loadSeries(ctx, by, id, group.SeeGroup)
	if err != nil {
		return SeenSeries{}, err
	}
	return s.seenSeries(series, st), nil
}

// SeenSeries is a series as one person sees it.
type SeenSeries struct {
	Series
	Running bool // a date is still to come
	Can     []string
}

// seenSeries leaves out how to join for who may not read the group's work.
func (s *Service) seenSeries(series Series, st group.Standing) SeenSeries {
	if !st.May(group.ReadWork) {
		series.Details.JoinLink, series.Details.Place, series.Former = "", "", nil
	}
	seen := SeenSeries{Series: series, Can: canSeries(st)}
	if n := len(series.Planned); n > 0 {
		last := series.Planned[n-1]
		part, _ := series.Part(last.UID)
		seen.Running = last.Original.instant(part.Zone).After(s.now())
	}
	return seen
}

// SeriesOf lists the series of a group.
func (s *Service) SeriesOf(ctx context.Context, by identity.Actor, groupID string) ([]SeenSeries, error) {
	st, err := s.inGroup(ctx, by, groupID, group.SeeGroup)
	if err != nil {
		return nil, err
	}
	all, err := s.series.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is(byGroup, groupID)}})
	if err != nil {
		return nil, fmt.Errorf("series of group %s: %w", groupID, err)
	}
	found := make([]SeenSeries, 0, len(all))
	for _, d := range all {
		found = append(found, s.seenSeries(d.Value, st))
	}
	return found, nil
}

func (s *Service) loadSeries(ctx context.Context, by identity.Actor, id string, act group.Act) (Series, group.Standing, error) {
	d, err := s.series.Get(ctx, id)
	if errors.Is(err, docstore.ErrNotFound) {
		return Series{}, group.Standing{}, ErrNoSeries.Because(err)
	}
	if err != nil {
		return Series{}, group.Standing{}, err
	}
	st, err := s.policy.Standing(ctx, by, d.Value.Group)
	if err != nil || !st.May(group.SeeGroup) {
		return Series{}, group.Standing{}, ErrNoSeries.Because(err)
	}
	return d.Value, st, group.Refuse(by, st, act)
}

// ChangeSeries is a new rule for the dates of a series from a day on.
type ChangeSeries struct {
	Plan           Plan // From is the day from which it holds
	ScheduledUntil Day
	Reason         string
	// Drop names the meetings the caller has been told will be dropped. One
	// that would be dropped and is not named refuses the change.
	Drop []string
}

// PreviewChange says what a new rule would keep, add and drop.
func (s *Service) PreviewChange(ctx context.Context, by identity.Actor, id string, in ChangeSeries) (Change, error) {
	series, _, err := s.loadSeries(ctx, by, id, group.PlanMeeting)
	if err != nil {
		return Change{}, err
	}
	return s.changeOf(ctx, series, in)
}

func (s *Service) changeOf(ctx context.Context, series Series, in ChangeSeries) (Change, error) {
	c, err := in.Plan.check(s.bounds)
	if err != nil {
		return Change{}, err
	}
	meetings, err := s.meetingsOf(ctx, series.ID)
	if err != nil {
		return Change{}, err
	}
	return series.changed(c, in.Plan.From, in.ScheduledUntil, meetings, s.newID, in.Reason)
}

// ReplanSeries gives a series another rule, time or zone. It refuses with
// ErrWouldDrop where a date would go that the caller has not named.
func (s *Service) ReplanSeries(ctx context.Context, by identity.Actor, id string, in ChangeSeries) (SeenSeries, error) {
	_, st, err := s.loadSeries(ctx, by, id, group.PlanMeeting)
	if err != nil {
		return SeenSeries{}, err
	}
	if in.Reason, err = reasonable(in.Reason); err != nil {
		return SeenSeries{}, err
	}
	d, err := s.series.Update(ctx, id, by.Person, "replan series", func(series Series) (Series, []event.Event, error) {
		change, err := s.changeOf(ctx, series, in)
		if err != nil {
			return series, nil, err
		}
		for _, m := range change.Dropped {
			if !slices.Contains(in.Drop, m.ID) {
				return series, nil, ErrWouldDrop.Saying("This would drop the meeting of %s. Look at the dates again and confirm.", m.Start.Day())
			}
		}
		change.Series.Changed = s.now().UTC()
		return change.Series, []event.Event{happening("series.replanned", series.Group, nil)}, nil
	})
	if err != nil {
		return SeenSeries{}, err
	}
	return s.seenSeries(d.Value, st), s.settle(ctx, by.Person, d.Value)
}

// DescribeSeries changes what the meetings of a series have in common. A
// meeting that has words of its own keeps them.
func (s *Service) DescribeSeries(ctx context.Context, by identity.Actor, id string, details Details) (SeenSeries, error) {
	_, st, err := s.loadSeries(ctx, by, id, group.PlanMeeting)
	if err != nil {
		return SeenSeries{}, err
	}
	details.Title = strings.TrimSpace(details.Title)
	if err := details.check(); err != nil {
		return SeenSeries{}, err
	}
	d, err := s.series.Update(ctx, id, by.Person, "describe series", func(series Series) (Series, []event.Event, error) {
		former := append(slices.Clone(series.Former), series.Details)
		series.Former = former[max(0, len(former)-mostFormer):]
		series.Details, series.Changed = details, s.now().UTC()
		return series, []event.Event{happening("series.described", series.Group, nil)}, nil
	})
	if err != nil {
		return SeenSeries{}, err
	}
	return s.seenSeries(d.Value, st), s.settle(ctx, by.Person, d.Value)
}

// ConfirmSeries schedules provisional meetings of a series: those named, or
// all that are still to come where none is named.
func (s *Service) ConfirmSeries(ctx context.Context, by identity.Actor, id string, meetings []string) ([]Seen, error) {
	series, _, err := s.loadSeries(ctx, by, id, group.PlanMeeting)
	if err != nil {
		return nil, err
	}
	known, err := s.meetingsOf(ctx, series.ID)
	if err != nil {
		return nil, err
	}
	all := len(meetings) == 0
	if all {
		for _, p := range series.Planned {
			if m := known[p.Meeting]; m.State == Provisional && m.StartsAt().After(s.now()) {
				meetings = append(meetings, m.ID)
			}
		}
	}
	var confirmed []Seen
	for _, id := range meetings {
		m, ok := known[id]
		if !ok {
			return confirmed, ErrNotFound
		}
		if m.State == Scheduled {
			continue // somebody else was quicker; the wish is fulfilled
		}
		seen, err := s.Confirm(ctx, by, id)
		if err != nil {
			return confirmed, err
		}
		known[id] = seen.Meeting
		confirmed = append(confirmed, seen)
	}
	return confirmed, nil
}

// meetingsOf gives the meetings of a series by id.
func (s *Service) meetingsOf(ctx context.Context, series string) (map[string]Meeting, error) {
	all, err := s.meetings.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is(bySeries, series)}})
	if err != nil {
		return nil, fmt.Errorf("meetings of series %s: %w", series, err)
	}
	meetings := make(map[string]Meeting, len(all))
	for _, d := range all {
		meetings[d.ID] = d.Value
	}
	return meetings, nil
}
