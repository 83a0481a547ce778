package meeting

import (
	"slices"
	"time"
	"unicode/utf8"

	"rapporteur/server/fault"
)

// EntryState is where a decision or an action stands. It lives in the register
// only; the text of the minutes has the words.
type EntryState string

// The states of a decision.
const (
	Proposed                EntryState = "proposed"
	Adopted                 EntryState = "adopted"
	AdoptedWithReservations EntryState = "adopted_with_reservations"
	NotAdopted              EntryState = "not_adopted"
	Withdrawn               EntryState = "withdrawn"
	Superseded              EntryState = "superseded"
)

// The states of an action. Overdue is none of them: it follows from the date.
const (
	Open     EntryState = "open"
	Accepted EntryState = "accepted"
	Doing    EntryState = "in_progress"
	Done     EntryState = "done"
	Blocked  EntryState = "blocked"
	Dropped  EntryState = "cancelled"
)

// Entry is a decision or an action in the register of a group.
type Entry struct {
	ID      string `json:"id"`
	Kind    Kind   `json:"kind"`
	Group   string `json:"group"`
	Meeting string `json:"meeting,omitempty"` // empty for an action given outside any
	Block   string `json:"block,omitempty"`   // in the minutes of the meeting
	Words
	State EntryState `json:"state"`
	// Note says why it is blocked or cancelled, what was reserved, what it gave.
	Note string `json:"note,omitempty"`
	// By is the entry that superseded a decision.
	SupersededBy string `json:"superseded_by,omitempty"`
	// Number counts the decisions, and the actions, of a group, from the
	// approval of the minutes on; 0 before.
	Number int `json:"number,omitempty"`
	// Gone means its block is not in the text at the moment. It is in no list,
	// and comes back with the block, as undoing does.
	Gone    bool      `json:"gone,omitempty"`
	Sample  bool      `json:"sample,omitempty"`
	Made    time.Time `json:"made"`
	Since   time.Time `json:"since"` // in this state
	Changed time.Time `json:"changed"`
}

// steps are the changes of state there are. What was done can be undone, so
// each has its way back.
var steps = map[EntryState][]EntryState{
	Proposed:                {Adopted, AdoptedWithReservations, NotAdopted, Withdrawn},
	Adopted:                 {AdoptedWithReservations, Proposed, Superseded},
	AdoptedWithReservations: {Adopted, Proposed, Superseded},
	NotAdopted:              {Proposed},
	Withdrawn:               {Proposed},
	Superseded:              {Adopted, AdoptedWithReservations},

	Open:     {Accepted, Doing, Done, Blocked, Dropped},
	Accepted: {Doing, Done, Blocked, Dropped, Open},
	Doing:    {Done, Blocked, Dropped, Accepted, Open},
	Blocked:  {Doing, Accepted, Done, Dropped, Open},
	Done:     {Doing, Accepted, Open, Blocked},
	Dropped:  {Open, Accepted, Doing, Blocked},
}

// open are the steps that are left. Once the minutes are approved (the entry then
// has its number) what was decided is decided.
func (e Entry) open() []EntryState {
	if e.Kind == DecisionKind && e.Number > 0 && e.State != Proposed && e.State != Superseded {
		return slices.DeleteFunc(slices.Clone(steps[e.State]), func(to EntryState) bool { return to != Superseded })
	}
	return steps[e.State]
}

// unfinished are the states in which an action waits for somebody.
var unfinished = []EntryState{Open, Accepted, Doing, Blocked}

// Unfinished are the states in which an action waits for somebody.
func Unfinished() []EntryState { return slices.Clone(unfinished) }

// Overdue reports whether the action should have been done before today.
func (e Entry) Overdue(today Day) bool {
	return e.Kind == ActionKind && e.Due != "" && e.Due < today && slices.Contains(unfinished, e.State)
}

// stepped gives the entry in another state. approved says that the minutes it
// stands in are: then what was decided is decided, and only a later decision
// can supersede it.
func (e Entry) stepped(to EntryState, note string, approved bool, at time.Time) (Entry, error) {
	switch {
	case !slices.Contains(steps[e.State], to):
		return e, ErrStep.Saying("This is %s; it cannot become %s.", fault.Spoken(State(e.State)), fault.Spoken(State(to)))
	case e.Kind == DecisionKind && approved && to != Superseded && e.State != Proposed && e.State != Superseded:
		return e, ErrStep.Saying("The minutes are approved, so the decision stands. A later decision can supersede it.")
	case note == "" && (to == Blocked || to == Dropped || to == AdoptedWithReservations):
		return e, ErrStep.Saying("Say why, so that the others can read it.").At("/note", "This is needed.")
	case utf8.RuneCountInString(note) > longestNote:
		return e, ErrStep.Saying("Say it in at most %d characters.", longestNote).At("/note", "At most %d characters.", longestNote)
	}
	e.State, e.Note, e.Since = to, note, at
	if to != Superseded {
		e.SupersededBy = ""
	}
	return e, nil
}

func (k Kind) first() EntryState {
	if k == DecisionKind {
		return Proposed
	}
	return Open
}
