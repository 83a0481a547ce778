package coedit

import (
	"errors"
	"fmt"

	"rapporteur/server/yjs"
)

// errUnfit means content the server was asked to write does not fit the schema.
var errUnfit = errors.New("the content does not fit the schema")

// write changes the document as the server, on behalf of a person, and adds
// what follows to an outcome.
func (d *Document) write(person, act string, out *Outcome, change func(*yjs.Writer) error) error {
	before := d.y.StateVector()[d.self]
	update, err := d.y.Write(d.self, change)
	if err != nil || update == nil {
		return err
	}
	e := d.entry(person, act, update, note{})
	if after := d.y.StateVector()[d.self]; after > before {
		added := []yjs.Range{{Client: d.self, Clock: before, Len: after - before}}
		d.authors.add(added, nil, func(uint64) string { return person }, e.At)
	}
	out.Entries = append(out.Entries, e)
	out.Follow = append(out.Follow, update)
	return nil
}

// edit is a change of the server's own that stands by itself.
func (d *Document) edit(person, act string, change func(*yjs.Writer) error) (Outcome, error) {
	var out Outcome
	if err := d.write(person, act, &out, change); err != nil {
		return Outcome{}, fmt.Errorf("%s %s: %w", act, d.name, err)
	}
	if len(out.Entries) > 0 {
		out.Verdict = Taken
	}
	return out, nil
}

// replace makes the text read like then, leaving the blocks alone that are the
// same at the beginning and the end, so that whoever types there is not disturbed.
func (d *Document) replace(person, act string, then Node) (Outcome, error) {
	if err := schema.CheckNode(then); err != nil {
		return Outcome{}, fmt.Errorf("%w: %w", errUnfit, err)
	}
	now, want := readDoc(d.y).Content, then.Content
	head := 0
	for head < min(len(now), len(want)) && sameJSON(now[head], want[head]) {
		head++
	}
	tail := 0
	for tail < min(len(now), len(want))-head && sameJSON(now[len(now)-1-tail], want[len(want)-1-tail]) {
		tail++
	}
	root := d.y.Fragment(schema.Root)
	return d.edit(person, act, func(w *yjs.Writer) error {
		if n := len(now) - head - tail; n > 0 {
			if err := w.Delete(root, head, n); err != nil {
				return err
			}
		}
		return w.Insert(root, head, elements(want[head:len(want)-tail])...)
	})
}

// append writes blocks at the end; an empty last paragraph gives way to them.
func (d *Document) append(person string, blocks []Node) (Outcome, error) {
	if err := schema.CheckNode(Doc(blocks...)); err != nil {
		return Outcome{}, fmt.Errorf("%w: %w", errUnfit, err)
	}
	root := d.y.Fragment(schema.Root)
	return d.edit(person, actServer, func(w *yjs.Writer) error {
		return w.Insert(root, root.Len(), elements(blocks)...)
	})
}

// editBlock changes one block found by its id. Its words are changed where they
// differ and nowhere else.
func (d *Document) editBlock(person, id string, change func(Node) Node) (Outcome, error) {
	block := findBlock(d.y.Fragment(schema.Root), id)
	if block == nil {
		return Outcome{}, ErrNoSuchBlock
	}
	was := readElement(block)
	want := change(readElement(block))
	if err := schema.CheckNode(want); err != nil || want.Type != was.Type {
		return Outcome{}, fmt.Errorf("%w: %w", errUnfit, err)
	}
	return d.edit(person, actServer, func(w *yjs.Writer) error {
		if err := setAttrs(w, block, was, want); err != nil {
			return err
		}
		return setWords(w, block, was, want)
	})
}

func findBlock(in *yjs.Type, id string) *yjs.Type {
	for c := range in.Children() {
		if c.Kind() != yjs.KindElement {
			continue
		}
		if have, ok := attrText(c, "id"); ok && have == id {
			return c
		}
		if found := findBlock(c, id); found != nil {
			return found
		}
	}
	return nil
}

func setAttrs(w *yjs.Writer, block *yjs.Type, was, want Node) error {
	attrs := want.writtenAttrs()
	for name := range was.Attrs {
		if _, kept := attrs[name]; !kept {
			if err := w.RemoveAttr(block, name); err != nil {
				return err
			}
		}
	}
	for name, value := range attrs {
		if !sameJSON(was.Attrs[name], value) {
			if err := w.SetAttr(block, name, value); err != nil {
				return err
			}
		}
	}
	return nil
}

// setWords writes the difference into the block's one text where both sides
// are plain words, and the whole content anew where they are more than that.
func setWords(w *yjs.Writer, block *yjs.Type, was, want Node) error {
	if sameJSON(was.Content, want.Content) {
		return nil
	}
	from, plainFrom := plainWords(was)
	to, plainTo := plainWords(want)
	text := onlyText(block)
	if !plainFrom || !plainTo || text == nil {
		if err := w.Delete(block, 0, block.Len()); err != nil {
			return err
		}
		return w.Insert(block, 0, elements(want.Content)...)
	}
	at, gone, words := difference(from, to)
	if gone > 0 {
		if err := w.Delete(text, at, gone); err != nil {
			return err
		}
	}
	if len(words) == 0 {
		return nil
	}
	return w.InsertText(text, at, string(words), nil)
}

// plainWords gives the words of a block without marks and inline nodes.
func plainWords(n Node) ([]rune, bool) {
	var words []rune
	for _, c := range n.Content {
		if c.Type != "text" || len(c.Marks) > 0 {
			return nil, false
		}
		words = append(words, []rune(c.Text)...)
	}
	return words, true
}

func onlyText(block *yjs.Type) *yjs.Type {
	if block.Len() != 1 {
		return nil
	}
	for c := range block.Children() {
		if c.Kind() == yjs.KindXMLText {
			return c
		}
	}
	return nil
}

// difference gives the one stretch in which two texts differ: where it begins
// and how long it was in UTF-16 units, and what stands there now. It never cuts
// a character in two.
func difference(from, to []rune) (at, gone int, words []rune) {
	head := 0
	for head < min(len(from), len(to)) && from[head] == to[head] {
		head++
	}
	tail := 0
	for tail < min(len(from), len(to))-head && from[len(from)-1-tail] == to[len(to)-1-tail] {
		tail++
	}
	return units(from[:head]), units(from[head : len(from)-tail]), to[head : len(to)-tail]
}

func units(words []rune) int {
	n := 0
	for _, r := range words {
		if n++; r > 0xFFFF {
			n++
		}
	}
	return n
}

// seedUpdate makes the first update of a document.
func (l *Library) seedUpdate(content Node) ([]byte, error) {
	if err := schema.CheckNode(content); err != nil {
		return nil, fmt.Errorf("%w: %w", errUnfit, err)
	}
	y := yjs.New(l.engineLimits())
	return y.Write(seedEditor, func(w *yjs.Writer) error {
		return w.Insert(y.Fragment(schema.Root), 0, elements(content.Content)...)
	})
}

// seedEditor is the Yjs client id of every document's first text.
const seedEditor = 1
