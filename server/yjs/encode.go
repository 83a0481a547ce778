package yjs

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Encode gives the whole document as one update. It is kept until the next
// change, so that one encoding serves many readers: do not change it. What is
// pending is not part of it. Loading it and encoding again gives the same bytes.
// A broken document gives nil, which no reader takes.
func (d *Doc) Encode() []byte {
	switch {
	case d.broken != nil:
		return nil
	case d.changing:
		return d.appendAll() // of a state that may be taken back
	case d.encoded == nil:
		d.tidy()
		d.encoded = d.appendAll()
	}
	return d.encoded
}

func (d *Doc) appendAll() []byte {
	return slices.Clip(d.appendDeletes(d.appendStructs(make([]byte, 0, d.weight+d.weight/4+16), nil)))
}

// tidy makes one item of all neighbours that can be. A transaction looks only
// where it has changed something; a loaded document is all new, so without this
// it would encode in fewer bytes than the one it was made of.
func (d *Doc) tidy() {
	for _, p := range d.peers {
		p.seams = append(p.seams[:0], seam{0, math.MaxUint64})
		d.weight -= itemWeight * p.join()
	}
}

// Diff gives what a holder of the state vector lacks, and the whole delete set,
// because a state vector says nothing of deletions.
func (d *Doc) Diff(stateVector []byte) ([]byte, error) {
	if d.broken != nil {
		return nil, d.broken
	}
	have, err := DecodeStateVector(stateVector)
	if err != nil {
		return nil, err
	}
	if len(have) == 0 {
		return d.Encode(), nil
	}
	return d.appendDeletes(d.appendStructs(nil, have)), nil
}

// appendStructs writes everything above the clocks in have.
func (d *Doc) appendStructs(b []byte, have StateVector) []byte {
	peers := d.byClient()
	peers = slices.DeleteFunc(peers, func(p *peer) bool { return have[p.id] >= p.state() })
	b = appendUint(b, uint64(len(peers)))
	for _, p := range peers {
		b = p.appendFrom(b, have[p.id])
	}
	return b
}

// appendFrom writes what one editor has made from a clock on.
func (p *peer) appendFrom(b []byte, clock uint64) []byte {
	i := p.index(clock)
	b = appendUint(b, uint64(len(p.structs)-i))
	b = appendUint(appendUint(b, p.id), clock)
	b = p.structs[i].append(b, clock-p.structs[i].id.Clock)
	for _, it := range p.structs[i+1:] {
		b = it.append(b, 0)
	}
	return b
}

// append writes an item without its first offset pieces.
func (it *item) append(b []byte, offset uint64) []byte {
	if it.content == contentGC {
		return appendUint(append(b, byte(contentGC)), it.length-offset)
	}
	origin, has := it.origin, it.flags&(hasOrigin|hasRight)
	if offset > 0 {
		origin, has = ID{it.id.Client, it.id.Clock + offset - 1}, has|hasOrigin
	}
	info := byte(it.content)
	if has&hasOrigin != 0 {
		info |= 0x80
	}
	if has&hasRight != 0 {
		info |= 0x40
	}
	if it.key != nil {
		info |= 0x20
	}
	b = append(b, info)
	if has&hasOrigin != 0 {
		b = appendUint(appendUint(b, origin.Client), origin.Clock)
	}
	if has&hasRight != 0 {
		b = appendUint(appendUint(b, it.rightOrigin.Client), it.rightOrigin.Clock)
	}
	if has == 0 {
		if owner := it.parent.item; owner == nil {
			b = appendBytes(append(b, 1), it.parent.name)
		} else {
			b = appendUint(appendUint(append(b, 0), owner.id.Client), owner.id.Clock)
		}
		if it.key != nil {
			b = appendBytes(b, *it.key)
		}
	}
	return it.appendContent(b, offset)
}

func (it *item) appendContent(b []byte, offset uint64) []byte {
	data := it.data
	if offset > 0 {
		rest := item{content: it.content, data: data, length: it.length}
		data, _ = rest.cut(offset)
	}
	switch it.content {
	case contentDeleted:
		return appendUint(b, it.length-offset)
	case contentText, contentBinary, contentEmbed:
		return appendBytes(b, data)
	case contentJSON, contentAny:
		return append(appendUint(b, it.length-offset), data...)
	case contentType:
		b = appendUint(b, uint64(it.typ.kind))
		if it.typ.kind == KindElement || it.typ.kind == KindHook {
			b = appendBytes(b, it.typ.name)
		}
		return b
	default:
		return append(b, data...)
	}
}

// appendDeletes writes everything that is deleted.
func (d *Doc) appendDeletes(b []byte) []byte {
	var all []Range
	for _, p := range d.byClient() {
		first := len(all)
		for _, it := range p.structs {
			if !it.deleted() {
				continue
			}
			if n := len(all); n > first && all[n-1].End() == it.id.Clock {
				all[n-1].Len += it.length
			} else {
				all = append(all, Range{p.id, it.id.Clock, it.length})
			}
		}
	}
	return appendRanges(b, all)
}

// StateVector says for each editor how many of its pieces a document has.
type StateVector map[uint64]uint64

// StateVector gives how much the document has of each editor; what is pending
// is not in it.
func (d *Doc) StateVector() StateVector {
	v := make(StateVector, len(d.peers))
	for _, p := range d.byClient() {
		v[p.id] = p.state()
	}
	return v
}

// EncodeStateVector gives the state vector as it goes over the wire.
func (d *Doc) EncodeStateVector() []byte { return d.StateVector().Encode() }

// Encode writes the state vector, highest editor first.
func (v StateVector) Encode() []byte {
	clients := make([]uint64, 0, len(v))
	for client := range v {
		clients = append(clients, client)
	}
	slices.SortFunc(clients, func(a, b uint64) int { return cmp.Compare(b, a) })
	b := appendUint(nil, uint64(len(v)))
	for _, client := range clients {
		b = appendUint(appendUint(b, client), v[client])
	}
	return b
}

// Equal reports that two state vectors say the same.
func (v StateVector) Equal(o StateVector) bool {
	for client, clock := range v {
		if o[client] != clock {
			return false
		}
	}
	for client, clock := range o {
		if v[client] != clock {
			return false
		}
	}
	return true
}

// maxStateVector bounds the editors in a state vector that somebody sends.
const maxStateVector = 1 << 16

// DecodeStateVector is the inverse of Encode.
func DecodeStateVector(b []byte) (StateVector, error) {
	r := reader{b: b}
	n := r.count(2)
	if n > maxStateVector {
		return nil, tooLarge("editors in a state vector", n, maxStateVector)
	}
	v := make(StateVector, min(n, 64))
	for ; n > 0 && !r.bad; n-- {
		client := r.uint()
		v[client] = r.uint()
	}
	if err := r.err("state vector"); err != nil {
		return nil, fmt.Errorf("state vector: %w", err)
	}
	return v, nil
}
