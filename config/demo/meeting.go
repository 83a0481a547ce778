package demo

import "time"

// Series is a rule of meetings. It is dated either by days or, around today,
// by numbers of days from it.
type Series struct {
	Group       string `yaml:"group"`
	By          string `yaml:"by"`
	Title       string `yaml:"title"`
	Rule        string `yaml:"rule"` // RFC 5545 §3.3.10
	Zone        string `yaml:"zone"`
	Start       string `yaml:"start"`
	Minutes     int    `yaml:"minutes"`
	Mode        string `yaml:"mode"`
	From        string `yaml:"from"`
	Until       string `yaml:"until"`
	Scheduled   string `yaml:"scheduled_until"`
	FromIn      int    `yaml:"from_in"`
	UntilIn     int    `yaml:"until_in"`
	ScheduledIn int    `yaml:"scheduled_in"`
	Moves       []Move `yaml:"moves"`
	Sample      bool   `yaml:"sample"`

	Dates bool `yaml:"-"` // it is dated by days, so the dates are real
}

// Move puts one meeting of a series on another day, at the same time.
type Move struct {
	On     string `yaml:"on"`
	To     string `yaml:"to"`
	Reason string `yaml:"reason"`
}

// Dated gives the series with days, as of today. One around today begins after
// the last day of what was planned before; ok is false where nothing is left.
func (s Series) Dated(today time.Time, after string) (dated Series, ok bool) {
	if s.From != "" {
		s.Dates = true
		return s, true
	}
	in := func(days int) string { return today.AddDate(0, 0, days).Format(time.DateOnly) }
	s.From, s.Until, s.Scheduled = in(s.FromIn), in(s.UntilIn), in(s.ScheduledIn)
	if last, err := time.Parse(time.DateOnly, after); err == nil && s.From <= after {
		s.From = last.AddDate(0, 0, 1).Format(time.DateOnly)
	}
	return s, s.From < s.Until
}
