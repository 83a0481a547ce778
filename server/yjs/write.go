package yjs

import (
	"errors"
	"fmt"
)

// The refusals of Writer.
var (
	errOutside = errors.New("a position outside the type")
	errWriter  = errors.New("a writer used after its Write")
	errForeign = errors.New("a type that is deleted or of another document")
)

// Write changes the document as the editor client, which must be the server's
// own and used by nobody else. It gives the update that tells the others, nil
// where nothing changed. When f returns an error the document is as before.
func (d *Doc) Write(client uint64, f func(*Writer) error) ([]byte, error) {
	if d.broken != nil {
		return nil, d.broken
	}
	if client > maxClock {
		return nil, fmt.Errorf("editor id %d is above 2^53", client)
	}
	from := d.state(client)
	w := &Writer{doc: d, client: client}
	c, err := d.change(func(t *transaction) error {
		w.t = t
		if err := f(w); err != nil {
			return err
		}
		return t.tooHeavy()
	}, nil)
	w.t = nil
	if err != nil || c.Empty() {
		return nil, err
	}
	b := []byte{0}
	if p := d.peer(client); p.state() > from {
		b = p.appendFrom([]byte{1}, from)
	}
	return appendRanges(b, c.Deleted), nil
}

// Writer changes a document within Write. Positions count living children, or
// UTF-16 units in a text; one outside the type is an error.
type Writer struct {
	doc    *Doc
	client uint64
	t      *transaction
}

// Element is what to insert: an element with children or, without a name, a text.
type Element struct {
	Name     string
	Attrs    map[string]any
	Children []Element // of an element
	Text     []Span    // of a text
}

// Span is text under marks or, without text, an embed.
type Span struct {
	Text  string
	Embed any
	Marks map[string]any
}

func (w *Writer) check(t *Type) error {
	switch {
	case w.t == nil:
		return errWriter
	case t == nil || t.doc != w.doc || !t.Alive():
		return errForeign
	}
	return nil
}

// put writes one item.
func (w *Writer) put(it *item) {
	it.id = ID{w.client, w.doc.state(w.client)}
	if it.left != nil {
		it.origin, it.flags = it.left.last(), it.flags|hasOrigin
	}
	if it.right != nil {
		it.rightOrigin, it.flags = it.right.id, it.flags|hasRight
	}
	w.t.settle(it)
}

// gap finds the neighbours of a position in a list, cutting an item if need be.
func (w *Writer) gap(t *Type, index int) (left, right *item, err error) {
	if index < 0 || uint64(index) > t.length {
		return nil, nil, fmt.Errorf("%w: %d of %d", errOutside, index, t.length)
	}
	if index == 0 {
		return nil, t.start, nil
	}
	at := uint64(index)
	for it := t.start; it != nil; it = it.right {
		n := it.positions()
		if at > n {
			at -= n
			continue
		}
		if n > 0 && at < n {
			if err := w.cut(it, at); err != nil {
				return nil, nil, err
			}
		}
		if n > 0 {
			return it, it.right, nil
		}
	}
	return nil, nil, errOutside
}

// cut makes an item end before its piece k. The server never cuts a character.
func (w *Writer) cut(it *item, k uint64) error {
	before := len(w.t.torn)
	w.t.beginningAt(ID{it.id.Client, it.id.Clock + k})
	if len(w.t.torn) > before {
		return fmt.Errorf("%w: within a character", errOutside)
	}
	return nil
}

// Insert puts elements and texts into an element or fragment before the child at index.
func (w *Writer) Insert(parent *Type, index int, elements ...Element) error {
	if err := w.check(parent); err != nil {
		return err
	}
	left, right, err := w.gap(parent, index)
	if err != nil {
		return err
	}
	for _, e := range elements {
		if left, err = w.element(parent, left, right, e); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) element(parent *Type, left, right *item, e Element) (*item, error) {
	if parent.depth >= w.doc.limits.Nesting {
		return nil, tooLarge("levels of elements", parent.depth+1, w.doc.limits.Nesting)
	}
	it := &item{parent: parent, left: left, right: right, content: contentType, length: 1}
	it.typ = &Type{doc: w.doc, item: it, depth: parent.depth + 1, kind: KindXMLText}
	if e.Name != "" {
		it.typ.kind, it.typ.name = KindElement, validText(e.Name)
	}
	w.put(it)
	for _, name := range sortedKeys(e.Attrs) {
		if err := w.SetAttr(it.typ, name, e.Attrs[name]); err != nil {
			return nil, err
		}
	}
	if err := w.Insert(it.typ, 0, e.Children...); err != nil {
		return nil, err
	}
	for _, s := range e.Text {
		if err := w.span(it.typ, int(it.typ.length), s); err != nil {
			return nil, err
		}
	}
	return it, nil
}

// Delete removes n children, list items or UTF-16 units from index on.
func (w *Writer) Delete(parent *Type, index, n int) error {
	if err := w.check(parent); err != nil {
		return err
	}
	if n < 0 || uint64(index+n) > parent.length {
		return fmt.Errorf("%w: %d and %d more of %d", errOutside, index, n, parent.length)
	}
	_, it, err := w.gap(parent, index)
	if err != nil {
		return err
	}
	for rest := uint64(n); rest > 0; it = it.right {
		size := it.positions()
		if size == 0 {
			continue
		}
		if rest < size {
			if err := w.cut(it, rest); err != nil {
				return err
			}
			size = rest
		}
		w.t.delete(it, false)
		rest -= size
	}
	return nil
}

// SetAttr sets an element's attribute or a map's entry to a plain value.
func (w *Writer) SetAttr(t *Type, name string, value any) error {
	if err := w.check(t); err != nil {
		return err
	}
	it, err := w.plain(value)
	if err != nil {
		return err
	}
	it.parent, it.key, it.left = t, w.doc.intern([]byte(validText(name))), t.entries[name]
	w.put(it)
	return nil
}

// plain makes the item of one value.
func (w *Writer) plain(value any) (*item, error) {
	if b, ok := value.([]byte); ok {
		return &item{content: contentBinary, length: 1, data: b}, nil
	}
	data, err := appendAny(nil, value, w.doc.limits.Nesting)
	return &item{content: contentAny, length: 1, data: data}, err
}

// RemoveAttr removes an attribute or entry, if it is there.
func (w *Writer) RemoveAttr(t *Type, name string) error {
	if err := w.check(t); err != nil {
		return err
	}
	if it := t.entries[name]; it != nil {
		w.t.delete(it, false)
	}
	return nil
}

// InsertValues puts values into a list.
func (w *Writer) InsertValues(list *Type, index int, values ...any) error {
	if err := w.check(list); err != nil {
		return err
	}
	left, right, err := w.gap(list, index)
	if err != nil {
		return err
	}
	for _, v := range values {
		it, err := w.plain(v)
		if err != nil {
			return err
		}
		it.parent, it.left, it.right = list, left, right
		w.put(it)
		left = it
	}
	return nil
}
