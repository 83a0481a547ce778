package coedit

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"rapporteur/config"
	"rapporteur/server/docstore"
	"rapporteur/server/fault"
)

// ErrNotStored means the database did not take an update for so long that the
// document was put away: what was not acknowledged is still with its writers.
var ErrNotStored = fault.New(fault.Unavailable, "coedit.not_stored",
	"The text could not be saved. It is still in this browser and will be sent again.")

// JournalLimits are how patient the journal is.
type JournalLimits struct {
	Tick     time.Duration // collab.tick: how long entries wait for company
	Patience time.Duration // collab.patience: how long a failing append is tried again
	MaxBatch int           // entries of one append
}

// JournalLimitsOf reads them from the configuration.
func JournalLimitsOf(c config.Collab) JournalLimits {
	return JournalLimits{Tick: c.Tick, Patience: c.Patience, MaxBatch: 4096}
}

// Journal writes the updates of all open documents, in one append a tick. An
// entry is acknowledged after that append and never before; the entries of one
// stream are written in the order in which they were added.
type Journal struct {
	log    docstore.Log
	limits JournalLimits
	logger *slog.Logger

	mu      sync.Mutex // guards waiting, closed
	waiting []parcel
	closed  bool
	wake    chan struct{} // holds one token when something waits
	done    chan struct{} // closed when Run has ended
}

// parcel is what one document hands in together.
type parcel struct {
	entries []docstore.LogEntry
	since   time.Time // of the first failure; zero before it
	stored  func(error)
}

// NewJournal writes to log. It does nothing until Run.
func NewJournal(log docstore.Log, limits JournalLimits, logger *slog.Logger) *Journal {
	return &Journal{log: log, limits: limits, logger: logger, wake: make(chan struct{}, 1), done: make(chan struct{})}
}

// Add queues entries of one stream. stored is called once, from the journal's
// goroutine, with nil when they are durable and ErrNotStored when the journal
// has given up; it must not block. After Close it is called at once.
func (j *Journal) Add(entries []docstore.LogEntry, stored func(error)) {
	j.mu.Lock()
	closed := j.closed
	if !closed {
		j.waiting = append(j.waiting, parcel{entries: entries, stored: stored})
	}
	j.mu.Unlock()
	if closed {
		stored(ErrNotStored)
		return
	}
	select {
	case j.wake <- struct{}{}:
	default:
	}
}

// Run writes until Close or the end of ctx, and then what is left. It is the
// one goroutine that appends, and runs once.
func (j *Journal) Run(ctx context.Context) {
	defer close(j.done)
	tick := time.NewTimer(0)
	defer tick.Stop()
	<-tick.C
	for {
		select {
		case <-j.wake:
			// The first entry of a quiet time waits one tick, so that the next ones share its append.
			tick.Reset(j.limits.Tick)
			<-tick.C
		case <-ctx.Done():
			j.refuseMore()
		}
		if j.flush() {
			return
		}
	}
}

// Close writes what is left and waits until Run has ended. Entries added later
// are refused.
func (j *Journal) Close() {
	j.refuseMore()
	select {
	case j.wake <- struct{}{}:
	default:
	}
	<-j.done
}

func (j *Journal) refuseMore() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.closed = true
}

// flush writes everything that waits and reports whether that was the last time.
func (j *Journal) flush() (last bool) {
	j.mu.Lock()
	batch := j.waiting
	last = j.closed
	j.waiting = nil
	j.mu.Unlock()
	for len(batch) > 0 {
		n := cut(batch, j.limits.MaxBatch)
		failed := j.write(batch[:n], last)
		batch = batch[n:]
		if len(failed) > 0 {
			j.retry(failed, batch)
			return last
		}
	}
	return last
}

// cut counts the parcels that make one append of at most max entries, but one at least.
func cut(batch []parcel, max int) int {
	entries := 0
	for i, p := range batch {
		if entries += len(p.entries); entries > max && i > 0 {
			return i
		}
	}
	return len(batch)
}

// write appends all parcels in one step; when the store refuses, each stream
// alone, so that one document's trouble stays its own. It gives back what is
// to be tried again.
func (j *Journal) write(batch []parcel, last bool) []parcel {
	if j.append(batch) == nil {
		return nil
	}
	var failed []parcel
	for _, stream := range byStream(batch) {
		err := j.append(stream)
		if err == nil {
			continue
		}
		for i := range stream {
			if stream[i].since.IsZero() {
				stream[i].since = time.Now()
			}
		}
		if last || time.Since(stream[0].since) >= j.limits.Patience {
			j.logger.Error("A document is put away: its updates cannot be stored.",
				"stream", stream[0].entries[0].Stream, "parcels", len(stream), "error", err)
			for _, p := range stream {
				p.stored(fmt.Errorf("append to %s: %w", p.entries[0].Stream, ErrNotStored.Because(err)))
			}
			continue
		}
		failed = append(failed, stream...)
	}
	return failed
}

func (j *Journal) append(batch []parcel) error {
	var entries []docstore.LogEntry
	for _, p := range batch {
		entries = append(entries, p.entries...)
	}
	// Not the context of a request: an append that was started is waited for,
	// because "perhaps written" cannot be told to anybody.
	ctx, cancel := context.WithTimeout(context.Background(), j.limits.Patience)
	defer cancel()
	if err := j.log.Append(ctx, entries); err != nil {
		return err
	}
	for _, p := range batch {
		p.stored(nil)
	}
	return nil
}

// retry puts what failed, and what was not yet tried, back in front.
func (j *Journal) retry(failed, untried []parcel) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.waiting = append(append(failed, untried...), j.waiting...)
	select {
	case j.wake <- struct{}{}:
	default:
	}
}

// byStream splits parcels by document, keeping their order.
func byStream(batch []parcel) [][]parcel {
	var streams [][]parcel
	at := make(map[string]int)
	for _, p := range batch {
		name := p.entries[0].Stream
		i, known := at[name]
		if !known {
			i = len(streams)
			at[name] = i
			streams = append(streams, nil)
		}
		streams[i] = append(streams[i], p)
	}
	return streams
}
