package coedit

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"rapporteur/config"
	"rapporteur/server/docstore"
	"rapporteur/server/id"
	"rapporteur/server/yjs"
)

// Limits bound what one update and one document may cost. Each field names the
// setting it comes from.
type Limits struct {
	MaxUpdate      int           // collab.paste, in bytes
	MaxStructs     int           // collab.structs of one update
	MaxNesting     int           // collab.nesting of elements
	MaxDocument    int           // collab.document, encoded, in bytes
	CompactEntries int           // collab.compact_entries after which a log is compacted
	CompactBytes   int           // collab.compact_bytes: or bytes, whichever comes first
	Lenience       time.Duration // collab.relay_lenience: how long after an unclean end others may bring back an editor's words
	SessionGap     time.Duration // collab.session_gap: a pause this long starts a new writing session
}

// LimitsOf reads them from the configuration.
func LimitsOf(c config.Collab) Limits {
	return Limits{
		MaxUpdate: int(c.Paste), MaxStructs: c.Structs, MaxNesting: c.Nesting, MaxDocument: int(c.Document),
		CompactEntries: c.CompactEntries, CompactBytes: int(c.CompactBytes),
		Lenience: c.RelayLenience, SessionGap: c.SessionGap,
	}
}

func (l *Library) engineLimits() yjs.Limits {
	return yjs.Limits{UpdateBytes: l.limits.MaxUpdate, Structs: l.limits.MaxStructs,
		Nesting: l.limits.MaxNesting, DocumentBytes: l.limits.MaxDocument}
}

// Seeder gives the first text of a document: the agenda of a meeting as
// headings, the template of a deliverable.
type Seeder interface {
	// Seed is asked once in the life of a document, by the server, before
	// anybody opens it. It may be asked again after a crash in between and must
	// not depend on who asks.
	Seed(ctx context.Context, document string) (Node, error)
}

// Library opens documents from their logs. It is safe for many goroutines; the
// documents it opens are not: each belongs to one room.
type Library struct {
	log    docstore.Log
	seeder Seeder
	ids    *id.Source
	now    func() time.Time
	limits Limits
	logger *slog.Logger

	mu       sync.Mutex           // guards lenient
	lenient  map[string]time.Time // until when a document takes relayed words
	everyOne time.Time            // the same for all documents, after an unclean start
}

// NewLibrary reads and writes documents in log.
func NewLibrary(log docstore.Log, seeder Seeder, ids *id.Source, now func() time.Time, limits Limits, logger *slog.Logger) *Library {
	return &Library{log: log, seeder: seeder, ids: ids, now: now, limits: limits, logger: logger,
		lenient: make(map[string]time.Time)}
}

// Failed tells the library that a document was put away with updates that may
// have been shown to others and not stored: for a while they may bring them back.
func (l *Library) Failed(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lenient[name] = l.now().Add(l.limits.Lenience)
}

// processStream is where starts and stops are noted; no document has this name.
const processStream = "process"

// Begin notes the start of the program. Where the last one left no trace of an
// orderly stop, every document takes back for a while what others saw of it.
func (l *Library) Begin(ctx context.Context) error {
	stream, err := l.log.Load(ctx, processStream)
	if err != nil {
		return fmt.Errorf("read how the last run ended: %w", err)
	}
	if n := len(stream.Entries); n > 0 && stream.Entries[n-1].Act == "start" {
		l.mu.Lock()
		l.everyOne = l.now().Add(l.limits.Lenience)
		l.mu.Unlock()
		l.logger.Warn("The last run did not end in an orderly way. Words that were shown but not stored are taken back from whoever has them.",
			"for", l.limits.Lenience)
	}
	return l.mark(ctx, "start")
}

// End notes an orderly stop, after the journal was closed.
func (l *Library) End(ctx context.Context) error { return l.mark(ctx, "stop") }

func (l *Library) mark(ctx context.Context, act string) error {
	err := l.log.Append(ctx, []docstore.LogEntry{{
		Stream: processStream, ID: l.ids.New(), At: l.now().UTC(), By: serverPerson, Act: act,
	}})
	if err != nil {
		return fmt.Errorf("note the %s of the program: %w", act, err)
	}
	return nil
}

// takesRelayed reports whether words of an editor may come from somebody else.
func (l *Library) takesRelayed(name string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	until, ok := l.lenient[name]
	if ok && now.After(until) {
		delete(l.lenient, name)
	}
	return now.Before(until) || now.Before(l.everyOne)
}
