// Package review knows what people say about a text: comment threads on its
// blocks, how each was settled and why.
//
// It refuses to know the words of the text (coedit) and what they belong to (a
// feature): it asks one question of whoever owns the text, and a thread stays
// when the words it was about are gone.
package review

import (
	"strings"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/fault"
)

// Kind is what sort of comment a thread is, as ISO and ITU tell them apart.
type Kind string

// The kinds of comment.
const (
	General   Kind = "general"
	Technical Kind = "technical"
	Editorial Kind = "editorial"
)

// State is where a thread stands.
type State string

// The states of a thread. Reopened is open again, after it was settled once.
const (
	Open     State = "open"
	Resolved State = "resolved"
	Reopened State = "reopened"
)

// Outcome is how a thread was settled.
type Outcome string

// The outcomes.
const (
	Accepted    Outcome = "accepted"
	Partly      Outcome = "partly"
	NotAccepted Outcome = "not_accepted"
	Noted       Outcome = "noted"
)

// Anchor is what of the text a thread is about: a block, and the words quoted
// from it. The words around and the heading above find the place again when
// the block is gone; without a block the thread is about the whole text.
type Anchor struct {
	Block   string `json:"block,omitempty"`
	Quote   string `json:"quote,omitempty"`
	Prefix  string `json:"prefix,omitempty"`
	Suffix  string `json:"suffix,omitempty"`
	Heading string `json:"heading,omitempty"`
}

// Comment is one thing somebody said. The first of a thread begins it.
type Comment struct {
	ID     string    `json:"id"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Text   string    `json:"text"`
	Edited time.Time `json:"edited,omitzero"`
}

// Settlement is one time a thread was settled, and reopened where it was.
type Settlement struct {
	Outcome        Outcome   `json:"outcome"`
	Reason         string    `json:"reason,omitempty"`
	By             string    `json:"by"`
	At             time.Time `json:"at"`
	ReopenedBy     string    `json:"reopened_by,omitempty"`
	ReopenedAt     time.Time `json:"reopened_at,omitzero"`
	ReopenedReason string    `json:"reopened_reason,omitempty"`
}

// Thread is one conversation as it is kept.
type Thread struct {
	Document    string       `json:"document"` // name of the text: "deliverable/<id>"
	Group       string       `json:"group"`
	Kind        Kind         `json:"kind"`
	Anchor      Anchor       `json:"anchor"`
	State       State        `json:"state"`
	Comments    []Comment    `json:"comments"`
	Settlements []Settlement `json:"settlements,omitempty"` // oldest first
	Sample      bool         `json:"sample,omitempty"`
	Changed     time.Time    `json:"changed"`
}

// OpenedBy is who began it.
func (t Thread) OpenedBy() string {
	if len(t.Comments) == 0 {
		return ""
	}
	return t.Comments[0].By
}

// titleLength is how much of a thread its title shows, in characters.
const titleLength = 80

// Title is what a list calls the thread: the words it is about, or the first
// words that were said.
func (t Thread) Title() string {
	words := t.Anchor.Quote
	if words == "" && len(t.Comments) > 0 {
		words = t.Comments[0].Text
	}
	short := []rune(strings.Join(strings.Fields(words), " "))
	if len(short) > titleLength {
		return string(short[:titleLength-1]) + "…"
	}
	return string(short)
}

// Refusals around threads.
var (
	ErrNotFound = fault.New(fault.NotFound, "thread.not_found", "There is no such comment thread, or you may not see it.")
	ErrInvalid  = fault.New(fault.Invalid, "thread.invalid", "Some of this cannot be used. Correct it and send it again.")
	ErrSilent   = fault.New(fault.Forbidden, "thread.closed", "This text takes no comments at its stage.")
	ErrResolved = fault.New(fault.Conflict, "thread.resolved", "This thread was settled. Reopen it to go on.")
	ErrOpen     = fault.New(fault.Conflict, "thread.open", "This thread is open.")
	ErrReason   = fault.New(fault.Invalid, "thread.reason", "Say why, so that whoever commented can read it.")
	ErrStage    = fault.New(fault.Conflict, "thread.stage", "Comments are not settled at this stage of the text.")
	ErrOwnOnly  = fault.New(fault.Forbidden, "thread.own", "Only the editors and co-leaders settle a thread. You can withdraw your own.")
	ErrAuthor   = fault.New(fault.Forbidden, "thread.author", "Only who wrote a comment changes it.")
	ErrFull     = fault.New(fault.TooMany, "thread.full", "This thread holds as many comments as one can. Settle it, and open another.")
)

// Index fields of threads.
const (
	byDocument = "document"
	byState    = "state"
)

var shape = docstore.Shape{Name: "threads", Fields: []docstore.Field{
	{Name: byDocument, Kind: docstore.Text},
	{Name: byState, Kind: docstore.Text},
}}

func index(t Thread) map[string][]any {
	return map[string][]any{byDocument: {t.Document}, byState: {string(t.State)}}
}
