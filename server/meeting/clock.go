package meeting

import (
	"strings"
	"time"
	_ "time/tzdata" // so that a small machine without zone files knows every zone
)

// Wall is a date and a time as a clock on some wall shows them, without the
// zone: "2023-07-20T14:00". Walls compare as text.
type Wall string

// Day is a date without a zone: "2023-07-20". Days compare as text.
type Day string

// Clock is a time of day without a date: "14:00".
type Clock string

const (
	wallForm  = "2006-01-02T15:04"
	clockForm = "15:04"
)

// longestZone is longer than any name in the zone database.
const longestZone = 64

// LoadZone finds an IANA zone. The machine's own zone has no name others could
// read, so "Local" and "" are refused.
func LoadZone(name string) (*time.Location, error) {
	if name == "" || strings.EqualFold(name, "local") || len(name) > longestZone {
		return nil, ErrZone
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, ErrZone.Because(err)
	}
	return loc, nil
}

// ParseWall reads a date and time that exist in the calendar.
func ParseWall(text string) (Wall, error) {
	if t, err := time.Parse(wallForm, text); err != nil || t.Format(wallForm) != text {
		return "", ErrTime.Saying("%q is not a date and time. Write 2023-07-20T14:00.", text)
	}
	return Wall(text), nil
}

// ParseDay reads a date that exists in the calendar.
func ParseDay(text string) (Day, error) {
	if t, err := time.Parse(time.DateOnly, text); err != nil || t.Format(time.DateOnly) != text {
		return "", ErrTime.Saying("%q is not a date. Write 2023-07-20.", text)
	}
	return Day(text), nil
}

// ParseClock reads a time of day.
func ParseClock(text string) (Clock, error) {
	if t, err := time.Parse(clockForm, text); err != nil || t.Format(clockForm) != text {
		return "", ErrTime.Saying("%q is not a time of day. Write 14:00.", text)
	}
	return Clock(text), nil
}

// WallOf is what a clock in the zone of t shows.
func WallOf(t time.Time) Wall { return Wall(t.Format(wallForm)) }

// DayOf is the date in the zone of t.
func DayOf(t time.Time) Day { return Day(t.Format(time.DateOnly)) }

// At puts a time of day on a date.
func (d Day) At(c Clock) Wall { return Wall(string(d) + "T" + string(c)) }

// Add is so many days later.
func (d Day) Add(days int) Day { return DayOf(d.utc().AddDate(0, 0, days)) }

// utc reads the date as if it were in UTC; the zero time for what is no date.
func (d Day) utc() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d))
	return t
}

// Day is the date on the wall.
func (w Wall) Day() Day {
	day, _, _ := strings.Cut(string(w), "T")
	return Day(day)
}

// Clock is the time on the wall.
func (w Wall) Clock() Clock {
	_, clock, _ := strings.Cut(string(w), "T")
	return Clock(clock)
}

// Reading says how a wall clock could be read in a zone.
type Reading int

// The readings of a wall clock.
const (
	Plain   Reading = iota
	Skipped         // clocks went forward over this time; it is read as if they had not
	Twice           // clocks went back over this time; the first of the two is meant
)

// In gives the instant at which a clock in the zone shows w. A time that does
// not exist there is read with the offset before the change, one that comes
// twice is the first (RFC 5545 §3.3.5). The standard library promises neither.
func (w Wall) In(loc *time.Location) (time.Time, Reading) {
	naive, err := time.Parse(wallForm, string(w))
	if err != nil {
		return time.Time{}, Plain
	}
	near := time.Date(naive.Year(), naive.Month(), naive.Day(), naive.Hour(), naive.Minute(), 0, 0, loc)
	before, after := near.ZoneBounds()
	offsets := []int{offset(near)}
	if !before.IsZero() {
		offsets = append(offsets, offset(before.Add(-time.Second).In(loc)))
	}
	if !after.IsZero() {
		offsets = append(offsets, offset(after.In(loc)))
	}
	var found []time.Time
	lowest := offsets[0]
	for _, o := range offsets {
		lowest = min(lowest, o)
		t := naive.Add(-time.Duration(o) * time.Second).In(loc)
		if offset(t) == o && !contains(found, t) {
			found = append(found, t)
		}
	}
	switch len(found) {
	case 0:
		// In a gap the offset before it is the smaller one.
		return naive.Add(-time.Duration(lowest) * time.Second).In(loc), Skipped
	case 1:
		return found[0], Plain
	}
	if found[1].Before(found[0]) {
		return found[1], Twice
	}
	return found[0], Twice
}

func contains(list []time.Time, t time.Time) bool {
	for _, one := range list {
		if one.Equal(t) {
			return true
		}
	}
	return false
}

func offset(t time.Time) int {
	_, seconds := t.Zone()
	return seconds
}

// instant reads a wall clock in a zone that was checked when it was stored; a
// zone that has left the database since is read as UTC.
func (w Wall) instant(zone string) time.Time {
	loc, err := LoadZone(zone)
	if err != nil {
		loc = time.UTC
	}
	t, _ := w.In(loc)
	return t.UTC()
}
