// Package group knows the groups, who sits in them, and therefore who may do
// what (policy.go). A role holds in its group and in the groups below it.
//
// It refuses to know who somebody is (identity) and what their work is (the
// features): it is asked before a feature touches its store.
package group

import (
	"slices"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/fault"
)

// Kind is what a group is within the programme.
type Kind string

// The kinds; each stands below the one before.
const (
	Initiative    Kind = "initiative"
	ThematicGroup Kind = "thematic_group"
	WorkingGroup  Kind = "working_group"
)

// State is where a group is in its life.
type State string

// The states of a group.
const (
	GroupProposed State = "proposed"
	ToBeKickedOff State = "to_be_kicked_off"
	Active        State = "active"
	Completed     State = "completed"
	Dormant       State = "dormant"
)

// steps are the changes of state there are; a step not here is refused.
var steps = map[State][]State{
	GroupProposed: {ToBeKickedOff, Active, Dormant},
	ToBeKickedOff: {Active, GroupProposed, Dormant},
	Active:        {Completed, Dormant},
	Completed:     {Active},
	Dormant:       {Active, Completed},
}

// Group is one group as it is kept.
type Group struct {
	Kind          Kind     `json:"kind"`
	Parent        string   `json:"parent,omitempty"` // "" for an initiative
	Number        int      `json:"number,omitempty"` // of a working group: 2
	Name          string   `json:"name"`
	ShortName     string   `json:"short_name,omitempty"`
	State         State    `json:"state"`
	StateReason   string   `json:"state_reason,omitempty"` // why it took its last step
	Objectives    []string `json:"objectives,omitempty"`
	Scope         []string `json:"scope,omitempty"`
	Help          []string `json:"help,omitempty"` // whom what it made is for
	CoordinatedBy []string `json:"coordinated_by,omitempty"`
	Website       string   `json:"website,omitempty"`
	Contact       string   `json:"contact,omitempty"`
	Predecessor   string   `json:"predecessor,omitempty"`
	Sample        bool     `json:"sample,omitempty"`
}

// Role gives a permission; the title on a seat is only a label.
type Role string

// The roles of docs/policy. Admin and Secretariat are offices over the whole
// installation; Editor and Scribe are of one thing and never a seat.
const (
	Admin        Role = "admin"
	Secretariat  Role = "secretariat"
	CoLeader     Role = "co_leader"
	Editor       Role = "editor"
	Scribe       Role = "scribe"
	Member       Role = "member"
	CityOfficial Role = "city_official"
	Observer     Role = "observer"
	Guest        Role = "guest"
)

// seated are the roles a seat can have.
var seated = []Role{CoLeader, Member, CityOfficial, Observer}

// Seat is a place in a group, held by somebody or vacant.
type Seat struct {
	Group   string     `json:"group"`
	Role    Role       `json:"role"`
	Title   string     `json:"title"`            // "Co-leader", "City Official"
	Holder  string     `json:"holder,omitempty"` // person id; "" is vacant
	Former  []string   `json:"former,omitempty"` // who held it before it was made vacant
	Invited string     `json:"invited,omitempty"`
	Note    string     `json:"note,omitempty"`  // "TBC"
	Call    string     `json:"call,omitempty"`  // for nominations, where vacant
	Pilot   string     `json:"pilot,omitempty"` // of a city official: which pilot
	From    time.Time  `json:"from,omitzero"`
	To      *time.Time `json:"to,omitempty"` // rights end with it; authorship stays
	Order   int        `json:"order,omitempty"`
	Sample  bool       `json:"sample,omitempty"`
}

// Vacant reports whether nobody holds the seat at that moment.
func (s Seat) Vacant(at time.Time) bool { return s.Holder == "" || s.Ended(at) }

// Ended reports whether the seat's time is over.
func (s Seat) Ended(at time.Time) bool { return s.To != nil && !at.Before(*s.To) }

// holdsAt reports whether the seat gives its holder a role at that moment.
func (s Seat) holdsAt(at time.Time) bool { return s.Holder != "" && !at.Before(s.From) && !s.Ended(at) }

// Known is a group with its id.
type Known struct {
	ID      string
	Version int64
	Group
}

// Placed is a seat with its id.
type Placed struct {
	ID string
	Seat
}

// Refusals around groups and seats.
var (
	ErrNotFound   = fault.New(fault.NotFound, "group.not_found", "There is no such group, or you may not see it.")
	ErrNoSeat     = fault.New(fault.NotFound, "seat.not_found", "There is no such seat.")
	ErrForbidden  = fault.New(fault.Forbidden, "forbidden", "Your role does not allow this.")
	ErrSignIn     = fault.New(fault.Unauthenticated, "signed_out", "Sign in to do this.")
	ErrReadToken  = fault.New(fault.Forbidden, "token.read_only", "This token may only read. Make one that may write.")
	ErrStep       = fault.New(fault.Conflict, "group.step", "A group cannot go from its state to this one.")
	ErrReason     = fault.New(fault.Invalid, "group.reason", "Say why, so that the members can read it.")
	ErrInvalid    = fault.New(fault.Invalid, "group.invalid", "Some of this cannot be used. Correct it and save again.")
	ErrTaken      = fault.New(fault.Conflict, "seat.taken", "Somebody holds this seat. End it first, or make another.")
	ErrLastLeader = fault.New(fault.Conflict, "seat.last_leader", "This is the last co-leader. Fill another seat first, so that somebody can run the group.")
)

// groupShape and seatShape say how groups and seats are found.
var (
	groupShape = docstore.Shape{Name: "groups", Fields: []docstore.Field{
		{Name: "parent", Kind: docstore.Text},
		{Name: "name", Kind: docstore.Text},
		{Name: "kind", Kind: docstore.Text},
	}}
	seatShape = docstore.Shape{Name: "seats", Fields: []docstore.Field{
		{Name: "group", Kind: docstore.Text},
		{Name: "holder", Kind: docstore.Text},
		{Name: "former", Kind: docstore.Text},
		{Name: "pilot", Kind: docstore.Text},
	}}
)

func groupIndex(g Group) map[string][]any {
	return map[string][]any{"parent": {g.Parent}, "name": {g.Name}, "kind": {string(g.Kind)}}
}

func seatIndex(s Seat) map[string][]any {
	index := map[string][]any{"group": {s.Group}}
	if s.Holder != "" {
		index["holder"] = []any{s.Holder}
	}
	for _, person := range s.Former {
		index["former"] = append(index["former"], person)
	}
	if s.Pilot != "" {
		index["pilot"] = []any{s.Pilot}
	}
	return index
}

func (r Role) seat() bool { return slices.Contains(seated, r) }
