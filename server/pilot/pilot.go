// Package pilot knows the candidate cities that try the deliverables out: who
// they are, how far they are, and what they report month by month.
//
// It refuses to rank: there is no score and no league table. Silence is shown
// as silence, and a month nobody reported is never stored as one.
package pilot

import (
	"slices"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/fault"
)

// Stage is how far a pilot is.
type Stage string

// The stages: the way, and what is beside it.
const (
	Candidate    Stage = "candidate"
	Invited      Stage = "invited"
	Onboarding   Stage = "onboarding"
	Baseline     Stage = "baseline"
	Planning     Stage = "planning"
	Implementing Stage = "implementing"
	Evaluating   Stage = "evaluating"
	Completed    Stage = "completed"
	Paused       Stage = "paused"
	Withdrawn    Stage = "withdrawn"
)

var way = []Stage{Candidate, Invited, Onboarding, Baseline, Planning, Implementing, Evaluating, Completed}

// reporting are the stages in which a report is asked for each month.
var reporting = []Stage{Onboarding, Baseline, Planning, Implementing, Evaluating}

// City is where a pilot is.
type City struct {
	Name       string   `json:"name"`
	Country    string   `json:"country,omitempty"`    // ISO 3166-1 alpha-2; "" where fictional
	LOCODE     string   `json:"locode,omitempty"`     // UN/LOCODE
	Region     string   `json:"region,omitempty"`     // ITU region
	Population string   `json:"population,omitempty"` // a band, such as "100,000 to 500,000"
	Languages  []string `json:"languages,omitempty"`  // BCP 47
}

// Pilot is one city trying the work of one group.
type Pilot struct {
	Group       string    `json:"group"`
	City        City      `json:"city"`
	Stage       Stage     `json:"stage"`
	StageReason string    `json:"stage_reason,omitempty"`
	PausedFrom  Stage     `json:"paused_from,omitempty"`
	Clauses     []string  `json:"clauses,omitempty"` // of the guideline in test: "2.1"
	Goals       []string  `json:"goals,omitempty"`
	Since       string    `json:"since,omitempty"` // first month a report is asked for: 2023-04
	Reports     []Report  `json:"reports,omitempty"`
	Sample      bool      `json:"sample,omitempty"`
	Changed     time.Time `json:"changed"`
}

// Colour is how a pilot says it is going.
type Colour string

// The colours; anything but green says why.
const (
	Green Colour = "green"
	Amber Colour = "amber"
	Red   Colour = "red"
)

// ReportState is where a report is between the city and the group.
type ReportState string

// The states of a report. Due and NotReported are computed and never stored.
const (
	Due         ReportState = "due"
	Draft       ReportState = "draft"
	Submitted   ReportState = "submitted"
	Questions   ReportState = "questions"
	Accepted    ReportState = "accepted"
	NotReported ReportState = "not_reported"
)

// Report is what a city says of one month.
type Report struct {
	Period     string      `json:"period"` // 2023-06
	State      ReportState `json:"state"`
	Colour     Colour      `json:"colour,omitempty"`
	Reason     string      `json:"reason,omitempty"`
	Progress   string      `json:"progress,omitempty"`
	Difficulty string      `json:"difficulty,omitempty"`
	Clause     string      `json:"clause,omitempty"` // the difficulty is about; "" for none
	Ask        string      `json:"ask,omitempty"`    // what the city needs of the group
	NoChange   bool        `json:"no_change,omitempty"`
	Question   string      `json:"question,omitempty"` // what the group asked back
	By         string      `json:"by"`
	At         time.Time   `json:"at"`
}

// Known is a pilot with its id.
type Known struct {
	ID      string
	Version int64
	Pilot
}

// Refusals around pilots and reports.
var (
	ErrNotFound  = fault.New(fault.NotFound, "pilot.not_found", "There is no such pilot, or you may not see it.")
	ErrInvalid   = fault.New(fault.Invalid, "pilot.invalid", "Some of this cannot be used. Correct it and save again.")
	ErrStep      = fault.New(fault.Conflict, "pilot.step", "A pilot cannot go from its stage to this one.")
	ErrReason    = fault.New(fault.Invalid, "pilot.reason", "Say why, so that the city and the group can read it.")
	ErrPeriod    = fault.New(fault.Invalid, "report.period", "No report is asked for this month.")
	ErrAccepted  = fault.New(fault.Conflict, "report.accepted", "This report has been accepted. Say what changed in the next one.")
	ErrNothing   = fault.New(fault.Conflict, "report.no_earlier", "There is no earlier report whose answers could stay. Fill this one in.")
	ErrNotSent   = fault.New(fault.Conflict, "report.not_sent", "This report has not been sent.")
	ErrNotWaited = fault.New(fault.Conflict, "report.nothing_to_take_back", "There is nothing to take back.")
)

var shape = docstore.Shape{Name: "pilots", Fields: []docstore.Field{
	{Name: "group", Kind: docstore.Text},
	{Name: "stage", Kind: docstore.Text},
	{Name: "city", Kind: docstore.Text},
}}

func index(p Pilot) map[string][]any {
	return map[string][]any{"group": {p.Group}, "stage": {string(p.Stage)}, "city": {p.City.Name}}
}

// report finds the report of a month.
func (p Pilot) report(period string) (Report, bool) {
	at := slices.IndexFunc(p.Reports, func(r Report) bool { return r.Period == period })
	if at < 0 {
		return Report{}, false
	}
	return p.Reports[at], true
}

// with gives the pilot with that report in place of the month's, by month.
func (p Pilot) with(r Report) Pilot {
	p.Reports = slices.DeleteFunc(slices.Clone(p.Reports), func(old Report) bool { return old.Period == r.Period })
	p.Reports = append(p.Reports, r)
	slices.SortFunc(p.Reports, func(a, b Report) int {
		switch {
		case a.Period < b.Period:
			return -1
		case a.Period > b.Period:
			return 1
		default:
			return 0
		}
	})
	return p
}
