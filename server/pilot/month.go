package pilot

import (
	"slices"
	"time"
)

// Month is a calendar month, "2023-06". Months compare as text.
type Month string

const monthForm = "2006-01"

// MonthOf gives the month of a moment, in UTC.
func MonthOf(at time.Time) Month { return Month(at.UTC().Format(monthForm)) }

// first is the first moment of the month; the zero time for what is no month.
func (m Month) first() time.Time {
	t, err := time.Parse(monthForm, string(m))
	if err != nil {
		return time.Time{}
	}
	return t
}

func (m Month) next() Month { return MonthOf(m.first().AddDate(0, 1, 0)) }

// deadline is when a month without a report becomes silence: at the end of
// that day of the month after.
func (m Month) deadline(day int) time.Time { return m.next().first().AddDate(0, 0, day) }

// Stretch is a run of months that a report is asked for, while a city took
// part without a pause.
type Stretch struct {
	From   Month `json:"from"`
	Before Month `json:"before,omitempty"` // "" while it goes on
}

// asked lists the months a report was asked for up to now, oldest first. A
// month is asked for when it is over.
func (p Pilot) asked(now time.Time) []Month {
	var months []Month
	running := MonthOf(now)
	for _, s := range p.Asked {
		end := running
		if s.Before != "" {
			end = min(end, s.Before)
		}
		for m := s.From; m < end; m = m.next() {
			if !slices.Contains(months, m) {
				months = append(months, m)
			}
		}
	}
	return months
}

// standing is where a month stands for the group, by what is known of its report.
func (p Pilot) standing(m Month, now time.Time, dueDay int) Summary {
	found := Summary{Period: m, State: Due}
	for _, s := range p.Recent {
		if s.Period == m {
			found = s
		}
	}
	found.Deadline = m.deadline(dueDay)
	if found.State == Due {
		found.Late = !now.Before(found.Deadline)
	} else {
		found.Late = !found.Sent.Before(found.Deadline)
	}
	if found.State == Due && found.Late {
		found.State = NotReported
	}
	return found
}

// strip is the standing of the newest months that were asked for, oldest first.
func (p Pilot) strip(now time.Time, dueDay, months int) []Summary {
	asked := p.asked(now)
	if len(asked) > months {
		asked = asked[len(asked)-months:]
	}
	list := make([]Summary, 0, len(asked))
	for _, m := range asked {
		list = append(list, p.standing(m, now, dueDay))
	}
	return list
}
