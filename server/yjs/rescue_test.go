package yjs_test

import (
	"fmt"
	"strings"
	"testing"

	"rapporteur/server/yjs"
)

// The order in which the server forgets everything but the stored state halfway.
const reloaded = "typing last, reloaded"

// The editors of these tests.
const (
	server = 9
	typist = 5
	mover  = 3
)

// page is a text of every shape: two paragraphs, a list and a quote.
func page(t *testing.T) []byte {
	t.Helper()
	doc := yjs.New(yjs.Limits{})
	return write(t, doc, server, func(w *yjs.Writer) error {
		return w.Insert(doc.Fragment("default"), 0, paragraph("one"), paragraph("two"),
			yjs.Element{Name: "bulletList", Children: []yjs.Element{
				{Name: "listItem", Children: []yjs.Element{paragraph("three")}},
				{Name: "listItem", Children: []yjs.Element{paragraph("four")}},
			}},
			yjs.Element{Name: "blockquote", Children: []yjs.Element{paragraph("five")}},
		)
	})
}

func load(t *testing.T, state []byte) *yjs.Doc {
	t.Helper()
	doc, err := yjs.Load(state, yjs.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// texts gives every living text below a type.
func texts(t *yjs.Type) (out []*yjs.Type) {
	if t.Kind() == yjs.KindXMLText {
		return []*yjs.Type{t}
	}
	for c := range t.Children() {
		out = append(out, texts(c)...)
	}
	return out
}

func allText(doc *yjs.Doc) string {
	var out strings.Builder
	for _, t := range texts(doc.Fragment("default")) {
		out.WriteString(t.PlainText() + "\n")
	}
	return out.String()
}

// blockOperations are what an editor binding does when a block changes its
// shape: it deletes elements and makes new ones with the text it knows. Index
// is the top-level block.
var blockOperations = map[string]func(w *yjs.Writer, root *yjs.Type, index int) error{
	"turn into a heading": func(w *yjs.Writer, root *yjs.Type, i int) error {
		return replace(w, root, i, func(text string) yjs.Element { e := paragraph(text); e.Name = "heading"; return e })
	},
	"wrap in a quote": func(w *yjs.Writer, root *yjs.Type, i int) error {
		return replace(w, root, i, func(text string) yjs.Element {
			return yjs.Element{Name: "blockquote", Children: []yjs.Element{paragraph(text)}}
		})
	},
	"split": func(w *yjs.Writer, root *yjs.Type, i int) error {
		return replace(w, root, i, func(text string) yjs.Element { return paragraph(text[:1]) })
	},
	"join with the block before": func(w *yjs.Writer, root *yjs.Type, i int) error {
		text := textOf(root.Child(i))
		before := texts(root.Child((i + 3) % 4))
		last := before[len(before)-1]
		if err := w.InsertText(last, last.Len(), text, nil); err != nil {
			return err
		}
		return w.Delete(root, i, 1)
	},
	"lift out": func(w *yjs.Writer, root *yjs.Type, i int) error {
		text := textOf(root.Child(i))
		if err := w.Delete(root, i, 1); err != nil {
			return err
		}
		return w.Insert(root, i, paragraph(text), paragraph(text))
	},
	"delete an inner part": func(w *yjs.Writer, root *yjs.Type, i int) error { return w.Delete(root.Child(i), 0, 1) },
	"delete":               func(w *yjs.Writer, root *yjs.Type, i int) error { return w.Delete(root, i, 1) },
}

func replace(w *yjs.Writer, root *yjs.Type, i int, with func(string) yjs.Element) error {
	e := with(textOf(root.Child(i)))
	if err := w.Delete(root, i, 1); err != nil {
		return err
	}
	return w.Insert(root, i, e)
}

func textOf(t *yjs.Type) string {
	var out strings.Builder
	for _, x := range texts(t) {
		out.WriteString(x.PlainText())
	}
	return out.String()
}

// typing writes letters that are nowhere else, in a block: at its beginning, in
// the middle and at its end, as one update each and in a new inner block.
func typing(t *testing.T, doc *yjs.Doc, block int) (updates [][]byte, typed string) {
	t.Helper()
	letter := 'A'
	next := func() string { letter++; return string(letter) + "😀" }
	all := texts(doc.Fragment("default").Child(block))
	text := all[len(all)-1]
	for _, at := range []int{0, 4, -1} {
		if at < 0 {
			at = text.Len()
		}
		s := next()
		typed += s
		updates = append(updates, write(t, doc, typist, func(w *yjs.Writer) error { return w.InsertText(text, at, s, nil) }))
		s = next()
		typed += s
		updates = append(updates, write(t, doc, typist, func(w *yjs.Writer) error { return w.InsertText(text, at+3, s, nil) }))
	}
	s := next()
	typed += s
	updates = append(updates, write(t, doc, typist, func(w *yjs.Writer) error {
		return w.Insert(text.Parent(), 1, yjs.Element{Text: []yjs.Span{{Text: s}}})
	}))
	return updates, typed
}

// Every pair of block operation and typing, in either order, whether the mover
// had seen some of it or not: what was typed is in the text or rescued, and
// what the mover had seen is never rescued.
func TestNoTypedLetterIsLostToABlockOperation(t *testing.T) {
	t.Parallel()
	state := page(t)
	for name, operation := range blockOperations {
		for block := range 4 {
			for _, order := range []string{"typing first", "typing last", reloaded} {
				for _, seen := range []int{0, 2} {
					t.Run(fmt.Sprintf("%s/block %d/%s/%d seen", name, block, order, seen), func(t *testing.T) {
						t.Parallel()
						meet(t, state, operation, block, order, seen)
					})
				}
			}
		}
	}
}

func meet(t *testing.T, state []byte, operation func(*yjs.Writer, *yjs.Type, int) error, block int, order string, seen int) {
	typistDoc, moverDoc, doc := load(t, state), load(t, state), load(t, state)
	updates, typed := typing(t, typistDoc, block)
	apply(t, moverDoc, updates[:seen]...)
	var known strings.Builder // letters the mover had seen, and perhaps deleted
	for _, r := range allText(moverDoc) {
		if r < 'a' && r != '\n' {
			known.WriteRune(r)
		}
	}
	move := write(t, moverDoc, mover, func(w *yjs.Writer) error { return operation(w, moverDoc.Fragment("default"), block) })

	all := append(append([][]byte{}, updates...), move)
	if order != "typing first" {
		all = append([][]byte{move}, updates...)
		if seen > 0 { // the mover cannot arrive before what it builds on
			all = append(append(append([][]byte{}, updates[:seen]...), move), updates[seen:]...)
		}
	}
	var rescued []yjs.Orphan
	for i, u := range all {
		if order == reloaded && i == len(all)-2 {
			doc = load(t, doc.Encode())
		}
		orphans := apply(t, doc, u).Orphans
		for _, o := range orphans {
			// A document that was loaded anew may have forgotten where the text was.
			places, ok := doc.Places(o.Block)
			if !ok && order != reloaded || ok && places[len(places)-1].Parent != doc.Fragment("default") {
				t.Errorf("no place for %+v", o)
			}
		}
		rescued = append(rescued, orphans...)
	}
	saved := allText(doc)
	for _, o := range rescued {
		if o.Client != typist {
			t.Errorf("rescued %+v, which is not the typist's", o)
		}
		for _, r := range o.Text {
			if r != '😀' && strings.ContainsRune(known.String(), r) {
				t.Errorf("rescued %q, which the mover had seen", o.Text)
			}
		}
		saved += o.Text
	}
	for _, r := range typed {
		if r != '😀' && !strings.ContainsRune(saved+known.String(), r) {
			t.Errorf("%q is lost: text %q, rescued %+v", r, allText(doc), rescued)
		}
	}
}

func TestRescuedTextHasAPlaceBesideWhatReplacedItsBlock(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		block, inner int // place in the root, and in the innermost ancestor that lives
		delete       func(w *yjs.Writer, root *yjs.Type) error
	}{
		"the block went":   {1, 1, func(w *yjs.Writer, root *yjs.Type) error { return w.Delete(root, 1, 1) }},
		"its item went":    {3, 1, func(w *yjs.Writer, root *yjs.Type) error { return w.Delete(root.Child(2), 1, 1) }},
		"its list went":    {2, 2, func(w *yjs.Writer, root *yjs.Type) error { return w.Delete(root, 2, 1) }},
		"everything went":  {0, 0, func(w *yjs.Writer, root *yjs.Type) error { return w.Delete(root, 0, 4) }},
		"only its text is": {4, 0, func(w *yjs.Writer, root *yjs.Type) error { return w.Delete(root.Child(3).Child(0), 0, 1) }},
	}
	blocks := map[string]int{"the block went": 1, "its item went": 2, "its list went": 2, "everything went": 0, "only its text is": 3}
	state := page(t)
	for name, test := range tests {
		for _, typedFirst := range []bool{true, false} {
			doc, typistDoc, moverDoc := load(t, state), load(t, state), load(t, state)
			all := texts(typistDoc.Fragment("default").Child(blocks[name]))
			typed := write(t, typistDoc, typist, func(w *yjs.Writer) error { return w.InsertText(all[len(all)-1], 2, "XYZ", nil) })
			move := write(t, moverDoc, mover, func(w *yjs.Writer) error { return test.delete(w, moverDoc.Fragment("default")) })
			first, second := move, typed
			if typedFirst {
				first, second = typed, move
			}
			apply(t, doc, first)
			c := apply(t, doc, second)
			if len(c.Orphans) != 1 || c.Orphans[0].Text != "XYZ" || c.Orphans[0].Range != (yjs.Range{Client: typist, Clock: 0, Len: 3}) {
				t.Errorf("%s: got %+v, want XYZ", name, c.Orphans)
				continue
			}
			places, ok := doc.Places(c.Orphans[0].Block)
			if !ok || places[0].Index != test.inner || places[len(places)-1].Index != test.block || places[len(places)-1].Parent != doc.Fragment("default") {
				t.Errorf("%s, typed first %v: got %+v", name, typedFirst, places)
			}
		}
	}
}

func TestTextTheUpdateItselfNamesIsNotRescued(t *testing.T) {
	t.Parallel()
	state := page(t)
	doc, typistDoc := load(t, state), load(t, state)
	text := texts(typistDoc.Fragment("default"))[0]
	typed := write(t, typistDoc, typist, func(w *yjs.Writer) error { return w.InsertText(text, 1, "mine", nil) })
	gone := write(t, typistDoc, typist, func(w *yjs.Writer) error { return w.Delete(typistDoc.Fragment("default"), 0, 1) })
	for _, u := range [][]byte{typed, gone, typed, gone} {
		if c := apply(t, doc, u); len(c.Orphans) > 0 {
			t.Errorf("got %+v, want none", c.Orphans)
		}
	}
	if c := apply(t, load(t, state), typistDoc.Encode()); len(c.Orphans) > 0 {
		t.Errorf("an offline copy that deleted its own words: got %+v, want none", c.Orphans)
	}
}
