package coedit_test

import (
	"context"
	"encoding/base64"
	"log/slog"
	"strings"
	"testing"
	"time"

	"rapporteur/server/coedit"
	"rapporteur/server/docstore"
	"rapporteur/server/id"
	"rapporteur/server/sqlitestore"
	"rapporteur/server/yjs"
)

// shelf is a library on a real store, with a clock that a test moves.
type shelf struct {
	t       *testing.T
	log     docstore.Log
	library *coedit.Library
	now     time.Time
}

const name = "deliverable/d1"

// newShelf opens a library whose documents begin with the given blocks.
func newShelf(t *testing.T, adjust func(*coedit.Limits), blocks ...coedit.Node) *shelf {
	t.Helper()
	home, err := sqlitestore.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := home.Close(); err != nil {
			t.Error(err)
		}
	})
	log, err := home.Log(t.Context(), "texts")
	if err != nil {
		t.Fatal(err)
	}
	s := &shelf{t: t, log: log, now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	limits := coedit.LimitsOf(settings(t))
	if adjust != nil {
		adjust(&limits)
	}
	s.library = coedit.NewLibrary(log, seeds(blocks), id.Default(), func() time.Time { return s.now }, limits, slog.New(slog.DiscardHandler))
	return s
}

type seeds []coedit.Node

func (s seeds) Seed(context.Context, string) (coedit.Node, error) { return coedit.Doc(s...), nil }

func (s *shelf) open() *coedit.Document {
	s.t.Helper()
	d, err := s.library.Open(s.t.Context(), name)
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

// store does what the journal does.
func (s *shelf) store(out coedit.Outcome) coedit.Outcome {
	s.t.Helper()
	if len(out.Entries) > 0 {
		if err := s.log.Append(s.t.Context(), out.Entries); err != nil {
			s.t.Fatal(err)
		}
	}
	return out
}

// take hands an update in and expects a verdict.
func (s *shelf) take(d *coedit.Document, w coedit.Writer, update []byte, want coedit.Verdict) coedit.Outcome {
	s.t.Helper()
	out := s.store(d.Take(w, update))
	if out.Verdict != want {
		s.t.Fatalf("got verdict %d (%+v), want %d", out.Verdict, out.Refusal, want)
	}
	return out
}

var (
	ines = coedit.Writer{Person: "ines", Name: "Ines", MayEdit: true}
	omar = coedit.Writer{Person: "omar", Name: "Omar", MayEdit: true}
	rita = coedit.Writer{Person: "rita", Name: "Rita"}
)

// copyOf is an editor's copy of a document as it is now.
func copyOf(t *testing.T, d *coedit.Document) *yjs.Doc {
	t.Helper()
	state, err := d.Diff(nil)
	if err != nil {
		t.Fatal(err)
	}
	y, err := yjs.Load(append([]byte(nil), state...), yjs.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return y
}

// paragraph writes a paragraph at the end of an editor's copy.
func paragraph(t *testing.T, y *yjs.Doc, client uint64, text string) []byte {
	t.Helper()
	return written(t, y, client, yjs.Element{Name: "paragraph", Children: []yjs.Element{{Text: []yjs.Span{{Text: text}}}}})
}

func written(t *testing.T, y *yjs.Doc, client uint64, e yjs.Element) []byte {
	t.Helper()
	root := y.Fragment("default")
	update, err := y.Write(client, func(w *yjs.Writer) error { return w.Insert(root, root.Len(), e) })
	if err != nil {
		t.Fatal(err)
	}
	return update
}

func unb64(t *testing.T, text string) []byte {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func words(d *coedit.Document) string {
	return strings.ReplaceAll(d.Content().PlainText(), "\n", "|")
}
