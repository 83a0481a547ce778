package meeting

import (
	"slices"
	"time"
)

// Presence is how somebody took part, or that they did not.
type Presence string

// The kinds of attendance.
const (
	Present  Presence = "present"
	Online   Presence = "remote"
	Regrets  Presence = "regrets"
	Delegate Presence = "delegate" // somebody came in their place
	Observer Presence = "observer"
)

// Attendance is one person's line in the list of a meeting.
type Attendance struct {
	Person   string    `json:"person"`
	Presence Presence  `json:"presence"`
	Note     string    `json:"note,omitempty"` // who came in their place, or why not
	By       string    `json:"by"`             // who wrote it down
	At       time.Time `json:"at"`
}

// longestNote is the length of a note to an attendance or a reason, in bytes.
const longestNote = 500

// Of gives how a person took part; "" where nobody wrote it down.
func (m Meeting) attendanceOf(person string) (Attendance, bool) {
	at := slices.IndexFunc(m.Attendance, func(a Attendance) bool { return a.Person == person })
	if at < 0 {
		return Attendance{}, false
	}
	return m.Attendance[at], true
}

// answerable reports whether it still matters who comes.
func (m Meeting) answerable(now time.Time) bool {
	return m.State == InProgress || (m.CanTakePlace() && (m.State == Postponed || m.EndsAt().After(now)))
}

// Attended reports whether the person was there, themselves or by a delegate.
func (m Meeting) Attended(person string) bool {
	a, ok := m.attendanceOf(person)
	return ok && a.Presence != Regrets
}

// attended writes a line of the list, or takes it away where presence is "".
func (m Meeting) attended(a Attendance) Meeting {
	m.Attendance = slices.DeleteFunc(slices.Clone(m.Attendance), func(old Attendance) bool { return old.Person == a.Person })
	if a.Presence != "" {
		m.Attendance = append(m.Attendance, a)
	}
	return m
}
