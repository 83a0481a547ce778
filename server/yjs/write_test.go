package yjs_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"rapporteur/server/yjs"
)

func write(t *testing.T, doc *yjs.Doc, client uint64, f func(*yjs.Writer) error) []byte {
	t.Helper()
	update, err := doc.Write(client, f)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	return update
}

func apply(t *testing.T, doc *yjs.Doc, updates ...[]byte) *yjs.Change {
	t.Helper()
	var c *yjs.Change
	for _, u := range updates {
		var err error
		if c, err = doc.Apply(u); err != nil {
			t.Fatal(err)
		}
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// paragraph is a block as an editor binding writes it.
func paragraph(text string) yjs.Element {
	return yjs.Element{Name: "paragraph", Attrs: map[string]any{"id": "k1"}, Children: []yjs.Element{{Text: []yjs.Span{{Text: text}}}}}
}

func TestWhatTheServerWritesIsReadOnTheOtherSide(t *testing.T) {
	t.Parallel()
	bold := map[string]any{"bold": map[string]any{}}
	tests := map[string]struct {
		write func(*yjs.Writer, *yjs.Type) error
		want  string // the fragment's children
	}{
		"an element with an attribute and text": {
			func(w *yjs.Writer, f *yjs.Type) error { return w.Insert(f, 0, paragraph("Hi")) },
			`[{"attrs":{"id":"k1"},"children":[{"attrs":{},"delta":[{"insert":"Hi","marks":{}}],"kind":"text"}],"kind":"element","name":"paragraph"}]`,
		},
		"a new value of an attribute, and one taken off": {
			func(w *yjs.Writer, f *yjs.Type) error {
				return errors.Join(w.Insert(f, 0, yjs.Element{Name: "heading", Attrs: map[string]any{"id": "a", "level": 1}}),
					w.SetAttr(f.Child(0), "level", 2), w.RemoveAttr(f.Child(0), "id"), w.RemoveAttr(f.Child(0), "none"))
			},
			`[{"attrs":{"level":2},"children":[],"kind":"element","name":"heading"}]`,
		},
		"text under a mark, between text that is not": {
			func(w *yjs.Writer, f *yjs.Type) error {
				err := w.Insert(f, 0, yjs.Element{Text: []yjs.Span{{Text: "ab"}}})
				return errors.Join(err, w.InsertText(f.Child(0), 1, "X", bold), w.InsertText(f.Child(0), 3, "y", nil), w.InsertText(f.Child(0), 2, "Z", bold))
			},
			`[{"attrs":{},"delta":[{"insert":"a","marks":{}},{"insert":"XZ","marks":{"bold":{}}},{"insert":"by","marks":{}}],"kind":"text"}]`,
		},
		"a mark set over a part and taken off a part of it": {
			func(w *yjs.Writer, f *yjs.Type) error {
				err := w.Insert(f, 0, yjs.Element{Text: []yjs.Span{{Text: "abcdef"}}})
				return errors.Join(err, w.Format(f.Child(0), 1, 4, bold), w.Format(f.Child(0), 2, 1, map[string]any{"bold": nil}))
			},
			`[{"attrs":{},"delta":[{"insert":"a","marks":{}},{"insert":"b","marks":{"bold":{}}},{"insert":"c","marks":{}},{"insert":"de","marks":{"bold":{}}},{"insert":"f","marks":{}}],"kind":"text"}]`,
		},
		"text taken out across a character of two units": {
			func(w *yjs.Writer, f *yjs.Type) error {
				err := w.Insert(f, 0, yjs.Element{Text: []yjs.Span{{Text: "a😀b"}}})
				return errors.Join(err, w.Delete(f.Child(0), 1, 2))
			},
			`[{"attrs":{},"delta":[{"insert":"ab","marks":{}}],"kind":"text"}]`,
		},
		"an embed": {
			func(w *yjs.Writer, f *yjs.Type) error {
				err := w.Insert(f, 0, yjs.Element{Text: []yjs.Span{{Text: "ab"}}})
				return errors.Join(err, w.InsertEmbed(f.Child(0), 1, map[string]any{"n": 1}, nil))
			},
			`[{"attrs":{},"delta":[{"insert":"a","marks":{}},{"embed":{"n":1},"marks":{}},{"insert":"b","marks":{}}],"kind":"text"}]`,
		},
		"elements taken out": {
			func(w *yjs.Writer, f *yjs.Type) error {
				return errors.Join(w.Insert(f, 0, paragraph("1"), paragraph("2"), yjs.Element{Name: "horizontalRule"}), w.Delete(f, 0, 2))
			},
			`[{"attrs":{},"children":[],"kind":"element","name":"horizontalRule"}]`,
		},
	}
	for name, test := range tests {
		doc, other := yjs.New(yjs.Limits{}), yjs.New(yjs.Limits{})
		update := write(t, doc, 7, func(w *yjs.Writer) error { return test.write(w, doc.Fragment("default")) })
		apply(t, other, update)
		want := []byte(test.want)
		for side, d := range map[string]*yjs.Doc{"here": doc, "there": other} {
			got := normal(d.Fragment("default").JSON().(map[string]any)["children"])
			if !bytes.Equal(got, want) {
				t.Errorf("%s, %s:\ngot  %s\nwant %s", name, side, got, want)
			}
		}
		if !bytes.Equal(doc.Encode(), other.Encode()) {
			t.Errorf("%s: the two documents encode differently", name)
		}
	}
}

func TestAWriteThatFailsChangesNothing(t *testing.T) {
	t.Parallel()
	doc := yjs.New(yjs.Limits{Nesting: 3})
	root := doc.Fragment("default")
	write(t, doc, 7, func(w *yjs.Writer) error { return w.Insert(root, 0, paragraph("a😀b")) })
	before := bytes.Clone(doc.EncodeAnew())
	text := root.Child(0).Child(0)
	deep := yjs.Element{Name: "a", Children: []yjs.Element{{Name: "b", Children: []yjs.Element{{Name: "c", Children: []yjs.Element{{Name: "d"}}}}}}}
	tests := map[string]func(*yjs.Writer) error{
		"within a character":   func(w *yjs.Writer) error { return w.InsertText(text, 2, "x", nil) },
		"half a character":     func(w *yjs.Writer) error { return w.Delete(text, 1, 1) },
		"behind the end":       func(w *yjs.Writer) error { return w.InsertText(text, 5, "x", nil) },
		"more than there is":   func(w *yjs.Writer) error { return w.Delete(root, 0, 2) },
		"too deep":             func(w *yjs.Writer) error { return w.Insert(root, 0, deep) },
		"a value that is none": func(w *yjs.Writer) error { return w.SetAttr(root.Child(0), "id", make(chan int)) },
		"after other writes": func(w *yjs.Writer) error {
			return errors.Join(w.Insert(root, 1, paragraph("x")), w.Format(text, 0, 1, map[string]any{"bold": true}), w.Delete(root, 0, 1), errNo)
		},
	}
	for name, f := range tests {
		if update, err := doc.Write(7, f); err == nil || update != nil {
			t.Errorf("%s: got %v, %v, want an error", name, update, err)
		}
		if err := doc.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !bytes.Equal(doc.EncodeAnew(), before) {
			t.Errorf("%s: the document changed", name)
		}
	}
}

// scribble makes random writes of the server in a document of a history.
func scribble(doc *yjs.Doc, seed int) ([]byte, error) {
	r := rand.New(rand.NewPCG(uint64(seed), 1))
	root, text := doc.Fragment("default"), doc.Text("text")
	list, entries := doc.Array("array"), doc.Map("map")
	return doc.Write(1<<40+1, func(w *yjs.Writer) error {
		for i := range 12 {
			at := r.IntN(root.Len() + 1)
			span := yjs.Span{Text: fmt.Sprint("w", i), Marks: map[string]any{"bold": r.IntN(2) == 0, "size": r.IntN(3)}}
			err := errors.Join(
				w.Insert(root, at, yjs.Element{Name: "paragraph", Attrs: map[string]any{"id": i}, Children: []yjs.Element{{Text: []yjs.Span{span, {Text: "é"}}}}}),
				w.InsertText(text, 0, "😀", nil), w.InsertText(text, text.Len(), "z", span.Marks),
				w.Format(text, 0, text.Len(), map[string]any{"italic": true, "bold": nil}),
				w.InsertValues(list, r.IntN(list.Len()+1), "v", 1.5, []byte{9}, nil, map[string]any{"k": []any{true}}),
				w.SetAttr(entries, "k1", i), w.RemoveAttr(entries, "colour"),
			)
			if n := root.Len(); n > 3 && r.IntN(3) == 0 {
				err = errors.Join(err, w.Delete(root, r.IntN(n-2), 2))
			}
			if err != nil {
				return err
			}
		}
		return w.Delete(list, 0, list.Len()/2)
	})
}
