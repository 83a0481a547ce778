package yjs

import "fmt"

// Position is a place in a document that stays where it is while others write
// around it (a relative position in Yjs). Where Item is set, it is at that
// piece; else at the end of the root or of the type.
type Position struct {
	Item *ID
	Root string
	Type *ID
	// Before is true for a position that belongs to the piece left of it.
	Before bool
}

// Encode writes the position as Yjs does.
func (p Position) Encode() []byte {
	var b []byte
	switch {
	case p.Item != nil:
		b = appendUint(appendUint([]byte{0}, p.Item.Client), p.Item.Clock)
	case p.Type != nil:
		b = appendUint(appendUint([]byte{2}, p.Type.Client), p.Type.Clock)
	default:
		b = appendBytes([]byte{1}, p.Root)
	}
	if p.Before {
		return appendInt(b, -1)
	}
	return appendInt(b, 0)
}

// DecodePosition is the inverse of Encode.
func DecodePosition(b []byte) (Position, error) {
	var p Position
	r := reader{b: b}
	switch r.uint() {
	case 0:
		p.Item = &ID{r.uint(), r.uint()}
	case 1:
		p.Root = string(r.text())
	case 2:
		p.Type = &ID{r.uint(), r.uint()}
	default:
		r.fail()
	}
	if r.left() > 0 { // older ones do not say
		p.Before = r.int() < 0
	}
	if err := r.err("position"); err != nil {
		return Position{}, fmt.Errorf("position: %w", err)
	}
	return p, nil
}

// PositionAt gives the position before the piece at index of a type.
func (t *Type) PositionAt(index int) Position {
	at := uint64(index)
	for it := range t.items {
		n := it.positions()
		if at < n {
			return Position{Item: &ID{it.id.Client, it.id.Clock + at}}
		}
		at -= n
	}
	if t.item != nil {
		return Position{Type: &t.item.id}
	}
	return Position{Root: t.name}
}

// Resolve gives where a position is now; ok is false when its type is deleted
// or the document does not have it.
func (d *Doc) Resolve(p Position) (at Place, ok bool) {
	switch {
	case p.Item != nil:
		it := d.find(*p.Item)
		if it == nil || it.content == contentGC || !it.parent.Alive() {
			return Place{}, false
		}
		index := uint64(0)
		if it.positions() > 0 {
			if index = p.Item.Clock - it.id.Clock; p.Before {
				index++
			}
		}
		for l := it.left; l != nil; l = l.left {
			index += l.positions()
		}
		return Place{it.parent, int(index)}, true
	case p.Type != nil:
		t, ok := d.Type(*p.Type)
		if !ok {
			return Place{}, false
		}
		return Place{t, t.Len()}, true
	}
	t := d.roots[p.Root]
	if t == nil {
		return Place{}, false
	}
	return Place{t, t.Len()}, true
}
