package sqlitestore_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/sqlitestore"
)

type note struct {
	Title string   `json:"title"`
	Tags  []string `json:"tags"`
	Due   int64    `json:"due"`
	Count int      `json:"count"`
}

var shape = docstore.Shape{Name: "notes", Fields: []docstore.Field{
	{Name: "title", Kind: docstore.Text, Unique: true},
	{Name: "tags", Kind: docstore.Text, List: true},
	{Name: "due", Kind: docstore.Number},
}}

func index(n note) map[string][]any {
	m := map[string][]any{"title": {n.Title}}
	for _, t := range n.Tags {
		m["tags"] = append(m["tags"], t)
	}
	if n.Due != 0 {
		m["due"] = []any{n.Due}
	}
	return m
}

func open(t *testing.T) (*sqlitestore.Home, *docstore.Collection[note]) {
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
	notes, err := docstore.Open(t.Context(), home, shape, index, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return home, notes
}

func TestConcurrentUpdatesLoseNone(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	_, notes := open(t)
	if _, err := notes.Insert(ctx, "n", "warren", "write", note{Title: "one"}); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 25 {
				_, err := notes.Update(ctx, "n", "warren", "count", func(n note) (note, []event.Event, error) {
					n.Count++
					return n, nil, nil
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	d, err := notes.Get(ctx, "n")
	if err != nil || d.Value.Count != 200 || d.Version != 201 {
		t.Fatalf("got %+v, %v, want 200 counted in version 201", d, err)
	}
	steps, err := notes.History(ctx, "n")
	if err != nil || len(steps) != 201 {
		t.Fatalf("got %d steps, %v, want 201", len(steps), err)
	}
}

func TestFindPagesInOrderWithAbsentLast(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	_, notes := open(t)
	for i, due := range []int64{3, 0, 1, 3, 2, 0} {
		n := note{Title: fmt.Sprint(i), Due: due, Tags: []string{"a", fmt.Sprint("t", i%2)}}
		if _, err := notes.Insert(ctx, fmt.Sprint("n", i), "john", "write", n); err != nil {
			t.Fatal(err)
		}
	}
	for name, tt := range map[string]struct {
		query docstore.Query
		want  []string
	}{
		"rising":     {docstore.Query{Order: "due", Limit: 2}, []string{"n2", "n4", "n0", "n3", "n1", "n5"}},
		"falling":    {docstore.Query{Order: "due", Descending: true, Limit: 2}, []string{"n3", "n0", "n4", "n2", "n5", "n1"}},
		"by list":    {docstore.Query{Where: []docstore.Condition{docstore.Is("tags", "t1")}, Limit: 2}, []string{"n1", "n3", "n5"}},
		"in a range": {docstore.Query{Where: []docstore.Condition{docstore.Between("due", int64(2), int64(3))}}, []string{"n4"}},
		"none of":    {docstore.Query{Where: []docstore.Condition{docstore.AnyOf[string]("tags")}}, nil},
	} {
		var got []string
		q := tt.query
		for {
			page, next, err := notes.Find(ctx, q)
			if err != nil {
				t.Fatal(name, err)
			}
			for _, d := range page {
				got = append(got, d.ID)
			}
			if next == "" {
				break
			}
			q.After = next
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", name, got, tt.want)
		}
	}
}

func TestAUniqueKeyIsTakenOnceAndFreedAgain(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	_, notes := open(t)
	if _, err := notes.Insert(ctx, "a", "john", "write", note{Title: "one"}); err != nil {
		t.Fatal(err)
	}
	if _, err := notes.Insert(ctx, "b", "john", "write", note{Title: "one"}); !errors.Is(err, docstore.ErrExists) {
		t.Fatalf("got %v, want ErrExists", err)
	}
	rename := func(n note) (note, []event.Event, error) { n.Title = "two"; return n, nil, nil }
	if _, err := notes.Update(ctx, "a", "john", "rename", rename); err != nil {
		t.Fatal(err)
	}
	if _, err := notes.Insert(ctx, "b", "john", "write", note{Title: "one"}); err != nil {
		t.Fatal(err)
	}
}

func TestTheRelayDeliversInOrderAndTriesAgain(t *testing.T) {
	t.Parallel()
	home, notes := open(t)
	for _, kind := range []string{"first", "second"} {
		if _, err := notes.Insert(t.Context(), kind, "john", "write", note{Title: kind}, event.Event{Kind: kind}); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	var heard []string
	refused := false
	err := home.Relay(ctx, func(_ context.Context, e event.Event) error {
		if e.Kind == "first" && !refused {
			refused = true
			return errors.New("not yet")
		}
		heard = append(heard, e.Kind+" "+e.Document)
		if len(heard) == 2 {
			cancel()
		}
		return nil
	})
	if want := []string{"second second", "first first"}; err != nil || !slices.Equal(heard, want) {
		t.Fatalf("got %v, %v, want %v", heard, err, want)
	}
}

func TestALogIsCompactedByWhoHoldsTheManifest(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	home, _ := open(t)
	log, err := home.Log(ctx, "collab")
	if err != nil {
		t.Fatal(err)
	}
	entry := func(id string) docstore.LogEntry {
		return docstore.LogEntry{Stream: "d", ID: id, At: time.Now(), By: "john", Act: "update", Data: []byte("data " + id)}
	}
	if err := log.Append(ctx, []docstore.LogEntry{entry("1"), entry("2"), entry("2"), entry("3")}); err != nil {
		t.Fatal(err)
	}
	big := docstore.Snapshot{Data: slices.Repeat([]byte("0123456789abcdef"), 300_000), Meta: []byte("{}")}
	if err := log.Compact(ctx, "d", 0, big, []string{"1", "2"}); err != nil {
		t.Fatal(err)
	}
	if err := log.Compact(ctx, "d", 0, big, []string{"3"}); !errors.Is(err, docstore.ErrStale) {
		t.Fatalf("got %v, want ErrStale for the second holder", err)
	}
	s, err := log.Load(ctx, "d")
	if err != nil || s.ManifestVersion != 1 || len(s.Snapshot.Data) != len(big.Data) || len(s.Entries) != 1 || s.Entries[0].ID != "3" {
		t.Fatalf("got version %d, %d bytes, %d entries, %v", s.ManifestVersion, len(s.Snapshot.Data), len(s.Entries), err)
	}
	old, err := log.Archive(ctx, "d", "", 10)
	if err != nil || len(old) != 2 || string(old[1].Data) != "data 2" || old[1].By != "john" {
		t.Fatalf("got %+v, %v, want the first two, verbatim", old, err)
	}
}
