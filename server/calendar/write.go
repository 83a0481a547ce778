package calendar

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-ical"
)

// productID names the program that wrote a calendar (RFC 5545 §3.7.3).
const productID = "-//Rapporteur//Meetings//EN"

// uidDomain makes our ids globally unique names (RFC 7986 §5.3). It does not
// follow the address of the installation: moving house must not double every
// meeting in every calendar.
const uidDomain = "@rapporteur"

// refresh is how often a calendar is asked to come back (RFC 7986 §5.7).
const refresh = "PT4H"

const (
	localForm = "20060102T150405"
	utcForm   = "20060102T150405Z"
)

// Write gives an agenda as a calendar named name. The same agenda gives the
// same bytes.
func Write(a Agenda, name string) ([]byte, error) {
	cal := ical.NewCalendar()
	set(cal.Component, ical.PropVersion, "2.0")
	set(cal.Component, ical.PropProductID, productID)
	set(cal.Component, ical.PropCalendarScale, "GREGORIAN")
	if name != "" {
		setText(cal.Component, ical.PropName, name)
		setText(cal.Component, "X-WR-CALNAME", name)
		cal.Props.Set(&ical.Prop{Name: ical.PropRefreshInterval, Params: ical.Params{"VALUE": {"DURATION"}}, Value: refresh})
		set(cal.Component, "X-PUBLISHED-TTL", refresh)
	}
	w := writer{spans: map[string]span{}}
	for _, r := range a.Runs {
		if err := w.run(r, a.Sittings); err != nil {
			return nil, err
		}
	}
	for _, s := range a.Sittings {
		if !s.alone() && slices.ContainsFunc(a.Runs, func(r Run) bool { return r.UID == s.UID }) {
			continue // its run has written it
		}
		if err := w.sitting(s); err != nil {
			return nil, err
		}
	}
	zones, err := w.zones()
	if err != nil {
		return nil, err
	}
	cal.Children = append(zones, w.events...)
	if len(cal.Children) == 0 {
		return empty(cal)
	}
	var plain bytes.Buffer
	if err := ical.NewEncoder(&plain).Encode(cal); err != nil {
		return nil, fmt.Errorf("write calendar: %w", err)
	}
	return fold(plain.Bytes()), nil
}

// empty writes a calendar without a meeting. A VCALENDAR must hold something
// (RFC 5545 §3.6), so it says which zone nothing happens in.
func empty(cal *ical.Calendar) ([]byte, error) {
	zone, err := timezone("UTC", span{from: time.Unix(0, 0), until: time.Unix(0, 0)})
	if err != nil {
		return nil, err
	}
	cal.Children = []*ical.Component{zone}
	var plain bytes.Buffer
	if err := ical.NewEncoder(&plain).Encode(cal); err != nil {
		return nil, fmt.Errorf("write empty calendar: %w", err)
	}
	return fold(plain.Bytes()), nil
}

// writer collects the events of a calendar and the zones they need.
type writer struct {
	events []*ical.Component
	spans  map[string]span
}

// span is the time for which a zone must be described.
type span struct{ from, until time.Time }

func (w *writer) zones() ([]*ical.Component, error) {
	names := make([]string, 0, len(w.spans))
	for name := range w.spans {
		names = append(names, name)
	}
	slices.Sort(names)
	var zones []*ical.Component
	for _, name := range names {
		zone, err := timezone(name, w.spans[name])
		if err != nil {
			return nil, err
		}
		zones = append(zones, zone)
	}
	return zones, nil
}

// run writes a recurring event and an override for each sitting that differs.
// The dates between the first and the last sitting that have none are left out
// by EXDATE.
func (w *writer) run(r Run, all []Sitting) error {
	var sittings []Sitting
	for _, s := range all {
		if !s.alone() && s.UID == r.UID {
			sittings = append(sittings, s)
		}
	}
	if len(sittings) == 0 {
		return nil
	}
	slices.SortFunc(sittings, func(a, b Sitting) int { return a.Planned.Compare(b.Planned) })
	first, last := sittings[0], sittings[len(sittings)-1]

	e := ical.NewComponent(ical.CompEvent)
	changed := r.Changed
	for _, s := range sittings {
		if s.Changed.After(changed) {
			changed = s.Changed
		}
	}
	w.common(e, r.UID, r.Sequence, changed)
	w.at(e, ical.PropDateTimeStart, first.Planned, r.Zone)
	w.at(e, ical.PropDateTimeEnd, first.Planned.Add(time.Duration(r.Minutes)*time.Minute), r.Zone)
	w.cover(r.Zone, last.Planned)
	set(e, ical.PropRecurrenceRule, r.Rule+";UNTIL="+last.Planned.UTC().Format(utcForm))
	for _, date := range r.Dates {
		held := slices.ContainsFunc(sittings, func(s Sitting) bool { return s.Planned.Equal(date) })
		if !held && date.After(first.Planned) && date.Before(last.Planned) {
			w.add(e, ical.PropExceptionDates, date, r.Zone)
		}
	}
	w.words(e, r.Title, nil, r.JoinLink, r.Place, r.Page)
	set(e, ical.PropStatus, "CONFIRMED")
	w.events = append(w.events, e)
	for _, s := range sittings {
		if s.differs(r) {
			if err := w.sitting(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// sitting writes one meeting: an override of its run, or an event by itself.
func (w *writer) sitting(s Sitting) error {
	e := ical.NewComponent(ical.CompEvent)
	w.common(e, s.UID, s.Sequence, s.Changed)
	if !s.alone() {
		w.at(e, ical.PropRecurrenceID, s.Planned, s.PlannedZone)
	}
	w.at(e, ical.PropDateTimeStart, s.Start, s.Zone)
	w.at(e, ical.PropDateTimeEnd, s.End, s.Zone)
	lines := s.Lines
	if s.Off && s.Reason != "" {
		lines = append([]string{s.Reason}, lines...)
	}
	w.words(e, s.Title, lines, s.JoinLink, s.Place, s.Page)
	set(e, ical.PropStatus, "CONFIRMED")
	if s.Off {
		set(e, ical.PropStatus, "CANCELLED")
	}
	w.events = append(w.events, e)
	return nil
}

// common writes what every event has. Without a METHOD, DTSTAMP is when the
// event was last revised (RFC 5545 §3.8.7.2), which also keeps the bytes the
// same until something changes.
func (w *writer) common(e *ical.Component, uid string, sequence int, changed time.Time) {
	set(e, ical.PropUID, uid+uidDomain)
	set(e, ical.PropSequence, fmt.Sprint(sequence))
	set(e, ical.PropDateTimeStamp, changed.UTC().Format(utcForm))
	set(e, ical.PropLastModified, changed.UTC().Format(utcForm))
}

func (w *writer) words(e *ical.Component, title string, lines []string, link, place, page string) {
	setText(e, ical.PropSummary, title)
	if page != "" {
		lines = append(slices.Clone(lines), page)
		set(e, ical.PropURL, oneLine(page))
	}
	if len(lines) > 0 {
		setText(e, ical.PropDescription, strings.Join(lines, "\n"))
	}
	if where := cmp.Or(place, link); where != "" {
		setText(e, ical.PropLocation, where)
	}
	if link != "" {
		e.Props.Set(&ical.Prop{Name: "CONFERENCE", Params: ical.Params{"VALUE": {"URI"}}, Value: oneLine(link)}) // RFC 7986 §5.11
	}
}

// at writes a time by the clock of its zone, and remembers the zone.
func (w *writer) at(e *ical.Component, name string, t time.Time, zone string) {
	e.Props.Del(name)
	w.add(e, name, t, zone)
}

func (w *writer) add(e *ical.Component, name string, t time.Time, zone string) {
	loc, err := time.LoadLocation(zone)
	if err != nil || zone == "" || zone == "UTC" {
		e.Props.Add(&ical.Prop{Name: name, Params: ical.Params{}, Value: t.UTC().Format(utcForm)})
		return
	}
	e.Props.Add(&ical.Prop{Name: name, Params: ical.Params{ical.PropTimezoneID: {zone}}, Value: t.In(loc).Format(localForm)})
	w.cover(zone, t)
}

// cover makes sure the zone is described at that time.
func (w *writer) cover(zone string, t time.Time) {
	s, ok := w.spans[zone]
	if !ok {
		s = span{t, t}
	}
	if t.Before(s.from) {
		s.from = t
	}
	if t.After(s.until) {
		s.until = t
	}
	w.spans[zone] = s
}

func set(c *ical.Component, name, value string) {
	c.Props.Set(&ical.Prop{Name: name, Params: ical.Params{}, Value: value})
}

// setText writes words of people: escaped, without what no calendar can hold.
func setText(c *ical.Component, name, text string) {
	p := ical.NewProp(name)
	p.SetText(printable(text))
	p.Params = ical.Params{}
	c.Props.Set(p)
}

// printable leaves out control characters, which RFC 5545 §3.1 does not allow.
func printable(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if (r < ' ' && r != '\n' && r != '\t') || r == 0x7f {
			return -1
		}
		return r
	}, text)
}

func oneLine(text string) string {
	return strings.NewReplacer("\r", "", "\n", "").Replace(printable(text))
}
