package yjs

import (
	"bytes"
	"cmp"
	"slices"
)

// Orphan is text that would vanish although nobody decided so: it arrived
// under a parent that is deleted, or its parent was deleted by an editor that
// had not seen it (the delete set names the parent and not the text). Editor
// bindings delete and re-create a block when they change its kind, so this
// happens to whoever types in it at that moment. Text that the update itself
// names as deleted is none: its deletion was decided.
type Orphan struct {
	Range
	Text string
	// Block is what the run was written in, or beside, and is now dead: ask
	// Places for where that was.
	Block ID
}

// orphans gives what the transaction is about to lose, by editor and clock.
func (t *transaction) orphans() []Orphan {
	if len(t.lost) == 0 && len(t.fallen) == 0 {
		return nil
	}
	named := t.isNamed()
	var out []Orphan
	keep := func(o Orphan) {
		for _, r := range named[o.Client].without(o.Range) {
			from, _ := unitOffset([]byte(o.Text), o.Len, r.Clock-o.Clock)
			to, _ := unitOffset([]byte(o.Text), o.Len, r.End()-o.Clock)
			out = append(out, Orphan{r, o.Text[from:to], o.Block})
		}
	}
	for _, o := range t.lost {
		keep(o)
	}
	for _, it := range t.fallen {
		keep(Orphan{Range{it.id.Client, it.id.Clock, it.length}, string(it.data), blockOf(it).id})
	}
	slices.SortFunc(out, func(a, b Orphan) int {
		return cmp.Or(cmp.Compare(a.Client, b.Client), cmp.Compare(a.Clock, b.Clock))
	})
	return joinOrphans(out)
}

// joinOrphans makes one run of what was typed in a row. Behind the first letter
// that had no parent, each is found beside the letter before it.
func joinOrphans(list []Orphan) []Orphan {
	n := 0
	for _, o := range list {
		if n > 0 {
			last := &list[n-1]
			if last.Client == o.Client && last.End() == o.Clock &&
				(last.Block == o.Block || o.Block == ID{o.Client, o.Clock - 1}) {
				last.Len += o.Len
				last.Text += o.Text
				continue
			}
		}
		list[n] = o
		n++
	}
	return list[:n]
}

// bury takes an item in that has no parent any more: only its ids are kept.
func (t *transaction) bury(in *incoming) {
	d, it := t.doc, in.item
	block, at := d.beside(in)
	r := Range{it.id.Client, it.id.Clock, it.length}
	if it.content == contentText {
		t.lost = append(t.lost, Orphan{r, string(bytes.Clone(it.data)), block})
	}
	if at != nil {
		d.graves.dig(r, at.id)
	}
	*it = item{id: it.id, length: it.length, content: contentGC, flags: deleted}
	t.add(it)
}

// blockOf gives the dead element whose words a piece of text is. Every letter of a
// block has the same, so that what was typed in a row comes back in one piece,
// also where each letter arrives by itself.
func blockOf(it *item) *item {
	for above := it.parent.item; above != nil && above.deleted(); above = it.parent.item {
		if it.content != contentText && (it.typ == nil || it.typ.kind != KindXMLText) {
			break
		}
		it = above
	}
	return it
}

// beside gives the block that in was written in, or if nobody knows its place
// any more something that in was written beside.
func (d *Doc) beside(in *incoming) (block ID, at *item) {
	var known []ID
	if in.item.flags&hasOrigin != 0 {
		known = append(known, in.item.origin)
	}
	if in.item.flags&hasRight != 0 {
		known = append(known, in.item.rightOrigin)
	}
	if in.parent == parentItem {
		known = append(known, in.owner)
	}
	for _, id := range known {
		if at := d.standing(id); at != nil {
			at = blockOf(at)
			return at.id, at
		}
	}
	return known[0], nil
}

// graves remembers, for what has lost its place with its parent, the item that
// still has one. It helps to put rescued text where it was, is not stored, and
// may be forgotten.
type graves struct {
	byClient map[uint64][]grave
	count    int
}

type grave struct {
	Range
	anchor ID
}

// maxGraves bounds the memory; the oldest document needs a few hundred.
const maxGraves = 1 << 14

func (g *graves) dig(r Range, anchor ID) {
	if g.byClient == nil || g.count >= maxGraves {
		g.byClient, g.count = map[uint64][]grave{}, 0
	}
	list := g.byClient[r.Client]
	i := g.at(r.Client, r.Clock)
	if i > 0 && list[i-1].anchor == anchor && list[i-1].End() == r.Clock {
		list[i-1].Len += r.Len
		return
	}
	g.byClient[r.Client] = slices.Insert(list, i, grave{r, anchor})
	g.count++
}

// at gives the index behind the last grave that begins at or before clock.
func (g *graves) at(client, clock uint64) int {
	i, _ := slices.BinarySearchFunc(g.byClient[client], clock+1, func(e grave, clock uint64) int { return cmp.Compare(e.Clock, clock) })
	return i
}

func (g *graves) find(id ID) (anchor ID, ok bool) {
	if i := g.at(id.Client, id.Clock); i > 0 {
		if e := g.byClient[id.Client][i-1]; id.Clock < e.End() {
			return e.anchor, true
		}
	}
	return ID{}, false
}

// fill forgets everything of an editor from a clock on.
func (g *graves) fill(client, from uint64) {
	list := g.byClient[client]
	i := len(list)
	for i > 0 && list[i-1].End() > from {
		i--
		if list[i].Clock < from {
			list[i].Len = from - list[i].Clock
			i++
			break
		}
	}
	if i < len(list) {
		g.count -= len(list) - i
		g.byClient[client] = list[:i]
	}
}

// standing finds the item that keeps the place of id: its own, or that of the
// ancestor with which it lost its content. After loading a document nobody
// remembers that; then what the same editor made just before is taken, which is
// the deleted ancestor where a block and its content were made in one go.
func (d *Doc) standing(id ID) *item {
	for range 100 {
		it := d.find(id)
		if it == nil || it.content != contentGC {
			return it
		}
		if anchor, ok := d.graves.find(id); ok && anchor != id {
			id = anchor
			continue
		}
		p := d.peer(id.Client)
		for i := p.index(id.Clock) - 1; i >= 0; i-- {
			if p.structs[i].content != contentGC {
				return p.structs[i]
			}
		}
		return nil
	}
	return nil
}

// Place is where content can be inserted: Index among the children of Parent.
type Place struct {
	Parent *Type
	Index  int
}

// Places gives, for a dead or living piece, the places right behind it: in the
// nearest ancestor that is alive first, in the root last. ok is false when the
// document does not know any more where the piece was.
func (d *Doc) Places(id ID) (places []Place, ok bool) {
	for it := d.standing(id); it != nil; it = it.parent.item {
		if it.parent.Alive() {
			index := uint64(0)
			for c := it.parent.start; c != nil && it.key == nil; c = c.right {
				index += c.positions()
				if c == it {
					break
				}
			}
			places = append(places, Place{it.parent, int(index)})
		}
	}
	return places, len(places) > 0
}
