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
)

// Home is where documents are kept. A home opens collections and logs by name;
// opening one twice gives two views of the same data. Safe for many goroutines.
type Home interface {
	// Records opens the named collection and makes sure its index fields can be
	// searched. Adding an index field later re-reads what is there.
	Records(ctx context.Context, shape Shape) (Records, error)
	// Log opens the named append log.
	Log(ctx context.Context, name string) (Log, error)
	// Relay delivers events that were written and not yet delivered, in order
	// per document, until ctx ends. A deliver that fails is tried again. Only
	// one Relay runs on a home in a process.
	Relay(ctx context.Context, deliver event.Listener) error
	// Ping answers nil when a write could be made now.
	Ping(ctx context.Context) error
	Close() error
}

// Shape declares a collection: its name, and the fields by which it is found.
type Shape struct {
	Name   string
	Fields []Field
}

// Field is an index field: a value the collection can be searched by.
type Field struct {
	Name string
	Kind FieldKind
	// Unique refuses a second document with the same value (ErrExists). An
	// absent value is never in the way of another absent value.
	Unique bool
	// List says the field holds several values; a document is found by any of them.
	List bool
}

// FieldKind is the type of an index field's values.
type FieldKind int

const (
	Text   FieldKind = iota // compared byte by byte
	Number                  // int64
	Moment                  // time.Time, kept to the millisecond, UTC
)

// Record is a document as a home sees it: JSON, and the values of its index fields.
type Record struct {
	ID      string
	Version int64 // 1 when inserted, one more with each change
	Body    []byte
	Index   map[string][]any // string, int64 or time.Time, by field name; absent = no value
}

// Entry is one step in the history of a document. Version is the version it made.
type Entry struct {
	Document string
	Version  int64
	At       time.Time
	By       string // person id, or "system"
	Act      string // in the feature's words: "move meeting"
	Deleted  bool
	Body     []byte // the document as it was after this step; nil when deleted
	Events   []event.Event
}

// Records is one collection of one home, below the types of a feature. Each
// write keeps the record and its entry in one step, or neither.
type Records interface {
	Get(ctx context.Context, id string) (Record, error)
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

// Query finds documents by index fields. All conditions must hold. The zero
// Query finds everything, by id.
type Query struct {
	Where []Condition
	// Order is the index field to sort by, then by id; "" sorts by id alone. A
	// List field cannot be sorted by. Documents without a value come last,
	// whichever way.
	Order      string
	Descending bool
	Limit      int    // 0 means DefaultLimit; at most MaxLimit
	After      string // the next of the page before; opaque
}

// Limits of one page.
const (
	DefaultLimit = 100
	MaxLimit     = 1000
)

// Condition holds when a value of the field is one of AnyOf or, where AnyOf is
// nil, lies in [From, Before). A nil bound is open. Both nil: the field has a value.
type Condition struct {
	Field  string
	AnyOf  []any
	From   any
	Before any
}

// Is finds documents with this value in the field.
func Is(field string, value any) Condition { return Condition{Field: field, AnyOf: []any{value}} }

// AnyOf finds documents with any of these values in the field; none finds nothing.
func AnyOf[V any](field string, values ...V) Condition {
	list := make([]any, 0, len(values))
	for _, v := range values {
		list = append(list, v)
	}
	return Condition{Field: field, AnyOf: list}
}

// Between finds documents whose value is at least from and below before.
func Between(field string, from, before any) Condition {
	return Condition{Field: field, From: from, Before: before}
}

// Log keeps streams of small entries: the updates of the live documents. An
// entry is durable when Append returns.
type Log interface {
	// Append writes entries of any streams in one step; all or none. Their ids
	// are given by the caller, rise within a stream, and a repeated id is the
	// same entry: writing it again changes nothing.
	Append(ctx context.Context, entries []LogEntry) error
	// Load gives the stream's manifest, the chunks it names and the entries
	// after it, as one consistent view. An unknown stream is an empty one.
	Load(ctx context.Context, stream string) (Stream, error)
	// Compact writes the snapshot, makes it current if the manifest still has
	// this version (ErrStale otherwise), then moves exactly these entries to the
	// archive, where every update stays, with person and time.
	Compact(ctx context.Context, stream string, manifestVersion int64, snapshot Snapshot, entryIDs []string) error
	// Archive gives the archived entries of a stream, oldest first, from after
	// the given entry id, at most limit.
	Archive(ctx context.Context, stream, after string, limit int) ([]LogEntry, error)
}

// LogEntry is one update of a live document, verbatim.
type LogEntry struct {
	Stream string
	ID     string // sortable; id.Source
	At     time.Time
	By     string // person id, or "system"
	Act    string // "update", "seed", "restore"
	Data   []byte
	Meta   []byte // small JSON of the journal's own; may be nil
}

// Snapshot is the compacted state of a stream. A home splits it into chunks
// that fit it and gives back the whole.
type Snapshot struct {
	Data []byte
	Meta []byte // small JSON of the journal's own: state vector, authorship
}

// Stream is what Load gives back.
type Stream struct {
	ManifestVersion int64 // 0 where nothing was compacted yet
	Snapshot        Snapshot
	Entries         []LogEntry
}
