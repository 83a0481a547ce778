// Package storetest is what docstore promises, as tests. Each home of
// documents runs it, and a promise that is not in here is not one.
//
// It refuses to know any home: a home's own test gives it a place to open.
package storetest

import (
	"slices"
	"testing"
	"time"

	"rapporteur/server/docstore"
)

// Place is an empty place for data. Open opens a home on it; called again, it
// gives a second home on the same place, as another process or a restart would
// see it. It closes at the end of the test what the test has not closed.
type Place struct {
	Open func(t *testing.T) docstore.Home
	// OneClient says that two homes may not write at the same time, because the
	// peer behind them loses concurrent writes; tests of concurrency then share one.
	OneClient bool
}

// two opens homes that write at the same time.
func (p Place) two(t *testing.T) (first, second docstore.Home) {
	first = p.Open(t)
	if p.OneClient {
		return first, first
	}
	return first, p.Open(t)
}

// Run holds a home to everything docstore promises. place is called once a test.
func Run(t *testing.T, place func(t *testing.T) Place) {
	for name, suite := range map[string]map[string]func(*testing.T, Place){
		"Documents": documentTests,
		"Unique":    uniqueTests,
		"Find":      findTests,
		"History":   historyTests,
		"Relay":     relayTests,
		"Shape":     shapeTests,
		"Log":       logTests,
		"Compact":   compactTests,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for sentence, test := range suite {
				t.Run(sentence, func(t *testing.T) {
					t.Parallel()
					test(t, place(t))
				})
			}
		})
	}
}

// note is the document of these tests.
type note struct {
	Title string    `json:"title,omitempty"` // unique
	Tags  []string  `json:"tags,omitempty"`
	Sizes []int64   `json:"sizes,omitempty"`
	Rank  *int64    `json:"rank,omitempty"`
	Place string    `json:"place,omitempty"`
	Due   time.Time `json:"due,omitzero"`
	Count int       `json:"count"`
}

var noteShape = docstore.Shape{Name: "notes", Fields: []docstore.Field{
	{Name: "title", Kind: docstore.Text, Unique: true},
	{Name: "tags", Kind: docstore.Text, List: true},
	{Name: "sizes", Kind: docstore.Number, List: true},
	{Name: "rank", Kind: docstore.Number},
	{Name: "place", Kind: docstore.Text},
	{Name: "due", Kind: docstore.Moment},
}}

func noteIndex(n note) map[string][]any {
	m := map[string][]any{}
	if n.Title != "" {
		m["title"] = []any{n.Title}
	}
	for _, tag := range n.Tags {
		m["tags"] = append(m["tags"], tag)
	}
	for _, size := range n.Sizes {
		m["sizes"] = append(m["sizes"], size)
	}
	if n.Rank != nil {
		m["rank"] = []any{*n.Rank}
	}
	if n.Place != "" {
		m["place"] = []any{n.Place}
	}
	if !n.Due.IsZero() {
		m["due"] = []any{n.Due}
	}
	return m
}

type notes = docstore.Collection[note]

func openNotes(t *testing.T, home docstore.Home) *notes {
	t.Helper()
	c, err := docstore.Open(t.Context(), home, noteShape, noteIndex, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// insert keeps the notes under the given ids, or ends the test.
func insert(t *testing.T, c *notes, id string, n note) {
	t.Helper()
	if _, err := c.Insert(t.Context(), id, "warren", "write", n); err != nil {
		t.Fatalf("insert %s: %v", id, err)
	}
}

// ids follows the pages of a query to the end.
func ids(t *testing.T, c *notes, q docstore.Query) []string {
	t.Helper()
	found := []string{}
	for {
		page, next, err := c.Find(t.Context(), q)
		if err != nil {
			t.Fatalf("find %+v: %v", q, err)
		}
		for _, d := range page {
			found = append(found, d.ID)
		}
		if next == "" {
			return found
		}
		if len(page) != q.Limit {
			t.Fatalf("a page of %d, want %d where there is a next one", len(page), q.Limit)
		}
		q.After = next
	}
}

func wantIDs(t *testing.T, c *notes, q docstore.Query, want ...string) {
	t.Helper()
	if got := ids(t, c, q); !slices.Equal(got, want) {
		t.Errorf("find %+v: got %v, want %v", q, got, want)
	}
}

// records opens the notes below their types.
func records(t *testing.T, home docstore.Home) docstore.Records {
	t.Helper()
	r, err := home.Records(t.Context(), noteShape)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
