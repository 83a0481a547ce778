// Package oversight tells, on one page, how all groups stand: every deliverable,
// the next meeting of each group, every pilot with what it last said, and what
// needs somebody's attention.
//
// It keeps nothing: each answer is computed from what the features know at that
// moment, and every figure says from which objects. It refuses to judge: it
// says what is late, silent or vacant, and for whom it waits.
package oversight

import (
	"context"
	"time"

	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// Deliverable is what the page tells of one.
type Deliverable struct {
	ID, Title, Group string
	Stage            group.Stage
	Baseline, Due    string // days; "" where none was promised
	LateBy           int    // days
	SlippedBy        int    // days that Due is later than the baseline
	Slipped          time.Time
	SlipReason       string // of the last slip
	Editors          int    // how many are named
	Open             bool   // work is still owed
	Sample           bool
}

// Meeting is what the page tells of one.
type Meeting struct {
	ID, Title, Group string
	Start            time.Time
	Zone             string
	Provisional      bool
	Sample           bool
}

// Action is one that should have been done by now.
type Action struct {
	ID, Group, Due string
	Sample         bool
}

// Month is where a pilot stood in a month.
type Month struct {
	Period, State, Colour, Reason string
	Sent                          time.Time
	NoChange                      bool
}

// The states of a month that the page has something to say about.
const (
	notReported = "not_reported"
	submitted   = "submitted"
	red         = "red"
)

// Pilot is what the page tells of one.
type Pilot struct {
	ID, City, Group, Stage string
	Months                 []Month // the newest, oldest first; silent ones too
	Last                   *Month  // the newest with a report; nil for none yet
	Heard                  time.Time
	Officials              int // seats that somebody holds
	UnderWay               bool
	Sample                 bool
}

// silent counts the newest months that passed without a report.
func (p Pilot) silent() int {
	n := 0
	for i := len(p.Months) - 1; i >= 0 && p.Months[i].Sent.IsZero(); i-- {
		if p.Months[i].State == notReported {
			n++
		}
	}
	return n
}

// Scope is the groups somebody oversees.
type Scope struct {
	All    bool
	Groups []string
}

// Deliverables tells of the work of groups.
type Deliverables interface {
	// Portfolio gives every deliverable of the scope that by may see.
	Portfolio(ctx context.Context, by identity.Actor, in Scope) ([]Deliverable, error)
}

// Meetings tells of dates, and of what was promised in them.
type Meetings interface {
	// Next gives the nearest meeting of each group that has one to come.
	Next(ctx context.Context, by identity.Actor, in Scope) (map[string]Meeting, error)
	// LateActions gives the actions of the scope that should have been done.
	LateActions(ctx context.Context, by identity.Actor, in Scope) ([]Action, error)
}

// Pilots tells of the cities.
type Pilots interface {
	// Cities gives every pilot of the scope that by may see.
	Cities(ctx context.Context, by identity.Actor, in Scope) ([]Pilot, error)
}

// Groups knows the groups, who sits in them, and who oversees what.
type Groups interface {
	Groups(ctx context.Context, by identity.Actor, act group.Act) (ids []string, all bool, err error)
	List(ctx context.Context, limit int, after string) ([]group.Known, string, error)
	Seats(ctx context.Context, groupID string) ([]group.Placed, error)
}

// Bounds say from when on something needs attention.
type Bounds struct {
	SilentAfter  time.Duration // a city that said nothing for so long
	RecentSlip   time.Duration // a due date that moved within it
	AnswerWithin time.Duration // a report that waits for the leaders longer
}

// Service makes the page.
type Service struct {
	groups       Groups
	deliverables Deliverables
	meetings     Meetings
	pilots       Pilots
	bounds       Bounds
	now          func() time.Time
}

// NewService makes the page from what the features know.
func NewService(g Groups, d Deliverables, m Meetings, p Pilots, bounds Bounds, now func() time.Time) *Service {
	return &Service{groups: g, deliverables: d, meetings: m, pilots: p, bounds: bounds, now: now}
}
