package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"rapporteur/server/docstore"
)

var logTests = map[string]func(*testing.T, Place){
	"an unknown stream is an empty one":            testUnknownStream,
	"entries come back whole, by id":               testEntriesBack,
	"a repeated id is the same entry":              testRepeatedID,
	"streams and logs do not see each other":       testStreamsApart,
	"an entry over the limit refuses the append":   testEntryTooLarge,
	"a large append is one append":                 testLargeAppend,
	"many append at once, and all of it is there":  testConcurrentAppends,
	"an append repeated in other company is whole": testRepeatedAppend,
}

func openLog(t *testing.T, home docstore.Home, name string) docstore.Log {
	t.Helper()
	log, err := home.Log(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return log
}

func entry(stream string, n int) docstore.LogEntry {
	return docstore.LogEntry{
		Stream: stream, ID: fmt.Sprintf("%06d", n), At: start.Add(time.Duration(n)).UTC(), By: fmt.Sprint("person ", n),
		Act: "update", Data: fmt.Appendf(nil, "data %d \x00\xff", n), Meta: fmt.Appendf(nil, `{"n":%d}`, n),
	}
}

func entries(stream string, from, before int) []docstore.LogEntry {
	var all []docstore.LogEntry
	for n := from; n < before; n++ {
		all = append(all, entry(stream, n))
	}
	return all
}

func appendTo(t *testing.T, log docstore.Log, all ...docstore.LogEntry) {
	t.Helper()
	if err := log.Append(t.Context(), all); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, log docstore.Log, stream string) docstore.Stream {
	t.Helper()
	s, err := log.Load(t.Context(), stream)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func wantEntries(t *testing.T, got, want []docstore.LogEntry) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("entries (- want, + got):\n%s", diff)
	}
}

func testUnknownStream(t *testing.T, open Place) {
	log := openLog(t, open.Open(t), "collab")
	s := load(t, log, "nobody/has/this")
	if s.ManifestVersion != 0 || len(s.Snapshot.Data) != 0 || len(s.Entries) != 0 {
		t.Errorf("got %+v, want nothing", s)
	}
	appendTo(t, log)
	if old, err := log.Archive(t.Context(), "nobody/has/this", "", 10); err != nil || len(old) != 0 {
		t.Errorf("archive: got %v, %v", old, err)
	}
}

func testEntriesBack(t *testing.T, open Place) {
	log := openLog(t, open.Open(t), "collab")
	bare := docstore.LogEntry{Stream: "deliverable/d1", ID: "000009", At: start.UTC(), By: "system", Act: "seed"}
	appendTo(t, log, entry("deliverable/d1", 3), entry("deliverable/d1", 1))
	appendTo(t, log, bare, entry("deliverable/d1", 2))
	want := append(entries("deliverable/d1", 1, 4), bare)
	wantEntries(t, load(t, log, "deliverable/d1").Entries, want)
	wantEntries(t, load(t, openLog(t, open.Open(t), "collab"), "deliverable/d1").Entries, want)
}

func testRepeatedID(t *testing.T, open Place) {
	log := openLog(t, open.Open(t), "collab")
	first, second := entry("d", 1), entry("d", 1)
	second.Data, second.By = []byte("another"), "somebody else"
	appendTo(t, log, first)
	appendTo(t, log, second, entry("d", 2), entry("d", 2))
	want := []docstore.LogEntry{first, entry("d", 2)}
	wantEntries(t, load(t, log, "d").Entries, want)
	if err := log.Compact(t.Context(), "d", 0, docstore.Snapshot{Data: []byte("s")}, []string{first.ID}); err != nil {
		t.Fatal(err)
	}
	appendTo(t, log, second, entry("d", 3))
	wantEntries(t, load(t, log, "d").Entries, entries("d", 2, 4))
	old, err := log.Archive(t.Context(), "d", "", 10)
	if err != nil {
		t.Fatal(err)
	}
	wantEntries(t, old, []docstore.LogEntry{first})
}

func testStreamsApart(t *testing.T, open Place) {
	home := open.Open(t)
	one, two := openLog(t, home, "collab"), openLog(t, home, "other")
	for _, stream := range []string{"a", "a/b", "a/000001", "A", "b"} {
		appendTo(t, one, entry(stream, 1))
	}
	appendTo(t, two, entry("a", 7))
	if err := one.Compact(t.Context(), "a", 0, docstore.Snapshot{Data: []byte("s")}, []string{"000001"}); err != nil {
		t.Fatal(err)
	}
	for _, stream := range []string{"a/b", "a/000001", "A", "b"} {
		s := load(t, one, stream)
		wantEntries(t, s.Entries, entries(stream, 1, 2))
		if s.ManifestVersion != 0 {
			t.Errorf("%s has the manifest of another stream", stream)
		}
	}
	wantEntries(t, load(t, one, "a").Entries, nil)
	wantEntries(t, load(t, two, "a").Entries, entries("a", 7, 8))
}

func testEntryTooLarge(t *testing.T, open Place) {
	log := openLog(t, open.Open(t), "collab")
	largest, over := entry("d", 1), entry("d", 2)
	largest.Data = bytes.Repeat([]byte("x"), docstore.MaxEntry-len(largest.Meta))
	over.Data = append(slices.Clone(largest.Data), 'y')
	if err := log.Append(t.Context(), []docstore.LogEntry{entry("d", 0), over}); !errors.Is(err, docstore.ErrTooLarge) {
		t.Errorf("got %v, want ErrTooLarge", err)
	}
	wantEntries(t, load(t, log, "d").Entries, nil) // not the first one alone
	appendTo(t, log, entry("d", 0), largest)
	if s := load(t, log, "d"); len(s.Entries) != 2 || !bytes.Equal(s.Entries[1].Data, largest.Data) {
		t.Error("the largest entry did not come back")
	}
	if err := log.Append(t.Context(), []docstore.LogEntry{{Stream: "d", Data: []byte("x")}}); err == nil {
		t.Error("an entry without an id was taken")
	}
}

func testLargeAppend(t *testing.T, open Place) {
	log := openLog(t, open.Open(t), "collab")
	var all, a, b []docstore.LogEntry
	for n := range 600 {
		all = append(all, entry("a", n), entry("b", n))
		a, b = append(a, entry("a", n)), append(b, entry("b", n))
	}
	appendTo(t, log, all...)
	wantEntries(t, load(t, log, "a").Entries, a)
	wantEntries(t, load(t, log, "b").Entries, b)
}

func testConcurrentAppends(t *testing.T, open Place) {
	one, two := open.two(t)
	homes := []docstore.Home{one, two}
	const writers, rounds = 8, 10
	var wg sync.WaitGroup
	for w := range writers {
		log := openLog(t, homes[w%2], "collab")
		wg.Go(func() {
			for i := range rounds {
				appendTo(t, log, entry("shared", w*rounds+i), entry(fmt.Sprint("own ", w), i))
			}
		})
	}
	wg.Wait()
	log := openLog(t, homes[0], "collab")
	wantEntries(t, load(t, log, "shared").Entries, entries("shared", 0, writers*rounds))
	for w := range writers {
		stream := fmt.Sprint("own ", w)
		wantEntries(t, load(t, log, stream).Entries, entries(stream, 0, rounds))
	}
}

// testRepeatedAppend is what the journal does when an answer got lost: the
// same entries again, with others before, between and behind them.
func testRepeatedAppend(t *testing.T, open Place) {
	log := openLog(t, open.Open(t), "collab")
	appendTo(t, log, entry("d", 2), entry("d", 4), entry("e", 1))
	if err := log.Compact(t.Context(), "d", 0, docstore.Snapshot{Data: []byte("s")}, []string{"000002"}); err != nil {
		t.Fatal(err)
	}
	appendTo(t, log, append(entries("d", 1, 7), entries("e", 0, 3)...)...)
	want := slices.DeleteFunc(entries("d", 1, 7), func(e docstore.LogEntry) bool { return strings.HasSuffix(e.ID, "2") })
	wantEntries(t, load(t, log, "d").Entries, want)
	wantEntries(t, load(t, log, "e").Entries, entries("e", 0, 3))
}
