package yjs_test

import (
	"bytes"
	"errors"
	"testing"

	"rapporteur/server/yjs"
)

var errNo = errors.New("no")

// Every update of every recorded history is refused once before it is taken:
// the document must be as it was each time, and come out right in the end.
func TestARefusedUpdateLeavesNoTrace(t *testing.T) {
	t.Parallel()
	for i, h := range recorded(t) {
		if i%10 != 0 {
			continue // the others say the same and take seconds
		}
		doc := yjs.New(yjs.Limits{})
		canonical(doc) // so that all roots exist
		for i, u := range h.Updates {
			before, json := doc.EncodeAnew(), canonical(doc)
			waiting := doc.PendingBytes()
			_, err := doc.ApplyIf(u, func(*yjs.Change) error { return errNo })
			if !errors.Is(err, errNo) && !errors.Is(err, yjs.ErrPends) {
				t.Fatalf("history %d, update %d: got %v", h.Seed, i, err)
			}
			if err := doc.Check(); err != nil {
				t.Fatalf("history %d, update %d taken back: %v", h.Seed, i, err)
			}
			if !bytes.Equal(canonical(doc), json) || doc.PendingBytes() != waiting {
				t.Fatalf("history %d: refusing update %d changed the document", h.Seed, i)
			}
			if got, err := yjs.Load(doc.EncodeAnew(), yjs.Limits{}); err != nil || !bytes.Equal(canonical(got), json) {
				t.Fatalf("history %d: refusing update %d changed the encoding (%v)", h.Seed, i, err)
			}
			if !bytes.Equal(doc.Encode(), before) {
				t.Errorf("history %d: refusing update %d changed the bytes", h.Seed, i)
			}
			if _, err := doc.Apply(u); err != nil {
				t.Fatalf("history %d, update %d: %v", h.Seed, i, err)
			}
			if err := doc.Check(); err != nil {
				t.Fatalf("history %d, update %d: %v", h.Seed, i, err)
			}
		}
		if got, want := canonical(doc), normal(h.JSON); !bytes.Equal(got, want) {
			t.Errorf("history %d\ngot  %s\nwant %s", h.Seed, got, want)
		}
	}
}
