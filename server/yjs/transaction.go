package yjs

import (
	"fmt"
	"slices"
)

// transaction is one change of a document, which can be taken back until it is
// committed. While it runs nothing is forgotten: what is deleted keeps its
// content, and items that were cut stay cut.
type transaction struct {
	doc     *Doc
	keep    bool      // data may point into the update, which the document keeps
	touched []*peer   // editors with new items or seams
	grown   []*peer   // of these, the ones with new items
	dead    deleteSet // what died
	naming  [][]Range // what the updates of this transaction name as deleted
	named   deleteSet // the same as a set, once somebody asks
	torn    []torn    // surrogate pairs that were cut
	lost    []Orphan  // text that had no parent to arrive in
	fallen  []*item   // text that died with its parent
	roots   []string  // roots that did not exist before
	pend    []incoming
	pendDel []Range     // deletions of what is not there yet
	woken   []clientRun // what waited and was tried again, as it waited
	wokeDel []Range
	weight  int // of the document when it began
	pending int // bytes that waited when it began
	work    int // steps left, see spend
}

// torn is a surrogate pair that was cut where the right half begins.
type torn struct {
	at   ID
	pair []byte
}

func (d *Doc) begin() *transaction {
	d.epoch++
	old := &d.scratch
	clear(old.dead)
	d.scratch = transaction{
		doc: d, weight: d.weight, pending: d.pendingBytes, work: workPerUpdate,
		touched: old.touched[:0], grown: old.grown[:0], naming: old.naming[:0], dead: old.dead,
	}
	return &d.scratch
}

// finish drops what a transaction that is over need not hold on to.
func (t *transaction) finish() {
	const few = 64
	if len(t.dead) > few {
		t.dead = nil
	}
	if cap(t.touched) > few {
		t.touched, t.grown = nil, nil
	}
	clear(t.naming[:cap(t.naming)])
	t.torn, t.lost, t.fallen, t.roots, t.pend, t.pendDel, t.woken, t.wokeDel, t.named = nil, nil, nil, nil, nil, nil, nil, nil, nil
}

// workPerUpdate bounds the steps one update may cause: visits of siblings that
// were written at the same place, and items moved over because one was cut.
// Ordinary updates take a handful; the bound is about a second.
const workPerUpdate = 20_000_000

var errTooMuchWork = fmt.Errorf("%w: it takes too many steps to find its places", ErrTooLarge)

// overrun ends a transaction from deep inside; see Doc.guard.
type overrun struct{ err error }

// spend counts steps and gives up when they are used up.
func (t *transaction) spend(steps int) {
	if t.work -= steps; t.work < 0 {
		panic(overrun{errTooMuchWork})
	}
}

// touch makes p part of the transaction.
func (t *transaction) touch(p *peer) {
	if p.epoch != t.doc.epoch {
		p.epoch, p.before = t.doc.epoch, p.state()
		p.seams = p.seams[:0]
		t.touched = append(t.touched, p)
	}
}

// old reports whether an item was there before the transaction.
func (t *transaction) old(it *item) bool {
	p := t.doc.peer(it.id.Client)
	return p.epoch != t.doc.epoch || it.id.Clock < p.before
}

func (t *transaction) seam(client, from, to uint64) {
	p := t.doc.peer(client)
	t.touch(p)
	if n := len(p.seams); n > 0 && p.seams[n-1] == (seam{from, to}) {
		return
	}
	p.seams = append(p.seams, seam{from, to})
}

// add takes a new item into its editor's list.
func (t *transaction) add(it *item) {
	d := t.doc
	p := d.peer(it.id.Client)
	if p == nil {
		p = &peer{id: it.id.Client}
		d.peers[p.id], d.recent = p, p
	}
	t.touch(p)
	if p.state() == p.before {
		t.grown = append(t.grown, p)
	}
	p.structs = append(p.structs, it)
	d.weight += it.weight()
}

// cut splits the item at index i of p before its piece k and gives the right part.
func (t *transaction) cut(p *peer, i int, k uint64) *item {
	d := t.doc
	it := p.structs[i]
	t.spend(1 + (len(p.structs)-i)/64)
	d.weight -= it.weight()
	data, pair := it.cut(k)
	r := &item{
		id: ID{it.id.Client, it.id.Clock + k}, length: it.length - k,
		origin: ID{it.id.Client, it.id.Clock + k - 1}, rightOrigin: it.rightOrigin,
		left: it, right: it.right, parent: it.parent, key: it.key, data: data,
		content: it.content, flags: it.flags | hasOrigin,
	}
	it.right, it.length = r, k
	if r.right != nil {
		r.right.left = r
	} else if r.key != nil {
		r.parent.entries[*r.key] = r
	}
	d.weight += it.weight() + r.weight()
	p.structs = slices.Insert(p.structs, i+1, r)
	if pair != nil {
		t.torn = append(t.torn, torn{r.id, pair})
	}
	if r.flags&cascaded != 0 {
		t.fallen = append(t.fallen, r)
	}
	t.seam(p.id, r.id.Clock, r.end())
	return r
}

// endingAt gives the item that ends with id, cutting one if need be. What has
// no content any more is not cut.
func (t *transaction) endingAt(id ID) *item {
	p := t.doc.peer(id.Client)
	i := p.index(id.Clock)
	it := p.structs[i]
	if it.content != contentGC && id.Clock != it.end()-1 {
		t.cut(p, i, id.Clock-it.id.Clock+1)
	}
	return it
}

// beginningAt gives the item that begins with id, cutting one if need be.
func (t *transaction) beginningAt(id ID) *item {
	p := t.doc.peer(id.Client)
	i := p.index(id.Clock)
	it := p.structs[i]
	if it.content != contentGC && id.Clock != it.id.Clock {
		return t.cut(p, i, id.Clock-it.id.Clock)
	}
	return it
}

// delete marks an item and everything in it as deleted. withParent says that
// it dies only because its parent does.
func (t *transaction) delete(it *item, withParent bool) {
	if it.deleted() {
		return
	}
	if n := it.positions(); n > 0 {
		it.parent.length -= n
	}
	it.flags |= deleted
	t.buried(it)
	if withParent && it.content == contentText {
		it.flags |= cascaded
		t.fallen = append(t.fallen, it)
	}
	if it.content != contentType {
		return
	}
	for c := it.typ.start; c != nil; c = c.right {
		t.deleteWithin(c)
	}
	for _, c := range it.typ.entries {
		t.deleteWithin(c)
	}
}

func (t *transaction) deleteWithin(it *item) {
	if !it.deleted() {
		t.delete(it, true)
	} else if t.old(it) {
		// Deleted before, and about to lose its place: it may become one with its neighbours.
		t.seam(it.id.Client, it.id.Clock, it.end())
	}
}

func (t *transaction) buried(it *item) {
	if t.dead == nil {
		t.dead = deleteSet{}
	}
	t.dead.add(Range{it.id.Client, it.id.Clock, it.length})
}
