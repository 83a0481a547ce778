// Package deliverable knows what a group makes: titles, editors, stages, and
// dates with every slip. The words of a deliverable are a live document, kept
// by coedit under Document(id).
//
// It refuses to delete: what is not wanted any more is withdrawn, with a reason.
package deliverable

import (
	"slices"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/fault"
	"rapporteur/server/group"
)

// Kind is what sort of work it is.
type Kind string

// The kinds there are.
const (
	Guideline           Kind = "guideline"
	Methodology         Kind = "methodology"
	Framework           Kind = "framework"
	CaseStudyCollection Kind = "case_study_collection"
	Report              Kind = "report"
)

var kinds = []Kind{Guideline, Methodology, Framework, CaseStudyCollection, Report}

// Deliverable is one piece of work as it is kept.
type Deliverable struct {
	Group       string      `json:"group"`
	Title       string      `json:"title"`
	Kind        Kind        `json:"kind"`
	Label       string      `json:"label,omitempty"` // "A U4SSC deliverable"
	Stage       group.Stage `json:"stage"`
	StageReason string      `json:"stage_reason,omitempty"` // of the last step back or aside
	HeldFrom    group.Stage `json:"held_from,omitempty"`    // where it goes on after on_hold
	Editors     []string    `json:"editors,omitempty"`      // person ids
	MembersEdit bool        `json:"members_edit,omitempty"` // in outline and drafting
	Baseline    string      `json:"baseline,omitempty"`     // a day; set once, never changed
	Due         string      `json:"due,omitempty"`          // a day
	Slips       []Slip      `json:"slips,omitempty"`
	SDGs        []int       `json:"sdgs,omitempty"` // Sustainable Development Goals, 1 to 17
	Language    string      `json:"language,omitempty"`
	Sample      bool        `json:"sample,omitempty"`
	Changed     time.Time   `json:"changed"`
}

// Slip is one change of the due date.
type Slip struct {
	From   string    `json:"from"`
	To     string    `json:"to"`
	Reason string    `json:"reason"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// Known is a deliverable with its id.
type Known struct {
	ID      string
	Version int64
	Deliverable
}

// Document is the name of the live document that holds its words.
func Document(id string) string { return "deliverable/" + id }

// LateBy gives how many days it is late as of that day; 0 where it is not, has
// no date, or is done.
func (d Deliverable) LateBy(today time.Time) int {
	due, err := time.Parse(time.DateOnly, d.Due)
	if err != nil || !d.Owed() {
		return 0
	}
	return max(0, int(today.UTC().Truncate(24*time.Hour).Sub(due).Hours()/24))
}

// SlippedBy gives how many days the due date is later than the first promise;
// 0 where it is not, or where nothing was promised.
func (d Deliverable) SlippedBy() int {
	baseline, err := time.Parse(time.DateOnly, d.Baseline)
	if err != nil {
		return 0
	}
	due, err := time.Parse(time.DateOnly, d.Due)
	if err != nil {
		return 0
	}
	return max(0, int(due.Sub(baseline).Hours()/24))
}

// Owed reports whether work is still owed.
func (d Deliverable) Owed() bool {
	return !slices.Contains([]group.Stage{group.Published, group.InReview, group.Withdrawn, group.Superseded}, d.Stage)
}

// Refusals around deliverables.
var (
	ErrNotFound = fault.New(fault.NotFound, "deliverable.not_found", "There is no such deliverable, or you may not see it.")
	ErrInvalid  = fault.New(fault.Invalid, "deliverable.invalid", "Some of this cannot be used. Correct it and save again.")
	ErrStep     = fault.New(fault.Conflict, "deliverable.step", "A deliverable cannot go from its stage to this one.")
	ErrReason   = fault.New(fault.Invalid, "deliverable.reason", "Say why, so that the editors can read it.")
	ErrDayForm  = fault.New(fault.Invalid, "deliverable.date", "Write the day as 2023-11-30.")
)

var shape = docstore.Shape{Name: "deliverables", Fields: []docstore.Field{
	{Name: "group", Kind: docstore.Text},
	{Name: "stage", Kind: docstore.Text},
	{Name: "title", Kind: docstore.Text},
	{Name: "due", Kind: docstore.Text},
	{Name: "editors", Kind: docstore.Text, List: true},
}}

func index(d Deliverable) map[string][]any {
	values := map[string][]any{"group": {d.Group}, "stage": {string(d.Stage)}, "title": {d.Title}}
	if d.Due != "" {
		values["due"] = []any{d.Due}
	}
	for _, e := range d.Editors {
		values["editors"] = append(values["editors"], e)
	}
	return values
}
