// Package fault names the kinds of refusal a person can meet, so that a rule
// deep in a feature and the page that explains it agree on what happened.
//
// A refusal is a value: a kind, a stable code for programs and a sentence for
// people. Anything that is not a refusal is a surprise: it has no sentence, it
// is logged, and the person is told only that something went wrong here.
package fault

import (
	"errors"
	"fmt"
)

// Kind says what a caller can do about a refusal.
type Kind int

const (
	// Internal is a surprise of ours; the zero value, so that a forgotten kind
	// never shows its text to anybody.
	Internal Kind = iota
	// Invalid means the request can be corrected and sent again.
	Invalid
	// Unauthenticated means nobody is signed in, or no longer.
	Unauthenticated
	// Forbidden means the person may see the thing but not do this to it.
	Forbidden
	// NotFound also answers for what the person may not know exists.
	NotFound
	// Conflict means the thing is in a state that does not allow this.
	Conflict
	// Gone means the thing existed and has ended, like a used invitation.
	Gone
	// TooLarge means a limit on size was met.
	TooLarge
	// TooMany means a limit on rate or number was met; waiting helps.
	TooMany
	// Unavailable means a dependency does not answer; trying again helps.
	Unavailable
)

// Fault is a refusal with a sentence for people. Compare with errors.Is: two
// faults are the same refusal when their codes are equal.
type Fault struct {
	Kind     Kind
	Code     string  // stable, dotted, "deliverable.not_reviewed"
	Sentence string  // English, for people, says what to do where that helps
	Fields   []Field // what to correct, for Invalid
	cause    error
}

// Field points at one wrong answer of a form.
type Field struct {
	Pointer  string // RFC 6901, into the request body: "/title"
	Sentence string
}

// New makes a sentinel. The sentence is shown to people as it stands.
func New(kind Kind, code, sentence string) *Fault {
	return &Fault{Kind: kind, Code: code, Sentence: sentence}
}

// Error gives the code, the sentence and, for the log, the cause.
func (f *Fault) Error() string {
	if f.cause != nil {
		return fmt.Sprintf("%s: %s (%v)", f.Code, f.Sentence, f.cause)
	}
	return f.Code + ": " + f.Sentence
}

// Is reports whether target is the same refusal, whatever its sentence.
func (f *Fault) Is(target error) bool {
	other, ok := target.(*Fault)
	return ok && other.Code == f.Code
}

// Unwrap gives the cause, which only the log may show.
func (f *Fault) Unwrap() error { return f.cause }

// Because returns the same refusal with a cause for the log.
func (f *Fault) Because(cause error) *Fault {
	c := *f
	c.cause = cause
	return &c
}

// Saying returns the same refusal with a more exact sentence for people.
func (f *Fault) Saying(format string, args ...any) *Fault {
	c := *f
	c.Sentence = fmt.Sprintf(format, args...)
	return &c
}

// At returns the same refusal pointing at a field of the request as well.
func (f *Fault) At(pointer, sentence string) *Fault {
	c := *f
	c.Fields = append(append([]Field(nil), f.Fields...), Field{Pointer: pointer, Sentence: sentence})
	return &c
}

// KindOf finds the kind of refusal in err; a surprise is Internal.
func KindOf(err error) Kind {
	if f := Of(err); f != nil {
		return f.Kind
	}
	return Internal
}

// Of finds the refusal in err, or nil where err is nil or a surprise.
func Of(err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return nil
}
