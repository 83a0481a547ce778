// Package calendar is how meetings reach the calendars people already have: a
// secret address that a calendar subscribes to, and one meeting as a file
// (RFC 5545).
//
// It refuses to know what a meeting is beyond its dates, who may see which
// (it asks, at each request), and anything about the mail that carries
// invitations. A provisional meeting is in nobody's calendar, so it is not in a
// feed either: a date that may not hold must not stand beside one that does,
// and many calendars show TENTATIVE like any other.
package calendar

import (
	"context"
	"time"

	"rapporteur/server/identity"
)

// Source tells what somebody's calendar holds. It decides what they may see.
type Source interface {
	// Agenda gives the meetings of the groups by works in that end after from,
	// the latest most of them.
	Agenda(ctx context.Context, by identity.Actor, from time.Time, most int) (Agenda, error)
	// Single gives one meeting, with its run where it belongs to one.
	Single(ctx context.Context, by identity.Actor, meeting string) (Agenda, error)
}

// Agenda is what goes into a calendar.
type Agenda struct {
	Runs     []Run
	Sittings []Sitting
}

// Run is a stretch of recurring meetings under one rule.
type Run struct {
	UID      string
	Sequence int
	Rule     string // RFC 5545 §3.3.10, without COUNT and UNTIL
	Zone     string
	Minutes  int
	Title    string
	Mode     string
	JoinLink string
	Place    string
	Page     string // where to read more
	// Dates are all starts the rule makes, as UTC, in order; a date without a
	// sitting is left out of the calendar.
	Dates   []time.Time
	Changed time.Time
}

// Sitting is one meeting.
type Sitting struct {
	UID      string // of its run, or its own
	Sequence int
	// Planned is the start the run planned (RECURRENCE-ID) in PlannedZone; zero
	// for a sitting outside any run.
	Planned     time.Time
	PlannedZone string
	Start       time.Time
	End         time.Time
	Zone        string
	Title       string
	JoinLink    string
	Place       string
	Page        string
	Lines       []string // the published agenda, a line an item
	Off         bool     // cancelled or postponed
	Reason      string
	Changed     time.Time
}

// alone reports whether the sitting belongs to no run.
func (s Sitting) alone() bool { return s.Planned.IsZero() }

// differs reports whether a calendar would be wrong about the sitting if it
// knew the run alone.
func (s Sitting) differs(r Run) bool {
	return s.Off || !s.Start.Equal(s.Planned) || s.Zone != r.Zone ||
		s.End.Sub(s.Start) != time.Duration(r.Minutes)*time.Minute ||
		s.Title != r.Title || s.JoinLink != r.JoinLink || s.Place != r.Place || len(s.Lines) > 0
}
