package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"rapporteur/server/docstore"
)

var compactTests = map[string]func(*testing.T, Place){
	"exactly the given entries are moved":             testExactlyMoved,
	"a stale holder loses and changes nothing":        testStaleHolder,
	"of two that compact at once one wins":            testConcurrentCompact,
	"a snapshot over 16 MiB comes back":               testLargeSnapshot,
	"the archive gives pages, verbatim":               testArchivePages,
	"a load beside appends and compactions is whole":  testConsistentLoad,
	"a thousand entries are compacted in one go":      testManyCompacted,
	"after a restart everything is as it was left":    testCompactedRestart,
	"a snapshot without entries, and without content": testEmptySnapshot,
}

func idsOf(all []docstore.LogEntry) []string {
	var list []string
	for _, e := range all {
		list = append(list, e.ID)
	}
	return list
}

func compact(t *testing.T, log docstore.Log, stream string, version int64, snapshot string, moved ...docstore.LogEntry) {
	t.Helper()
	if err := log.Compact(t.Context(), stream, version, docstore.Snapshot{Data: []byte(snapshot)}, idsOf(moved)); err != nil {
		t.Fatal(err)
	}
}

func archived(t *testing.T, log docstore.Log, stream string) []docstore.LogEntry {
	t.Helper()
	old, err := log.Archive(t.Context(), stream, "", 10_000)
	if err != nil {
		t.Fatal(err)
	}
	return old
}

func testExactlyMoved(t *testing.T, open Place) {
	log := openLog(t, open.Open(t), "collab")
	appendTo(t, log, entries("d", 10, 20)...)
	// An entry of another node, with a smaller id, arrived while this one encoded.
	appendTo(t, log, entry("d", 5))
	snapshot := docstore.Snapshot{Data: []byte("one"), Meta: []byte(`{"sv":"x"}`)}
	moved := append(entries("d", 10, 13), entry("d", 15), entry("d", 99)) // the last is not there
	if err := log.Compact(t.Context(), "d", 0, snapshot, idsOf(moved)); err != nil {
		t.Fatal(err)
	}
	s := load(t, log, "d")
	if s.ManifestVersion != 1 || string(s.Snapshot.Data) != "one" || string(s.Snapshot.Meta) != `{"sv":"x"}` {
		t.Errorf("got version %d, snapshot %q, meta %q", s.ManifestVersion, s.Snapshot.Data, s.Snapshot.Meta)
	}
	wantEntries(t, s.Entries, append([]docstore.LogEntry{entry("d", 5), entry("d", 13), entry("d", 14)}, entries("d", 16, 20)...))
	wantEntries(t, archived(t, log, "d"), append(entries("d", 10, 13), entry("d", 15)))
	compact(t, log, "d", 1, "two", s.Entries...)
	s = load(t, log, "d")
	if s.ManifestVersion != 2 || string(s.Snapshot.Data) != "two" || len(s.Snapshot.Meta) != 0 || len(s.Entries) != 0 {
		t.Errorf("after the second: %+v", s)
	}
	wantEntries(t, archived(t, log, "d"), append([]docstore.LogEntry{entry("d", 5)}, entries("d", 10, 20)...))
}

func testStaleHolder(t *testing.T, open Place) {
	log := openLog(t, open.Open(t), "collab")
	appendTo(t, log, entries("d", 0, 6)...)
	compact(t, log, "d", 0, "one", entries("d", 0, 2)...)
	compact(t, log, "d", 1, "two", entries("d", 2, 3)...)
	for _, version := range []int64{0, 1, 3} {
		err := log.Compact(t.Context(), "d", version, docstore.Snapshot{Data: []byte("stale")}, idsOf(entries("d", 3, 6)))
		if !errors.Is(err, docstore.ErrStale) {
			t.Errorf("with manifest version %d: got %v, want ErrStale", version, err)
		}
	}
	s := load(t, log, "d")
	if s.ManifestVersion != 2 || string(s.Snapshot.Data) != "two" {
		t.Errorf("got version %d, snapshot %q, want what the second left", s.ManifestVersion, s.Snapshot.Data)
	}
	wantEntries(t, s.Entries, entries("d", 3, 6))
	wantEntries(t, archived(t, log, "d"), entries("d", 0, 3))
}

func testConcurrentCompact(t *testing.T, open Place) {
	one, two := open.two(t)
	homes := []docstore.Home{one, two}
	log := openLog(t, homes[0], "collab")
	appendTo(t, log, entries("d", 0, 16)...)
	for version := range int64(3) {
		var mu sync.Mutex
		var won []int
		var wg sync.WaitGroup
		for w := range 4 {
			wg.Go(func() {
				own := openLog(t, homes[w%2], "collab")
				n := int(version)*4 + w
				err := own.Compact(t.Context(), "d", version, docstore.Snapshot{Data: fmt.Append(nil, "by ", n)}, idsOf(entries("d", n, n+1)))
				switch {
				case err == nil:
					mu.Lock()
					won = append(won, n)
					mu.Unlock()
				case !errors.Is(err, docstore.ErrStale):
					t.Errorf("got %v, want ErrStale", err)
				}
			})
		}
		wg.Wait()
		s := load(t, log, "d")
		if len(won) != 1 || s.ManifestVersion != version+1 || string(s.Snapshot.Data) != fmt.Sprint("by ", won[0]) {
			t.Fatalf("%v won version %d, and %q is stored at %d", won, version+1, s.Snapshot.Data, s.ManifestVersion)
		}
		if len(s.Entries) != 15-int(version) || len(archived(t, log, "d")) != int(version)+1 {
			t.Fatalf("version %d left %d entries and %d archived", version+1, len(s.Entries), len(archived(t, log, "d")))
		}
	}
}

// noise gives bytes that no compression makes smaller.
func noise(n int) []byte {
	data := make([]byte, n)
	source := rand.NewChaCha8([32]byte{7})
	if _, err := source.Read(data); err != nil {
		panic(err) // it never fails
	}
	return data
}

func testLargeSnapshot(t *testing.T, open Place) {
	log := openLog(t, open.Open(t), "collab")
	appendTo(t, log, entries("d", 0, 3)...)
	want := docstore.Snapshot{Data: noise(16<<20 + 3), Meta: bytes.Repeat([]byte("m"), 1<<20)}
	for version := range int64(2) {
		want.Data = want.Data[:len(want.Data)-1]
		if err := log.Compact(t.Context(), "d", version, want, nil); err != nil {
			t.Fatal(err)
		}
		s := load(t, openLog(t, open.Open(t), "collab"), "d")
		if !bytes.Equal(s.Snapshot.Data, want.Data) || !bytes.Equal(s.Snapshot.Meta, want.Meta) {
			t.Fatalf("version %d: %d bytes came back, or not the same", version+1, len(s.Snapshot.Data))
		}
		wantEntries(t, s.Entries, entries("d", 0, 3))
	}
	huge := docstore.Snapshot{Meta: make([]byte, docstore.MaxMeta+1)}
	if err := log.Compact(t.Context(), "d", 2, huge, nil); !errors.Is(err, docstore.ErrTooLarge) {
		t.Errorf("a meta over the limit: got %v, want ErrTooLarge", err)
	}
}

func testArchivePages(t *testing.T, open Place) {
	log := openLog(t, open.Open(t), "collab")
	all := entries("d", 0, 25)
	all[3].Data = bytes.Repeat([]byte("the same again "), 10_000)
	all[4].Data = noise(100_000)
	all[5].Data, all[5].Meta = nil, nil
	appendTo(t, log, all...)
	compact(t, log, "d", 0, "one", all[:12]...)
	compact(t, log, "d", 1, "two", all[12:]...)
	var got []docstore.LogEntry
	after := ""
	for {
		page, err := log.Archive(t.Context(), "d", after, 7)
		if err != nil || len(page) > 7 {
			t.Fatalf("got a page of %d, %v, want at most 7", len(page), err)
		}
		if len(page) == 0 {
			break
		}
		got = append(got, page...)
		after = page[len(page)-1].ID
	}
	wantEntries(t, got, all)
}

// testConsistentLoad keeps in each snapshot the ids that were compacted into
// it: what a load gives is then every id below some number, each once.
func testConsistentLoad(t *testing.T, open Place) {
	first, second := open.two(t)
	const total = 120
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(done)
		log := openLog(t, first, "collab")
		for n := 0; n < total; n += 2 {
			appendTo(t, log, entry("d", n), entry("d", n+1))
			if n%6 != 4 {
				continue
			}
			s := load(t, log, "d")
			all := strings.Fields(string(s.Snapshot.Data))
			all = append(all, idsOf(s.Entries)...)
			compact(t, log, "d", s.ManifestVersion, strings.Join(all, " "), s.Entries...)
		}
	})
	log := openLog(t, second, "collab")
	for running := true; running; {
		select {
		case <-done:
			running = false // once more, at the end
		default:
		}
		s, err := log.Load(t.Context(), "d")
		if err != nil {
			t.Error(err)
			break
		}
		all := append(strings.Fields(string(s.Snapshot.Data)), idsOf(s.Entries)...)
		for n, got := range all {
			if got != entry("d", n).ID {
				t.Errorf("manifest version %d: entry %d is %s", s.ManifestVersion, n, got)
				running = false
				break
			}
		}
	}
	wg.Wait()
	s := load(t, log, "d")
	if n := len(strings.Fields(string(s.Snapshot.Data))) + len(s.Entries); n != total {
		t.Errorf("%d entries at the end, want %d", n, total)
	}
	wantEntries(t, archived(t, log, "d"), entries("d", 0, total-len(s.Entries)))
}

func testManyCompacted(t *testing.T, open Place) {
	log := openLog(t, open.Open(t), "collab")
	all := entries("d", 0, 1300)
	if open.OneClient {
		all = all[:350] // a slow peer
	}
	left := len(all) - 100
	appendTo(t, log, all...)
	compact(t, log, "d", 0, "one", all[:left]...)
	wantEntries(t, load(t, log, "d").Entries, all[left:])
	wantEntries(t, archived(t, log, "d"), all[:left])
}

func testCompactedRestart(t *testing.T, open Place) {
	home := open.Open(t)
	log := openLog(t, home, "collab")
	appendTo(t, log, entries("d", 0, 9)...)
	compact(t, log, "d", 0, "one", entries("d", 0, 4)...)
	if err := home.Close(); err != nil {
		t.Fatal(err)
	}
	log = openLog(t, open.Open(t), "collab")
	s := load(t, log, "d")
	if s.ManifestVersion != 1 || string(s.Snapshot.Data) != "one" {
		t.Errorf("got version %d, snapshot %q", s.ManifestVersion, s.Snapshot.Data)
	}
	wantEntries(t, s.Entries, entries("d", 4, 9))
	wantEntries(t, archived(t, log, "d"), entries("d", 0, 4))
}

func testEmptySnapshot(t *testing.T, open Place) {
	log := openLog(t, open.Open(t), "collab")
	compact(t, log, "d", 0, "")
	appendTo(t, log, entry("d", 1))
	s := load(t, log, "d")
	if s.ManifestVersion != 1 || len(s.Snapshot.Data) != 0 {
		t.Errorf("got version %d, %d bytes", s.ManifestVersion, len(s.Snapshot.Data))
	}
	wantEntries(t, s.Entries, entries("d", 1, 2))
}
