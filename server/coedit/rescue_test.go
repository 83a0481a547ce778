package coedit_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"rapporteur/server/coedit"
	"rapporteur/server/docstore"
	"rapporteur/server/yjs"
)

// blockCase is one block operation of the editor's binding against somebody
// typing in the block (testdata/blocks.mjs).
type blockCase struct {
	Name    string
	Base    string
	Changes []string // of the one who changes the block
	Typed   []string // of the one who types
	Letters string   // capital letters typed and not deleted by their author
}

func blockCases(t *testing.T) []blockCase {
	t.Helper()
	data, err := os.ReadFile("testdata/blocks.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []blockCase
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) < 400 {
		t.Fatalf("got %d cases, want every pair", len(cases))
	}
	return cases
}

// TestEveryTypedCharacterEndsInTheText holds every pair of block operation and
// typing to the first rule of the product, in every order of arrival.
func TestEveryTypedCharacterEndsInTheText(t *testing.T) {
	t.Parallel()
	orders := map[string]func(changes, typed []string) []string{
		"the change first": func(changes, typed []string) []string { return slices.Concat(changes, typed) },
		"the typing first": func(changes, typed []string) []string { return slices.Concat(typed, changes) },
		"the change in between": func(changes, typed []string) []string {
			return slices.Concat(typed[:len(typed)/2], changes, typed[len(typed)/2:])
		},
	}
	s := newShelf(t, nil)
	rescues := 0
	for i, c := range blockCases(t) {
		for order, arrange := range orders {
			document := fmt.Sprintf("deliverable/%d-%s", i, order)
			err := s.log.Append(t.Context(), []docstore.LogEntry{{Stream: document, ID: "00", At: s.now, By: "system", Act: "seed", Data: unb64(t, c.Base)}})
			if err != nil {
				t.Fatal(err)
			}
			d, err := s.library.Open(t.Context(), document)
			if err != nil {
				t.Fatal(err)
			}
			for _, update := range arrange(c.Changes, c.Typed) {
				by := ines
				if slices.Contains(c.Typed, update) {
					by = omar
				}
				out := s.store(d.Take(by, unb64(t, update)))
				if out.Verdict != coedit.Taken && out.Verdict != coedit.Unchanged {
					t.Fatalf("%s, %s: got verdict %d %q", c.Name, order, out.Verdict, out.Refusal.Reason)
				}
				rescues += len(out.Tell)
				for _, n := range out.Tell {
					if r, ok := n.Message.(coedit.Rescued); !ok || n.Person != "omar" || r.Rescues[0].Block == "" {
						t.Errorf("%s, %s: got notice %+v, want omar told", c.Name, order, n)
					}
				}
			}
			text := words(d)
			if missing := missingLetters(text, c.Letters); missing != "" {
				t.Errorf("%s, %s: %q of %q is gone from %q", c.Name, order, missing, c.Letters, text)
			}
			again, err := s.library.Open(t.Context(), document)
			if err != nil {
				t.Fatal(err)
			}
			if words(again) != text {
				t.Errorf("%s, %s: reads %q after a restart, %q before", c.Name, order, words(again), text)
			}
		}
	}
	if rescues == 0 {
		t.Error("nothing was ever rescued; nothing was tested")
	}
	t.Logf("%d rescues", rescues)
}

func missingLetters(text, letters string) string {
	var missing strings.Builder
	for _, letter := range letters {
		if !strings.ContainsRune(text, letter) {
			missing.WriteRune(letter)
		}
	}
	return missing.String()
}

// TestWhatIsTypedLetterByLetterComesBackInOneParagraph is how a provider sends
// what was typed without a line: each letter is an update of its own.
func TestWhatIsTypedLetterByLetterComesBackInOneParagraph(t *testing.T) {
	t.Parallel()
	s := newShelf(t, nil)
	kinds := 0
	for i, c := range blockCases(t) {
		if !strings.HasPrefix(c.Name, "a paragraph becomes a heading") || !strings.HasSuffix(c.Name, "a word in the middle") {
			continue
		}
		kinds++
		for _, changeFirst := range []bool{true, false} {
			document := fmt.Sprintf("deliverable/letters-%d-%v", i, changeFirst)
			if err := s.log.Append(t.Context(), []docstore.LogEntry{{Stream: document, ID: "00", At: s.now, By: "system", Act: "seed", Data: unb64(t, c.Base)}}); err != nil {
				t.Fatal(err)
			}
			d, err := s.library.Open(t.Context(), document)
			if err != nil {
				t.Fatal(err)
			}
			blocks := len(strings.Split(words(d), "|"))
			change := func() {
				for _, update := range c.Changes {
					s.store(d.Take(ines, unb64(t, update)))
				}
			}
			letters := typedApart(t, unb64(t, c.Base), "typed one by one")
			if changeFirst {
				change()
			}
			for n, update := range letters {
				if n == len(letters)/2 && !changeFirst {
					change()
				}
				if out := s.store(d.Take(omar, update)); out.Verdict != coedit.Taken {
					t.Fatalf("%s: got verdict %d %q", c.Name, out.Verdict, out.Refusal.Reason)
				}
			}
			got := words(d)
			if lines := strings.Split(got, "|"); len(lines) != blocks+1 {
				t.Errorf("%s, the change first %v: got %d blocks, want one more than %d: %q", c.Name, changeFirst, len(lines), blocks, got)
			}
			if !strings.Contains(got, "typed one by one") {
				t.Errorf("%s: the words came back torn: %q", c.Name, got)
			}
		}
	}
	if kinds == 0 {
		t.Error("no case was found; nothing was tested")
	}
}

// typedApart gives the updates of somebody who types at the end of the second block.
func typedApart(t *testing.T, base []byte, words string) (updates [][]byte) {
	t.Helper()
	doc, err := yjs.Load(base, yjs.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var text *yjs.Type
	for c := range doc.Fragment("default").Child(1).Children() {
		text = c
	}
	for _, letter := range words {
		update, err := doc.Write(77, func(w *yjs.Writer) error { return w.InsertText(text, text.Len(), string(letter), nil) })
		if err != nil {
			t.Fatal(err)
		}
		updates = append(updates, update)
	}
	return updates
}
