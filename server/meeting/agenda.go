package meeting

import (
	"slices"
	"time"
	"unicode/utf8"
)

// Purpose says what the group is asked to do with an item.
type Purpose string

// The purposes of an agenda item.
const (
	Inform  Purpose = "inform"
	Discuss Purpose = "discuss"
	Decide  Purpose = "decide"
)

// Agenda is what a meeting is about, in the order it is taken.
type Agenda struct {
	Items       []Item    `json:"items,omitempty"`
	Published   time.Time `json:"published,omitzero"`
	PublishedBy string    `json:"published_by,omitempty"`
}

// Item is one point of an agenda.
type Item struct {
	ID        string  `json:"id"`
	Title     string  `json:"title"`
	Purpose   Purpose `json:"purpose"`
	Presenter string  `json:"presenter,omitempty"` // person id
	Minutes   int     `json:"minutes"`             // 0: not said
	Papers    []Paper `json:"papers,omitempty"`
	// CarriedFrom is the meeting that did not get to it.
	CarriedFrom string `json:"carried_from,omitempty"`
	// Proposed marks what a member put forward and nobody has taken on yet.
	Proposed bool      `json:"proposed,omitempty"`
	By       string    `json:"by"`
	At       time.Time `json:"at"`
	// Removed items stay, so that taking one off can be undone.
	Removed bool `json:"removed,omitempty"`
}

// PaperKind says what a paper is.
type PaperKind string

// The kinds of papers.
const (
	FilePaper        PaperKind = "file"
	DeliverablePaper PaperKind = "deliverable"
)

// Paper is what people read before an item: a file, or a deliverable, at the
// revision that was named.
type Paper struct {
	Kind     PaperKind `json:"kind"`
	Ref      string    `json:"ref"` // id of the file or the deliverable
	Title    string    `json:"title"`
	Revision int       `json:"revision,omitempty"` // of a deliverable; 0: as it stands
}

// Live are the items on the agenda, in order; proposals and what was taken off are not.
func (a Agenda) Live() []Item {
	return slices.DeleteFunc(slices.Clone(a.Items), func(i Item) bool { return i.Removed || i.Proposed })
}

// Proposals are the items members put forward.
func (a Agenda) Proposals() []Item {
	return slices.DeleteFunc(slices.Clone(a.Items), func(i Item) bool { return i.Removed || !i.Proposed })
}

// Item finds an item, also one that was taken off.
func (a Agenda) Item(id string) (Item, bool) {
	at := a.index(id)
	if at < 0 {
		return Item{}, false
	}
	return a.Items[at], true
}

func (a Agenda) index(id string) int {
	return slices.IndexFunc(a.Items, func(i Item) bool { return i.ID == id })
}

// with gives the agenda with one item changed.
func (a Agenda) with(id string, change func(Item) (Item, error)) (Agenda, error) {
	at := a.index(id)
	if at < 0 {
		return a, ErrNoItem
	}
	changed, err := change(a.Items[at])
	if err != nil {
		return a, err
	}
	a.Items = slices.Clone(a.Items)
	a.Items[at] = changed
	return a, nil
}

// placed moves an item to stand after another; after "" it comes first. Where
// the other is no longer there, nothing moves: somebody changed the order
// meanwhile, and guessing would shuffle it again.
func (a Agenda) placed(id, after string) (Agenda, error) {
	from := a.index(id)
	if from < 0 || (after != "" && a.index(after) < 0) {
		return a, ErrNoItem
	}
	if id == after {
		return a, nil
	}
	moving := a.Items[from]
	items := slices.Delete(slices.Clone(a.Items), from, from+1)
	to := 0
	if after != "" {
		to = slices.IndexFunc(items, func(i Item) bool { return i.ID == after }) + 1
	}
	a.Items = slices.Insert(items, to, moving)
	return a, nil
}

// limits of what an item says.
const (
	longestTitle = 300
	mostPapers   = 20
)

func (i Item) check() error {
	switch {
	case i.Title == "" || utf8.RuneCountInString(i.Title) > longestTitle:
		return ErrItem.Saying("Give the item a title of at most %d characters.", longestTitle).At("/title", "At most %d characters.", longestTitle)
	case !slices.Contains([]Purpose{Inform, Discuss, Decide}, i.Purpose):
		return ErrItem.Saying("Say whether the item informs, is discussed, or is decided.").At("/purpose", "One of: inform, discuss, decide.")
	case i.Minutes < 0 || i.Minutes > LongestMinutes:
		return ErrItem.Saying("The time for an item is between nothing and a day.").At("/minutes", "Between 0 and 1440.")
	case len(i.Papers) > mostPapers:
		return ErrItem.Saying("An item can have %d papers.", mostPapers).At("/papers", "At most %d.", mostPapers)
	}
	for _, p := range i.Papers {
		if (p.Kind != FilePaper && p.Kind != DeliverablePaper) || p.Ref == "" || p.Revision < 0 {
			return ErrItem.Saying("A paper is a file or a deliverable.").At("/papers", "A file or a deliverable.")
		}
	}
	return nil
}
