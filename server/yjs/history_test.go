package yjs_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"testing"
	"unicode/utf8"

	"rapporteur/server/yjs"
)

// history is a recorded random history of several editors and what yjs made of
// it (testdata/differential/history.mjs).
type history struct {
	Seed       int
	Operations int
	Updates    [][]byte
	JSON       json.RawMessage
	Vector     map[uint64]uint64
	Encoded    []byte
	Middle     []byte // state vector of one editor half-way
	Problem    *string

	torn bool // after replay: only characters cut in two differ
}

// torn is JSON with every character of two units as if cut in two. Yjs cuts one
// when an edit has touched its middle, and also when an item it knows already
// arrives again in a form that has; so which are cut depends on the order. This
// engine leaves a document as it is when an update has no news for it, because
// such an update is not stored.
func torn(json []byte) []byte {
	var out []byte
	for _, r := range string(json) {
		if r > 0xFFFF {
			out = append(out, "\uFFFD\uFFFD"...)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

// replay applies the updates and says where the result differs from yjs.
func (h *history) replay() (*yjs.Doc, error) {
	doc := yjs.New(yjs.Limits{})
	for i, u := range h.Updates {
		if _, err := doc.Apply(u); err != nil {
			return doc, fmt.Errorf("update %d of %d: %w", i, len(h.Updates), err)
		}
	}
	if n := doc.PendingBytes(); n != 0 {
		return doc, fmt.Errorf("%d bytes still wait", n)
	}
	got, want := canonical(doc), normal(h.JSON)
	if !bytes.Equal(got, want) {
		if h.torn = bytes.Equal(torn(got), torn(want)); !h.torn {
			return doc, fmt.Errorf("JSON differs\ngot  %s\nwant %s", got, want)
		}
	}
	if got := doc.StateVector(); !got.Equal(h.Vector) {
		return doc, fmt.Errorf("state vector differs\ngot  %v\nwant %v", got, h.Vector)
	}
	return doc, nil
}

// canonical is the JSON of the four roots the histories use.
func canonical(doc *yjs.Doc) []byte {
	return normal(map[string]any{
		"default": doc.Fragment("default").JSON(), "text": doc.Text("text").JSON(),
		"map": doc.Map("map").JSON(), "array": doc.Array("array").JSON(),
	})
}

// normal writes any JSON with sorted keys and numbers in one form.
func normal(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	var plain any
	if err := json.Unmarshal(b, &plain); err != nil {
		panic(err)
	}
	if b, err = json.Marshal(plain); err != nil {
		panic(err)
	}
	return b
}

func recorded(t testing.TB) []history {
	t.Helper()
	file, err := os.Open("testdata/histories.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	plain, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []history
	for d := json.NewDecoder(bufio.NewReader(plain)); ; {
		var h history
		if err := d.Decode(&h); err == io.EOF {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		out = append(out, h)
	}
}

func TestRecordedHistoriesComeOutAsInYjs(t *testing.T) {
	t.Parallel()
	identical := 0
	for _, h := range recorded(t) {
		doc, err := h.replay()
		if err != nil {
			t.Errorf("history %d: %v", h.Seed, err)
			continue
		}
		full := doc.Encode()
		if bytes.Equal(full, h.Encoded) {
			identical++
		}
		again, err := yjs.Load(full, yjs.Limits{})
		if err != nil {
			t.Errorf("history %d: load what was encoded: %v", h.Seed, err)
			continue
		}
		if !bytes.Equal(canonical(again), canonical(doc)) {
			t.Errorf("history %d: another document after loading", h.Seed)
		}
		if !bytes.Equal(again.Encode(), full) {
			t.Errorf("history %d: another encoding after loading", h.Seed)
		}
	}
	t.Logf("%d encodings are those of yjs byte for byte", identical)
}
