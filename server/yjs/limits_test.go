package yjs_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"rapporteur/server/yjs"
)

// raw builds an update by hand: numbers are written as lib0 does, strings with
// their length, and bytes as they are.
func raw(parts ...any) []byte {
	var b []byte
	for _, p := range parts {
		switch p := p.(type) {
		case byte:
			b = append(b, p)
		case int:
			b = binary.AppendUvarint(b, uint64(p))
		case string:
			b = append(binary.AppendUvarint(b, uint64(len(p))), p...)
		case []byte:
			b = append(b, p...)
		}
	}
	return b
}

// The first bytes of items: what they hold, and what they are written beside.
const (
	gcItem      byte = 0
	deletedItem byte = 1
	textItem    byte = 4
	typeItem    byte = 7
	anyItem     byte = 8
	skipItem    byte = 10
	behind      byte = 0x80
	before      byte = 0x40
)

func unBase64(t *testing.T, s string) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAMalformedUpdateIsRefused(t *testing.T) {
	t.Parallel()
	good := raw(1, 1, 5, 0, textItem, 1, "text", "hi", 0)
	tests := map[string]struct {
		update []byte
		want   error
	}{
		"nothing":                         {nil, yjs.ErrMalformed},
		"cut short":                       {good[:len(good)-3], yjs.ErrMalformed},
		"more behind its end":             {append(bytes.Clone(good), 7), yjs.ErrMalformed},
		"more editors than bytes":         {raw(1<<40, 1), yjs.ErrMalformed},
		"more items than bytes":           {raw(1, 1<<50, 5, 0), yjs.ErrMalformed},
		"a number above 2^53":             {raw(1, 1, 5, []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}), yjs.ErrMalformed},
		"clocks that leave 2^53":          {raw(1, 1, 5, 1<<53-2, gcItem, 9, 0), yjs.ErrMalformed},
		"text that is no UTF-8":           {raw(1, 1, 5, 0, textItem, 1, "text", "\xff", 0), yjs.ErrMalformed},
		"text of no length":               {raw(1, 1, 5, 0, textItem, 1, "text", "", 0), yjs.ErrMalformed},
		"a kind nobody knows":             {raw(1, 1, 5, 0, 11, 1, "text", "hi", 0), yjs.ErrMalformed},
		"a type nobody knows":             {raw(1, 1, 5, 0, typeItem, 1, "text", 7, 0), yjs.ErrMalformed},
		"an embed that is no JSON":        {raw(1, 1, 5, 0, 5, 1, "text", "{", 0), yjs.ErrMalformed},
		"an editor that comes twice":      {raw(2, 1, 5, 0, textItem, 1, "text", "a", 1, 5, 1, textItem, 1, "text", "b", 0), yjs.ErrMalformed},
		"one key in format V2":            {unBase64(t, "AAAHiLS3kQ9FAAEEAQYBxAMBeAEAAAABAQAA"), yjs.ErrV2},
		"written behind its own future":   {raw(1, 1, 5, 0, textItem|behind, 5, 3, "a", 0), yjs.ErrMalformed},
		"within itself":                   {raw(1, 1, 5, 0, typeItem, 0, 5, 0, 1, 0), yjs.ErrMalformed},
		"a value nested beyond the limit": {raw(1, 1, 5, 0, anyItem, 1, "array", 1, bytes.Repeat([]byte{117, 1}, 100), 126, 0), yjs.ErrMalformed},
		"format V2":                       {unBase64(t, "AAEAAkUAAQIABQEAhAAHFA90ZXh0bGxvZGVmYXVsdHAEAwcBAQEBAwECAQMAAQUBAAE="), yjs.ErrV2},
		"format V2 with nothing":          {unBase64(t, "AAAAAAAAAQAAAAAAAA=="), yjs.ErrV2},
	}
	for name, test := range tests {
		doc := yjs.New(yjs.Limits{})
		if _, err := doc.Apply(test.update); !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", name, err, test.want)
		}
		if !bytes.Equal(doc.Encode(), []byte{0, 0}) || doc.PendingBytes() != 0 {
			t.Errorf("%s: the document has something in it", name)
		}
		if _, err := yjs.Inspect(test.update, yjs.Limits{}); !errors.Is(err, test.want) {
			t.Errorf("%s, inspected: got %v, want %v", name, err, test.want)
		}
	}
}

func TestLimitsRefuseTheWholeUpdate(t *testing.T) {
	t.Parallel()
	deep := func(levels int) []byte {
		parts := []any{1, levels, 5, 0, typeItem, 1, "default", 3, "p"}
		for i := 1; i < levels; i++ {
			parts = append(parts, typeItem, 0, 5, i-1, 3, "p")
		}
		return raw(append(parts, 0)...)
	}
	tests := map[string]struct {
		limits yjs.Limits
		fits   []byte
		not    []byte
	}{
		"bytes of an update": {yjs.Limits{UpdateBytes: 30}, raw(1, 1, 5, 0, textItem, 1, "text", "hi", 0),
			raw(1, 1, 5, 0, textItem, 1, "text", strings.Repeat("hi", 20), 0)},
		"pieces of an update":       {yjs.Limits{Structs: 2}, deep(2), deep(3)},
		"deleted ranges":            {yjs.Limits{Structs: 2}, raw(0, 0), raw(0, 1, 5, 3, 0, 1, 2, 1, 4, 1)},
		"levels of elements":        {yjs.Limits{Nesting: 4}, deep(4), deep(5)},
		"a hundred thousand levels": {yjs.Limits{}, deep(64), deep(100_000)},
		"bytes of the document": {yjs.Limits{DocumentBytes: 100}, raw(1, 1, 5, 0, textItem, 1, "text", "hi", 0),
			raw(1, 1, 5, 0, textItem, 1, "text", strings.Repeat("x", 100), 0)},
		"bytes that wait": {yjs.Limits{PendingBytes: 200}, raw(1, 1, 5, 9, textItem, 1, "text", "hi", 0),
			raw(1, 1, 5, 9, textItem, 1, "text", strings.Repeat("x", 200), 0)},
	}
	for name, test := range tests {
		doc := yjs.New(test.limits)
		if _, err := doc.Apply(test.not); !errors.Is(err, yjs.ErrTooLarge) {
			t.Errorf("%s: got %v, want %v", name, err, yjs.ErrTooLarge)
		}
		if err := doc.Check(); err != nil || !bytes.Equal(doc.EncodeAnew(), []byte{0, 0}) || doc.PendingBytes() != 0 || len(doc.Roots()) > 0 {
			t.Errorf("%s: refusing left something: %v, %v", name, err, doc.EncodeAnew())
		}
		if _, err := doc.Apply(test.fits); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAFullDocumentCanStillBeShortened(t *testing.T) {
	t.Parallel()
	doc := yjs.New(yjs.Limits{DocumentBytes: 80})
	apply(t, doc, raw(1, 1, 5, 0, textItem, 1, "text", strings.Repeat("x", 60), 0))
	if _, err := doc.Apply(raw(1, 1, 6, 0, textItem|behind, 5, 59, "more", 0)); !errors.Is(err, yjs.ErrTooLarge) {
		t.Errorf("got %v, want %v", err, yjs.ErrTooLarge)
	}
	apply(t, doc, raw(0, 1, 5, 1, 3, 50))
	if got := doc.Text("text").Len(); got != 10 {
		t.Errorf("got %d characters, want 10", got)
	}
}

// An editor may write so that each item has to look at all others (own items
// at the beginning, each tied to another place): bounded by steps, not by patience.
func TestAnUpdateThatTakesTooManyStepsIsRefused(t *testing.T) {
	t.Parallel()
	const n = 8000
	parts := []any{1, 2 * n, 5, 0}
	for i := range n {
		if i == 0 {
			parts = append(parts, anyItem, 1, "array", 1, []byte{126})
		} else {
			parts = append(parts, deletedItem|behind, 5, i-1, 1)
		}
	}
	parts = append(parts, anyItem|behind, 5, n-1, 1, []byte{126})
	for i := range n - 1 {
		parts = append(parts, anyItem|before, 5, n-i, 1, []byte{126})
	}
	doc := yjs.New(yjs.Limits{})
	if _, err := doc.Apply(raw(append(parts, 0)...)); !errors.Is(err, yjs.ErrTooLarge) {
		t.Errorf("got %v, want %v", err, yjs.ErrTooLarge)
	}
	if err := doc.Check(); err != nil || !bytes.Equal(doc.EncodeAnew(), []byte{0, 0}) {
		t.Errorf("refusing left something: %v", err)
	}
}

// A character that an update would cut in two is whole again when the update
// is taken back, however often it was cut.
func TestACharacterIsMendedWhenItsCutIsTakenBack(t *testing.T) {
	t.Parallel()
	doc := yjs.New(yjs.Limits{})
	text := doc.Text("text")
	apply(t, doc, raw(1, 1, 5, 0, textItem, 1, "text", "a😀😀b", 0))
	cut := raw(1, 3, 6, 0, textItem|behind, 5, 1, "X", textItem|behind, 5, 2, "Y", textItem|behind, 5, 3, "Z", 1, 5, 1, 2, 3)
	full := doc.EncodeAnew()
	_, err := doc.ApplyIf(cut, func(*yjs.Change) error {
		if got := text.PlainText(); got != "a\uFFFDXYZb" && !strings.Contains(got, "\uFFFD") {
			t.Errorf("while judging: got %q", got)
		}
		return errNo
	})
	if !errors.Is(err, errNo) {
		t.Fatal(err)
	}
	if err := doc.Check(); err != nil {
		t.Error(err)
	}
	if got := text.PlainText(); got != "a😀😀b" || !bytes.Equal(doc.EncodeAnew(), full) {
		t.Errorf("got %q", got)
	}
}

func TestAPanicLeavesADocumentThatRefusesFurtherUse(t *testing.T) {
	t.Parallel()
	doc := yjs.New(yjs.Limits{})
	update := raw(1, 1, 5, 0, textItem, 1, "text", "hi", 0)
	if _, err := doc.ApplyIf(update, func(*yjs.Change) error { panic("oh") }); !errors.Is(err, yjs.ErrBroken) {
		t.Fatalf("got %v, want %v", err, yjs.ErrBroken)
	}
	_, applied := doc.Apply(update)
	_, diffed := doc.Diff([]byte{0})
	_, cloned := doc.Clone()
	_, wrote := doc.Write(1, func(*yjs.Writer) error { return nil })
	for name, err := range map[string]error{"apply": applied, "diff": diffed, "clone": cloned, "write": wrote, "broken": doc.Broken()} {
		if !errors.Is(err, yjs.ErrBroken) {
			t.Errorf("%s: got %v, want %v", name, err, yjs.ErrBroken)
		}
	}
	if got := doc.Encode(); got != nil {
		t.Errorf("encoded %v", got)
	}
}
