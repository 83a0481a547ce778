package coedit

import (
	"context"
	"fmt"
	"slices"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/fault"
)

// ErrNoSuchMoment means the history of a text has no such entry.
var ErrNoSuchMoment = fault.New(fault.NotFound, "coedit.no_such_moment", "The history of this text has no such moment.")

// The acts of journal entries. Only those with data change the text.
const (
	actUpdate  = "update"
	actSeed    = "seed"
	actRestore = "restore"
	actRescue  = "rescue"
	actServer  = "server" // an edit made in a register, or a block given its id
	actClaim   = "claim"  // whose editor it is; no data
)

// seedID is the entry id of the first text: the lowest there is, and the same
// on every server, so that two that seed at once write one entry.
const seedID = "00000000000000000000000000"

// archivePage is how many archived entries are read at once.
const archivePage = 1000

// WritingSession is a stretch of work on a text with no longer pause in it.
type WritingSession struct {
	ID      string // of its last entry: the moment to view or restore
	From    time.Time
	To      time.Time
	People  []string // person ids, in the order in which they began
	Updates int
	Act     string // "update" for writing, "seed" or "restore" where that is what happened
}

// moments reads every entry of a document that changed it, oldest first, and
// stops after the entry until ("" for all). visit may keep the data.
func (l *Library) moments(ctx context.Context, name, until string, visit func(docstore.LogEntry) error) error {
	after, reached := "", false
	seen := make(map[string]bool) // an entry can be moved to the archive while we read
	each := func(entries []docstore.LogEntry) error {
		for _, e := range entries {
			after = e.ID
			if len(e.Data) == 0 || seen[e.ID] {
				continue
			}
			if until != "" && e.ID > until {
				reached = true
				return nil
			}
			seen[e.ID] = true
			if err := visit(e); err != nil {
				return err
			}
		}
		return nil
	}
	// The live entries first, so that none slips into the archive unseen; they
	// are visited after what the archive held before them.
	stream, err := l.log.Load(ctx, name)
	if err != nil {
		return fmt.Errorf("read the history of %s: %w", name, err)
	}
	for !reached {
		page, err := l.log.Archive(ctx, name, after, archivePage)
		if err != nil {
			return fmt.Errorf("read the history of %s: %w", name, err)
		}
		if len(page) == 0 {
			break
		}
		if err := each(page); err != nil {
			return err
		}
	}
	if reached {
		return nil
	}
	return each(stream.Entries)
}

// Sessions gives the writing sessions of a document, newest first.
func (l *Library) Sessions(ctx context.Context, name string) ([]WritingSession, error) {
	var all []WritingSession
	err := l.moments(ctx, name, "", func(e docstore.LogEntry) error {
		all = l.addTo(all, e)
		return nil
	})
	slices.Reverse(all)
	return all, err
}

// addTo puts an entry into the last session, or begins one.
func (l *Library) addTo(all []WritingSession, e docstore.LogEntry) []WritingSession {
	act := actUpdate
	if e.Act == actSeed || e.Act == actRestore {
		act = e.Act
	}
	n := len(all) - 1
	if n < 0 || all[n].Act != act || act != actUpdate || e.At.Sub(all[n].To) > l.limits.SessionGap {
		return append(all, WritingSession{ID: e.ID, From: e.At, To: e.At, People: writers(nil, e), Updates: 1, Act: act})
	}
	all[n].ID, all[n].To = e.ID, e.At
	all[n].People = writers(all[n].People, e)
	all[n].Updates++
	return all
}

// writers adds who wrote an entry; the server's own housekeeping is nobody's work.
func writers(people []string, e docstore.LogEntry) []string {
	if e.By == serverPerson || slices.Contains(people, e.By) {
		return people
	}
	return append(people, e.By)
}
