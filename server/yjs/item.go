package yjs

// content says what an item holds; the numbers are those of the wire.
type content uint8

const (
	contentGC      content = iota // nothing, not even a place: its parent is gone
	contentDeleted                // nothing but a place
	contentJSON
	contentBinary
	contentText
	contentEmbed
	contentMark // "format" in Yjs
	contentType
	contentAny
	contentDoc // a document within the document; kept and never opened
	contentSkip
)

// counts reports whether content takes up positions in its parent.
func (c content) counts() bool { return c != contentDeleted && c != contentMark }

// splits reports whether content may be longer than 1.
func (c content) splits() bool {
	switch c {
	case contentGC, contentDeleted, contentJSON, contentText, contentAny, contentSkip:
		return true
	default:
		return false
	}
}

type flags uint8

const (
	hasOrigin flags = 1 << iota
	hasRight
	deleted
	cascaded // died with its parent in this transaction
)

// item is a run of content made by one editor in a row and standing in a row.
// 128 bytes: a long document has tens of thousands.
type item struct {
	id          ID
	length      uint64
	origin      ID // what stood left when it was written, with hasOrigin
	rightOrigin ID // what stood right, with hasRight
	left, right *item
	parent      *Type
	key         *string // of an attribute or map entry; nil within a list
	data        []byte  // text as UTF-8, everything else as on the wire
	typ         *Type   // of contentType
	visit       uint32  // see place
	content     content
	flags       flags
}

// itemWeight is what an item costs when a document is measured, beside its
// data: about what its place takes on the wire.
const itemWeight = 16

func (it *item) end() uint64   { return it.id.Clock + it.length }
func (it *item) last() ID      { return ID{it.id.Client, it.id.Clock + it.length - 1} }
func (it *item) deleted() bool { return it.flags&deleted != 0 }
func (it *item) weight() int   { return itemWeight + len(it.data) }

// positions is how many positions the item takes in its parent's list.
func (it *item) positions() uint64 {
	if it.key != nil || it.deleted() || !it.content.counts() {
		return 0
	}
	return it.length
}

// sameLeft and sameRight compare where two items were written.
func (it *item) sameLeft(o *item) bool {
	return it.flags&hasOrigin == o.flags&hasOrigin && (it.flags&hasOrigin == 0 || it.origin == o.origin)
}

func (it *item) sameRight(o *item) bool {
	return it.flags&hasRight == o.flags&hasRight && (it.flags&hasRight == 0 || it.rightOrigin == o.rightOrigin)
}

// cut takes the content from position k on off the item and gives it. pair is
// the surrogate pair that was cut, if one was.
func (it *item) cut(k uint64) (data, pair []byte) {
	switch it.content {
	case contentText:
		it.data, data, pair = cutText(it.data, it.length, k)
	case contentAny, contentJSON:
		r := reader{b: it.data}
		for ; k > 0; k-- {
			if it.content == contentAny {
				r.skipAny(maxValueDepth)
			} else {
				r.bytes()
			}
		}
		it.data, data = it.data[:r.pos:r.pos], it.data[r.pos:]
	default:
	}
	return data, pair
}

// maxValueDepth is deeper than any limit on Nesting may be set.
const maxValueDepth = 10_000

// absorb appends o where the two were written in a row, stand in a row and are
// alike, and reports whether it did.
func (it *item) absorb(o *item) bool {
	if it.content != o.content || it.deleted() != o.deleted() || it.id.Client != o.id.Client || it.end() != o.id.Clock {
		return false
	}
	if it.content == contentGC {
		it.length += o.length
		return true
	}
	if !it.content.splits() || it.right != o || o.flags&hasOrigin == 0 || o.origin != it.last() || !it.sameRight(o) {
		return false
	}
	it.data = append(it.data, o.data...)
	it.length += o.length
	if it.right = o.right; it.right != nil {
		it.right.left = it
	} else if o.key != nil && it.parent.entries[*o.key] == o {
		it.parent.entries[*o.key] = it
	}
	return true
}
