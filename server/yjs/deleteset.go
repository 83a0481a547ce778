package yjs

import (
	"cmp"
	"slices"
)

// spans is a set of clocks of one editor.
type spans []Range

// normal sorts the ranges and joins those that touch.
func (s spans) normal() spans {
	sorted := true
	for i := 1; i < len(s) && sorted; i++ {
		sorted = s[i-1].End() < s[i].Clock
	}
	if sorted {
		return s
	}
	slices.SortFunc(s, func(a, b Range) int { return cmp.Compare(a.Clock, b.Clock) })
	n := 1
	for _, r := range s[1:] {
		if last := &s[n-1]; last.End() >= r.Clock {
			last.Len = max(last.End(), r.End()) - last.Clock
		} else {
			s[n] = r
			n++
		}
	}
	return s[:n]
}

// insert adds a range to a normal set.
func (s spans) insert(r Range) spans {
	i, _ := slices.BinarySearchFunc(s, r.Clock, func(e Range, clock uint64) int { return cmp.Compare(e.Clock, clock) })
	if i > 0 && s[i-1].End() >= r.Clock {
		i--
		r = Range{r.Client, s[i].Clock, max(s[i].End(), r.End()) - s[i].Clock}
	}
	j := i
	for ; j < len(s) && s[j].Clock <= r.End(); j++ {
		r.Len = max(s[j].End(), r.End()) - r.Clock
	}
	return slices.Replace(s, i, j, r)
}

// covers reports whether every clock of r is in the set, which must be normal.
func (s spans) covers(r Range) bool {
	i, found := slices.BinarySearchFunc(s, r.Clock, func(e Range, clock uint64) int { return cmp.Compare(e.Clock, clock) })
	if !found {
		i--
	}
	return i >= 0 && s[i].Clock <= r.Clock && r.End() <= s[i].End()
}

// without gives the parts of r that are not in the set, which must be normal.
func (s spans) without(r Range) []Range {
	var out []Range
	i, found := slices.BinarySearchFunc(s, r.Clock, func(e Range, clock uint64) int { return cmp.Compare(e.Clock, clock) })
	if !found && i > 0 && s[i-1].End() > r.Clock {
		i--
	}
	for ; i < len(s) && s[i].Clock < r.End(); i++ {
		if s[i].Clock > r.Clock {
			out = append(out, Range{r.Client, r.Clock, s[i].Clock - r.Clock})
		}
		if s[i].End() >= r.End() {
			return out
		}
		r.Len, r.Clock = r.End()-s[i].End(), s[i].End()
	}
	return append(out, r)
}

// deleteSet is a set of ids.
type deleteSet map[uint64]spans

func (ds deleteSet) add(r Range) {
	s := ds[r.Client]
	if n := len(s); n > 0 && s[n-1].End() == r.Clock {
		s[n-1].Len += r.Len
		return
	}
	ds[r.Client] = append(s, r)
}

func (ds deleteSet) normalise() {
	for client, s := range ds {
		ds[client] = s.normal()
	}
}

// ranges gives the set as Yjs writes it: highest editor first, rising clocks.
func (ds deleteSet) ranges() []Range {
	var out []Range
	for _, client := range ds.clients() {
		out = append(out, ds[client]...)
	}
	return out
}

func (ds deleteSet) clients() []uint64 {
	clients := make([]uint64, 0, len(ds))
	for client := range ds {
		clients = append(clients, client)
	}
	slices.SortFunc(clients, func(a, b uint64) int { return cmp.Compare(b, a) })
	return clients
}

// appendRanges writes a delete set whose ranges stand together by editor.
func appendRanges(b []byte, rs []Range) []byte {
	clients := uint64(0)
	for i := range rs {
		if i == 0 || rs[i].Client != rs[i-1].Client {
			clients++
		}
	}
	b = appendUint(b, clients)
	for len(rs) > 0 {
		n := 1
		for n < len(rs) && rs[n].Client == rs[0].Client {
			n++
		}
		b = appendUint(appendUint(b, rs[0].Client), uint64(n))
		for _, r := range rs[:n] {
			b = appendUint(appendUint(b, r.Clock), r.Len)
		}
		rs = rs[n:]
	}
	return b
}

// deleteSet reads a delete set of at most max ranges.
func (r *reader) deleteSet(out []Range, max int) ([]Range, error) {
	for clients := r.count(2); clients > 0 && !r.bad; clients-- {
		client := r.uint()
		for n := r.count(2); n > 0 && !r.bad; n-- {
			d := Range{client, r.uint(), r.uint()}
			if d.Len == 0 {
				continue
			}
			if d.Clock+d.Len > maxClock {
				r.fail()
				break
			}
			if len(out) >= max {
				return nil, tooLarge("deleted ranges in one update", len(out)+1, max)
			}
			out = append(out, d)
		}
	}
	return out, nil
}
