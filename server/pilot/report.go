package pilot

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// ReportState is where a monthly report stands. Due and NotReported are
// computed and never stored.
type ReportState string

// The states of a report.
const (
	Due         ReportState = "due"
	NotReported ReportState = "not_reported"
	Draft       ReportState = "draft" // only the city knows
	Submitted   ReportState = "submitted"
	Questions   ReportState = "questions"
	Accepted    ReportState = "accepted"
)

// Colour is how it goes; anything but green has a reason.
type Colour string

// The colours.
const (
	Green Colour = "green"
	Amber Colour = "amber"
	Red   Colour = "red"
)

var colours = []Colour{Green, Amber, Red}

// Answers is what a city says of a month.
type Answers struct {
	Colour       Colour       `json:"colour,omitempty"`
	Reason       string       `json:"reason,omitempty"` // of amber and red
	Progress     string       `json:"progress,omitempty"`
	Difficulties []Difficulty `json:"difficulties,omitempty"`
	Asks         []Ask        `json:"asks,omitempty"`
	// Private is for the leaders of the group and the secretariat only.
	Private string `json:"private,omitempty"`
}

// Difficulty is what was hard, beside the clause it is about.
type Difficulty struct {
	Clause string `json:"clause,omitempty"` // number of a clause in test; "" for none
	Text   string `json:"text"`
}

// Ask is something the city needs from the group.
type Ask struct {
	Text   string     `json:"text"`
	Answer string     `json:"answer,omitempty"`
	By     string     `json:"by,omitempty"`
	At     *time.Time `json:"at,omitempty"`
}

// Question is what the leaders want to know before they accept a report.
type Question struct {
	Text       string    `json:"text"`
	By         string    `json:"by"`
	At         time.Time `json:"at"`
	Answer     string    `json:"answer,omitempty"`
	AnsweredBy string    `json:"answered_by,omitempty"`
	AnsweredAt time.Time `json:"answered_at,omitzero"`
}

// Report is one month of one pilot as it is kept.
type Report struct {
	Pilot    string      `json:"pilot"`
	Group    string      `json:"group"`
	Period   Month       `json:"period"`
	State    ReportState `json:"state"` // draft, submitted, questions or accepted
	NoChange bool        `json:"no_change,omitempty"`
	Answers
	Questions  []Question `json:"questions,omitempty"`
	Sent       time.Time  `json:"sent,omitzero"`
	SentBy     string     `json:"sent_by,omitempty"`
	Corrected  time.Time  `json:"corrected,omitzero"` // after it was sent
	AcceptedAt time.Time  `json:"accepted_at,omitzero"`
	AcceptedBy string     `json:"accepted_by,omitempty"`
	Sample     bool       `json:"sample,omitempty"`
	Changed    time.Time  `json:"changed"`
}

// reportID is where the report of a month is kept: there is one, whoever
// writes first.
func reportID(pilotID string, m Month) string { return pilotID + ":" + string(m) }

// Summary is what a list tells of a month.
type Summary struct {
	Period   Month       `json:"period"`
	State    ReportState `json:"state"`
	Colour   Colour      `json:"colour,omitempty"`
	Reason   string      `json:"reason,omitempty"`
	NoChange bool        `json:"no_change,omitempty"`
	OpenAsks int         `json:"open_asks,omitempty"`
	Sent     time.Time   `json:"sent,omitzero"`
	Version  int64       `json:"version,omitempty"` // of the report it was made from

	// Deadline and Late are computed, never stored: until when the month is in
	// time, and whether it was not, or is not any more.
	Deadline time.Time `json:"-"`
	Late     bool      `json:"-"`
}

// keptSummaries is how many of the newest months a pilot remembers.
const keptSummaries = 24

func summaryOf(r Report, version int64) Summary {
	return Summary{
		Period: r.Period, State: r.State, Colour: r.Colour, Reason: r.Reason, NoChange: r.NoChange,
		OpenAsks: len(r.openAsks()), Sent: r.Sent, Version: version,
	}
}

// noted takes a report into what the pilot remembers; one it knows already, or
// knows a newer version of, changes nothing.
func (p Pilot) noted(r Report, version int64) (Pilot, bool) {
	at := slices.IndexFunc(p.Recent, func(s Summary) bool { return s.Period == r.Period })
	if at >= 0 && p.Recent[at].Version >= version || at < 0 && r.State == Draft {
		return p, false
	}
	recent := slices.Clone(p.Recent)
	if at >= 0 {
		recent = slices.Delete(recent, at, at+1)
	}
	if r.State != Draft {
		recent = append(recent, summaryOf(r, version))
	}
	slices.SortFunc(recent, func(a, b Summary) int { return cmp.Compare(a.Period, b.Period) })
	if len(recent) > keptSummaries {
		recent = recent[len(recent)-keptSummaries:]
	}
	p.Recent = recent
	if r.Sent.After(p.Heard) {
		p.Heard = r.Sent
	}
	return p, true
}

func (r Report) openAsks() []Ask {
	var open []Ask
	for _, a := range r.Asks {
		if a.Answer == "" {
			open = append(open, a)
		}
	}
	return open
}

func (r Report) openQuestion() bool {
	return slices.ContainsFunc(r.Questions, func(q Question) bool { return q.Answer == "" })
}

// clean trims what was written and drops what is empty.
func (a Answers) clean() Answers {
	a.Reason, a.Progress, a.Private = strings.TrimSpace(a.Reason), strings.TrimSpace(a.Progress), strings.TrimSpace(a.Private)
	var difficulties []Difficulty
	for _, d := range a.Difficulties {
		if d.Text = strings.TrimSpace(d.Text); d.Text != "" {
			difficulties = append(difficulties, d)
		}
	}
	var asks []Ask
	for _, ask := range a.Asks {
		if ask.Text = strings.TrimSpace(ask.Text); ask.Text != "" {
			asks = append(asks, ask)
		}
	}
	a.Difficulties, a.Asks = difficulties, asks
	if a.Colour == Green {
		a.Reason = ""
	}
	return a
}

// keepAnswers gives asks that were answered their answers back: an answer is
// the group's, and no correction of the city takes it away.
func (a Answers) keepAnswers(before []Ask) Answers {
	asks := slices.Clone(a.Asks)
	for i := range asks {
		asks[i].Answer, asks[i].By, asks[i].At = "", "", nil
	}
	for _, old := range before {
		if old.Answer == "" {
			continue
		}
		at := slices.IndexFunc(asks, func(ask Ask) bool { return ask.Text == old.Text && ask.Answer == "" })
		if at < 0 {
			asks = append(asks, old)
		} else {
			asks[at] = old
		}
	}
	a.Asks = asks
	return a
}

// complete refuses to send what lacks an answer.
func (a Answers) complete() error {
	wrong := ErrUnready
	switch {
	case a.Colour == "":
		wrong = wrong.At("/colour", "Choose green, amber or red.")
	case a.Colour != Green && a.Reason == "":
		wrong = wrong.At("/reason", "Say why it is not green. One sentence is enough, in any language.")
	}
	if len(wrong.Fields) > 0 {
		return wrong
	}
	return nil
}
