package meeting

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// longestWords bounds what the register takes of a block, in characters. The
// text may be longer; the register then ends in an ellipsis.
const longestWords = 2000

// Difference is what the register lacks of a text.
type Difference struct {
	Add    []Block // blocks without an entry
	Change []Entry // entries with other words, gone, or back; as they should be
}

// Reconcile compares the blocks of one text with the entries that came from
// it. The text has the words, the register has the state; a block without
// words is not there yet, and an entry is never deleted, because undo brings
// its block back.
func Reconcile(blocks []Block, entries []Entry) Difference {
	var d Difference
	inText := map[string]Block{}
	for _, b := range blocks {
		b.Words = b.Words.tidy(b.Kind)
		key := source(b.Kind, b.ID)
		if _, twice := inText[key]; twice || b.Text == "" || b.ID == "" {
			continue
		}
		inText[key] = b
		if !slices.ContainsFunc(entries, func(e Entry) bool { return source(e.Kind, e.Block) == key }) {
			d.Add = append(d.Add, b)
		}
	}
	for _, e := range entries {
		if e.Block == "" {
			continue // given outside the text
		}
		b, there := inText[source(e.Kind, e.Block)]
		next := e
		next.Gone = !there
		if there {
			next.Words = b.Words
		}
		if next != e {
			d.Change = append(d.Change, next)
		}
	}
	return d
}

func source(k Kind, block string) string { return string(k) + " " + block }

// tidy leaves out what does not belong to the kind, and dates that are none.
func (w Words) tidy(k Kind) Words {
	w.Text = strings.Join(strings.Fields(w.Text), " ")
	if utf8.RuneCountInString(w.Text) > longestWords {
		w.Text = string([]rune(w.Text)[:longestWords-1]) + "…"
	}
	if _, err := ParseDay(string(w.Due)); err != nil || k != ActionKind {
		w.Due = ""
	}
	if _, err := ParseDay(string(w.ReviewOn)); err != nil || k != DecisionKind {
		w.ReviewOn = ""
	}
	if k != ActionKind {
		w.Owner = ""
	}
	return w
}

// check refuses words that somebody typed into the register.
func (w Words) check(k Kind) error {
	switch {
	case strings.TrimSpace(w.Text) == "" || utf8.RuneCountInString(w.Text) > longestWords:
		return ErrWords.At("/text", "Between 1 and 2000 characters.")
	case strings.ContainsAny(w.Text, "\r\n"):
		return ErrWords.Saying("Write it as one line.").At("/text", "One line.")
	}
	for pointer, day := range map[string]Day{"/due": w.Due, "/review_on": w.ReviewOn} {
		if _, err := ParseDay(string(day)); day != "" && err != nil {
			return ErrWords.Saying("%q is not a date. Write 2023-07-28.", day).At(pointer, "A date such as 2023-07-28.")
		}
	}
	return nil
}
