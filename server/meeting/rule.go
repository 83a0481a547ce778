package meeting

import (
	"fmt"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// Bounds of one rule. A rule beyond them is no plan of meetings.
const (
	longestRule  = 200 // bytes
	mostInterval = 366
	mostInList   = 62 // numbers in one part: every day of a month, from both ends
)

// Rule is a recurrence rule (RFC 5545 §3.3.10) reduced to what meetings need:
// years, months, weeks or days, and which of their days. The time of day is the
// series' own, and where the rule ends is its Until.
type Rule struct{ option rrule.ROption }

// ParseRule reads a rule such as FREQ=MONTHLY;BYDAY=3TH. It refuses, with a
// sentence, rules that repeat within a day and parts that have no meaning for
// meetings. COUNT and UNTIL are kept until Bounded.
func ParseRule(text string) (Rule, error) {
	if len(text) > longestRule {
		return Rule{}, ErrRule.Saying("This rule is longer than %d characters. Plan two series instead.", longestRule)
	}
	if strings.ContainsAny(text, "\r\n") || strings.Contains(text, "DTSTART") {
		return Rule{}, ErrRule.Saying("Write the rule alone, such as FREQ=MONTHLY;BYDAY=3TH, without a start.")
	}
	option, err := rrule.StrToROption(strings.ToUpper(strings.TrimSpace(text)))
	if err != nil {
		return Rule{}, ErrRule.Because(err)
	}
	if err := checkRule(option); err != nil {
		return Rule{}, err
	}
	if _, err := rrule.NewRRule(*option); err != nil {
		return Rule{}, ErrRule.Because(err)
	}
	return Rule{*option}, nil
}

func checkRule(o *rrule.ROption) error {
	switch {
	case o.Freq == rrule.HOURLY || o.Freq == rrule.MINUTELY || o.Freq == rrule.SECONDLY:
		return ErrRule.Saying("Meetings repeat by day, week, month or year, not more often.")
	case len(o.Byhour)+len(o.Byminute)+len(o.Bysecond) > 0:
		return ErrRule.Saying("The time of day is set beside the rule, not in it.")
	case len(o.Byeaster)+len(o.Byweekno)+len(o.Byyearday) > 0:
		return ErrRule.Saying("Choose the days by weekday, day of the month or month.")
	case o.Interval < 0 || o.Interval > mostInterval:
		return ErrRule.Saying("The interval can be at most %d.", mostInterval)
	case o.Count < 0:
		return ErrRule.Saying("COUNT must be 1 or more.")
	}
	for _, list := range []int{len(o.Bymonth), len(o.Bymonthday), len(o.Byweekday), len(o.Bysetpos)} {
		if list > mostInList {
			return ErrRule.Saying("One part of this rule has more than %d entries.", mostInList)
		}
	}
	for _, day := range o.Byweekday {
		most := 5 // of a month
		if o.Freq == rrule.YEARLY && len(o.Bymonth) == 0 {
			most = 53
		}
		switch {
		case day.N() != 0 && o.Freq > rrule.MONTHLY:
			return ErrRule.Saying("\"The third Thursday\" needs a monthly or yearly rule.")
		case day.N() > most || day.N() < -most: // rrule-go would reach beyond its tables
			return ErrRule.Saying("A month has no %d of a weekday.", day.N())
		}
	}
	return nil
}

// String writes the rule without COUNT and UNTIL.
func (r Rule) String() string {
	o := r.option
	o.Count, o.Until = 0, time.Time{}
	return o.RRuleString()
}

// cycle is the period after which the Gregorian calendar repeats, weekdays
// included: 400 years are 20,871 weeks.
const cycle = 400

// lastYear is where rrule-go stops looking for a date.
const lastYear = 9999

// Days gives the dates of the rule from first to until, both included, at most
// most of them: one more is ErrTooManyDates. The rule's own COUNT and UNTIL
// hold as well, counted from first. Only dates that the rule makes count: first
// is where it begins, not a date of it by itself.
func (r Rule) Days(first, until Day, most int) ([]Day, error) {
	o := r.option
	last := until.utc()
	if !o.Until.IsZero() && o.Until.Before(last) {
		last = o.Until
	}
	// A rule without any date makes rrule-go look until the year 9999. The same
	// dates a number of whole cycles later leave it a few hundred years, not
	// eight thousand.
	cycles := (lastYear - last.Year()) / cycle * cycle
	o.Dtstart = first.utc().AddDate(cycles, 0, 0)
	o.Until = last.AddDate(cycles, 0, 0)
	if o.Until.Before(o.Dtstart) {
		return nil, nil
	}
	expanded, err := rrule.NewRRule(o)
	if err != nil {
		return nil, ErrRule.Because(err)
	}
	var days []Day
	next := expanded.Iterator()
	for {
		t, ok := next()
		if !ok {
			return days, nil
		}
		if len(days) == most {
			return nil, ErrTooManyDates.Saying("This rule makes more than %d meetings until %s. Choose a nearer end or a rarer rule.", most, until)
		}
		days = append(days, DayOf(t.AddDate(-cycles, 0, 0)))
	}
}

// Bounded gives the rule without COUNT and UNTIL and the day it ends on: until,
// or the rule's own end where that is earlier.
func (r Rule) Bounded(first, until Day, most int) (Rule, Day, error) {
	if r.option.Count == 0 && r.option.Until.IsZero() {
		return r, until, nil
	}
	days, err := r.Days(first, until, most)
	if err != nil {
		return Rule{}, "", err
	}
	bare := r
	bare.option.Count, bare.option.Until = 0, time.Time{}
	if len(days) == 0 {
		return bare, until, nil
	}
	return bare, days[len(days)-1], nil
}

// RuleUntil writes a rule that ends at an instant, for a calendar.
func RuleUntil(rule string, last time.Time) string {
	return fmt.Sprintf("%s;UNTIL=%s", rule, last.UTC().Format("20060102T150405Z"))
}
