// Package pilot knows the cities that try the deliverables out: who they are,
// how far they have come, and what they report each month. A month without a
// report is silence, and is shown as silence.
//
// It refuses to compare: there is no score, no rank and no league table. It
// refuses to speak for a city: what a report says, only the city's own
// officials write.
package pilot

import (
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/fault"
)

// City is where a pilot takes place.
type City struct {
	Name       string   `json:"name"`
	Country    string   `json:"country,omitempty"`    // ISO 3166-1 alpha-2; "" for a fictional one
	Locode     string   `json:"locode,omitempty"`     // UN/LOCODE: "CH GVA"
	Region     string   `json:"region,omitempty"`     // free: "Africa"
	Population Band     `json:"population,omitempty"` // "" where unknown
	Languages  []string `json:"languages,omitempty"`  // BCP 47
}

// Band is how many people live in a city, roughly enough to be true for years.
type Band string

// The bands; the number is where the next one begins.
const (
	Under50k  Band = "under_50k"
	Under250k Band = "under_250k"
	Under1m   Band = "under_1m"
	Under5m   Band = "under_5m"
	From5m    Band = "from_5m"
)

var bands = []Band{Under50k, Under250k, Under1m, Under5m, From5m}

// Clause is a part of a guideline that the city has in test.
type Clause struct {
	Deliverable string `json:"deliverable,omitempty"`
	Number      string `json:"number"` // "2.1"
	Title       string `json:"title,omitempty"`
}

// FocalPoint is somebody to turn to in the city. Address and telephone are for
// the leaders of the group and the city itself.
type FocalPoint struct {
	Name     string `json:"name"`
	Position string `json:"position,omitempty"`
	Email    string `json:"email,omitempty"`
	Phone    string `json:"phone,omitempty"`
}

// Pilot is one city's trial as it is kept.
type Pilot struct {
	Group       string       `json:"group"`
	City        City         `json:"city"`
	Stage       Stage        `json:"stage"`
	StageReason string       `json:"stage_reason,omitempty"` // of the last step back or aside
	Since       time.Time    `json:"since"`                  // it is in its stage
	PausedFrom  Stage        `json:"paused_from,omitempty"`  // where it goes on
	Clauses     []Clause     `json:"clauses,omitempty"`
	Goals       []string     `json:"goals,omitempty"`
	FocalPoints []FocalPoint `json:"focal_points,omitempty"`
	Asked       []Stretch    `json:"asked,omitempty"`  // the months a report is asked for
	Recent      []Summary    `json:"recent,omitempty"` // of the newest reports, oldest first
	Heard       time.Time    `json:"heard,omitzero"`   // when the city last said something
	Sample      bool         `json:"sample,omitempty"`
	Changed     time.Time    `json:"changed"`
}

// Known is a pilot with its id.
type Known struct {
	ID      string
	Version int64
	Pilot
}

// Refusals around pilots and their reports.
var (
	ErrNotFound  = fault.New(fault.NotFound, "pilot.not_found", "There is no such pilot, or you may not see it.")
	ErrInvalid   = fault.New(fault.Invalid, "pilot.invalid", "Some of this cannot be used. Correct it and save again.")
	ErrStep      = fault.New(fault.Conflict, "pilot.step", "A pilot cannot go from its stage to this one.")
	ErrReason    = fault.New(fault.Invalid, "pilot.reason", "Say why, so that the city and the group can read it.")
	ErrChanged   = fault.New(fault.Conflict, "pilot.changed", "Somebody changed this pilot meanwhile. Look at what it says now, then save again.")
	ErrOfficials = fault.New(fault.Conflict, "pilot.officials", "This pilot has as many seats for its officials as it can. End one first.")
	ErrApplied   = fault.New(fault.Conflict, "pilot.applied", "Your seat has a pilot already. A co-leader can add another.")
	ErrNoReport  = fault.New(fault.NotFound, "report.not_found", "No report is asked for this month.")
	ErrNothing   = fault.New(fault.Conflict, "report.nothing_before", "There is no earlier report that could be sent again. Write this one.")
	ErrSettled   = fault.New(fault.Conflict, "report.accepted", "This report was accepted, so it stays as it is. Say what is new in the next one.")
	ErrNotSent   = fault.New(fault.Conflict, "report.not_sent", "This report was not sent yet.")
	ErrSent      = fault.New(fault.Conflict, "report.sent", "This report was sent already. Correct it instead.")
	ErrUnready   = fault.New(fault.Invalid, "report.incomplete", "An answer is missing. Complete the report and send it again.")
	ErrNoAsk     = fault.New(fault.NotFound, "report.no_ask", "There is no such ask in this report.")
	ErrNoOpen    = fault.New(fault.Conflict, "report.no_question", "There is no open question about this report.")
	ErrTooMany   = fault.New(fault.TooMany, "report.questions", "More has been asked about this report than it can hold. Accept it, or talk.")
)

// Index fields of the collections.
const (
	byGroup  = "group"
	byStage  = "stage"
	byName   = "name"
	byPilot  = "pilot"
	byPeriod = "period"
)

var shape = docstore.Shape{Name: "pilots", Fields: []docstore.Field{
	{Name: byGroup, Kind: docstore.Text},
	{Name: byStage, Kind: docstore.Text},
	{Name: byName, Kind: docstore.Text},
}}

func index(p Pilot) map[string][]any {
	return map[string][]any{byGroup: {p.Group}, byStage: {string(p.Stage)}, byName: {p.City.Name}}
}

var reportShape = docstore.Shape{Name: "reports", Fields: []docstore.Field{
	{Name: byPilot, Kind: docstore.Text},
	{Name: byPeriod, Kind: docstore.Text},
}}

func reportIndex(r Report) map[string][]any {
	return map[string][]any{byPilot: {r.Pilot}, byPeriod: {string(r.Period)}}
}
