package yjs

import (
	"cmp"
	"slices"
)

// peer is everything one editor has made, in the order in which it made it and
// without gaps.
type peer struct {
	id      uint64
	structs []*item

	// of the running transaction, while epoch is its number
	epoch  uint64
	before uint64 // clocks below were there when it began
	seams  []seam // where neighbours may have become one
}

// seam is a range of clocks, both ends included, at which an item begins that
// may have become one with its left neighbour.
type seam struct{ from, to uint64 }

func (p *peer) state() uint64 {
	if p == nil || len(p.structs) == 0 {
		return 0
	}
	return p.structs[len(p.structs)-1].end()
}

// index finds the item that holds the clock, which must be below state.
func (p *peer) index(clock uint64) int {
	last := p.structs[len(p.structs)-1]
	if last.id.Clock <= clock {
		return len(p.structs) - 1
	}
	// Clocks are spread evenly enough for a first guess to be close.
	lo, hi := 0, len(p.structs)-1
	i := int(float64(clock) / float64(last.end()) * float64(hi))
	for {
		it := p.structs[i]
		switch {
		case clock < it.id.Clock:
			hi = i - 1
		case clock >= it.end():
			lo = i + 1
		default:
			return i
		}
		i = int(uint(lo+hi) >> 1)
	}
}

// peer finds an editor, nil for one that has made nothing here.
func (d *Doc) peer(client uint64) *peer {
	if d.recent != nil && d.recent.id == client {
		return d.recent
	}
	p := d.peers[client]
	if p != nil {
		d.recent = p
	}
	return p
}

func (d *Doc) state(client uint64) uint64 { return d.peer(client).state() }

// find gives the item that holds an id, nil where the document does not have it.
func (d *Doc) find(id ID) *item {
	p := d.peer(id.Client)
	if p == nil || id.Clock >= p.state() {
		return nil
	}
	return p.structs[p.index(id.Clock)]
}

// byClient gives the editors that have made something, highest id first, as
// Yjs writes them.
func (d *Doc) byClient() []*peer {
	peers := make([]*peer, 0, len(d.peers))
	for _, p := range d.peers {
		if len(p.structs) > 0 {
			peers = append(peers, p)
		}
	}
	slices.SortFunc(peers, func(a, b *peer) int { return cmp.Compare(b.id, a.id) })
	return peers
}

// intern gives one string for equal keys, as long as there are not absurdly many.
func (d *Doc) intern(b []byte) *string {
	if s, ok := d.keys[string(b)]; ok {
		return s
	}
	s := string(b)
	if len(s) <= 64 && len(d.keys) < 1024 {
		d.keys[s] = &s
	}
	return &s
}
