package realtime

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"rapporteur/server/coedit"
	"rapporteur/server/docstore"
	"rapporteur/server/fault"
)

// ErrClosing means the server is stopping and opens no documents any more.
var ErrClosing = fault.New(fault.Unavailable, "realtime.closing", "The server is restarting. Try again in a moment.")

// Journal is where rooms hand in what has to be durable.
type Journal interface {
	// Add promises to call stored once, without blocking, in the order of the
	// calls for one stream.
	Add(entries []docstore.LogEntry, stored func(error))
}

// Rooms are all open documents of this process. A document is open once:
// loading, saving and unloading it happen in its room, one after another.
type Rooms struct {
	library *coedit.Library
	journal Journal
	limits  Limits
	changed func(ctx context.Context, name string)
	log     *slog.Logger
	ctx     context.Context // ends with Close; bounds loads and compactions

	mu     sync.Mutex // guards open, closing and the refs of each room
	open   map[string]*Room
	closed bool
	cancel context.CancelFunc
	ended  sync.WaitGroup // one for each room's goroutine
}

// NewRooms opens nothing yet. changed hears, in a goroutine of its own, that a
// text has changed, at most every few seconds a text.
func NewRooms(library *coedit.Library, journal Journal, limits Limits, changed func(ctx context.Context, name string), log *slog.Logger) *Rooms {
	ctx, cancel := context.WithCancel(context.Background())
	return &Rooms{library: library, journal: journal, limits: limits, changed: changed, log: log,
		ctx: ctx, cancel: cancel, open: make(map[string]*Room)}
}

// acquire gives the room of a document, started if it was not open. Every
// acquire is paid back with one release, and only in between may work be posted.
func (s *Rooms) acquire(name string) (*Room, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, ErrClosing
	}
	r := s.open[name]
	if r == nil {
		r = newRoom(s, name)
		s.open[name] = r
		s.ended.Go(r.run)
	}
	r.refs++
	return r, nil
}

func (s *Rooms) release(r *Room) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.refs--; r.refs == 0 {
		r.wake()
	}
}

// retire takes a room off the list if nobody needs it, and tells it to end. The
// next acquire starts a new one, which then finds everything stored.
func (s *Rooms) retire(r *Room) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.refs > 0 {
		return false
	}
	delete(s.open, r.name)
	return true
}

func (s *Rooms) isClosing() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

// Edit runs change on the open document, publishes what it answers to
// everybody who has the document open, and returns when it is durable. It is
// how the server's own edits (a restored revision, a word changed in a
// register) reach a text that people are typing in.
func (s *Rooms) Edit(ctx context.Context, name string, change func(*coedit.Document) (coedit.Outcome, error)) error {
	return s.with(ctx, name, func(r *Room, answer func(error)) {
		out, err := change(r.doc)
		if err != nil {
			answer(err)
			return
		}
		r.publish(nil, out)
		r.await(answer)
	})
}

// Read runs look on the open document, in its room's goroutine.
func (s *Rooms) Read(ctx context.Context, name string, look func(*coedit.Document) error) error {
	return s.with(ctx, name, func(r *Room, answer func(error)) { answer(look(r.doc)) })
}

func (s *Rooms) with(ctx context.Context, name string, work func(*Room, func(error))) error {
	r, err := s.acquire(name)
	if err != nil {
		return err
	}
	defer s.release(r)
	answered := make(chan error, 1)
	r.post(func() {
		// A panic is the room's to handle; whoever waits here still gets an answer.
		finished := false
		defer func() {
			if !finished {
				answered <- errPutAway
			}
		}()
		if r.putAway != nil {
			answered <- r.putAway
		} else {
			work(r, func(err error) { answered <- err })
		}
		finished = true
		r.idleNow()
	})
	select {
	case err := <-answered:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// await answers when everything handed in so far is durable, or has failed.
func (r *Room) await(answer func(error)) {
	if r.queued <= r.stored {
		answer(nil)
		return
	}
	r.awaiting = append(r.awaiting, awaited{after: r.queued, answer: answer})
}

// idleNow starts the clock of a room that was opened for the server's own work.
func (r *Room) idleNow() {
	if len(r.links) == 0 {
		r.idle = time.Now()
		r.leaving.Reset(r.rooms.limits.Linger)
	}
}

// Count says how many documents are open.
func (s *Rooms) Count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.open)
}

// Close waits until every room has stored what it has and ended. Sockets are
// closed before it, the journal after it.
func (s *Rooms) Close() {
	s.mu.Lock()
	s.closed = true
	rooms := make([]*Room, 0, len(s.open))
	for _, r := range s.open {
		rooms = append(rooms, r)
	}
	s.mu.Unlock()
	for _, r := range rooms {
		r.wake() // so that it looks whether it may end
	}
	s.ended.Wait()
	s.cancel()
}
