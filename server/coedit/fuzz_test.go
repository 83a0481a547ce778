package coedit_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"rapporteur/server/coedit"
	"rapporteur/server/docstore"
	"rapporteur/server/id"
	"rapporteur/server/yjs"
)

// slip is a log of one document in memory: a store would be all the fuzzer does.
type slip struct {
	docstore.Log
	entries []docstore.LogEntry
}

func (s *slip) Append(_ context.Context, entries []docstore.LogEntry) error {
	s.entries = append(s.entries, entries...)
	return nil
}

func (s *slip) Load(context.Context, string) (docstore.Stream, error) {
	return docstore.Stream{Entries: s.entries}, nil
}

// FuzzTake hands anything in as an update: it is taken or refused, and what is
// refused leaves the text as it was.
func FuzzTake(f *testing.F) {
	y := yjs.New(yjs.Limits{})
	for _, e := range []yjs.Element{
		{Name: "paragraph", Children: []yjs.Element{{Text: []yjs.Span{{Text: "words", Marks: map[string]any{"bold": map[string]any{}}}}}}},
		{Name: "heading", Attrs: map[string]any{"level": 2.0}},
		{Name: "script"},
	} {
		update, err := y.Write(77, func(w *yjs.Writer) error { return w.Insert(y.Fragment("default"), 0, e) })
		if err != nil {
			f.Fatal(err)
		}
		f.Add(update)
	}
	f.Fuzz(func(t *testing.T, update []byte) {
		s := &shelf{t: t, log: &slip{}, now: time.Now()}
		s.library = coedit.NewLibrary(s.log, seeds{coedit.Paragraph("as it was")}, id.Default(), time.Now,
			coedit.LimitsOf(settings(t)), slog.New(slog.DiscardHandler))
		d := s.open()
		before := words(d)
		out := d.Take(ines, update)
		if out.Verdict != coedit.Taken && words(d) != before {
			t.Errorf("verdict %d, and the text reads %q", out.Verdict, words(d))
		}
		if out.Verdict == coedit.Taken {
			s.store(out)
			if again := s.open(); words(again) != words(d) {
				t.Errorf("reads %q after a restart, %q before", words(again), words(d))
			}
			_ = d.Content().HTML()
		}
	})
}
