package yjs_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"rapporteur/server/yjs"
)

func TestAJudgeSeesWhatAnUpdateAddsAndRemoves(t *testing.T) {
	t.Parallel()
	state := page(t)
	tests := map[string]struct {
		write   func(w *yjs.Writer, root *yjs.Type) error
		added   []string
		removed []string
	}{
		"a letter": {
			func(w *yjs.Writer, root *yjs.Type) error { return w.InsertText(texts(root)[0], 1, "x", nil) },
			[]string{"text x in "}, nil,
		},
		"a letter taken out": {
			func(w *yjs.Writer, root *yjs.Type) error { return w.Delete(texts(root)[0], 1, 1) },
			nil, []string{"text n in , named"},
		},
		"a block": {
			func(w *yjs.Writer, root *yjs.Type) error {
				return w.Insert(root, 0, yjs.Element{Name: "heading", Attrs: map[string]any{"level": 2}})
			},
			[]string{"element heading in default", "value level=2 in heading"}, nil,
		},
		"another value of an attribute": {
			func(w *yjs.Writer, root *yjs.Type) error { return w.SetAttr(root.Child(0), "id", "k2") },
			[]string{"value id=k2 in paragraph"}, []string{"value id=k1 in paragraph, named"},
		},
		"a mark": {
			func(w *yjs.Writer, root *yjs.Type) error {
				return w.Format(texts(root)[0], 0, 3, map[string]any{"bold": true})
			},
			[]string{"mark bold=true in ", "mark bold=<nil> in "}, nil,
		},
		"a block taken out": {
			func(w *yjs.Writer, root *yjs.Type) error { return w.Delete(root, 0, 1) },
			nil, []string{"element paragraph in default, named", "value id=k1 in paragraph, named", "element  in paragraph, named", "text one in , named"},
		},
	}
	for name, test := range tests {
		doc, other := load(t, state), load(t, state)
		update := write(t, other, mover, func(w *yjs.Writer) error { return test.write(w, other.Fragment("default")) })
		_, err := doc.ApplyIf(update, func(c *yjs.Change) error {
			if got := describe(slices.Collect(c.Pieces())); !slices.Equal(got, test.added) {
				t.Errorf("%s: added %q, want %q", name, got, test.added)
			}
			if got := describe(slices.Collect(c.Removed())); !slices.Equal(got, test.removed) {
				t.Errorf("%s: removed %q, want %q", name, got, test.removed)
			}
			return nil
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func describe(pieces []yjs.Piece) (out []string) {
	for _, p := range pieces {
		var what string
		switch p.Kind {
		case yjs.PieceText:
			what = "text " + p.Text
		case yjs.PieceElement:
			what = "element " + p.Type.Name()
		case yjs.PieceMark:
			what = fmt.Sprintf("mark %s=%v", p.Key, p.Value)
		default:
			what = fmt.Sprintf("value %s=%v", p.Key, p.Value)
		}
		if what += " in " + p.In.Name(); p.Named {
			what += ", named"
		}
		out = append(out, what)
	}
	return out
}

func TestChangeSaysWhatIsNew(t *testing.T) {
	t.Parallel()
	doc := yjs.New(yjs.Limits{})
	first := raw(1, 1, 5, 0, textItem, 1, "text", "abc", 0)
	last := raw(1, 1, 6, 0, textItem|behind, 5, 4, "z", 0)
	second := raw(1, 1, 5, 3, textItem|behind, 5, 2, "de", 1, 5, 1, 0, 2)

	c := apply(t, doc, first)
	if want := []yjs.Range{{Client: 5, Len: 3}}; !slices.Equal(c.Added, want) || c.Pends || len(c.Deleted) > 0 {
		t.Errorf("first: got %+v", c)
	}
	if c = apply(t, doc, first); !c.Empty() {
		t.Errorf("again: got %+v, want nothing", c)
	}
	if _, err := doc.ApplyIf(last, func(*yjs.Change) error { return nil }); !errors.Is(err, yjs.ErrPends) || doc.PendingBytes() > 0 {
		t.Errorf("last, whole or not at all: got %v, %d bytes wait", err, doc.PendingBytes())
	}
	if c = apply(t, doc, last); !c.Pends || doc.PendingBytes() == 0 || len(c.Added) > 0 {
		t.Errorf("last: got %+v", c)
	}
	for name, update := range map[string][]byte{"pieces": second, "a deletion": raw(0, 1, 5, 1, 0, 1)} {
		if news, err := doc.HasNews(update); err != nil || !news {
			t.Errorf("%s: got %v, %v, want news", name, news, err)
		}
	}
	c = apply(t, doc, second)
	if want := []yjs.Range{{Client: 5, Clock: 3, Len: 2}, {Client: 6, Len: 1}}; !slices.Equal(c.Added, want) || c.Pends || doc.PendingBytes() != 0 {
		t.Errorf("second: got %+v, %d bytes wait", c, doc.PendingBytes())
	}
	if want := []yjs.Range{{Client: 5, Len: 2}}; !slices.Equal(c.Deleted, want) {
		t.Errorf("second: got %+v, want %+v deleted", c.Deleted, want)
	}
	if got := doc.Text("text").PlainText(); got != "cdez" {
		t.Errorf("got %q, want cdez", got)
	}
	if want := (yjs.StateVector{5: 5, 6: 1}); !maps.Equal(doc.StateVector(), want) {
		t.Errorf("got %v, want %v", doc.StateVector(), want)
	}
	for name, update := range map[string][]byte{"first": first, "second": second, "last": last, "all": doc.Encode()} {
		if news, err := doc.HasNews(update); err != nil || news {
			t.Errorf("%s: got %v, %v, want no news", name, news, err)
		}
	}
}

// What arrives backwards waits, each piece for the one before, and a flood of
// what never can be placed ends at the limit without harming the document.
func TestWhatWaitsIsTakenUpWhenItsReasonArrives(t *testing.T) {
	t.Parallel()
	doc := yjs.New(yjs.Limits{})
	const n = 1000
	update := func(i int) []byte {
		if i == 0 {
			return raw(1, 1, 100, 0, textItem, 1, "text", "a", 0)
		}
		return raw(1, 1, 100+i%7, i/7, textItem|behind, 100+(i-1)%7, (i-1)/7, "a", 0)
	}
	for i := n - 1; i > 0; i-- {
		if c := apply(t, doc, update(i)); !c.Pends {
			t.Fatalf("%d: got %+v", i, c)
		}
	}
	apply(t, doc, update(0))
	if got := doc.Text("text").Len(); got != n || doc.PendingBytes() != 0 {
		t.Errorf("got %d letters, %d bytes wait", got, doc.PendingBytes())
	}

	var err error
	flood := 0
	for ; err == nil; flood++ {
		_, err = doc.Apply(raw(1, 1, 1000+flood, 1, textItem|behind, 99, flood, "never", 0))
	}
	if !errors.Is(err, yjs.ErrTooLarge) || flood < n {
		t.Errorf("after %d: got %v", flood, err)
	}
	state := doc.Encode()
	if again := load(t, state); again.Text("text").Len() != n {
		t.Error("the document was harmed")
	}
}

// A judge may look at the document in every way, and change it in none.
func TestWhatAJudgeDoesStaysWithoutEffect(t *testing.T) {
	t.Parallel()
	state := page(t)
	doc, other := load(t, state), load(t, state)
	update := write(t, other, mover, func(w *yjs.Writer) error { return w.Delete(other.Fragment("default"), 0, 2) })
	before := bytes.Clone(doc.Encode())
	_, err := doc.ApplyIf(update, func(*yjs.Change) error {
		if bytes.Equal(doc.Encode(), before) || doc.Fragment("default").Len() != 2 {
			t.Error("the judge sees the document as it was")
		}
		if _, err := doc.Apply(update); err == nil {
			t.Error("a judge could change the document")
		}
		return errNo
	})
	if !errors.Is(err, errNo) || !bytes.Equal(doc.Encode(), before) || !bytes.Equal(doc.EncodeAnew(), before) {
		t.Errorf("got %v, or another document", err)
	}
}

func TestAPartOfADocumentDoesNotLoad(t *testing.T) {
	t.Parallel()
	full := page(t)
	for name, state := range map[string][]byte{
		"cut short":         full[:len(full)/2],
		"without its start": raw(1, 1, 5, 3, textItem|behind, 5, 2, "de", 0),
		"with a gap":        raw(1, 3, 5, 0, textItem, 1, "text", "a", skipItem, 2, textItem|behind, 5, 2, "de", 0),
		"nothing":           nil,
	} {
		if doc, err := yjs.Load(state, yjs.Limits{}); err == nil || doc != nil {
			t.Errorf("%s: got %v, want an error", name, err)
		}
	}
}

func TestPositionsStayWhileOthersWrite(t *testing.T) {
	t.Parallel()
	doc := yjs.New(yjs.Limits{})
	apply(t, doc, unBase64(t, "AQMFAAEBBHRleHQChAUBA2xsbwcBB2RlZmF1bHQDAXABBQEAAg=="))
	text := doc.Text("text")
	for encoded, want := range map[string]int{"AAUDAA==": 1, "AAUEQQ==": 3} { // made by yjs
		p, err := yjs.DecodePosition(unBase64(t, encoded))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(p.Encode(), unBase64(t, encoded)) {
			t.Errorf("%s: got %v", encoded, p.Encode())
		}
		if at, ok := doc.Resolve(p); !ok || at.Parent != text || at.Index != want {
			t.Errorf("%s: got %+v, want %d", encoded, at, want)
		}
	}
	p := text.PositionAt(2)
	write(t, doc, 8, func(w *yjs.Writer) error { return w.InsertText(text, 0, "😀", nil) })
	if at, ok := doc.Resolve(p); !ok || at.Index != 4 {
		t.Errorf("got %+v, want 4", at)
	}
}
