package yjs

import "fmt"

// Weight is what the document believes it weighs.
func (d *Doc) Weight() int { return d.weight }

// Check says what is wrong inside a document: links, lengths, gaps, weight.
func (d *Doc) Check() error {
	weight := 0
	for client, p := range d.peers {
		clock := uint64(0)
		if len(p.structs) == 0 {
			return fmt.Errorf("editor %d has nothing", client)
		}
		for _, it := range p.structs {
			if it == nil || it.id != (ID{client, clock}) || it.length == 0 {
				return fmt.Errorf("editor %d: %+v at %d", client, it, clock)
			}
			clock += it.length
			weight += it.weight()
			if err := it.check(); err != nil {
				return err
			}
		}
	}
	if weight != d.weight {
		return fmt.Errorf("weight %d, counted %d", d.weight, weight)
	}
	for _, t := range d.roots {
		if err := t.check(); err != nil {
			return err
		}
	}
	return nil
}

func (it *item) check() error {
	switch {
	case it.content == contentGC:
		return nil
	case it.content == contentText && units(it.data) != it.length:
		return fmt.Errorf("%v: %d units, length %d", it.id, units(it.data), it.length)
	case it.flags&cascaded != 0:
		return fmt.Errorf("%v: still marked", it.id)
	case it.right != nil && it.right.left != it || it.left != nil && it.left.right != it:
		return fmt.Errorf("%v: links", it.id)
	case it.parent == nil:
		return fmt.Errorf("%v: no parent", it.id)
	case it.left == nil && it.key == nil && it.parent.start != it:
		return fmt.Errorf("%v: not the first", it.id)
	case it.right == nil && it.key != nil && it.parent.entries[*it.key] != it:
		return fmt.Errorf("%v: not the entry", it.id)
	case !it.deleted() && !it.parent.Alive():
		return fmt.Errorf("%v: alive in a dead parent", it.id)
	case it.typ != nil:
		return it.typ.check()
	}
	return nil
}

func (t *Type) check() error {
	n := uint64(0)
	for it := t.start; it != nil; it = it.right {
		n += it.positions()
	}
	if n != t.length {
		return fmt.Errorf("type %q: length %d, counted %d", t.name, t.length, n)
	}
	return nil
}

// EncodeAnew is Encode without what is kept from before.
func (d *Doc) EncodeAnew() []byte {
	d.encoded = nil
	return d.Encode()
}
