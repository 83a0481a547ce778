package docstore

import (
	"context"
	"fmt"
	"time"
)

// Log keeps streams of small entries: the updates of the live documents. An
// entry is durable when Append returns.
type Log interface {
	// Append writes entries of any streams, in this order. Their ids are given
	// by the caller, rise within a stream, and a repeated id is the same entry:
	// writing it again changes nothing, also after it was archived.
	//
	// When Append returns nil, all of them are durable. When it fails, perhaps
	// the first of them are kept and the rest not (a home may promise more;
	// docs/adr/0004): whoever appends acknowledges nothing and appends the same
	// entries again. ErrTooLarge refuses all of them before any is written.
	Append(ctx context.Context, entries []LogEntry) error
	// Load gives the stream's manifest, the chunks it names and the entries
	// after it, as one consistent view. An unknown stream is an empty one.
	Load(ctx context.Context, stream string) (Stream, error)
	// Compact writes the snapshot, makes it current if the manifest still has
	// this version (ErrStale otherwise), then moves exactly these entries to the
	// archive, where every update stays, with person and time. Ids that are not
	// in the stream are passed over.
	Compact(ctx context.Context, stream string, manifestVersion int64, snapshot Snapshot, entryIDs []string) error
	// Archive gives the archived entries of a stream, oldest first, from after
	// the given entry id, at most limit.
	Archive(ctx context.Context, stream, after string, limit int) ([]LogEntry, error)
}

// LogEntry is one update of a live document, verbatim.
type LogEntry struct {
	Stream string
	ID     string    // sortable; id.Source
	At     time.Time // kept to the nanosecond, given back in UTC
	By     string    // person id, or "system"
	Act    string    // "update", "seed", "restore"
	Data   []byte
	Meta   []byte // small JSON of the journal's own; nil and empty are the same
}

// Limits of a log, in bytes. An entry and the Meta of a snapshot each fit one
// document of MongoDB; the data of a snapshot is split and has no limit here.
const (
	MaxEntry = 15<<20 + 512<<10 // Data and Meta together
	MaxMeta  = 8 << 20
)

// CheckEntries refuses what a log could not keep. Every home begins with it.
func CheckEntries(entries []LogEntry) error {
	for _, e := range entries {
		if e.Stream == "" || e.ID == "" {
			return fmt.Errorf("an entry of the log %q has no stream or no id", e.Stream)
		}
		if len(e.Data)+len(e.Meta) > MaxEntry {
			return ErrTooLarge.Because(fmt.Errorf("entry %s of %s has %d bytes", e.ID, e.Stream, len(e.Data)+len(e.Meta)))
		}
	}
	return nil
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
