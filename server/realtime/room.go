package realtime

import (
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"rapporteur/server/coedit"
	"rapporteur/server/docstore"
	"rapporteur/server/realtime/frame"
)

// Room owns one open document. Its goroutine is the only one that touches the
// document, the links and the presence; it starts with the first reader and
// ends when the last has been gone for a while and everything is stored.
type Room struct {
	rooms *Rooms
	name  string
	inbox chan func()
	gone  chan struct{} // closed when the goroutine has ended
	log   *slog.Logger

	refs int // guarded by rooms.mu: links that have joined or are about to

	mu      sync.Mutex // guards durable and failed, which the journal reports
	durable uint64
	failed  error
	nudge   chan struct{} // holds one token when the journal has reported or the last one has left

	// owned by run
	doc      *coedit.Document
	links    map[*link]struct{}
	people   presence
	queued   uint64 // number of the last hand-in to the journal
	stored   uint64 // number of the last one known durable
	barrier  uint64 // number of the last one that records an owner: nothing overtakes it
	waiting  []deferred
	held     int // of them, those that others wait to see
	awaiting []awaited
	putAway  error // set once the document must not be used any more
	flushAt  *time.Timer
	flushed  time.Time
	leaving  *time.Timer
	idle     time.Time // since when nobody has been here; zero while somebody is
	tidying  bool
	quietAt  *time.Timer // fires when nobody has written for a moment
	tellAt   *time.Timer // fires when others are to hear that the text changed
	changed  bool        // since others heard
}

// awaited is somebody outside the room who waits until a hand-in is durable.
type awaited struct {
	after  uint64
	answer func(error)
}

// deferred is something others may see only when the hand-in is durable.
type deferred struct {
	after uint64
	do    func()
}

var errPutAway = errors.New("the document was put away")

func newRoom(rooms *Rooms, name string) *Room {
	r := &Room{
		rooms: rooms, name: name, log: rooms.log.With("document", name),
		inbox: make(chan func(), 64), gone: make(chan struct{}), nudge: make(chan struct{}, 1),
		links: make(map[*link]struct{}), people: newPresence(),
		flushAt: stoppedTimer(), leaving: stoppedTimer(), quietAt: stoppedTimer(), tellAt: stoppedTimer(),
	}
	return r
}

func stoppedTimer() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

// post hands work to the room. It waits while the room is busy, which slows
// only the connection that asks; it answers false when the room has ended.
func (r *Room) post(work func()) bool {
	select {
	case r.inbox <- work:
		return true
	case <-r.gone:
		return false
	}
}

// run is the room. It ends by itself.
func (r *Room) run() {
	defer close(r.gone)
	r.guard(r.load)
	for {
		select {
		case work := <-r.inbox:
			r.guard(work)
		case <-r.nudge:
			r.guard(r.settle)
		case <-r.flushAt.C:
			r.guard(r.sendPresence)
		case <-r.quietAt.C:
			r.guard(r.nameBlocks)
		case <-r.tellAt.C:
			r.tellChanged()
		case <-r.leaving.C:
		}
		if r.mayEnd() && r.rooms.retire(r) {
			r.tellChanged()
			return
		}
	}
}

// guard keeps a panic in the document's own room: the document is put away
// unacknowledged and read again from the store.
func (r *Room) guard(work func()) {
	defer func() {
		if p := recover(); p != nil {
			r.fail(fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
		}
	}()
	work()
}

func (r *Room) load() {
	doc, err := r.rooms.library.Open(r.rooms.ctx, r.name)
	if err != nil {
		r.fail(err)
		return
	}
	r.doc = doc
}

// fail puts the document away: no acknowledgement is sent any more, everybody
// is told to come back, and the next one to come has it loaded anew.
func (r *Room) fail(err error) {
	if r.putAway != nil {
		return
	}
	r.putAway = err
	r.waiting = nil
	r.log.Error("A document was put away.", "error", err)
	r.rooms.library.Failed(r.name)
	for l := range r.links {
		r.turnAway(l)
	}
	clear(r.links)
	r.answerAwaiting()
}

// answerAwaiting answers those whose hand-in is settled, or everybody when the
// document was put away.
func (r *Room) answerAwaiting() {
	rest := r.awaiting[:0]
	for _, a := range r.awaiting {
		switch {
		case r.putAway != nil:
			a.answer(r.putAway)
		case a.after <= r.stored:
			a.answer(nil)
		default:
			rest = append(rest, a)
		}
	}
	r.awaiting = rest
}

// turnAway tells one client why it cannot go on. What does not load whole will
// not load whole in a second either, so that client must not come back by itself.
func (r *Room) turnAway(l *link) {
	if errors.Is(r.putAway, coedit.ErrUnreadable) {
		r.dismiss(l, frame.Denied(reasonUnreadable))
		return
	}
	l.conn.close(closeReset, reasonUnavailable)
}

// mayEnd says whether nothing of the document is left to do here.
func (r *Room) mayEnd() bool {
	if r.stored < r.queued || r.tidying {
		return false
	}
	if r.putAway != nil || r.rooms.isClosing() {
		return true
	}
	return len(r.links) == 0 && !r.idle.IsZero() && time.Since(r.idle) >= r.rooms.limits.Linger
}

// hand gives entries to the journal and numbers them.
func (r *Room) hand(entries []docstore.LogEntry) {
	if len(entries) == 0 {
		return
	}
	r.queued++
	number := r.queued
	r.rooms.journal.Add(entries, func(err error) {
		r.mu.Lock()
		if err != nil && r.failed == nil {
			r.failed = err
		}
		r.durable = number
		r.mu.Unlock()
		r.wake()
	})
}

// wake makes the room look again, without waiting for it.
func (r *Room) wake() {
	select {
	case r.nudge <- struct{}{}:
	default:
	}
}

// settle does what waited for the journal.
func (r *Room) settle() {
	r.mu.Lock()
	stored, failed := r.durable, r.failed
	r.mu.Unlock()
	r.stored = stored
	if failed != nil {
		r.fail(failed)
		return
	}
	n := 0
	for n < len(r.waiting) && r.waiting[n].after <= stored {
		r.waiting[n].do()
		n++
	}
	clear(r.waiting[:n])
	if r.waiting = r.waiting[n:]; len(r.waiting) == 0 {
		r.waiting = nil
	}
	r.answerAwaiting()
	r.tidy()
}

// after runs do once the numbered hand-in is durable, in the order of asking.
func (r *Room) after(number uint64, do func()) {
	if r.putAway != nil {
		return
	}
	if number <= r.stored && len(r.waiting) == 0 {
		do()
		return
	}
	r.waiting = append(r.waiting, deferred{after: number, do: do})
}

// visible runs do once nothing in it names an editor whose owner is not on
// record; everything else may be shown before it is stored.
func (r *Room) visible(do func()) {
	if r.putAway != nil {
		return
	}
	if r.barrier <= r.stored && r.held == 0 {
		do()
		return
	}
	r.held++
	r.after(r.barrier, func() {
		r.held--
		do()
	})
}

// broadcast offers an update to everybody but its sender.
func (r *Room) broadcast(from *link, update []byte) {
	m := frame.SyncMessage(frame.Update, update)
	r.visible(func() {
		for l := range r.links {
			if l != from && l.synced {
				l.offer(m)
			}
		}
	})
}

// wrote notes that the text has changed.
func (r *Room) wrote() {
	if !r.changed {
		r.changed = true
		r.tellAt.Reset(r.rooms.limits.TellEvery)
	}
	r.quietAt.Reset(r.rooms.limits.Quiet)
}

// tellChanged lets others in the house know, in a goroutine of its own that
// ends with their hearing: a room waits for no feature.
func (r *Room) tellChanged() {
	if !r.changed {
		return
	}
	r.changed = false
	r.rooms.ended.Go(func() { r.rooms.changed(r.rooms.ctx, r.name) })
}

// nameBlocks gives new blocks their ids, once nobody is in the middle of a word.
func (r *Room) nameBlocks() {
	if r.putAway != nil || r.doc == nil {
		return
	}
	out, err := r.doc.NameBlocks()
	if err != nil {
		r.log.Error("Blocks were not given their ids.", "error", err)
		return
	}
	r.publish(nil, out)
}

// tidy compacts the document's log when it has grown, in a goroutine that ends
// with the compaction; the room waits for it before it ends.
func (r *Room) tidy() {
	if r.tidying || r.stored < r.queued || r.doc == nil {
		return
	}
	plan, ok := r.doc.PlanCompaction()
	if !ok {
		return
	}
	r.tidying = true
	go func() {
		err := plan.Run(r.rooms.ctx)
		r.post(func() {
			r.tidying = false
			if err != nil {
				r.log.Warn("A document's log was not compacted.", "error", err)
			}
			r.doc.Compacted(plan, err)
		})
	}()
}
