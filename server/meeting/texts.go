package meeting

import (
	"context"
	"encoding/json"

	"rapporteur/server/identity"
)

// Kind tells decisions from actions.
type Kind string

// The kinds of what is written into minutes to be kept.
const (
	DecisionKind Kind = "decision"
	ActionKind   Kind = "action"
)

// Words are what a decision or an action says.
type Words struct {
	Text     string `json:"text"`
	Owner    string `json:"owner,omitempty"`     // person id, of an action
	Due      Day    `json:"due,omitempty"`       // of an action
	ReviewOn Day    `json:"review_on,omitempty"` // of a decision
}

// Block is a decision or an action as it stands in the text of minutes.
type Block struct {
	ID   string // given by the server, and kept whatever is written
	Kind Kind
	Words
}

// Frozen is the whole text of minutes at one moment.
type Frozen struct {
	Content json.RawMessage // canonical, so that the same text has the same hash
	SHA256  string
}

// Texts is the live text of minutes, which coedit keeps.
type Texts interface {
	// Blocks gives the decisions and actions in the order they stand in.
	Blocks(ctx context.Context, meeting string) ([]Block, error)
	// SetWords writes other words into a block, as an edit of by. Whoever calls
	// it has decided that by may.
	SetWords(ctx context.Context, by identity.Actor, meeting, block string, kind Kind, words Words) error
	// Add writes a new block at the end, as an edit of by.
	Add(ctx context.Context, by identity.Actor, meeting string, kind Kind, words Words) error
	// AddHeading writes the heading of an agenda item at the end, as an edit of by.
	AddHeading(ctx context.Context, by identity.Actor, meeting string, h Heading) error
	// Freeze gives the text as it stands.
	Freeze(ctx context.Context, meeting string) (Frozen, error)
}

// Heading is what the minutes of an item begin under.
type Heading struct {
	Item  string // id of the agenda item
	Title string
}

// SeedMinutes gives the headings that minutes begin with: the agenda. It is
// asked once, by the server, before anybody opens the text.
func (s *Service) SeedMinutes(ctx context.Context, meeting string) ([]Heading, error) {
	d, err := s.meetings.Get(ctx, meeting)
	if err != nil {
		return nil, orNotFound(err)
	}
	if d.Value.Record.State == NoRecord {
		return nil, ErrNoRecord // the agenda may still change
	}
	var headings []Heading
	for _, i := range d.Value.Agenda.Live() {
		headings = append(headings, Heading{Item: i.ID, Title: i.Title})
	}
	return headings, nil
}
