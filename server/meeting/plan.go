package meeting

import (
	"slices"
	"time"
)

// Plan is a rule with the place and the range it is for: what a person fills
// in to plan a year.
type Plan struct {
	Rule    string
	Zone    string // the zone whose clock the meetings keep
	Start   Clock
	Minutes int
	From    Day
	Until   Day // included
}

// Bounds of a plan, from the configuration (meeting.*).
type Bounds struct {
	Occurrences int // most dates of one series
	Horizon     time.Duration
	Zones       int // most zones of one preview
	AgendaItems int
	Corrections int
}

// Shortest and longest meeting, in minutes.
const (
	ShortestMinutes = 5
	LongestMinutes  = 24 * 60
)

// Date is one date of a preview.
type Date struct {
	Original Wall // as the rule makes it, in the plan's zone
	Start    time.Time
	End      time.Time
	Local    []LocalTime // in the order the zones were asked for
	Notes    []Note
}

// LocalTime is how the clocks of one zone show a meeting.
type LocalTime struct {
	Zone   string
	Start  Wall
	End    Wall
	Offset time.Duration // ahead of UTC
}

// NoteKind tells the notes on a date apart.
type NoteKind string

// The notes on a date.
const (
	ClocksForward NoteKind = "clocks_forward" // since the date before, the zone's clocks went forward
	ClocksBack    NoteKind = "clocks_back"
	TimeSkipped   NoteKind = "time_skipped" // the plan's time does not exist that day
	TimeTwice     NoteKind = "time_twice"   // it comes twice; the first is meant
)

// Note is something to know about one date.
type Note struct {
	Kind NoteKind
	Zone string
	At   time.Time     // of the change of clocks; zero for others
	By   time.Duration // how far the clocks went, always positive
}

// checked is a plan that can be expanded.
type checked struct {
	Plan
	rule  Rule
	loc   *time.Location
	dates []Day
}

// check reads and expands a plan.
func (p Plan) check(b Bounds) (checked, error) {
	c := checked{Plan: p}
	var err error
	if c.rule, err = ParseRule(p.Rule); err != nil {
		return c, err
	}
	if c.loc, err = LoadZone(p.Zone); err != nil {
		return c, err
	}
	if _, err = ParseClock(string(p.Start)); err != nil {
		return c, err
	}
	for _, day := range []Day{p.From, p.Until} {
		if _, err = ParseDay(string(day)); err != nil {
			return c, err
		}
	}
	switch {
	case p.Minutes < ShortestMinutes || p.Minutes > LongestMinutes:
		return c, ErrTime.Saying("A meeting lasts between %d minutes and a day.", ShortestMinutes)
	case p.Until < p.From:
		return c, ErrRange
	case p.Until.utc().Sub(p.From.utc()) > b.Horizon:
		return c, ErrRange.Saying("Plan at most %d days at a time.", int(b.Horizon.Hours()/24))
	}
	if c.rule, c.Until, err = c.rule.Bounded(p.From, p.Until, b.Occurrences); err != nil {
		return c, err
	}
	c.Rule = c.rule.String()
	if c.dates, err = c.rule.Days(c.From, c.Until, b.Occurrences); err != nil {
		return c, err
	}
	if len(c.dates) == 0 {
		return c, ErrNoDates
	}
	return c, nil
}

// Preview gives every date of a plan as the clocks of each zone will show it.
func Preview(p Plan, zones []string, b Bounds) ([]Date, error) {
	c, err := p.check(b)
	if err != nil {
		return nil, err
	}
	if len(zones) > b.Zones {
		return nil, ErrZone.Saying("Choose at most %d zones to compare.", b.Zones)
	}
	locations := make([]*time.Location, len(zones))
	for i, zone := range zones {
		if locations[i], err = LoadZone(zone); err != nil {
			return nil, err
		}
	}
	watched := locations
	if !slices.Contains(zones, c.Zone) {
		watched = append([]*time.Location{c.loc}, locations...)
	}
	dates := make([]Date, 0, len(c.dates))
	for i, day := range c.dates {
		d := c.date(day, locations)
		if i > 0 {
			for _, loc := range watched {
				d.Notes = append(d.Notes, changes(dates[i-1].Start, d.Start, loc)...)
			}
		}
		dates = append(dates, d)
	}
	return dates, nil
}

func (c checked) date(day Day, zones []*time.Location) Date {
	d := Date{Original: day.At(c.Start)}
	start, reading := d.Original.In(c.loc)
	d.Start, d.End = start.UTC(), start.UTC().Add(time.Duration(c.Minutes)*time.Minute)
	switch reading {
	case Skipped:
		d.Notes = append(d.Notes, Note{Kind: TimeSkipped, Zone: c.Zone})
	case Twice:
		d.Notes = append(d.Notes, Note{Kind: TimeTwice, Zone: c.Zone})
	case Plain:
	}
	for _, loc := range zones {
		local := d.Start.In(loc)
		d.Local = append(d.Local, LocalTime{
			Zone: loc.String(), Start: WallOf(local), End: WallOf(d.End.In(loc)),
			Offset: time.Duration(offset(local)) * time.Second,
		})
	}
	return d
}

// changes lists the changes of a zone's clocks between two meetings that leave
// it at another offset than before. A zone that went forward and back again in
// between has nothing to say about the second meeting.
func changes(before, after time.Time, loc *time.Location) []Note {
	from, to := offset(before.In(loc)), offset(after.In(loc))
	if from == to {
		return nil
	}
	// The last change before the meeting is the one people will remember.
	at, _ := after.In(loc).ZoneBounds()
	kind, by := ClocksForward, to-from
	if by < 0 {
		kind, by = ClocksBack, -by
	}
	return []Note{{Kind: kind, Zone: loc.String(), At: at.UTC(), By: time.Duration(by) * time.Second}}
}
