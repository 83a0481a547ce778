package app

import (
	"context"
	"fmt"
	"time"

	"rapporteur/config/demo"
	"rapporteur/server/meeting"
)

// allSeries plans one series after another, so that one around today begins
// where those of the facts have ended.
func (l *demoLoader) allSeries(ctx context.Context, all []demo.Series) error {
	planned := "" // the last day the series so far reach
	for _, s := range all {
		dated, ok := s.Dated(l.now(), planned)
		if !ok {
			continue
		}
		if err := l.series(ctx, dated); err != nil {
			return err
		}
		planned = max(planned, dated.Until)
	}
	return nil
}

func (l *demoLoader) series(ctx context.Context, s demo.Series) error {
	by := l.people[s.By]
	planned, err := l.meetings.PlanSeries(ctx, by, meeting.NewSeries{
		Group:   l.groups[s.Group],
		Details: meeting.Details{Title: s.Title, Mode: meeting.Mode(s.Mode)},
		Plan: meeting.Plan{
			Rule: s.Rule, Zone: s.Zone, Start: meeting.Clock(s.Start), Minutes: s.Minutes,
			From: meeting.Day(s.From), Until: meeting.Day(s.Until),
		},
		ScheduledUntil: meeting.Day(s.Scheduled),
		Sample:         s.Sample,
	})
	if err != nil {
		return fmt.Errorf("plan the meetings from %s: %w", s.From, err)
	}
	if s.Dates {
		l.facts = append(l.facts, planned.ID)
	}
	for _, m := range s.Moves {
		day, err := time.Parse(time.DateOnly, m.On)
		if err != nil {
			return fmt.Errorf("move the meeting of %q: %w", m.On, err)
		}
		found, _, err := l.meetings.Meetings(ctx, by, meeting.Filter{Series: planned.ID, From: day, Before: day.AddDate(0, 0, 1), Limit: 1})
		if err != nil || len(found) == 0 {
			return fmt.Errorf("find the meeting of %s: %w", m.On, err)
		}
		to := meeting.Wall(m.To + "T" + s.Start)
		if _, err := l.meetings.Move(ctx, by, found[0].ID, to, 0, m.Reason); err != nil {
			return fmt.Errorf("move the meeting of %s: %w", m.On, err)
		}
	}
	return nil
}
