package yjs

import (
	"cmp"
	"math"
	"slices"
)

// commit makes a transaction final: what died is forgotten as Yjs forgets it,
// and runs that belong together become one.
func (t *transaction) commit() {
	t.dead.normalise()
	for _, it := range t.fallen {
		it.flags &^= cascaded
	}
	t.forget()
	t.join()
	t.shelve()
	if len(t.grown) > 0 || len(t.dead) > 0 {
		t.doc.encoded = nil
	}
}

// forget drops the content of what died. An item keeps its place in its
// parent, because others may have been written beside it; what was in a
// deleted type loses even that.
func (t *transaction) forget() {
	d := t.doc
	for client, rs := range t.dead {
		p := d.peer(client)
		for _, r := range rs {
			for i := p.index(r.Clock); i < len(p.structs) && p.structs[i].id.Clock < r.End(); i++ {
				if it := p.structs[i]; it.deleted() && it.content != contentGC {
					d.empty(it, it.id)
					it.content = contentDeleted
				}
			}
			t.seam(client, r.Clock, r.End())
		}
	}
}

// empty drops the content of an item, and everything within it for good.
// anchor is the item that keeps a place.
func (d *Doc) empty(it *item, anchor ID) {
	d.weight -= len(it.data)
	it.data = nil
	typ := it.typ
	if it.typ = nil; typ == nil {
		return
	}
	for c := typ.start; c != nil; {
		next := c.right
		d.erase(c, anchor)
		c = next
	}
	for _, c := range typ.entries {
		for c != nil {
			next := c.left
			d.erase(c, anchor)
			c = next
		}
	}
	typ.start, typ.entries, typ.length = nil, nil, 0
}

func (d *Doc) erase(it *item, anchor ID) {
	d.empty(it, anchor)
	d.graves.dig(Range{it.id.Client, it.id.Clock, it.length}, anchor)
	*it = item{id: it.id, length: it.length, content: contentGC, flags: deleted}
}

// join makes one item of neighbours that were cut, or were written one by one.
func (t *transaction) join() {
	for _, p := range t.grown {
		t.seam(p.id, p.before, math.MaxUint64)
	}
	for _, p := range t.touched {
		t.doc.weight -= itemWeight * p.join()
	}
}

// join looks at every seam in one pass and gives how many items were absorbed.
func (p *peer) join() int {
	if len(p.structs) == 0 {
		return 0
	}
	if len(p.seams) > 1 {
		slices.SortFunc(p.seams, func(a, b seam) int { return cmp.Compare(a.from, b.from) })
	}
	structs, state := p.structs, p.state()
	// Nothing moves until the first is absorbed; from then on, out is where the
	// next item that stays goes, and next the first that has not been moved.
	out, next, absorbed := -1, 1, 0
	starts := make([]int, 0, 8)
	for _, s := range p.seams {
		start := len(structs)
		if s.from < state {
			if start = p.index(s.from); structs[start].id.Clock < s.from {
				start++
			}
		}
		starts = append(starts, start)
	}
	for k, s := range p.seams {
		i := max(starts[k], next)
		if out >= 0 {
			out += copy(structs[out:], structs[next:i])
		}
		for ; i < len(structs) && structs[i].id.Clock <= s.to; i++ {
			last := i - 1
			if out >= 0 {
				last = out - 1
			}
			switch {
			case structs[last].absorb(structs[i]):
				if absorbed++; out < 0 {
					out = i
				}
			case out >= 0:
				structs[out] = structs[i]
				out++
			}
		}
		next = i
	}
	if out >= 0 {
		out += copy(structs[out:], structs[next:])
		clear(structs[out:])
		p.structs = structs[:out]
	}
	p.seams = p.seams[:0]
	return absorbed
}
