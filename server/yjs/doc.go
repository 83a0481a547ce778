// Package yjs is the Yjs document in Go: shared text, elements, maps and lists
// that several editors change at once and that come out the same on every side.
// It reads and writes the update format V1 of Yjs 13.6: bytes in, bytes out.
//
// It trusts no bytes. An update is decoded whole, within Limits, before it
// touches the document; what is refused leaves no trace. It refuses to know who
// an editor is, what a text may contain and where it is stored: that is coedit.
// It does not read the format V2 (no provider sends it) and says so.
//
// A Doc is not safe for use by several goroutines: one room owns one document.
package yjs

import (
	"errors"
	"fmt"
)

// ID names one piece of content for ever: one UTF-16 unit of text, one element,
// one value. Client is the editor that made it, Clock counts what that editor
// has made. Both are below 2^53.
type ID struct{ Client, Clock uint64 }

// Range is Len pieces made by one editor in a row, from Clock on.
type Range struct{ Client, Clock, Len uint64 }

// End is the clock after the last piece.
func (r Range) End() uint64 { return r.Clock + r.Len }

// The refusals of this package. Compare with errors.Is; the text around them
// says what was met where.
var (
	// ErrMalformed means the bytes are not a whole update, state vector or
	// awareness message, or contradict themselves.
	ErrMalformed = errors.New("not a well-formed Yjs message")
	// ErrV2 means the bytes look like the update format V2.
	ErrV2 = errors.New("this is a Yjs update in format V2; this server reads V1")
	// ErrTooLarge means one of Limits was met.
	ErrTooLarge = errors.New("more than a document may take")
	// ErrPends means an update builds on something the document lacks.
	ErrPends = errors.New("the update builds on what the document does not have")
	// ErrBroken means an earlier call failed halfway: the document may not be
	// used or stored any more and has to be loaded anew.
	ErrBroken = errors.New("the document is broken and has to be loaded anew")
)

func tooLarge(what string, got, limit int) error {
	return fmt.Errorf("%w: %d %s, at most %d", ErrTooLarge, got, what, limit)
}
