package meeting

import "time"

// RecordState is where the minutes of a meeting stand.
type RecordState string

// The states of minutes. Before anybody began them there are none.
const (
	NoRecord    RecordState = ""
	Drafting    RecordState = "drafting"
	Circulated  RecordState = "circulated"
	Corrections RecordState = "corrections"
	Approved    RecordState = "approved"
)

// Record is the minutes of a meeting as far as they are not text: the text is
// the live document minutes/<meeting id> and, once approved, a frozen revision.
type Record struct {
	State        RecordState  `json:"state,omitempty"`
	Since        time.Time    `json:"since,omitzero"` // in this state
	CirculatedBy string       `json:"circulated_by,omitempty"`
	AnswerBy     Day          `json:"answer_by,omitempty"` // in the meeting's zone
	Corrections  []Correction `json:"corrections,omitempty"`
	Revision     Revision     `json:"revision,omitzero"`
}

// Revision is the frozen text of approved minutes. It never changes.
type Revision struct {
	Number int       `json:"number"`
	SHA256 string    `json:"sha256"` // of the content, hexadecimal
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// CorrectionState says what became of a correction.
type CorrectionState string

// The states of a correction.
const (
	CorrectionOpen     CorrectionState = "open"
	CorrectionTaken    CorrectionState = "taken"
	CorrectionDeclined CorrectionState = "declined"
)

// Correction is what somebody says is wrong with circulated minutes.
type Correction struct {
	ID     string          `json:"id"`
	Text   string          `json:"text"`
	By     string          `json:"by"`
	At     time.Time       `json:"at"`
	State  CorrectionState `json:"state"`
	Answer string          `json:"answer,omitempty"` // why it was declined
	Closed string          `json:"closed_by,omitempty"`
}

// Open are the corrections nobody has answered.
func (r Record) Open() int {
	n := 0
	for _, c := range r.Corrections {
		if c.State == CorrectionOpen {
			n++
		}
	}
	return n
}

// Live reports whether the words of decisions and actions are those of the
// text, and not yet those of the register.
func (s RecordState) Live() bool { return s != NoRecord && s != Approved }

// Writable reports whether somebody who writes minutes may change the text:
// before it was circulated, and again while corrections are taken in.
func (s RecordState) Writable() bool { return s == Drafting || s == Corrections }

// DocumentName is the live text of a meeting's minutes.
func DocumentName(meeting string) string { return "minutes/" + meeting }
