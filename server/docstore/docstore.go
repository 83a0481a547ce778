// Package docstore keeps the documents of every feature, with their whole
// history, and the append logs of the live documents. It promises the same on
// every home it has (SQLite, MongoDB); storetest holds each home to it.
//
// It refuses to know who may do what: recording who acted is not deciding
// whether they may. It has no joins, no transactions over two documents, and no
// way to change a document without saying who and why.
package docstore

import (
	"context"
	"time"

	"rapporteur/server/event"
	"rapporteur/server/fault"
)

// Refusals of a store. Features turn them into sentences of their own.
var (
	// ErrNotFound answers for a document that is not, or no longer, there.
	ErrNotFound = fault.New(fault.NotFound, "store.not_found", "This does not exist, or not any more.")
	// ErrExists means the id, or the value of a unique key, is taken.
	ErrExists = fault.New(fault.Conflict, "store.exists", "This exists already.")
	// ErrBusy means a document changed under the writer more often than it was tried again.
	ErrBusy = fault.New(fault.Unavailable, "store.busy", "Too many people are changing this at once. Try again.")
	// ErrCursor means the place in a list to go on from is not one we gave.
	ErrCursor = fault.New(fault.Invalid, "store.cursor", "This page of the list cannot be found. Start again from the first.")
	// ErrStale means another holder has compacted the stream meanwhile.
	ErrStale = fault.New(fault.Conflict, "store.stale", "Somebody else has tidied this up meanwhile.")
	// ErrTooLarge means one document, or one entry of a log, is over its limit.
	ErrTooLarge = fault.New(fault.TooLarge, "store.too_large", "This has grown too large to be kept. Divide it.")
)

// Home is where documents are kept. A home opens collections and logs by name;
// opening one twice gives two views of the same data. Safe for many goroutines.
type Home interface {
	// Records opens the named collection and makes sure its index fields can be
	// searched: documents that were indexed by another shape are read again.
	Records(ctx context.Context, shape Shape) (Records, error)
	// Log opens the named append log.
	Log(ctx context.Context, name string) (Log, error)
	// Relay delivers events that were written and not yet delivered, at least
	// once and in order per document, until ctx ends; then it returns nil. An
	// event whose deliver fails is tried again; until it is taken, later events
	// of that document wait and those of others do not. Only one Relay runs on
	// a home in a process. It knows the collections that were opened.
	Relay(ctx context.Context, deliver event.Listener) error
	// Ping answers nil when a write could be made now.
	Ping(ctx context.Context) error
	Close() error
}

// MaxBody is the largest document in bytes of JSON: a document and its last
// history entries fit one document of MongoDB, which ends at 16 MiB.
const MaxBody = 4 << 20

// Record is a document as a home sees it: JSON, and the values of its index
// fields. A home gives back the same bytes, and no Index.
type Record struct {
	ID      string
	Version int64 // 1 when inserted, one more with each change
	Body    []byte
	Index   map[string][]any // as of Shape.Values
}

// Entry is one step in the history of a document. Version is the version it made.
type Entry struct {
	Document string
	Version  int64
	At       time.Time // kept to the nanosecond, given back in UTC
	By       string    // person id, or "system"
	Act      string    // in the feature's words: "move meeting"
	Deleted  bool
	Body     []byte // the document as it was after this step; nil when deleted
	Events   []event.Event
}

// Records is one collection of one home, below the types of a feature. Each
// write keeps the record and its entry in one step, or neither.
type Records interface {
	Get(ctx context.Context, id string) (Record, error)
	// Insert keeps version 1. An id that was used keeps its history and is never
	// used again, also after Delete (ErrExists).
	Insert(ctx context.Context, r Record, e Entry) error
	// Replace writes r.Version over r.Version-1. ok is false when the stored
	// version is another, and nothing was written.
	Replace(ctx context.Context, r Record, e Entry) (ok bool, err error)
	// Delete removes version-1 and leaves the history, ending in e.
	Delete(ctx context.Context, id string, version int64, e Entry) (ok bool, err error)
	Find(ctx context.Context, q Query) (found []Record, next string, err error)
	// AsAt gives the document as it was at that moment; ErrNotFound where it was not.
	AsAt(ctx context.Context, id string, at time.Time) (Record, error)
	// History gives every step, oldest first, also of a deleted document.
	History(ctx context.Context, id string) ([]Entry, error)
}
