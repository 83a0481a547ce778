package coedit

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/id"
)

// Limits bound what one update and one document may cost. Each is a name in
// the configuration, under collab.
type Limits struct {
	MaxUpdate      int           // max_update_bytes
	MaxDocument    int           // max_document_bytes, encoded
	MaxStructs     int           // max_structs of one update
	CompactEntries int           // compact_entries: entries after which a log is compacted
	CompactBytes   int           // compact_bytes: or bytes, whichever comes first
	Lenience       time.Duration // relay_lenience: how long after an unclean end others may bring back an editor's words
	SessionGap     time.Duration // session_gap: a pause this long starts a new writing session in the history
}

// DefaultLimits are those of docs/adr/0010.
func DefaultLimits() Limits {
	return Limits{
		MaxUpdate: 4 << 20, MaxDocument: 15 << 20, MaxStructs: 200_000,
		CompactEntries: 500, CompactBytes: 1 << 20,
		Lenience: 60 * time.Second, SessionGap: 15 * time.Minute,
	}
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

// StartedUnclean does the same for every document, after a start that found no
// trace of an orderly stop.
func (l *Library) StartedUnclean() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.everyOne = l.now().Add(l.limits.Lenience)
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
