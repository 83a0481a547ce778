package yjs_test

import (
	"bytes"
	"errors"
	"testing"

	"rapporteur/server/yjs"
)

// small limits let the fuzzer meet them.
var small = yjs.Limits{UpdateBytes: 1 << 16, Structs: 2000, Nesting: 8, PendingBytes: 1 << 14, DocumentBytes: 1 << 18}

// ours are the errors an update may be refused with.
func ours(err error) bool {
	return errors.Is(err, yjs.ErrMalformed) || errors.Is(err, yjs.ErrTooLarge) || errors.Is(err, yjs.ErrV2) || errors.Is(err, yjs.ErrPends)
}

// FuzzApply mutates updates of real histories on a document that has something
// in it: a refused one changes nothing, an accepted one leaves a document that
// is whole inside, encodes, and loads again as the same.
func FuzzApply(f *testing.F) {
	histories := recorded(f)
	for i, h := range histories {
		if i%10 == 0 {
			for j, u := range h.Updates {
				if j%7 == 0 && len(u) < 400 {
					f.Add(u, h.Updates[0])
				}
			}
		}
	}
	base := yjs.New(small)
	for _, u := range histories[0].Updates[:8] {
		if _, err := base.Apply(u); err != nil && !ours(err) {
			f.Fatal(err)
		}
	}
	state := bytes.Clone(base.Encode())
	f.Fuzz(func(t *testing.T, first, second []byte) {
		doc, err := yjs.Load(state, small)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range [][]byte{first, second, first} {
			before := doc.EncodeAnew()
			change, err := doc.ApplyIf(u, func(c *yjs.Change) error {
				walk(c)
				return nil
			})
			switch {
			case err == nil && change.Empty() != bytes.Equal(before, doc.Encode()) && change.Empty():
				t.Fatal("an empty change changed something")
			case err != nil && !ours(err):
				t.Fatal(err)
			case err != nil && !errors.Is(err, yjs.ErrPends) && !bytes.Equal(before, doc.EncodeAnew()):
				t.Fatalf("refused with %v and changed the document", err)
			}
			whole(t, doc)
			if _, err := doc.Apply(u); err != nil && !ours(err) {
				t.Fatal(err)
			}
			whole(t, doc)
		}
	})
}

func walk(c *yjs.Change) {
	for p := range c.Pieces() {
		_ = p.In.Name()
	}
	for p := range c.Removed() {
		_ = p.Text
	}
}

// whole checks a document from inside and outside.
func whole(t *testing.T, doc *yjs.Doc) {
	t.Helper()
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	json := canonical(doc)
	again, err := yjs.Load(doc.EncodeAnew(), yjs.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(canonical(again), json) || !again.StateVector().Equal(doc.StateVector()) {
		t.Fatalf("another document after loading\ngot  %s\nwant %s", canonical(again), json)
	}
	if news, err := again.HasNews(doc.Encode()); err != nil || news {
		t.Fatalf("news in what was just loaded: %v, %v", news, err)
	}
}

func FuzzStateVector(f *testing.F) {
	f.Add([]byte{0})
	f.Add([]byte{2, 9, 1, 3, 0xff, 0xff, 3})
	doc := yjs.New(yjs.Limits{})
	for _, u := range recorded(f)[1].Updates {
		if _, err := doc.Apply(u); err != nil {
			f.Fatal(err)
		}
	}
	f.Add(doc.EncodeStateVector())
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := yjs.DecodeStateVector(b)
		if err != nil {
			if !ours(err) {
				t.Fatal(err)
			}
			return
		}
		if again, err := yjs.DecodeStateVector(v.Encode()); err != nil || !again.Equal(v) {
			t.Fatalf("got %v, %v, want %v", again, err, v)
		}
		diff, err := doc.Diff(b)
		if err != nil {
			t.Fatal(err)
		}
		if news, err := doc.HasNews(diff); err != nil || news {
			t.Fatalf("a difference that has news for its own document: %v, %v", news, err)
		}
	})
}

func FuzzInspect(f *testing.F) {
	for _, u := range recorded(f)[2].Updates {
		f.Add(u)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := yjs.Inspect(b, small)
		if err != nil && !ours(err) {
			t.Fatal(err)
		}
		for _, r := range append(s.Structs, s.Deletes...) {
			if r.Len == 0 || r.End() > 1<<53 {
				t.Fatalf("got %v", r)
			}
		}
	})
}

func FuzzAwareness(f *testing.F) {
	f.Add([]byte{1, 5, 1, 4, 'n', 'u', 'l', 'l'})
	f.Add([]byte{2, 5, 1, 2, '{', '}', 6, 2, 7, '{', '"', 'a', '"', ':', '1', '}'})
	f.Fuzz(func(t *testing.T, b []byte) {
		states, err := yjs.DecodeAwareness(b, yjs.AwarenessLimits{States: 8, StateBytes: 64})
		if err != nil {
			if !ours(err) {
				t.Fatal(err)
			}
			return
		}
		again, err := yjs.DecodeAwareness(yjs.EncodeAwareness(states), yjs.AwarenessLimits{})
		if err != nil || len(again) != len(states) {
			t.Fatalf("got %v, %v, want %v", again, err, states)
		}
		known := yjs.Awareness{}
		for _, s := range states {
			known.Take(s)
			if known.Take(s) {
				t.Fatalf("took %v twice", s)
			}
		}
	})
}

func FuzzPosition(f *testing.F) {
	f.Add([]byte{0, 9, 1, 0})
	f.Add([]byte{1, 1, 'a', 0x41})
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := yjs.DecodePosition(b)
		if err != nil {
			if !ours(err) {
				t.Fatal(err)
			}
			return
		}
		again, err := yjs.DecodePosition(p.Encode())
		if err != nil || !bytes.Equal(again.Encode(), p.Encode()) {
			t.Fatalf("got %v, %v, want %v", again, err, p)
		}
	})
}
