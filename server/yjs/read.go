package yjs

import (
	"bytes"
	"iter"
	"maps"
	"strings"
)

// SubDoc is a document within the document. It is kept and never opened.
type SubDoc struct {
	GUID    string
	Options any
}

// items gives the living items of a type's list.
func (t *Type) items(yield func(*item) bool) {
	for it := t.start; it != nil; it = it.right {
		if !it.deleted() && !yield(it) {
			return
		}
	}
}

// Children gives the living elements and texts in an element or fragment.
func (t *Type) Children() iter.Seq[*Type] {
	return func(yield func(*Type) bool) {
		for it := range t.items {
			if it.content == contentType && !yield(it.typ) {
				return
			}
		}
	}
}

// Child gives the living child that holds position index, nil where there is none
// or where it is no type.
func (t *Type) Child(index int) *Type {
	at := uint64(index)
	for it := range t.items {
		n := it.positions()
		if at < n {
			return it.typ
		}
		at -= n
	}
	return nil
}

// Index gives the position of a type among its parent's children; -1 for a
// root, an entry or a deleted type.
func (t *Type) Index() int {
	if t.item == nil || t.item.key != nil || t.item.deleted() {
		return -1
	}
	index := uint64(0)
	for it := range t.item.parent.items {
		if it == t.item {
			break
		}
		index += it.positions()
	}
	return int(index)
}

// Attr gives an element's attribute or a map's entry: nil, bool, float64,
// string, []byte, []any, map[string]any, Undefined, BigInt, SubDoc or *Type.
func (t *Type) Attr(name string) (any, bool) {
	it := t.entries[name]
	if it == nil || it.deleted() {
		return nil, false
	}
	return it.value(it.length - 1), true
}

// Attrs gives all attributes or entries.
func (t *Type) Attrs() map[string]any {
	out := make(map[string]any, len(t.entries))
	for name, it := range t.entries {
		if !it.deleted() {
			out[name] = it.value(it.length - 1)
		}
	}
	return out
}

// Values gives the items of a list, or everything in an element.
func (t *Type) Values() iter.Seq[any] {
	return func(yield func(any) bool) {
		for it := range t.items {
			if !it.content.counts() {
				continue
			}
			for _, v := range it.values() {
				if !yield(v) {
					return
				}
			}
		}
	}
}

// Run is a part of a text made by one editor in a row, under the same marks.
// Text is UTF-8, Len counts its UTF-16 units. An embed has Len 1 and no Text.
type Run struct {
	ID    ID
	Len   uint64
	Text  string
	Embed any            // an embedded value or *Type; nil for text
	Marks map[string]any // shared between runs: do not change it
}

// Runs gives a text piece by piece, each with the ids of its units.
func (t *Type) Runs() iter.Seq[Run] {
	return func(yield func(Run) bool) {
		var marks map[string]any
		for it := range t.items {
			r := Run{ID: it.id, Len: it.length, Marks: marks}
			switch it.content {
			case contentMark:
				marks = marked(marks, it)
				continue
			case contentText:
				r.Text = string(it.data)
			case contentEmbed, contentType:
				r.Embed = it.value(0)
			default:
				continue
			}
			if !yield(r) {
				return
			}
		}
	}
}

// marked gives the marks behind a mark, and leaves the ones before it alone.
func marked(marks map[string]any, it *item) map[string]any {
	key, value := it.mark()
	next := maps.Clone(marks)
	if value == nil {
		delete(next, key)
		return next
	}
	if next == nil {
		next = map[string]any{}
	}
	next[key] = value
	return next
}

// PlainText gives the characters of a text without marks and embeds.
func (t *Type) PlainText() string {
	var out strings.Builder
	for it := range t.items {
		if it.content == contentText {
			out.Write(it.data)
		}
	}
	return out.String()
}

// mark reads the name and value of a mark.
func (it *item) mark() (key string, value any) {
	r := reader{b: it.data}
	key = string(r.bytes())
	return key, parseJSON(r.bytes())
}

// value reads piece i of an item.
func (it *item) value(i uint64) any {
	r := reader{b: it.data}
	switch it.content {
	case contentType:
		return it.typ
	case contentBinary:
		return bytes.Clone(it.data)
	case contentEmbed:
		return parseJSON(it.data)
	case contentDoc:
		guid := string(r.bytes())
		return SubDoc{guid, r.any()}
	case contentAny:
		for ; i > 0; i-- {
			r.skipAny(maxValueDepth)
		}
		return r.any()
	case contentJSON:
		for ; i > 0; i-- {
			r.bytes()
		}
		return parseJSON(r.bytes())
	case contentText:
		_, rest, _ := cutText(it.data, it.length, i)
		unit, _, _ := cutText(rest, it.length-i, 1)
		return string(unit)
	default:
		return Undefined{}
	}
}

// values reads all pieces of an item.
func (it *item) values() []any {
	out := make([]any, 0, min(it.length, 64))
	r := reader{b: it.data}
	for i := range it.length {
		switch it.content {
		case contentAny:
			out = append(out, r.any())
		case contentJSON:
			out = append(out, parseJSON(r.bytes()))
		default:
			out = append(out, it.value(i))
		}
	}
	return out
}
