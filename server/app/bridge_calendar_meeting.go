package app

import (
	"context"
	"fmt"
	"time"

	"rapporteur/server/calendar"
	"rapporteur/server/identity"
	"rapporteur/server/meeting"
)

// meetingsForCalendar tells calendars about meetings. pages is the address of
// the installation.
type meetingsForCalendar struct {
	meetings *meeting.Service
	pages    string
}

// Agenda gives what stands in somebody's calendar.
func (b meetingsForCalendar) Agenda(ctx context.Context, by identity.Actor, from time.Time, most int) (calendar.Agenda, error) {
	booked, err := b.meetings.Booked(ctx, by, from, most)
	if err != nil {
		return calendar.Agenda{}, err
	}
	return b.agenda(booked)
}

// Single gives one meeting.
func (b meetingsForCalendar) Single(ctx context.Context, by identity.Actor, id string) (calendar.Agenda, error) {
	booked, err := b.meetings.BookedOne(ctx, by, id)
	if err != nil {
		return calendar.Agenda{}, err
	}
	return b.agenda(booked)
}

func (b meetingsForCalendar) agenda(booked meeting.Booked) (calendar.Agenda, error) {
	var a calendar.Agenda
	for _, s := range booked.Series {
		for _, p := range s.Parts {
			starts, err := p.Starts()
			if err != nil {
				return calendar.Agenda{}, fmt.Errorf("dates of series %s: %w", s.ID, err)
			}
			a.Runs = append(a.Runs, calendar.Run{
				UID: p.UID, Sequence: p.Sequence, Rule: p.Rule, Zone: p.Zone, Minutes: p.Minutes,
				Title: s.Details.Title, JoinLink: s.Details.JoinLink, Place: s.Details.Place,
				Page: b.pages + "/groups/" + s.Group, Dates: starts, Changed: s.Changed,
			})
		}
	}
	for _, m := range booked.Meetings {
		a.Sittings = append(a.Sittings, b.sitting(m))
	}
	return a, nil
}

func (b meetingsForCalendar) sitting(m meeting.Seen) calendar.Sitting {
	s := calendar.Sitting{
		UID: m.UID, Sequence: m.Sequence, Start: m.StartsAt(), End: m.EndsAt(), Zone: m.Zone,
		Title: m.Title, JoinLink: m.JoinLink, Place: m.Place, Page: b.pages + "/meetings/" + m.ID,
		Off: m.State == meeting.Cancelled || m.State == meeting.Postponed, Reason: m.Reason, Changed: m.Changed,
	}
	if m.BelongsToRun() {
		s.Planned, s.PlannedZone = m.PlannedAt(), m.OriginalZone
	} else if m.Retired {
		s.UID = m.ID // no longer one of the recurring ones
	}
	if m.Agenda.Published.IsZero() {
		return s
	}
	for i, item := range m.Agenda.Live() {
		line := fmt.Sprintf("%d. %s", i+1, item.Title)
		if item.Minutes > 0 {
			line += fmt.Sprintf(" (%d′)", item.Minutes)
		}
		s.Lines = append(s.Lines, line)
	}
	return s
}

// readerFor lets a calendar ask in somebody's name, to read and no more.
type readerFor struct{ people *identity.People }

// Reader gives the person with the offices they have now.
func (r readerFor) Reader(ctx context.Context, person string) (identity.Actor, error) {
	known, err := r.people.Person(ctx, person)
	if err != nil {
		return identity.Actor{}, err
	}
	return identity.Actor{
		Person: known.ID, Name: known.Name, Via: "calendar", Offices: known.Offices,
		Scopes: []identity.Scope{identity.ScopeRead},
	}, nil
}
