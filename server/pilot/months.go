package pilot

import (
	"slices"
	"time"
)

// monthForm is how a month is written: 2023-06.
const monthForm = "2006-01"

// asked is the month a report is asked for at that moment: the one before.
func asked(now time.Time) string {
	first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, -1, 0).Format(monthForm)
}

// months lists every month from the first to the last, both included; none
// where the first is not a month or after the last.
func months(first, last string) []string {
	from, err := time.Parse(monthForm, first)
	if err != nil {
		return nil
	}
	var list []string
	for at := from; at.Format(monthForm) <= last; at = at.AddDate(0, 1, 0) {
		list = append(list, at.Format(monthForm))
	}
	return list
}

// Months is the whole record of a pilot as of that moment, newest first: what
// was reported, what is due, and every month that passed in silence.
func (p Pilot) Months(now time.Time) []Report {
	last := asked(now)
	var record []Report
	for _, period := range months(p.Since, last) {
		r, there := p.report(period)
		switch {
		case there:
		case period == last && slices.Contains(reporting, p.Stage):
			r = Report{Period: period, State: Due}
		case period == last:
			continue
		default:
			r = Report{Period: period, State: NotReported}
		}
		if there && r.State == Draft && period != last {
			r.State = NotReported // begun and never sent
		}
		record = append(record, r)
	}
	slices.Reverse(record)
	return record
}

// Last is the last report that was sent, and false where none was.
func (p Pilot) Last() (Report, bool) {
	for _, r := range slices.Backward(p.Reports) {
		if r.State != Draft {
			return r, true
		}
	}
	return Report{}, false
}
