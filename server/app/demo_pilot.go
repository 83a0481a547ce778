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

// pilot takes a city in with what it has reported so far: reports of months
// past cannot be written today, so they come with it.
func (l *demoLoader) pilot(ctx context.Context, p demo.Pilot) error {
	// The month a report is asked for now is the one before this.
	now := l.now().UTC()
	asked := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, -1, 0)
	month := func(ago int) time.Time { return asked.AddDate(0, -ago, 0) }

	official := l.people[p.Official].Person
	made := pilot.Pilot{
		Group: l.groups[p.Group], Stage: pilot.Stage(p.Stage), Clauses: p.Clauses, Goals: p.Goals, Sample: true,
		City: pilot.City{Name: p.City.Name, Region: p.City.Region, Population: p.City.Population, Languages: p.City.Languages},
	}
	if p.SinceMonthsAgo != nil {
		made.Since = month(*p.SinceMonthsAgo).Format("2006-01")
	}
	for _, r := range p.Reports {
		period := month(r.MonthsAgo)
		state := pilot.Submitted
		if r.Accepted {
			state = pilot.Accepted
		}
		made.Reports = append(made.Reports, pilot.Report{
			Period: period.Format("2006-01"), State: state, Colour: pilot.Colour(r.Colour), Reason: r.Reason, Progress: r.Progress,
			Difficulty: r.Difficulty, Clause: r.Clause, Ask: r.Ask, NoChange: r.NoChange,
			By: official, At: period.AddDate(0, 1, reportDay-1),
		})
	}
	known, err := l.pilots.Create(ctx, identity.System(), made)
	if err != nil {
		return fmt.Errorf("create the pilot of %s: %w", p.City.Name, err)
	}
	if official == "" {
		return nil
	}
	_, err = l.house.groups.AddSeat(ctx, l.office, group.Seat{
		Group: made.Group, Role: group.CityOfficial, Title: "City Official, " + p.City.Name, Holder: official, Pilot: known.ID, Sample: true,
	})
	if err != nil {
		return fmt.Errorf("seat the official of %s: %w", p.City.Name, err)
	}
	return nil
}
