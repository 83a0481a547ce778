package realtime

import "sync"

// parcel is one frame on its way to a reader. head is the receiver's address,
// body is shared by all receivers of a broadcast.
type parcel struct {
	link *link // nil for the socket itself
	head []byte
	body []byte
	// optional frames may be dropped for a slow reader, who is then brought up
	// to date by state vector; answers and acknowledgements may not.
	optional bool
}

func (p parcel) size() int { return len(p.head) + len(p.body) }

// queue holds the frames that wait for one reader. Pushing never blocks.
type queue struct {
	soft, hard int

	mu      sync.Mutex // guards everything below, and lagging of the links
	waiting []parcel
	bytes   int
	lagging map[*link]bool // links whose frames were dropped
	wake    chan struct{}  // holds one token when there is something to do
}

func newQueue(soft, hard int) *queue {
	return &queue{soft: soft, hard: hard, wake: make(chan struct{}, 1)}
}

// push queues p. It answers false when the reader asks for more than it reads
// and the socket has to be closed.
func (q *queue) push(p parcel) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if p.optional {
		if q.lagging[p.link] {
			return true
		}
		if q.bytes+p.size() > q.soft && len(q.waiting) > 0 {
			q.drop()
			q.lag(p.link)
			return true
		}
	} else if q.bytes > q.hard {
		return false
	}
	q.waiting = append(q.waiting, p)
	q.bytes += p.size()
	q.signal()
	return true
}

// drop forgets all optional frames; their links are caught up later.
func (q *queue) drop() {
	kept := q.waiting[:0]
	q.bytes = 0
	for _, p := range q.waiting {
		if p.optional {
			q.lag(p.link)
			continue
		}
		kept = append(kept, p)
		q.bytes += p.size()
	}
	clear(q.waiting[len(kept):])
	q.waiting = kept
	q.signal()
}

func (q *queue) lag(l *link) {
	if q.lagging == nil {
		q.lagging = make(map[*link]bool)
	}
	q.lagging[l] = true
}

func (q *queue) signal() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// take gives everything that waits and, when nothing does, the links whose
// frames were dropped meanwhile.
func (q *queue) take(reuse []parcel) (frames []parcel, behind []*link) {
	q.mu.Lock()
	defer q.mu.Unlock()
	frames = q.waiting
	clear(reuse[:cap(reuse)])
	q.waiting = reuse[:0]
	q.bytes = 0
	if len(frames) == 0 {
		for l := range q.lagging {
			behind = append(behind, l)
		}
	}
	return frames, behind
}

// caughtUp lets frames for l through again. The room calls it right before it
// pushes the catch-up.
func (q *queue) caughtUp(l *link) {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.lagging, l)
}

// forget drops what is remembered of a link that has ended.
func (q *queue) forget(l *link) { q.caughtUp(l) }
