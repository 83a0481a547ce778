package coedit

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"rapporteur/server/yjs"
)

// authorship says who typed which run and when. It is the server's own record:
// the Yjs client id of a run only says who wrote it down last, and whoever turns
// a paragraph into a heading writes everybody's words down anew.
type authorship map[uint64][]authoredSpan

// authoredSpan is a stretch of one editor's clocks.
type authoredSpan struct {
	clock, length uint64
	person        string
	at            time.Time
}

func (s authoredSpan) end() uint64 { return s.clock + s.length }

// authoredRun is a span in a snapshot.
type authoredRun struct {
	Editor uint64    `json:"e"`
	Clock  uint64    `json:"c"`
	Length uint64    `json:"n"`
	Person string    `json:"p"`
	At     time.Time `json:"t"`
}

// moved is text that one update deletes here and writes anew there.
type moved struct {
	from yjs.Range
	to   yjs.ID
}

// sameTime is how close two runs of a person are to be kept as one.
const sameTime = time.Minute

// shortest is the length from which equal text counts as the same words, in
// UTF-16 units. Below it only a whole piece does.
const shortest = 3

// most bounds the search for moved text in one update, in pieces.
const most = 2000

// movedText finds what an update deletes and writes anew. Only while it is judged.
func movedText(change *yjs.Change) []moved {
	var gone []yjs.Piece
	for p := range change.Removed() {
		if p.Kind == yjs.PieceText && p.Text != "" && len(gone) < most {
			gone = append(gone, p)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	// Longer pieces first: they are the surer finds.
	slices.SortStableFunc(gone, func(a, b yjs.Piece) int { return cmp.Compare(b.Len, a.Len) })
	var found []moved
	n := 0
	for p := range change.Pieces() {
		if p.Kind != yjs.PieceText {
			continue
		}
		if n++; n > most {
			break
		}
		text := p.Text
		for i, old := range gone {
			if old.Len == 0 || old.Len > p.Len || (old.Len < shortest && old.Len != p.Len) {
				continue
			}
			at := strings.Index(text, old.Text)
			if at < 0 {
				continue
			}
			offset := uint64(len(utf16.Encode([]rune(text[:at]))))
			found = append(found, moved{
				from: yjs.Range{Client: old.ID.Client, Clock: old.ID.Clock, Len: old.Len},
				to:   yjs.ID{Client: p.ID.Client, Clock: p.ID.Clock + offset},
			})
			// Each run is found once, and each place taken once; NUL keeps the offsets.
			text = text[:at] + blank(old.Text) + text[at+len(old.Text):]
			gone[i].Len = 0
		}
	}
	return found
}

// blank is as long as text, in UTF-8 and in UTF-16, and equal to nothing typed.
func blank(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x80:
			return 0
		case r < 0x800:
			return 0x80
		case r < 0x10000:
			return 0xFFFE
		}
		return 0x10FFFE
	}, text)
}

// add records what an update brought: who says whose an editor's words are,
// unless they are words of others that the update only moved.
func (a authorship) add(added []yjs.Range, moves []moved, who func(editor uint64) string, at time.Time) {
	at = at.Truncate(time.Second)
	for _, r := range added {
		for _, s := range a.cut(r, moves) {
			if s.person == "" {
				s.person, s.at = who(r.Client), at
			}
			a.put(r.Client, s)
		}
	}
}

// cut divides a run where moved words begin and end, with their authors.
func (a authorship) cut(r yjs.Range, moves []moved) []authoredSpan {
	var known []authoredSpan
	for _, m := range moves {
		if m.to.Client != r.Client || m.to.Clock < r.Clock || m.to.Clock+m.from.Len > r.End() {
			continue
		}
		for _, s := range a[m.from.Client] {
			from, to := max(s.clock, m.from.Clock), min(s.end(), m.from.End())
			if from < to {
				known = append(known, authoredSpan{m.to.Clock + from - m.from.Clock, to - from, s.person, s.at})
			}
		}
	}
	slices.SortFunc(known, func(x, y authoredSpan) int { return cmp.Compare(x.clock, y.clock) })
	var all []authoredSpan
	next := r.Clock
	for _, s := range known {
		if s.clock < next {
			continue
		}
		if s.clock > next {
			all = append(all, authoredSpan{clock: next, length: s.clock - next})
		}
		all = append(all, s)
		next = s.end()
	}
	if next < r.End() {
		all = append(all, authoredSpan{clock: next, length: r.End() - next})
	}
	return all
}

// put adds a span at the end of an editor's, joined with the last where it can be.
func (a authorship) put(editor uint64, s authoredSpan) {
	spans := a[editor]
	if n := len(spans) - 1; n >= 0 {
		last := &spans[n]
		if s.clock < last.end() {
			return // known already
		}
		if last.end() == s.clock && last.person == s.person && s.at.Sub(last.at) < sameTime {
			last.length += s.length
			return
		}
	}
	a[editor] = append(spans, s)
}

// of gives the author of one character.
func (a authorship) of(id yjs.ID) (person string, at time.Time) {
	spans := a[id.Client]
	i, found := slices.BinarySearchFunc(spans, id.Clock, func(s authoredSpan, clock uint64) int {
		switch {
		case s.end() <= clock:
			return -1
		case s.clock > clock:
			return 1
		}
		return 0
	})
	if !found {
		return "", time.Time{}
	}
	return spans[i].person, spans[i].at
}

func (a authorship) load(runs []authoredRun) {
	for _, r := range runs {
		a.put(r.Editor, authoredSpan{r.Clock, r.Length, r.Person, r.At})
	}
}

// runs gives everything in a fixed order.
func (a authorship) runs() []authoredRun {
	var all []authoredRun
	for editor, spans := range a {
		for _, s := range spans {
			all = append(all, authoredRun{editor, s.clock, s.length, s.person, s.at})
		}
	}
	slices.SortFunc(all, func(x, y authoredRun) int {
		return cmp.Or(cmp.Compare(x.Editor, y.Editor), cmp.Compare(x.Clock, y.Clock))
	})
	return all
}
