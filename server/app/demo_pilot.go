package app

import (
	"context"
	"fmt"
	"time"

	"rapporteur/config/demo"
	"rapporteur/server/group"
	"rapporteur/server/identity"
	"rapporteur/server/pilot"
)

// reportDay is the day of the month on which the samples were sent.
const reportDay = 12

// askedFor is the month a report is asked for now, so many months ago: the
// one before this.
func (l *demoLoader) askedFor(ago int) pilot.Month {
	now := l.now().UTC()
	return pilot.MonthOf(time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, -1-ago, 0))
}

// pilot takes a city in with what it has reported so far: reports of months
// past cannot be written today, so they come with it.
func (l *demoLoader) pilot(ctx context.Context, p demo.Pilot) error {
	official := l.people[p.Official].Person
	made := pilot.Pilot{
		Group: l.groups[p.Group], Stage: pilot.Stage(p.Stage), Goals: p.Goals, Sample: true,
		City: pilot.City{Name: p.City.Name, Region: p.City.Region, Population: pilot.Band(p.City.Population), Languages: p.City.Languages},
	}
	for _, c := range p.Clauses {
		made.Clauses = append(made.Clauses, pilot.Clause{Deliverable: l.made[c.Of], Number: c.Number, Title: c.Title})
	}
	for _, name := range p.FocalPoints {
		made.FocalPoints = append(made.FocalPoints, pilot.FocalPoint{Name: name})
	}
	if p.SinceMonthsAgo != nil {
		made.Asked = []pilot.Stretch{{From: l.askedFor(*p.SinceMonthsAgo)}}
	}
	known, err := l.pilots.Create(ctx, identity.System(), made)
	if err != nil {
		return fmt.Errorf("create the pilot of %s: %w", p.City.Name, err)
	}
	if official != "" {
		_, err = l.house.groups.AddSeat(ctx, l.office, group.Seat{
			Group: made.Group, Role: group.CityOfficial, Title: "City Official, " + p.City.Name, Holder: official, Pilot: known.ID, Sample: true,
		})
		if err != nil {
			return fmt.Errorf("seat the official of %s: %w", p.City.Name, err)
		}
	}
	for _, r := range p.Reports {
		if err := l.report(ctx, known.ID, official, r); err != nil {
			return fmt.Errorf("take in a report of %s: %w", p.City.Name, err)
		}
	}
	return nil
}

func (l *demoLoader) report(ctx context.Context, pilotID, official string, r demo.Report) error {
	period := l.askedFor(r.MonthsAgo)
	month, err := time.Parse("2006-01", string(period))
	if err != nil {
		return err
	}
	past := func(at time.Time) time.Time { // nothing of the demo lies in the future
		if now := l.now().UTC(); at.After(now) {
			return now
		}
		return at
	}
	made := pilot.Report{
		Period: period, State: pilot.Submitted, NoChange: r.NoChange, Sent: past(month.AddDate(0, 1, reportDay-1)), SentBy: official, Sample: true,
		Answers: pilot.Answers{Colour: pilot.Colour(r.Colour), Reason: r.Reason, Progress: r.Progress},
	}
	if r.Difficulty != "" {
		made.Difficulties = []pilot.Difficulty{{Clause: r.Clause, Text: r.Difficulty}}
	}
	if r.Ask != "" {
		made.Asks = []pilot.Ask{{Text: r.Ask}}
	}
	if r.Accepted {
		made.State, made.AcceptedAt, made.AcceptedBy = pilot.Accepted, past(made.Sent.AddDate(0, 0, 2)), l.office.Person
	}
	return l.pilots.Recall(ctx, identity.System(), pilotID, made)
}
