package yjs_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"rapporteur/server/yjs"
)

// BenchmarkTrace replays a long editing trace beside yjs, in one run: a made-up
// one, or the one YJS_TRACE names (automerge-paper.json.gz of
// github.com/josephg/editing-traces has 259,778 updates). It reports how many times as fast as yjs this engine is,
// and how much of its memory it takes.
func BenchmarkTrace(b *testing.B) {
	updates, theirs := replayedByYjs(b, os.Getenv("YJS_TRACE"))
	var state []byte
	b.Run("apply", func(b *testing.B) {
		for b.Loop() {
			doc := yjs.New(yjs.Limits{})
			for _, u := range updates {
				if _, err := doc.Apply(u); err != nil {
					b.Fatal(err)
				}
			}
			state = doc.Encode()
		}
		against(b, theirs.Apply)
	})
	if !bytes.Equal(state, theirs.State) {
		b.Errorf("the state is not that of yjs: %d bytes, want %d", len(state), len(theirs.State))
	}
	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			if _, err := yjs.Load(state, yjs.Limits{}); err != nil {
				b.Fatal(err)
			}
		}
		against(b, theirs.Load)
	})
	b.Run("encode", func(b *testing.B) {
		doc, err := yjs.Load(state, yjs.Limits{})
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			doc.EncodeAnew()
		}
		against(b, theirs.Encode)
	})
	b.Run("heap", func(b *testing.B) {
		for b.Loop() {
			b.ReportMetric(heapOf(b, state)/theirs.Heap, "of-yjs")
		}
	})
}

func against(b *testing.B, milliseconds float64) {
	b.ReportMetric(milliseconds*1e6*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "x-yjs")
}

// heapOf gives the bytes one loaded document takes.
func heapOf(b *testing.B, state []byte) float64 {
	const n = 10
	docs := make([]*yjs.Doc, n)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i := range docs {
		var err error
		if docs[i], err = yjs.Load(bytes.Clone(state), yjs.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(docs)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/n, "heap-B")
	return float64(after.HeapAlloc-before.HeapAlloc) / n
}

// figures are what trace.mjs prints: milliseconds and bytes.
type figures struct {
	Apply, Encode, Load, Heap float64
	State                     []byte
}

func replayedByYjs(b *testing.B, trace string) (updates [][]byte, theirs figures) {
	b.Helper()
	file := filepath.Join(b.TempDir(), "updates")
	cmd := exec.CommandContext(b.Context(), "node", "--expose-gc", "testdata/differential/trace.mjs", trace, file)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		b.Fatal(err)
	}
	if err := json.Unmarshal(out, &theirs); err != nil {
		b.Fatal(err)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	for len(raw) > 0 {
		n := binary.LittleEndian.Uint32(raw) + 4
		updates = append(updates, raw[4:n])
		raw = raw[n:]
	}
	b.Logf("yjs: apply %.0f ms, load %.1f ms, encode %.1f ms, heap %.2f MB, state %d bytes", theirs.Apply, theirs.Load, theirs.Encode, theirs.Heap/1e6, len(theirs.State))
	return updates, theirs
}
