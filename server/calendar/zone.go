package calendar

import (
	"fmt"
	"time"

	"github.com/emersion/go-ical"
)

// beyond is how much longer than its last event a zone is described, so that a
// reader that looks at next year is not surprised.
const beyond = 2 * 366 * 24 * time.Hour

// mostChanges bounds the description of one zone. The busiest zones change
// four times a year (Ramadan).
const mostChanges = 200

// timezone describes a zone by its changes one by one. A rule would be shorter
// and wrong for zones that change by decree.
func timezone(name string, s span) (*ical.Component, error) {
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("describe zone %s: %w", name, err)
	}
	zone := ical.NewComponent(ical.CompTimezone)
	set(zone, ical.PropTimezoneID, name)
	at := s.from.In(loc)
	start, _ := at.ZoneBounds()
	if start.IsZero() {
		// As long as anybody can remember.
		_, offset := at.Zone()
		zone.Children = append(zone.Children, observance(at, time.Unix(0, 0).UTC(), offset, offset))
	} else {
		zone.Children = append(zone.Children, change(start, loc))
	}
	for range mostChanges {
		_, next := at.ZoneBounds()
		if next.IsZero() || next.After(s.until.Add(beyond)) {
			break
		}
		at = next.In(loc)
		if before := next.Add(-time.Second).In(loc); sameClock(before, at) {
			continue // a change of rule, not of clocks
		}
		zone.Children = append(zone.Children, change(next, loc))
	}
	return zone, nil
}

func sameClock(a, b time.Time) bool {
	nameA, offsetA := a.Zone()
	nameB, offsetB := b.Zone()
	return nameA == nameB && offsetA == offsetB && a.IsDST() == b.IsDST()
}

// change describes one change of clocks. Its DTSTART is what the clocks showed
// when they changed, before they did (RFC 5545 §3.6.5).
func change(at time.Time, loc *time.Location) *ical.Component {
	_, from := at.Add(-time.Second).In(loc).Zone()
	_, to := at.In(loc).Zone()
	return observance(at.In(loc), at.UTC().Add(time.Duration(from)*time.Second), from, to)
}

func observance(in time.Time, onset time.Time, from, to int) *ical.Component {
	kind := ical.CompTimezoneStandard
	if in.IsDST() {
		kind = ical.CompTimezoneDaylight
	}
	c := ical.NewComponent(kind)
	name, _ := in.Zone()
	set(c, ical.PropDateTimeStart, onset.Format(localForm))
	set(c, ical.PropTimezoneOffsetFrom, utcOffset(from))
	set(c, ical.PropTimezoneOffsetTo, utcOffset(to))
	set(c, ical.PropTimezoneName, name)
	return c
}

// utcOffset writes seconds ahead of UTC (RFC 5545 §3.3.14).
func utcOffset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	text := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if rest := seconds % 60; rest != 0 {
		text += fmt.Sprintf("%02d", rest)
	}
	return text
}
