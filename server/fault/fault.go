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
	"strings"
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
	Code     string // stable, dotted, "deliverable.not_reviewed"
	Sentence Sentence
	Fields   []Field // what to correct, for Invalid
	cause    error
}

// Sentence is for people and says what to do where that helps. It keeps its
// English form and what goes into it apart, so that whoever shows it can look
// up the form in the language of the reader.
type Sentence struct {
	Form string // English, with the verbs of fmt
	With []any
}

// Word goes into a sentence and is looked up in the reader's language as well.
type Word string

// Spoken is a state, a stage or another stored word as people say it.
func Spoken[S ~string](stored S) Word { return Word(strings.ReplaceAll(string(stored), "_", " ")) }

// Words go into a sentence as a list.
type Words []Word

// String lists the words in English.
func (w Words) String() string {
	text := make([]string, len(w))
	for i, one := range w {
		text[i] = string(one)
	}
	if len(text) < 2 {
		return strings.Join(text, "")
	}
	last := len(text) - 1
	return strings.Join(text[:last], ", ") + " and " + text[last]
}

// String gives the sentence in English.
func (s Sentence) String() string {
	if len(s.With) == 0 {
		return s.Form
	}
	return fmt.Sprintf(s.Form, s.With...)
}

// Field points at one wrong answer of a form.
type Field struct {
	Pointer  string // RFC 6901, into the request body: "/title"
	Sentence Sentence
}

// New makes a sentinel. The sentence is shown to people as it stands.
func New(kind Kind, code, sentence string) *Fault {
	return &Fault{Kind: kind, Code: code, Sentence: Sentence{Form: sentence}}
}

// Error gives the code, the sentence and, for the log, the cause.
func (f *Fault) Error() string {
	if f.cause != nil {
		return fmt.Sprintf("%s: %s (%v)", f.Code, f.Sentence.String(), f.cause)
	}
	return f.Code + ": " + f.Sentence.String()
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
func (f *Fault) Saying(form string, with ...any) *Fault {
	c := *f
	c.Sentence = Sentence{form, with}
	return &c
}

// At returns the same refusal pointing at a field of the request as well.
func (f *Fault) At(pointer, form string, with ...any) *Fault {
	c := *f
	c.Fields = append(append([]Field(nil), f.Fields...), Field{pointer, Sentence{form, with}})
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
