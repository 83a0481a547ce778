package coedit

import (
	"context"

	"rapporteur/server/docstore"
	"rapporteur/server/fault"
	"rapporteur/server/identity"
)

// Right is what a person may do with one text at this moment. Each includes
// the ones before it.
type Right int

// The rights, in rising order. Until suggestions exist, RightSuggest means
// reading and commenting: only RightEdit changes the text.
const (
	RightNone Right = iota
	RightRead
	RightComment
	RightSuggest
	RightEdit
)

// Access decides what a person may do with a text. Documents are named
// "deliverable/<id>" and "minutes/<meeting id>".
type Access interface {
	// TextRight answers RightNone, or a refusal, for what the person may not
	// know exists. It is asked again whenever a right may have changed.
	TextRight(ctx context.Context, by identity.Actor, document string) (Right, error)
}

// TextChanged is the kind of the event that says somebody wrote in a live text.
// It comes at most every few seconds a text, and once more after the last word.
const TextChanged = "text.changed"

// Writer is who is behind an update.
type Writer struct {
	Person  string
	Name    string
	MayEdit bool
	Schema  int // of the editor; 0 where it did not say, which holds it to the current one
}

// ErrUnreadable means a stored document did not load whole. It is not opened,
// and nothing is written to it, so that what is stored stays as it is.
var ErrUnreadable = fault.New(fault.Internal, "coedit.unreadable",
	"This text cannot be read whole, so it is kept closed. An administrator has been told.")

// Verdict is what became of an update.
type Verdict int

// The verdicts.
const (
	Unchanged Verdict = iota // everything in it was there already
	Taken                    // it is in the document
	Pends                    // it builds on something the server lacks: neither judged nor kept
	Refused                  // it is not in the document, and never will be
)

// Outcome is what became of an update and what follows from it.
type Outcome struct {
	Verdict Verdict
	Refusal Refusal // for Refused; empty where this editor was refused before
	// Entries go to the journal, in this order.
	Entries []docstore.LogEntry
	// Claims says that an entry records whose editor this is: it must be
	// durable before anybody else hears of the editor.
	Claims bool
	Relay  []byte   // the update as it came, for everybody else; nil for none
	Follow [][]byte // updates of the server that follow from it, for everybody
	Tell   []Notice // for single persons, once it is durable
}

// Refusal says why an update was refused. It is final for the editor (the Yjs
// client id) that sent it, because a Yjs editor cannot take a change back.
type Refusal struct {
	Reason   string // stable word
	Sentence string // for the person
}

// The refusals of an update.
var (
	refusedForbidden = Refusal{"forbidden", "You may read this text but not change it now. Your words are kept in this browser."}
	refusedForeign   = Refusal{"client-id", "This copy was begun by somebody else. Your words are kept; open a fresh copy to add them."}
	refusedSchema    = Refusal{"schema", "This page is older or newer than the server. Reload it; your words are kept in this browser."}
	refusedTooLarge  = Refusal{"too-large", "This is too much at once for one text. Your words are kept in this browser."}
	refusedMalformed = Refusal{"malformed", "This change could not be read. Your words are kept in this browser; reload the page."}
)

// Notice is something one person has to hear about their own words. Message is
// sent as JSON with a type.
type Notice struct {
	Person  string
	Message any
}
