// Package meeting is a group's meetings: the series that plans a year of them,
// each meeting with its agenda, who comes, its minutes, and the register of
// what was decided and who does what by when.
//
// It refuses to know how minutes are typed (coedit does, behind Texts) and how
// a calendar is written (calendar). Who may do what is group's policy. A time
// that is still to come is kept as the clock on the wall of a zone, because
// that is what people agreed on; what has happened is kept in UTC.
package meeting

import (
	"slices"
	"time"
)

// State is where a meeting stands between being pencilled in and being on record.
type State string

// The states of a meeting.
const (
	Provisional State = "provisional" // a date in nobody's calendar yet
	Scheduled   State = "scheduled"
	InProgress  State = "in_progress"
	Ended       State = "ended"
	Closed      State = "closed" // its minutes are approved
	Cancelled   State = "cancelled"
	Postponed   State = "postponed" // will take place, nobody knows when
)

// Mode is how people come together.
type Mode string

// The modes of a meeting.
const (
	Remote   Mode = "remote"
	InPerson Mode = "in_person"
	Hybrid   Mode = "hybrid"
)

// Meeting is one sitting of a group, with everything that belongs to it.
type Meeting struct {
	ID     string `json:"id"`
	Group  string `json:"group"`
	Series string `json:"series,omitempty"` // empty for a single meeting
	Title  string `json:"title"`

	// UID and Original are what calendars know the meeting by: a meeting of a
	// series has the UID of its part of the series and the start it was planned
	// for (RECURRENCE-ID), whatever happens to it. Both never change by moving.
	UID      string `json:"uid"`
	Original Wall   `json:"original"`
	// OriginalZone is the zone Original is read in.
	OriginalZone string `json:"original_zone"`
	// Sequence starts at 0 and rises with each change of time or place and with
	// a cancellation, or calendars keep the old time (RFC 5545 §3.8.7.4).
	Sequence int `json:"sequence"`

	Start   Wall   `json:"start"`
	Zone    string `json:"zone"` // IANA
	Minutes int    `json:"minutes"`
	// PlannedMinutes is what the series planned; 0 for a single meeting.
	PlannedMinutes int `json:"planned_minutes,omitempty"`
	// Retired meetings were dropped by a change of their series. One that takes
	// place all the same is a single meeting from then on.
	Retired bool `json:"retired,omitempty"`

	Mode     Mode   `json:"mode"`
	JoinLink string `json:"join_link,omitempty"`
	Place    string `json:"place,omitempty"`

	State  State  `json:"state"`
	Reason string `json:"reason,omitempty"` // of a cancellation or postponement
	Before State  `json:"before,omitempty"` // what a cancellation or postponement goes back to
	Moves  []Move `json:"moves,omitempty"`  // oldest first
	Sample bool   `json:"sample,omitempty"` // invented for a demo

	Began    time.Time `json:"began,omitzero"`
	Finished time.Time `json:"finished,omitzero"`

	Agenda     Agenda       `json:"agenda"`
	Attendance []Attendance `json:"attendance,omitempty"`
	Scribe     string       `json:"scribe,omitempty"` // person id
	Record     Record       `json:"record"`

	Changed time.Time `json:"changed"` // when anything of it was last written
}

// Move is one change of the date or the time of a meeting.
type Move struct {
	From   Wall      `json:"from"`
	To     Wall      `json:"to"`
	Zone   string    `json:"zone"` // of both
	Reason string    `json:"reason"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// StartsAt is when the meeting starts, as an instant.
func (m Meeting) StartsAt() time.Time { return m.Start.instant(m.Zone) }

// EndsAt is when it is to end. Half an hour stays half an hour over a change
// of clocks.
func (m Meeting) EndsAt() time.Time {
	return m.StartsAt().Add(time.Duration(m.Minutes) * time.Minute)
}

// PlannedAt is when it was planned to start, as an instant.
func (m Meeting) PlannedAt() time.Time { return m.Original.instant(m.OriginalZone) }

// Moved reports whether it takes place at another time than it was planned
// for. A single meeting is compared with the start it was made with.
func (m Meeting) Moved() bool {
	return m.Original != "" && !m.StartsAt().Equal(m.PlannedAt())
}

// Movers are the persons who moved the meeting.
func (m Meeting) Movers() []string {
	var persons []string
	for _, v := range m.Moves {
		persons = append(persons, v.By)
	}
	return persons
}

// CanTakePlace reports whether the meeting is still to come or under way.
func (m Meeting) CanTakePlace() bool {
	return slices.Contains([]State{Provisional, Scheduled, InProgress, Postponed}, m.State)
}

// Exceptional reports whether somebody has done something to this one meeting
// that a change of its series must not sweep away without saying so.
func (m Meeting) Exceptional() bool {
	return m.Moved() || m.State == Cancelled || m.State == Postponed ||
		(m.PlannedMinutes > 0 && m.Minutes != m.PlannedMinutes) || len(m.Agenda.Items) > 0 || len(m.Attendance) > 0 || m.Scribe != ""
}

// happened reports whether the meeting is beyond planning.
func (m Meeting) happened() bool {
	return m.State == InProgress || m.State == Ended || m.State == Closed
}
