package yjs

import (
	"cmp"
	"fmt"
	"slices"
)

// incoming is an item as an update carries it: what it stands beside is not
// looked up yet. It points into the update's bytes.
type incoming struct {
	item   *item
	parent parentKind
	root   []byte // for parentRoot
	owner  ID     // for parentItem
	key    []byte // of an attribute; nil for none
	hasKey bool
	kind   Kind   // of contentType
	name   []byte // of an element
	size   int    // bytes it took
}

type parentKind uint8

const (
	parentBeside parentKind = iota // the parent of what it stands beside
	parentRoot
	parentItem
)

// clientRun is what an update carries of one editor.
type clientRun struct {
	client  uint64
	structs []incoming
	next    int // the first that is not taken up yet
}

// update is a decoded update.
type update struct {
	runs    []clientRun // highest editor first
	deletes []Range     // as they came
}

// decoder turns bytes into an update within limits. Nothing it makes is larger
// than a fixed multiple of the bytes it was given.
type decoder struct {
	reader
	limits  Limits
	structs int
	slab    []item
	expect  int         // items still to come of this editor
	runs    []clientRun // room for small updates
	few     []incoming
}

// decode reads a whole update.
func decode(b []byte, limits Limits, maxBytes int) (update, error) {
	return decodeInto(b, limits, maxBytes, nil, nil)
}

// decodeInto is decode with room for a small update.
func decodeInto(b []byte, limits Limits, maxBytes int, runs []clientRun, few []incoming) (update, error) {
	if len(b) > maxBytes {
		return update{}, tooLarge("bytes in one update", len(b), maxBytes)
	}
	d := decoder{reader: reader{b: b}, limits: limits, runs: runs, few: few}
	u, err := d.update()
	if err == nil {
		err = d.err("update")
	}
	if err != nil && looksLikeV2(b) {
		err = ErrV2
	}
	return u, err
}

func (d *decoder) update() (update, error) {
	var u update
	n := d.count(2)
	if u.runs = d.runs; n > cap(u.runs) {
		u.runs = make([]clientRun, 0, min(n, 16))
	}
	for ; n > 0 && !d.bad; n-- {
		run, err := d.run()
		if err != nil {
			return u, err
		}
		if len(run.structs) > 0 {
			u.runs = append(u.runs, run)
		}
	}
	if len(u.runs) > 1 {
		slices.SortFunc(u.runs, func(a, b clientRun) int { return cmp.Compare(b.client, a.client) })
		for i := range u.runs[1:] {
			if u.runs[i].client == u.runs[i+1].client {
				return u, fmt.Errorf("%w: editor %d comes twice", ErrMalformed, u.runs[i].client)
			}
		}
	}
	var err error
	u.deletes, err = d.deleteSet(nil, d.limits.Structs)
	return u, err
}

func (d *decoder) run() (clientRun, error) {
	n := d.count(2)
	run := clientRun{client: d.uint()}
	clock := d.uint()
	if d.structs += n; d.structs > d.limits.Structs {
		return run, tooLarge("pieces in one update", d.structs, d.limits.Structs)
	}
	if run.structs = d.few; !d.bad && n > cap(d.few) {
		run.structs = make([]incoming, 0, n)
	}
	d.few = nil
	for ; n > 0 && !d.bad; n-- {
		from := d.pos
		d.expect = n
		in := d.incoming(ID{run.client, clock})
		it := in.item
		clock += it.length
		if clock > maxClock || it.length == 0 && it.content != contentSkip {
			d.fail()
		}
		in.size = d.pos - from
		if it.content != contentSkip {
			run.structs = append(run.structs, in)
		}
	}
	return run, nil
}

// make gives a fresh item; items of a large update are allocated together.
func (d *decoder) make(id ID) *item {
	if len(d.slab) == 0 {
		d.slab = make([]item, max(1, min(64, d.expect)))
	}
	it := &d.slab[0]
	d.slab = d.slab[1:]
	it.id = id
	return it
}

func (d *decoder) incoming(id ID) incoming {
	info := d.byte()
	it := d.make(id)
	in := incoming{item: it}
	it.content = content(info & 0x1f)
	if it.content == contentGC || it.content == contentSkip {
		it.length = d.uint()
		return in
	}
	if info&0x80 != 0 {
		it.origin, it.flags = d.neighbour(id), it.flags|hasOrigin
	}
	if info&0x40 != 0 {
		it.rightOrigin, it.flags = d.neighbour(id), it.flags|hasRight
	}
	if it.flags == 0 {
		if d.uint() == 1 {
			in.parent, in.root = parentRoot, d.text()
		} else {
			in.parent, in.owner = parentItem, d.neighbour(id)
		}
		if info&0x20 != 0 {
			in.hasKey, in.key = true, d.text()
		}
	}
	d.content(&in)
	return in
}

// neighbour reads the id of something an item was written beside. What an
// editor wrote earlier has a lower clock: a higher one can never arrive.
func (d *decoder) neighbour(of ID) ID {
	id := ID{d.uint(), d.uint()}
	if id.Client == of.Client && id.Clock >= of.Clock {
		d.fail()
	}
	return id
}

func (d *decoder) content(in *incoming) {
	it := in.item
	it.length = 1
	from := d.pos
	switch it.content {
	case contentDeleted:
		it.length = d.uint()
		return
	case contentText:
		it.data = d.text()
		it.length = units(it.data)
		return
	case contentBinary:
		it.data = d.bytes()
		return
	case contentEmbed:
		it.data = d.json()
		return
	case contentJSON:
		n := d.count(1)
		from = d.pos
		for it.length = uint64(n); n > 0 && !d.bad; n-- {
			if text := d.text(); string(text) != "undefined" && !validJSON(text, d.limits.Nesting) {
				d.fail()
			}
		}
	case contentAny:
		n := d.count(1)
		from = d.pos
		for it.length = uint64(n); n > 0 && !d.bad; n-- {
			d.skipAny(d.limits.Nesting)
		}
	case contentMark:
		d.text()
		d.json()
	case contentDoc:
		d.text()
		d.skipAny(d.limits.Nesting)
	case contentType:
		kind := d.uint()
		if kind > uint64(KindXMLText) {
			d.fail()
		}
		if in.kind = Kind(kind); in.kind == KindElement || in.kind == KindHook {
			in.name = d.text()
		}
		return
	default:
		d.fail()
	}
	it.data = d.b[from:d.pos:d.pos]
}

func (d *decoder) json() []byte {
	text := d.text()
	if !d.bad && !validJSON(text, d.limits.Nesting) {
		d.fail()
	}
	return text
}

// looksLikeV2 reports whether bytes that are no V1 update have the frame of a
// V2 one: a zero, nine columns each with its length, and the rest.
func looksLikeV2(b []byte) bool {
	r := reader{b: b}
	if r.byte() != 0 {
		return false
	}
	for range 9 {
		r.bytes()
	}
	return !r.bad && r.left() >= 2
}
