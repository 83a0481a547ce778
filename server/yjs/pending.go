package yjs

import (
	"bytes"
	"cmp"
	"container/heap"
	"slices"
)

// What builds on something that has not arrived waits, by editor and clock. The
// first of each editor is registered with the one piece it needs next, and
// looked at again only when that piece is there: a flood of updates that can
// never be satisfied costs nothing but the memory PendingBytes allows.

// waiter is an editor whose first waiting item needs piece clock of another.
type waiter struct{ clock, client uint64 }

// waiters is a heap, lowest clock first.
type waiters []waiter

func (w waiters) Len() int           { return len(w) }
func (w waiters) Less(i, j int) bool { return w[i].clock < w[j].clock }
func (w waiters) Swap(i, j int)      { w[i], w[j] = w[j], w[i] }
func (w *waiters) Push(x any)        { *w = append(*w, x.(waiter)) }
func (w *waiters) Pop() any {
	last := (*w)[len(*w)-1]
	*w = (*w)[:len(*w)-1]
	return last
}

// What one waiting item and one waiting deletion cost beside their bytes.
const (
	pendingItem   = 64
	pendingDelete = 32
)

// register makes the first waiting item of an editor wait for what it lacks.
func (d *Doc) register(client uint64) {
	queue := d.pending[client]
	if len(queue) == 0 {
		delete(d.pending, client)
		return
	}
	on := ID{client, queue[0].item.id.Clock - 1}
	if queue[0].item.id.Clock <= d.state(client) {
		missing, blocked := d.missing(&queue[0])
		if !blocked {
			d.ready = append(d.ready, client)
			return
		}
		on = missing
	}
	if d.waiting == nil {
		d.waiting = map[uint64]*waiters{}
	}
	w := d.waiting[on.Client]
	if w == nil {
		w = &waiters{}
		d.waiting[on.Client] = w
	}
	heap.Push(w, waiter{on.Clock, client})
}

// wake tries what has waited for what has arrived, and what waited for that.
// The list of grown editors grows meanwhile.
func (t *transaction) wake() error {
	d := t.doc
	for progress := len(d.waiting) > 0; progress; {
		progress = false
		for i := 0; i < len(t.grown); i++ {
			t.spend(1)
			p := t.grown[i]
			w := d.waiting[p.id]
			for w != nil && len(*w) > 0 && (*w)[0].clock < p.state() {
				client := heap.Pop(w).(waiter).client
				if err := t.retry(client); err != nil {
					return err
				}
				progress = true
			}
			if w != nil && len(*w) == 0 {
				delete(d.waiting, p.id)
			}
		}
	}
	return nil
}

// retry integrates what waits of one editor until something is missing again.
func (t *transaction) retry(client uint64) error {
	d := t.doc
	queue := d.pending[client]
	t.woken = append(t.woken, clientRun{client: client, structs: queue})
	for len(queue) > 0 {
		in := queue[0]
		if in.item.id.Clock > d.state(client) {
			break
		}
		if _, blocked := d.missing(&in); blocked {
			break
		}
		it := *in.item // the original still waits, should this be taken back
		in.item = &it
		if err := t.integrate(&in); err != nil {
			return err
		}
		d.pendingBytes -= in.size + pendingItem
		queue = queue[1:]
	}
	d.pending[client] = queue
	d.register(client)
	return nil
}

// wakeDeletes applies deletions that waited for what has arrived.
func (t *transaction) wakeDeletes() {
	d := t.doc
	for _, p := range t.grown {
		rs := d.pendingDel[p.id]
		if len(rs) == 0 {
			continue
		}
		delete(d.pendingDel, p.id)
		d.pendingBytes -= len(rs) * pendingDelete
		t.wokeDel = append(t.wokeDel, rs...)
		t.name(rs)
		t.applyDeletes(rs)
	}
}

func (t *transaction) pends() bool { return len(t.pend) > 0 || len(t.pendDel) > 0 }

// crowded reports that what would wait is more than may.
func (t *transaction) crowded() error {
	d := t.doc
	bytes := d.pendingBytes + len(t.pendDel)*pendingDelete
	for i := range t.pend {
		bytes += t.pend[i].size + pendingItem
	}
	if t.pends() && bytes > d.limits.PendingBytes {
		return tooLarge("bytes of updates that wait for others", bytes, d.limits.PendingBytes)
	}
	return nil
}

// shelve lets wait what the transaction has put aside.
func (t *transaction) shelve() {
	d := t.doc
	if t.pends() && d.pending == nil {
		d.pending, d.pendingDel = map[uint64][]incoming{}, deleteSet{}
	}
	for i := range t.pend {
		in := &t.pend[i]
		it := *in.item
		it.data = bytes.Clone(it.data)
		in.item, in.root, in.key, in.name = &it, bytes.Clone(in.root), bytes.Clone(in.key), bytes.Clone(in.name)
		d.shelve(*in)
	}
	for _, r := range t.pendDel {
		had := len(d.pendingDel[r.Client])
		d.pendingDel[r.Client] = d.pendingDel[r.Client].insert(r)
		d.pendingBytes += (len(d.pendingDel[r.Client]) - had) * pendingDelete
	}
}

func (d *Doc) shelve(in incoming) {
	client, clock := in.item.id.Client, in.item.id.Clock
	queue := d.pending[client]
	i, found := slices.BinarySearchFunc(queue, clock, func(e incoming, clock uint64) int { return cmp.Compare(e.item.id.Clock, clock) })
	if found {
		if queue[i].item.length < in.item.length {
			d.pendingBytes += in.size - queue[i].size
			queue[i] = in
		}
		return
	}
	d.pendingBytes += in.size + pendingItem
	d.pending[client] = slices.Insert(queue, i, in)
	if i == 0 {
		d.register(client)
	}
}

// PendingBytes is about how much waits for something the document lacks; 0
// when it is whole.
func (d *Doc) PendingBytes() int { return d.pendingBytes }
