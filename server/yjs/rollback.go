package yjs

import "slices"

// rollback takes a transaction back. What it cut is joined again where it can
// be; a cut that stays changes nothing but the bytes of the encoding.
func (t *transaction) rollback() {
	d := t.doc
	for _, p := range t.grown {
		t.withdraw(p)
	}
	t.revive()
	for i := len(t.torn) - 1; i >= 0; i-- {
		t.mend(t.torn[i])
	}
	t.grown = nil
	t.join()
	for _, name := range t.roots {
		if d.roots[name].untouched() {
			delete(d.roots, name)
		}
	}
	t.requeue()
}

// withdraw takes out everything new of one editor.
func (t *transaction) withdraw(p *peer) {
	d := t.doc
	n := len(p.structs)
	for n > 0 && p.structs[n-1].id.Clock >= p.before {
		n--
		it := p.structs[n]
		d.weight -= it.weight()
		if it.content != contentGC {
			it.unlink()
		}
	}
	clear(p.structs[n:])
	p.structs = p.structs[:n]
	d.graves.fill(p.id, p.before)
	if n == 0 {
		delete(d.peers, p.id)
		if d.recent == p {
			d.recent = nil
		}
		t.touched = slices.DeleteFunc(t.touched, func(q *peer) bool { return q == p })
	}
}

// unlink takes an item out of its parent's list.
func (it *item) unlink() {
	it.parent.length -= it.positions()
	if it.left != nil {
		it.left.right = it.right
	} else if it.key == nil && it.parent.start == it {
		it.parent.start = it.right
	}
	if it.right != nil {
		it.right.left = it.left
	} else if it.key != nil && it.parent.entries[*it.key] == it {
		if it.left != nil {
			it.parent.entries[*it.key] = it.left
		} else {
			delete(it.parent.entries, *it.key)
		}
	}
}

// revive brings back what was there before and died.
func (t *transaction) revive() {
	for client, rs := range t.dead {
		p := t.doc.peer(client)
		state := p.state()
		for _, r := range rs {
			if r.Clock >= state {
				continue
			}
			for i := p.index(r.Clock); i < len(p.structs) && p.structs[i].id.Clock < r.End(); i++ {
				it := p.structs[i]
				it.flags &^= deleted | cascaded
				it.parent.length += it.positions()
			}
		}
	}
}

// mend puts the halves of a surrogate pair together again.
func (t *transaction) mend(torn torn) {
	p := t.doc.peer(torn.at.Client)
	if p == nil || torn.at.Clock >= p.state() {
		return // it was new
	}
	i := p.index(torn.at.Clock)
	left, right := p.structs[i-1], p.structs[i]
	t.doc.weight -= left.weight() + right.weight()
	left.data = append(left.data[:len(left.data)-len(replacement):len(left.data)-len(replacement)], torn.pair...)
	left.data = append(left.data, right.data[len(replacement):]...)
	left.length += right.length
	t.doc.weight += left.weight()
	if left.right = right.right; left.right != nil {
		left.right.left = left
	} else if left.key != nil {
		left.parent.entries[*left.key] = left
	}
	p.structs = slices.Delete(p.structs, i, i+1)
}

// requeue lets wait again what had been tried.
func (t *transaction) requeue() {
	d := t.doc
	seen := map[uint64]bool{}
	for _, run := range t.woken {
		if !seen[run.client] {
			seen[run.client] = true
			d.pending[run.client] = run.structs
			d.register(run.client)
		}
	}
	for _, r := range t.wokeDel {
		d.pendingDel[r.Client] = d.pendingDel[r.Client].insert(r)
	}
	d.pendingBytes = t.pending
}
