package yjs

import (
	"bytes"
	"fmt"
	"math"
)

// missing gives a piece that has to arrive before in can be integrated.
func (d *Doc) missing(in *incoming) (ID, bool) {
	it := in.item
	if it.flags&hasOrigin != 0 && d.lacks(it.origin, it.id.Client) {
		return it.origin, true
	}
	if it.flags&hasRight != 0 && d.lacks(it.rightOrigin, it.id.Client) {
		return it.rightOrigin, true
	}
	if in.parent == parentItem && d.lacks(in.owner, it.id.Client) {
		return in.owner, true
	}
	return ID{}, false
}

// lacks reports whether a piece of another editor has not arrived. An editor's
// own earlier pieces always have, because they are integrated in order.
func (d *Doc) lacks(id ID, of uint64) bool {
	return id.Client != of && id.Clock >= d.state(id.Client)
}

// take integrates a decoded update as far as it goes; the rest is put aside.
// An item that builds on a later part of the update waits on the stack while
// that part is integrated, so the order of editors does not matter.
func (t *transaction) take(u *update) error {
	d := t.doc
	var byClient map[uint64]*clientRun
	if len(u.runs) > 1 {
		byClient = make(map[uint64]*clientRun, len(u.runs))
		for i := range u.runs {
			byClient[u.runs[i].client] = &u.runs[i]
		}
	}
	var stack []*incoming
	for i := range u.runs {
		run := &u.runs[i]
		for len(stack) > 0 || run.next < len(run.structs) {
			var in *incoming
			if n := len(stack); n > 0 {
				in, stack = stack[n-1], stack[:n-1]
			} else {
				in = &run.structs[run.next]
				run.next++
			}
			gap := in.item.id.Clock > d.state(in.item.id.Client)
			on, blocked := d.missing(in)
			if !gap && !blocked {
				if err := t.integrate(in); err != nil {
					return err
				}
				continue
			}
			stack = append(stack, in)
			if other := byClient[on.Client]; !gap && other != nil && other.next < len(other.structs) {
				stack = append(stack, &other.structs[other.next])
				other.next++
				continue
			}
			t.putAside(stack, byClient, run)
			stack = stack[:0]
		}
	}
	return nil
}

// putAside lets everything on the stack wait, and whatever the same editors
// made after it.
func (t *transaction) putAside(stack []*incoming, byClient map[uint64]*clientRun, current *clientRun) {
	for _, in := range stack {
		t.pend = append(t.pend, *in)
		run := byClient[in.item.id.Client]
		if run == nil {
			run = current
		}
		t.pend = append(t.pend, run.structs[run.next:]...)
		run.next = len(run.structs)
	}
}

// integrate gives an item its place. Everything it builds on is there.
func (t *transaction) integrate(in *incoming) error {
	d, it := t.doc, in.item
	offset := d.state(it.id.Client) - it.id.Clock
	if offset >= it.length {
		return nil // known
	}
	if it.content == contentGC {
		it.id.Clock, it.length, it.flags = it.id.Clock+offset, it.length-offset, deleted
		t.add(it)
		return nil
	}
	parent, left, right := t.surroundings(in)
	if offset > 0 {
		it.id.Clock += offset
		it.length -= offset
		it.origin, it.flags = ID{it.id.Client, it.id.Clock - 1}, it.flags|hasOrigin
		whole := item{content: it.content, data: it.data, length: it.length + offset}
		it.data, _ = whole.cut(offset)
		if left = t.endingAt(it.origin); left.content == contentGC {
			parent = nil
		}
	}
	if parent == nil {
		t.bury(in)
		return nil
	}
	it.parent, it.left, it.right = parent, left, right
	if !t.keep {
		it.data = bytes.Clone(it.data)
	}
	if it.content == contentType {
		if err := t.adopt(in); err != nil {
			return err
		}
	}
	t.settle(it)
	return nil
}

// surroundings finds what an item was written beside. Its parent is nil when
// that has been deleted so thoroughly that nothing can stand in it any more.
func (t *transaction) surroundings(in *incoming) (parent *Type, left, right *item) {
	d, it := t.doc, in.item
	if it.flags&hasOrigin != 0 {
		left = t.endingAt(it.origin)
	}
	if it.flags&hasRight != 0 {
		right = t.beginningAt(it.rightOrigin)
	}
	if left != nil && left.content == contentGC || right != nil && right.content == contentGC {
		return nil, nil, nil
	}
	switch in.parent {
	case parentRoot:
		parent = d.roots[string(in.root)]
		if parent == nil {
			parent = d.newRoot(string(in.root))
			t.roots = append(t.roots, parent.name)
		}
	case parentItem:
		if owner := d.find(in.owner); owner.content == contentType {
			parent = owner.typ
		}
	default:
		beside := left
		if beside == nil {
			beside = right
		}
		it.key = beside.key
		return beside.parent, left, right
	}
	if in.hasKey {
		it.key = d.intern(in.key)
	}
	return parent, left, right
}

// adopt makes the shared type that an item brings.
func (t *transaction) adopt(in *incoming) error {
	it := in.item
	depth := it.parent.depth + 1
	if depth > t.doc.limits.Nesting {
		return tooLarge("levels of elements", depth, t.doc.limits.Nesting)
	}
	it.typ = &Type{doc: t.doc, item: it, kind: in.kind, depth: depth}
	if in.name != nil {
		it.typ.name = *t.doc.intern(in.name)
	}
	return nil
}

// settle links an item into its parent, between its neighbours and among what
// others wrote at the same place.
func (t *transaction) settle(it *item) {
	parent := it.parent
	if it.left == nil && (it.right == nil || it.right.left != nil) || it.left != nil && it.left.right != it.right {
		it.left = t.place(it)
	}
	if it.left != nil {
		it.right, it.left.right = it.left.right, it
	} else {
		it.right = t.first(parent, it.key)
		if it.key == nil {
			parent.start = it
		}
	}
	if it.right != nil {
		it.right.left = it
	} else if it.key != nil {
		if parent.entries == nil {
			parent.entries = map[string]*item{}
		}
		parent.entries[*it.key] = it
		if it.left != nil {
			t.delete(it.left, false) // the value before this one
		}
	}
	if it.content == contentDeleted {
		it.flags |= deleted
		t.buried(it)
	}
	parent.length += it.positions()
	t.add(it)
	if !parent.Alive() {
		t.delete(it, true)
	} else if it.key != nil && it.right != nil {
		t.delete(it, false)
	}
}

// first is the first item of a type's list, or of the values of one key.
func (t *transaction) first(parent *Type, key *string) *item {
	if key == nil {
		return parent.start
	}
	o := parent.entries[*key]
	for o != nil && o.left != nil {
		t.spend(1)
		o = o.left
	}
	return o
}

// place finds the left neighbour of an item where several were written at the
// same place (the conflict resolution of YATA, as Yjs does it): of two with the
// same left origin the lower editor stands first, and nothing stands between an
// item and what was written behind it.
func (t *transaction) place(it *item) *item {
	d := t.doc
	if d.visits > math.MaxUint32/2 {
		d.forgetVisits()
	}
	left := it.left
	var o *item
	if left != nil {
		o = left.right
	} else {
		o = t.first(it.parent, it.key)
	}
	// An item visited in this search has a number of at least seen; one that
	// still conflicts, of at least rivals.
	seen := d.visits + 1
	rivals := seen
	for ; o != nil && o != it.right; o = o.right {
		t.spend(1)
		d.visits++
		o.visit = d.visits
		if it.sameLeft(o) {
			if o.id.Client < it.id.Client {
				left, rivals = o, d.visits+1
			} else if it.sameRight(o) {
				break
			}
			continue
		}
		if o.flags&hasOrigin == 0 {
			break
		}
		switch origin := d.find(o.origin); {
		case origin.visit < seen:
			return left
		case origin.visit < rivals:
			left, rivals = o, d.visits+1
		}
	}
	return left
}

// forgetVisits starts the numbers of place again.
func (d *Doc) forgetVisits() {
	for _, p := range d.peers {
		for _, it := range p.structs {
			it.visit = 0
		}
	}
	d.visits = 0
}

// applyDeletes marks ranges as deleted. What is not there yet is put aside.
func (t *transaction) applyDeletes(rs []Range) {
	for _, r := range rs {
		p := t.doc.peer(r.Client)
		state := p.state()
		if r.End() > state {
			from := max(r.Clock, state)
			t.pendDel = append(t.pendDel, Range{r.Client, from, r.End() - from})
		}
		if r.Clock >= state {
			continue
		}
		i := p.index(r.Clock)
		if it := p.structs[i]; !it.deleted() && it.id.Clock < r.Clock {
			t.cut(p, i, r.Clock-it.id.Clock)
			i++
		}
		for ; i < len(p.structs) && p.structs[i].id.Clock < r.End(); i++ {
			it := p.structs[i]
			if it.deleted() {
				continue
			}
			if r.End() < it.end() {
				t.cut(p, i, r.End()-it.id.Clock)
			}
			t.delete(it, false)
		}
	}
}

// name notes which pieces an update itself deletes.
func (t *transaction) name(rs []Range) {
	if len(rs) > 0 {
		t.naming = append(t.naming, rs)
	}
}

// isNamed gives everything that was noted, as a set.
func (t *transaction) isNamed() deleteSet {
	if t.named == nil {
		t.named = deleteSet{}
		for _, rs := range t.naming {
			for _, r := range rs {
				t.named.add(r)
			}
		}
		t.named.normalise()
	}
	return t.named
}

func (t *transaction) tooHeavy() error {
	d := t.doc
	if len(t.grown) > 0 && d.weight > t.weight && d.weight > d.limits.DocumentBytes {
		return fmt.Errorf("document: %w", tooLarge("bytes", d.weight, d.limits.DocumentBytes))
	}
	return nil
}
