package coedit_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rapporteur/server/coedit"
	"rapporteur/server/docstore"
	"rapporteur/server/yjs"
)

func TestADocumentIsSeededOnceAndReadBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	blocks := []coedit.Node{coedit.Heading(1, "Scope"), coedit.AgendaItem("a1", "Opening"), parse(t, `{"type":"bulletList","content":[
		{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"plain "},
			{"type":"text","text":"bold link","marks":[{"type":"bold"},{"type":"link","attrs":{"href":"https://example.org"}}]},
			{"type":"hardBreak"},{"type":"text","text":"😀 end"}]}]}]}`)}
	s := newShelf(t, nil, blocks...)
	// Every block has an id from the beginning, the same on every server, so
	// that who may only comment can name a passage of a text nobody has edited.
	ids := regexp.MustCompile(`"id":"[0-9a-f]{26}",?`)
	var first []string
	for _, shelf := range []*shelf{s, s, newShelf(t, nil, blocks...)} {
		want, _ := json.Marshal(coedit.Doc(blocks...))
		got, _ := json.Marshal(shelf.open().Content())
		found := ids.FindAllString(string(got), -1)
		if first == nil {
			first = found
		}
		if len(slices.Compact(slices.Sorted(slices.Values(found)))) != 5 || !slices.Equal(found, first) {
			t.Errorf("got the ids %v, want one for each of 5 blocks, and %v again", found, first)
		}
		if diff := cmp.Diff(string(want), strings.ReplaceAll(ids.ReplaceAllString(string(got), ""), `"attrs":{},`, "")); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	stream, err := s.log.Load(t.Context(), name)
	if err != nil || len(stream.Entries) != 1 {
		t.Errorf("got %d entries, %v, want the seed alone", len(stream.Entries), err)
	}
}

func TestAnUpdateIsJudgedBeforeItEntersTheDocument(t *testing.T) {
	t.Parallel()
	element := func(name string, attrs map[string]any) yjs.Element {
		return yjs.Element{Name: name, Attrs: attrs, Children: []yjs.Element{{Text: []yjs.Span{{Text: "new"}}}}}
	}
	marked := func(marks map[string]any) yjs.Element {
		return yjs.Element{Name: "paragraph", Children: []yjs.Element{{Text: []yjs.Span{{Text: "new", Marks: marks}}}}}
	}
	older := coedit.Writer{Person: "ines", MayEdit: true, Schema: 99}
	tests := map[string]struct {
		by     coedit.Writer
		write  yjs.Element
		reason string // "" where it is taken
	}{
		"a paragraph of somebody who may edit": {ines, element("paragraph", nil), ""},
		"a heading with its level":             {ines, element("heading", map[string]any{"level": 2.0}), ""},
		"bold words under a comment":           {ines, marked(map[string]any{"bold": map[string]any{}, "comment--q0Zx+/a=": map[string]any{"threadId": "t"}}), ""},
		"a paragraph of a reader":              {rita, element("paragraph", nil), "forbidden"},
		"an element nobody knows":              {ines, element("script", nil), "schema"},
		"an unknown element inside a known":    {ines, yjs.Element{Name: "blockquote", Children: []yjs.Element{element("iframe", nil)}}, "schema"},
		"an attribute nobody knows":            {ines, element("paragraph", map[string]any{"onclick": "x"}), "schema"},
		"a level that is none":                 {ines, element("heading", map[string]any{"level": 7.0}), "schema"},
		"a mark nobody knows":                  {ines, marked(map[string]any{"blink": map[string]any{}}), "schema"},
		"a suggestion before there are any":    {ines, marked(map[string]any{"insertion": map[string]any{"id": "x"}}), "schema"},
		"an editor of another schema":          {older, element("paragraph", nil), "schema"},
	}
	for sentence, test := range tests {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			s := newShelf(t, nil, coedit.Paragraph("first"))
			d := s.open()
			y := copyOf(t, d)
			out := d.Take(test.by, written(t, y, 77, test.write))
			if out.Refusal.Reason != test.reason || (out.Verdict == coedit.Taken) != (test.reason == "") {
				t.Fatalf("got verdict %d, %q, want %q", out.Verdict, out.Refusal.Reason, test.reason)
			}
			if test.reason == "" {
				return
			}
			if got := words(d); got != "first" {
				t.Errorf("got %q after a refusal, want the text untouched", got)
			}
			// What the same editor sends later builds on what was refused.
			if out := d.Take(ines, paragraph(t, y, 77, "later")); out.Verdict != coedit.Refused || out.Refusal.Reason != "" {
				t.Errorf("got %d %q for the next update of that editor, want it dropped", out.Verdict, out.Refusal.Reason)
			}
			if out := d.Take(ines, paragraph(t, copyOf(t, d), 78, "fresh")); out.Verdict != coedit.Taken {
				t.Errorf("got %d %q for a fresh editor, want it taken", out.Verdict, out.Refusal.Reason)
			}
		})
	}
}

func TestOnlyTheTextIsKept(t *testing.T) {
	t.Parallel()
	s := newShelf(t, nil)
	d := s.open()
	client := uint64(1000)
	for sentence, write := range map[string]func(y *yjs.Doc, w *yjs.Writer) error{
		"another root": func(y *yjs.Doc, w *yjs.Writer) error { return w.SetAttr(y.Map("notes"), "a", "b") },
		"another text": func(y *yjs.Doc, w *yjs.Writer) error { return w.InsertText(y.Text("notes"), 0, "a", nil) },
		"other content": func(y *yjs.Doc, w *yjs.Writer) error {
			return w.Insert(y.Fragment("other"), 0, yjs.Element{Name: "paragraph"})
		},
	} {
		y := yjs.New(yjs.Limits{})
		client++
		update, err := y.Write(client, func(w *yjs.Writer) error { return write(y, w) })
		if err != nil {
			t.Fatal(err)
		}
		if out := d.Take(ines, update); out.Refusal.Reason != "schema" {
			t.Errorf("%s: got %d %q, want it refused", sentence, out.Verdict, out.Refusal.Reason)
		}
	}
}

func TestAnEditorBelongsToThePersonWhoBroughtItFirst(t *testing.T) {
	t.Parallel()
	s := newShelf(t, nil)
	d := s.open()
	if entries, ok := d.Claim(ines, 500); !ok || len(entries) != 1 {
		t.Fatalf("got %v, %v, want it hers and on record", entries, ok)
	}
	s.store(coedit.Outcome{Entries: mustClaim(t, d, ines, 501)})
	if _, ok := d.Claim(omar, 500); ok {
		t.Error("somebody else claimed her editor")
	}
	y := copyOf(t, d)
	lost := paragraph(t, y, 501, "hers")
	if out := d.Take(omar, lost); out.Refusal.Reason != "client-id" {
		t.Errorf("got %d %q, want her words refused from him", out.Verdict, out.Refusal.Reason)
	}
	again := s.open() // the owner is on record
	if out := again.Take(omar, lost); out.Refusal.Reason != "client-id" {
		t.Errorf("got %d %q after a restart, want the same", out.Verdict, out.Refusal.Reason)
	}
	if out := again.Take(ines, lost); out.Verdict != coedit.Taken {
		t.Errorf("got %d %q, want her words taken from herself, whoever was refused", out.Verdict, out.Refusal.Reason)
	}
	if _, ok := again.Claim(omar, 1); ok {
		t.Error("somebody claimed the editor of the seed")
	}
}

func mustClaim(t *testing.T, d *coedit.Document, w coedit.Writer, editor uint64) []docstore.LogEntry {
	t.Helper()
	entries, ok := d.Claim(w, editor)
	if !ok {
		t.Fatalf("%s could not claim %d", w.Person, editor)
	}
	return entries
}

func TestAfterAnUncleanEndOthersBringBackWhatTheServerLost(t *testing.T) {
	t.Parallel()
	s := newShelf(t, nil)
	d := s.open()
	s.store(coedit.Outcome{Entries: mustClaim(t, d, ines, 501)})
	lost := paragraph(t, copyOf(t, d), 501, "shown, not stored")
	s.library.Failed(name)
	again := s.open()
	out := s.take(again, rita, lost, coedit.Taken) // even from a reader: they are not her words
	if e := out.Entries[0]; e.By != "ines" || string(e.Meta) != `{"relayed":"rita"}` {
		t.Errorf("got by %s, %s, want ines, relayed by rita", e.By, e.Meta)
	}
	s.now = s.now.Add(2 * time.Minute)
	more := paragraph(t, copyOf(t, again), 501, "too late")
	if out := again.Take(rita, more); out.Refusal.Reason != "client-id" {
		t.Errorf("got %d %q two minutes later, want it refused", out.Verdict, out.Refusal.Reason)
	}
}

func TestWhatAddsNothingIsNotStoredAndWhatPendsIsNotKept(t *testing.T) {
	t.Parallel()
	s := newShelf(t, nil)
	d := s.open()
	y := copyOf(t, d)
	first, second := paragraph(t, y, 77, "one"), paragraph(t, y, 77, "two")
	s.take(d, ines, second, coedit.Pends)
	s.take(d, ines, first, coedit.Taken)
	if got := words(d); got != "one" {
		t.Errorf("got %q, want the pending update forgotten", got)
	}
	s.take(d, ines, y.Encode(), coedit.Taken)
	if out := s.take(d, rita, y.Encode(), coedit.Unchanged); len(out.Entries) != 0 {
		t.Errorf("got %d entries, want none", len(out.Entries))
	}
	s.take(d, rita, []byte{0, 0}, coedit.Unchanged)
}

func TestADocumentThatDoesNotLoadWholeStaysClosed(t *testing.T) {
	t.Parallel()
	tests := map[string]func(s *shelf, stream docstore.Stream, update []byte) error{
		"an entry is missing in between": func(s *shelf, _ docstore.Stream, update []byte) error {
			return s.log.Append(s.t.Context(), []docstore.LogEntry{{Stream: name, ID: "zz", At: s.now, By: "ines", Act: "update", Data: update}})
		},
		"an entry is cut short": func(s *shelf, _ docstore.Stream, update []byte) error {
			return s.log.Append(s.t.Context(), []docstore.LogEntry{{Stream: name, ID: "zz", At: s.now, By: "ines", Act: "update", Data: update[:len(update)/2]}})
		},
		"the snapshot is empty": func(s *shelf, stream docstore.Stream, _ []byte) error {
			return s.log.Compact(s.t.Context(), name, stream.ManifestVersion,
				docstore.Snapshot{Data: []byte{0, 0}, Meta: []byte(`{"vector":"AQEF"}`)}, ids(stream))
		},
	}
	for sentence, damage := range tests {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			s := newShelf(t, nil, coedit.Paragraph("all of it"))
			y := copyOf(t, s.open())
			paragraph(t, y, 77, "never stored")
			stream, err := s.log.Load(t.Context(), name)
			if err != nil {
				t.Fatal(err)
			}
			if err := damage(s, stream, paragraph(t, y, 77, "after it")); err != nil {
				t.Fatal(err)
			}
			if _, err := s.library.Open(t.Context(), name); !errors.Is(err, coedit.ErrUnreadable) {
				t.Errorf("got %v, want it unreadable", err)
			}
			after, err := s.log.Load(t.Context(), name)
			if err != nil || len(after.Entries) > len(stream.Entries)+1 {
				t.Errorf("got %d entries, %v, want nothing written to it", len(after.Entries), err)
			}
		})
	}
}

func ids(stream docstore.Stream) []string {
	var all []string
	for _, e := range stream.Entries {
		all = append(all, e.ID)
	}
	return all
}

func TestACompactedLogReadsAsBefore(t *testing.T) {
	t.Parallel()
	s := newShelf(t, func(l *coedit.Limits) { l.CompactEntries = 10 })
	d := s.open()
	y := copyOf(t, d)
	for i := range 25 {
		s.take(d, ines, paragraph(t, y, 77, fmt.Sprint("line ", i)), coedit.Taken)
		plan, due := d.PlanCompaction()
		if !due {
			continue
		}
		err := plan.Run(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		d.Compacted(plan, err)
	}
	stream, err := s.log.Load(t.Context(), name)
	if err != nil || stream.ManifestVersion != 2 || len(stream.Entries) >= 10 {
		t.Fatalf("got manifest %d with %d entries, %v, want two compactions", stream.ManifestVersion, len(stream.Entries), err)
	}
	again := s.open()
	if diff := cmp.Diff(words(d), words(again)); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
	if out := again.Take(omar, paragraph(t, y, 77, "not his editor")); out.Refusal.Reason != "client-id" {
		t.Errorf("got %d %q, want the owners in the snapshot", out.Verdict, out.Refusal.Reason)
	}
}
