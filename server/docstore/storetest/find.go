package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
)

var findTests = map[string]func(*testing.T, Place){
	"conditions on texts, numbers, moments and lists":  testConditions,
	"an order has absent values last, both ways":       testOrder,
	"pages hold still while rows come and go":          testStablePages,
	"a page goes on only where it ended":               testCursor,
	"a query the shape cannot answer is refused":       testRefusedQuery,
	"a changed document is found by its new values":    testReindexedByUpdate,
	"a page holds at most what was asked, 100 if none": testPageSize,
}

func number(n int64) *int64 { return &n }

var day = time.Date(2023, 7, 20, 12, 0, 0, 0, time.UTC)

// seven notes, with ties and gaps.
func insertSeven(t *testing.T, c *notes) {
	t.Helper()
	for id, n := range map[string]note{
		"n1": {Title: "a", Rank: number(3), Place: "Genève", Due: day, Tags: []string{"x", "y"}},
		"n2": {Title: "b", Place: "geneva", Tags: []string{"y"}, Sizes: []int64{1, 9}},
		"n3": {Title: "c", Rank: number(-1), Due: day.AddDate(0, 1, 0), Sizes: []int64{5}},
		"n4": {Title: "d", Rank: number(3), Place: "جنيف", Tags: []string{"z"}},
		"n5": {Title: "e", Rank: number(2), Place: "", Due: day, Tags: []string{"x", "z"}},
		"n6": {Title: "f", Sizes: []int64{4, 6}},
		"n7": {Title: "g", Rank: number(1 << 60), Place: "geneva", Due: day.AddDate(-300, 0, 0)},
	} {
		insert(t, c, id, n)
	}
}

func testConditions(t *testing.T, open Place) {
	c := openNotes(t, open.Open(t))
	insertSeven(t, c)
	type where = []docstore.Condition
	for name, tt := range map[string]struct {
		where where
		want  []string
	}{
		"everything":                   {nil, []string{"n1", "n2", "n3", "n4", "n5", "n6", "n7"}},
		"a text":                       {where{docstore.Is("place", "geneva")}, []string{"n2", "n7"}},
		"another case is another text": {where{docstore.Is("place", "Geneva")}, nil},
		"a text in Arabic":             {where{docstore.Is("place", "جنيف")}, []string{"n4"}},
		"a number":                     {where{docstore.Is("rank", 3)}, []string{"n1", "n4"}},
		"a large number":               {where{docstore.Is("rank", int64(1<<60))}, []string{"n7"}},
		"its neighbour":                {where{docstore.Is("rank", int64(1<<60)+1)}, nil},
		"a moment in another zone":     {where{docstore.Is("due", day.In(time.FixedZone("", -3600)))}, []string{"n1", "n5"}},
		"any of":                       {where{docstore.AnyOf("place", "جنيف", "Genève")}, []string{"n1", "n4"}},
		"any of none":                  {where{docstore.AnyOf[string]("place")}, nil},
		"one of a list":                {where{docstore.Is("tags", "z")}, []string{"n4", "n5"}},
		"any of a list, each once":     {where{docstore.AnyOf("tags", "x", "y", "z")}, []string{"n1", "n2", "n4", "n5"}},
		"two of a list":                {where{docstore.Is("tags", "x"), docstore.Is("tags", "z")}, []string{"n5"}},
		"two fields":                   {where{docstore.Is("rank", 3), docstore.Is("tags", "z")}, []string{"n4"}},
		"numbers in a range":           {where{docstore.Between("rank", -1, 3)}, []string{"n3", "n5"}},
		"numbers from":                 {where{docstore.Between("rank", 3, nil)}, []string{"n1", "n4", "n7"}},
		"numbers before":               {where{docstore.Between("rank", nil, 2)}, []string{"n3"}},
		"texts in a range, by bytes":   {where{docstore.Between("place", "Genf", "geneve")}, []string{"n1", "n2", "n7"}},
		"moments in a range":           {where{docstore.Between("due", day, day.Add(time.Hour))}, []string{"n1", "n5"}},
		"moments before":               {where{docstore.Between("due", nil, day)}, []string{"n7"}},
		"has a value":                  {where{docstore.Between("place", nil, nil)}, []string{"n1", "n2", "n4", "n7"}},
		"a list has a value":           {where{docstore.Between("sizes", nil, nil)}, []string{"n2", "n3", "n6"}},
	} {
		for _, limit := range []int{2, 1000} {
			got := ids(t, c, docstore.Query{Where: tt.where, Limit: limit})
			if !slices.Equal(got, tt.want) && len(got)+len(tt.want) > 0 {
				t.Errorf("%s, %d a page: got %v, want %v", name, limit, got, tt.want)
			}
		}
	}
}

func testOrder(t *testing.T, open Place) {
	c := openNotes(t, open.Open(t))
	insertSeven(t, c)
	tagged := []docstore.Condition{docstore.AnyOf("tags", "x", "y", "z")}
	for name, tt := range map[string]struct {
		query docstore.Query
		want  []string
	}{
		"by id":                  {docstore.Query{}, []string{"n1", "n2", "n3", "n4", "n5", "n6", "n7"}},
		"by id, falling":         {docstore.Query{Descending: true}, []string{"n7", "n6", "n5", "n4", "n3", "n2", "n1"}},
		"by number":              {docstore.Query{Order: "rank"}, []string{"n3", "n5", "n1", "n4", "n7", "n2", "n6"}},
		"by number, falling":     {docstore.Query{Order: "rank", Descending: true}, []string{"n7", "n4", "n1", "n5", "n3", "n6", "n2"}},
		"by text, bytes":         {docstore.Query{Order: "place"}, []string{"n1", "n2", "n7", "n4", "n3", "n5", "n6"}},
		"by text, falling":       {docstore.Query{Order: "place", Descending: true}, []string{"n4", "n7", "n2", "n1", "n6", "n5", "n3"}},
		"by moment":              {docstore.Query{Order: "due"}, []string{"n7", "n1", "n5", "n3", "n2", "n4", "n6"}},
		"by moment, falling":     {docstore.Query{Order: "due", Descending: true}, []string{"n3", "n5", "n1", "n7", "n6", "n4", "n2"}},
		"some, by number":        {docstore.Query{Order: "rank", Where: tagged}, []string{"n5", "n1", "n4", "n2"}},
		"some, by text, falling": {docstore.Query{Order: "place", Descending: true, Where: tagged}, []string{"n4", "n2", "n1", "n5"}},
	} {
		for limit := 1; limit <= 8; limit++ {
			tt.query.Limit = limit
			if got := ids(t, c, tt.query); !slices.Equal(got, tt.want) {
				t.Errorf("%s, %d a page: got %v, want %v", name, limit, got, tt.want)
			}
		}
	}
}

// testStablePages deletes what was just shown and inserts on both sides
// between two pages: what was there all the time is shown once.
func testStablePages(t *testing.T, open Place) {
	ctx := t.Context()
	for _, order := range []string{"", "rank", "due", "place"} {
		for _, descending := range []bool{false, true} {
			c := openNotes(t, open.Open(t))
			name := fmt.Sprint("by ", order, descending)
			prefix := fmt.Sprint(order, descending)
			for i := range 24 {
				n := note{Place: "all"} // ties only
				if i < 16 {
					n.Rank, n.Due = number(int64(i/4)), day.AddDate(0, 0, i/4)
				}
				insert(t, c, fmt.Sprintf("%s-%02d", prefix, i), n)
			}
			q := docstore.Query{Order: order, Descending: descending, Limit: 5,
				Where: []docstore.Condition{docstore.Is("place", "all")}}
			seen := map[string]int{}
			for page := 0; ; page++ {
				docs, next, err := c.Find(ctx, q)
				if err != nil {
					t.Fatal(name, err)
				}
				for _, d := range docs {
					seen[d.ID]++
				}
				if next == "" {
					break
				}
				q.After = next
				if err := c.Delete(ctx, docs[len(docs)-1].ID, "john", "remove"); err != nil { // the place to go on from is gone
					t.Fatal(name, err)
				}
				insert(t, c, fmt.Sprintf("%s-00-%d", prefix, page), note{Place: "all", Rank: number(-5), Due: day.AddDate(0, 0, -5)})
				insert(t, c, fmt.Sprintf("%s-99-%d", prefix, page), note{Place: "all", Rank: number(99), Due: day.AddDate(0, 0, 99)})
			}
			for i := range 24 {
				if id := fmt.Sprintf("%s-%02d", prefix, i); seen[id] != 1 {
					t.Errorf("%s: %s was shown %d times, want once", name, id, seen[id])
				}
			}
			for _, d := range ids(t, c, docstore.Query{Limit: 1000}) {
				if err := c.Delete(ctx, d, "john", "remove"); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

func testCursor(t *testing.T, open Place) {
	ctx := t.Context()
	c := openNotes(t, open.Open(t))
	insertSeven(t, c)
	byRank := docstore.Query{Order: "rank", Limit: 2}
	_, next, err := c.Find(ctx, byRank)
	if err != nil || next == "" {
		t.Fatalf("got %q, %v, want a next page", next, err)
	}
	for name, q := range map[string]docstore.Query{
		"another order":     {Order: "due", After: next},
		"another direction": {Order: "rank", Descending: true, After: next},
		"no order":          {After: next},
		"not a cursor":      {Order: "rank", After: "%%%"},
		"not JSON":          {Order: "rank", After: "bm90IGpzb24"},
		"another kind":      {Order: "rank", After: "eyJvIjoicmFuayIsInYiOiJ0ZXh0IiwiaSI6Im4xIn0"}, // {"o":"rank","v":"text","i":"n1"}
	} {
		if _, _, err := c.Find(ctx, q); !errors.Is(err, docstore.ErrCursor) {
			t.Errorf("%s: got %v, want ErrCursor", name, err)
		}
	}
}

func testRefusedQuery(t *testing.T, open Place) {
	ctx := t.Context()
	c := openNotes(t, open.Open(t))
	for name, q := range map[string]docstore.Query{
		"an unknown field":          {Where: []docstore.Condition{docstore.Is("colour", "red")}},
		"an order by an unknown":    {Order: "colour"},
		"an order by a list":        {Order: "tags"},
		"a range of a list":         {Where: []docstore.Condition{docstore.Between("sizes", 5, nil)}},
		"a text for a number":       {Where: []docstore.Condition{docstore.Is("rank", "3")}},
		"a number for a moment":     {Where: []docstore.Condition{docstore.Between("due", 3, nil)}},
		"a condition with no value": {Where: []docstore.Condition{{Field: "rank", AnyOf: []any{nil}}}},
	} {
		if _, _, err := c.Find(ctx, q); err == nil {
			t.Errorf("%s: found nothing wrong", name)
		}
	}
	insert(t, c, "n1", note{Title: "a"})
	type state string
	wantIDs(t, c, docstore.Query{Where: []docstore.Condition{docstore.Is("title", state("a"))}, Limit: 9}, "n1")
}

func testReindexedByUpdate(t *testing.T, open Place) {
	c := openNotes(t, open.Open(t))
	insert(t, c, "n1", note{Title: "one", Tags: []string{"a", "b", "a"}, Rank: number(1)})
	if _, err := c.Update(t.Context(), "n1", "john", "retag", func(n note) (note, []event.Event, error) {
		n.Tags, n.Rank, n.Place = []string{"b", "c"}, nil, "here"
		return n, nil, nil
	}); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		where docstore.Condition
		want  []string
	}{
		"a value that left": {docstore.Is("tags", "a"), nil},
		"one that stayed":   {docstore.Is("tags", "b"), []string{"n1"}},
		"one that came":     {docstore.Is("tags", "c"), []string{"n1"}},
		"a field emptied":   {docstore.Between("rank", nil, nil), nil},
		"a field filled":    {docstore.Is("place", "here"), []string{"n1"}},
	} {
		got := ids(t, c, docstore.Query{Where: []docstore.Condition{tt.where}, Limit: 9})
		if len(got) != len(tt.want) {
			t.Errorf("%s: got %v, want %v", name, got, tt.want)
		}
	}
}

func testPageSize(t *testing.T, open Place) {
	ctx := t.Context()
	c := openNotes(t, open.Open(t))
	for i := range docstore.DefaultLimit + 1 {
		insert(t, c, fmt.Sprintf("n%03d", i), note{})
	}
	page, next, err := c.Find(ctx, docstore.Query{})
	if err != nil || len(page) != docstore.DefaultLimit || next == "" {
		t.Errorf("got %d and next %q, %v, want %d", len(page), next, err, docstore.DefaultLimit)
	}
	page, next, err = c.Find(ctx, docstore.Query{Limit: docstore.DefaultLimit + 1})
	if err != nil || len(page) != docstore.DefaultLimit+1 || next != "" {
		t.Errorf("got %d and next %q, %v, want all and no next", len(page), next, err)
	}
	all, err := c.All(ctx, docstore.Query{Descending: true})
	if err != nil || len(all) != docstore.DefaultLimit+1 || all[0].ID != "n100" {
		t.Errorf("all: got %d, %v", len(all), err)
	}
}
