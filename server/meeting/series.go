package meeting

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Series is a rule that plans meetings, and the dates it has planned so far.
// The document of the series is the intent, written in one step; its meetings
// follow from it and are repaired from it (see Service.settle).
type Series struct {
	ID      string  `json:"id"`
	Group   string  `json:"group"`
	Details Details `json:"details"`
	// Former are the details it had before: a meeting that still has one of
	// these follows the series, one with its own words keeps them.
	Former []Details `json:"former,omitempty"`
	// Parts follow each other: changing the rule ends one and begins the next,
	// so that what took place stays under the rule it was planned by.
	Parts   []Part    `json:"parts"`
	Planned []Planned `json:"planned"` // by Original
	Retired []Retired `json:"retired,omitempty"`
	Sample  bool      `json:"sample,omitempty"`
	Changed time.Time `json:"changed"`
}

// Details are what every meeting of a series has in common.
type Details struct {
	Title    string `json:"title"`
	Mode     Mode   `json:"mode"`
	JoinLink string `json:"join_link,omitempty"`
	Place    string `json:"place,omitempty"`
}

// Part is a stretch of a series with one rule. It is one recurring event in a
// calendar, with its own UID.
type Part struct {
	UID      string `json:"uid"`
	Sequence int    `json:"sequence"`
	Rule     string `json:"rule"` // RFC 5545, without COUNT and UNTIL
	Zone     string `json:"zone"`
	Start    Clock  `json:"start"`
	Minutes  int    `json:"minutes"`
	From     Day    `json:"from"` // the rule counts from here
	Until    Day    `json:"until"`
}

// Planned is one date of a series.
type Planned struct {
	Meeting  string `json:"meeting"`
	UID      string `json:"uid"` // of the part
	Original Wall   `json:"original"`
	// Provisional is how the date began; what became of it the meeting knows.
	Provisional bool `json:"provisional,omitempty"`
}

// Retired is a date that a change of the rule dropped.
type Retired struct {
	Meeting string `json:"meeting"`
	Reason  string `json:"reason"`
}

// mostFormer bounds how far back a meeting is recognised as following its series.
const mostFormer = 50

func (d Details) check() error {
	switch {
	case d.Title == "" || utf8.RuneCountInString(d.Title) > longestTitle:
		return ErrTitle
	case d.Mode != Remote && d.Mode != InPerson && d.Mode != Hybrid:
		return ErrMode
	case d.JoinLink != "" && (!strings.HasPrefix(d.JoinLink, "https://") || len(d.JoinLink) > 2000 || strings.ContainsAny(d.JoinLink, " \r\n\t")):
		return ErrJoinLink
	case utf8.RuneCountInString(d.Place) > longestNote:
		return ErrTitle.Saying("The place can have at most %d characters.", longestNote)
	}
	return nil
}

// Current is the part that dates are planned by now.
func (s Series) Current() Part { return s.Parts[len(s.Parts)-1] }

// Part finds the part with that UID.
func (s Series) Part(uid string) (Part, bool) {
	at := slices.IndexFunc(s.Parts, func(p Part) bool { return p.UID == uid })
	if at < 0 {
		return Part{}, false
	}
	return s.Parts[at], true
}

// draw makes a series of a plan. Dates after scheduledUntil are provisional.
func draw(s Series, c checked, scheduledUntil Day, newID func() string, uid string) Series {
	s.Parts = []Part{partOf(c, uid)}
	s.Planned = plan(c, c.dates, scheduledUntil, newID, uid)
	return s
}

func partOf(c checked, uid string) Part {
	return Part{UID: uid, Rule: c.Rule, Zone: c.Zone, Start: c.Start, Minutes: c.Minutes, From: c.From, Until: c.Until}
}

func plan(c checked, dates []Day, scheduledUntil Day, newID func() string, uid string) []Planned {
	planned := make([]Planned, 0, len(dates))
	for _, day := range dates {
		planned = append(planned, Planned{Meeting: newID(), UID: uid, Original: day.At(c.Start), Provisional: day > scheduledUntil})
	}
	return planned
}

// Change is what a new rule would do to a series.
type Change struct {
	Series  Series
	Kept    []string // meetings whose date the new rule makes too
	Added   []Planned
	Dropped []Meeting // meetings whose date the new rule does not make
}

// changed plans the series anew from a day on. Meetings keep their identity
// where the new rule makes their original date, also those that were moved,
// cancelled or have an agenda; those it does not make are listed. What lies
// before, or has taken place, is not touched.
func (s Series) changed(c checked, from, scheduledUntil Day, meetings map[string]Meeting, newID func() string, reason string) (Change, error) {
	last := s.Current()
	extends := last.Rule == c.Rule && last.Zone == c.Zone && last.Start == c.Start && last.Minutes == c.Minutes
	dates := c.dates
	if extends {
		// The rule goes on counting from where it began, or every second week
		// could become the other one.
		rule, err := ParseRule(last.Rule)
		if err != nil {
			return Change{}, err
		}
		if dates, err = rule.Days(last.From, c.Until, len(s.Planned)+len(c.dates)+1); err != nil {
			return Change{}, err
		}
	}
	dates = slices.DeleteFunc(slices.Clone(dates), func(d Day) bool { return d < from })

	next := Change{Series: s}
	stay, open := s.divide(from, meetings)
	next.Series.Parts = s.nextParts(c, stay, from, extends, newID)
	uid := next.Series.Current().UID
	planned := stay
	for _, day := range dates {
		if slices.ContainsFunc(stay, func(p Planned) bool { return p.Original.Day() == day }) {
			continue // took place under the old rule
		}
		if at := slices.IndexFunc(open, func(p Planned) bool { return p.Original.Day() == day }); at >= 0 {
			kept := open[at]
			kept.UID, kept.Original = uid, day.At(c.Start)
			planned, next.Kept = append(planned, kept), append(next.Kept, kept.Meeting)
			open = slices.Delete(open, at, at+1)
			continue
		}
		added := Planned{Meeting: newID(), UID: uid, Original: day.At(c.Start), Provisional: day > scheduledUntil}
		planned, next.Added = append(planned, added), append(next.Added, added)
	}
	for _, p := range open {
		next.Series.Retired = append(slices.Clone(next.Series.Retired), Retired{Meeting: p.Meeting, Reason: reason})
		if m, ok := meetings[p.Meeting]; ok {
			next.Dropped = append(next.Dropped, m)
		}
	}
	slices.SortStableFunc(planned, func(a, b Planned) int { return strings.Compare(string(a.Original), string(b.Original)) })
	next.Series.Planned = planned
	return next, nil
}

// divide parts the dates that stay as they are from those a change is about.
func (s Series) divide(from Day, meetings map[string]Meeting) (stay, open []Planned) {
	for _, p := range s.Planned {
		if p.Original.Day() < from || meetings[p.Meeting].happened() {
			stay = append(stay, p)
		} else {
			open = append(open, p)
		}
	}
	return stay, open
}

// nextParts ends the current part where the new one begins. A part none of
// whose dates stay is changed in place and keeps its UID; so does one that is
// only made longer or shorter.
func (s Series) nextParts(c checked, stay []Planned, from Day, extends bool, newID func() string) []Part {
	parts := slices.Clone(s.Parts)
	last := &parts[len(parts)-1]
	holds := slices.ContainsFunc(stay, func(p Planned) bool { return p.UID == last.UID })
	switch {
	case extends:
		last.Until, last.Sequence = c.Until, last.Sequence+1
	case !holds:
		next := partOf(c, last.UID)
		next.Sequence, next.From = last.Sequence+1, max(from, c.From)
		*last = next
	default:
		last.Until, last.Sequence = min(last.Until, from.Add(-1)), last.Sequence+1
		next := partOf(c, newID())
		next.From = max(from, c.From)
		parts = append(parts, next)
	}
	return parts
}

// meeting makes the meeting of a planned date.
func (s Series) meeting(p Planned, at time.Time) Meeting {
	part, _ := s.Part(p.UID)
	m := Meeting{
		ID: p.Meeting, Group: s.Group, Series: s.ID, Title: s.Details.Title,
		UID: p.UID, Original: p.Original, OriginalZone: part.Zone,
		Start: p.Original, Zone: part.Zone, Minutes: part.Minutes, PlannedMinutes: part.Minutes,
		Mode: s.Details.Mode, JoinLink: s.Details.JoinLink, Place: s.Details.Place,
		State: Scheduled, Sample: s.Sample, Changed: at,
	}
	if p.Provisional {
		m.State = Provisional
	}
	return m
}

// follows gives the meeting as the series wants it now. same is true where
// nothing has to be written.
func (s Series) follows(m Meeting, p Planned) (next Meeting, same bool) {
	part, ok := s.Part(p.UID)
	if !ok || m.happened() {
		return m, true
	}
	next, same = m, true
	if m.UID != p.UID || m.Original != p.Original || m.OriginalZone != part.Zone {
		if !m.Moved() {
			next.Start, next.Zone = p.Original, part.Zone
		}
		next.UID, next.Original, next.OriginalZone = p.UID, p.Original, part.Zone
		same = false
	}
	if m.PlannedMinutes != part.Minutes {
		if m.Minutes == m.PlannedMinutes {
			next.Minutes = part.Minutes
		}
		next.PlannedMinutes, same = part.Minutes, false
	}
	if own := m.details(); own != s.Details && slices.Contains(s.Former, own) {
		next.Title, next.Mode, next.JoinLink, next.Place = s.Details.Title, s.Details.Mode, s.Details.JoinLink, s.Details.Place
		same = false
	}
	if !same {
		next.Sequence++
	}
	return next, same
}

func (m Meeting) details() Details { return Details{m.Title, m.Mode, m.JoinLink, m.Place} }

// retired takes the meeting out of its series. One that nobody has heard of
// is gone altogether.
func (m Meeting) retired(reason string) (next Meeting, gone bool) {
	if m.Retired || m.happened() {
		return m, false
	}
	if m.State == Provisional && !m.Exceptional() {
		return m, true
	}
	next = m
	next.Retired = true
	if m.State != Cancelled {
		next.State, next.Reason = Cancelled, reason
		next.Sequence++
	}
	return next, false
}
