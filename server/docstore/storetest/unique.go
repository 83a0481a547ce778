package storetest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
)

var uniqueTests = map[string]func(*testing.T, Place){
	"absent values are never in the way":                 testAbsentValues,
	"a value is taken once, by insert and by update":     testValueTaken,
	"a freed value can be used again":                    testValueFreed,
	"a document may keep its own value":                  testOwnValue,
	"of 16 documents with one value one wins":            testConcurrentValue,
	"writers that swap and hop values leave none behind": testValuesHop,
	"several unique fields, lists and numbers":           testSeveralUnique,
}

// rename gives a change of the title.
func rename(title string) func(note) (note, []event.Event, error) {
	return func(n note) (note, []event.Event, error) {
		n.Title = title
		return n, []event.Event{{Kind: "renamed"}}, nil
	}
}

func testAbsentValues(t *testing.T, open Place) {
	c := openNotes(t, open.Open(t))
	insert(t, c, "n1", note{})
	insert(t, c, "n2", note{})
	insert(t, c, "n3", note{Title: "one"})
	if _, err := c.Update(t.Context(), "n3", "john", "rename", rename("")); err != nil {
		t.Fatal(err)
	}
	wantIDs(t, c, docstore.Query{}, "n1", "n2", "n3")
}

func testValueTaken(t *testing.T, open Place) {
	ctx := t.Context()
	c := openNotes(t, open.Open(t))
	insert(t, c, "n1", note{Title: "one"})
	insert(t, c, "n2", note{Title: "two", Place: "there"})
	if _, err := c.Insert(ctx, "n3", "john", "write", note{Title: "one"}); !errors.Is(err, docstore.ErrExists) {
		t.Errorf("insert: got %v, want ErrExists", err)
	}
	if _, err := c.Get(ctx, "n3"); !errors.Is(err, docstore.ErrNotFound) {
		t.Errorf("what was refused is there: %v", err)
	}
	insert(t, c, "n3", note{Title: "three"}) // the id was not used up by the refusal
	_, err := c.Update(ctx, "n2", "john", "move", func(n note) (note, []event.Event, error) {
		n.Title, n.Place = "one", "elsewhere"
		return n, nil, nil
	})
	if !errors.Is(err, docstore.ErrExists) {
		t.Errorf("update: got %v, want ErrExists", err)
	}
	if d, err := c.Get(ctx, "n2"); err != nil || d.Version != 1 || d.Value.Title != "two" {
		t.Errorf("got %+v, %v, want what was there before", d, err)
	}
	if steps, err := c.History(ctx, "n2"); err != nil || len(steps) != 1 {
		t.Errorf("got %d steps, %v, want 1", len(steps), err)
	}
	wantIDs(t, c, docstore.Query{Where: []docstore.Condition{docstore.Is("place", "there")}}, "n2")
	wantIDs(t, c, docstore.Query{Where: []docstore.Condition{docstore.Is("title", "one")}}, "n1")
}

func testValueFreed(t *testing.T, open Place) {
	ctx := t.Context()
	c := openNotes(t, open.Open(t))
	insert(t, c, "n1", note{Title: "one"})
	if _, err := c.Update(ctx, "n1", "john", "rename", rename("two")); err != nil {
		t.Fatal(err)
	}
	insert(t, c, "n2", note{Title: "one"})
	if err := c.Delete(ctx, "n1", "john", "remove"); err != nil {
		t.Fatal(err)
	}
	insert(t, c, "n3", note{Title: "two"})
	if _, err := c.Update(ctx, "n2", "john", "rename", rename("")); err != nil {
		t.Fatal(err)
	}
	insert(t, c, "n4", note{Title: "one"})
}

func testOwnValue(t *testing.T, open Place) {
	ctx := t.Context()
	c := openNotes(t, open.Open(t))
	insert(t, c, "n1", note{Title: "one"})
	for _, title := range []string{"one", "two", "one", "two", "two"} {
		if _, err := c.Update(ctx, "n1", "john", "rename", rename(title)); err != nil {
			t.Fatalf("rename to %s: %v", title, err)
		}
	}
	wantIDs(t, c, docstore.Query{Where: []docstore.Condition{docstore.Is("title", "two")}}, "n1")
	insert(t, c, "n2", note{Title: "one"})
}

func testConcurrentValue(t *testing.T, open Place) {
	ctx := t.Context()
	one, two := open.two(t)
	first, second := openNotes(t, one), openNotes(t, two)
	insert(t, first, "n0", note{})
	var won atomic.Int64
	var wg sync.WaitGroup
	for w := range 16 {
		c := []*notes{first, second}[w%2]
		wg.Go(func() {
			var err error
			if w < 8 {
				_, err = c.Insert(ctx, fmt.Sprint("n", w+1), "john", "write", note{Title: "one"})
			} else {
				_, err = c.Update(ctx, "n0", "john", "rename", rename("one"))
			}
			switch {
			case err == nil && w < 8:
				won.Add(1)
			case err != nil && !errors.Is(err, docstore.ErrExists):
				t.Errorf("writer %d: got %v, want ErrExists", w, err)
			}
		})
	}
	wg.Wait()
	d, err := first.Get(ctx, "n0")
	if err != nil {
		t.Fatal(err)
	}
	if d.Value.Title == "one" {
		won.Add(1)
	}
	found := ids(t, first, docstore.Query{Where: []docstore.Condition{docstore.Is("title", "one")}})
	if won.Load() != 1 || len(found) != 1 {
		t.Errorf("%d writers hold the value and %v are found by it, want one", won.Load(), found)
	}
}

// testValuesHop lets writers take free titles at random; at the end every
// title that no document has can be taken, and no two have the same.
func testValuesHop(t *testing.T, open Place) {
	ctx := t.Context()
	const documents, titles, rounds = 4, 6, 15
	c := openNotes(t, open.Open(t))
	for i := range documents {
		insert(t, c, fmt.Sprint("n", i), note{Title: fmt.Sprint("title ", i)})
	}
	var wg sync.WaitGroup
	for w := range 2 * documents {
		wg.Go(func() {
			for i := range rounds {
				_, err := c.Update(ctx, fmt.Sprint("n", w%documents), "john", "rename", rename(fmt.Sprint("title ", (w*7+i*5)%titles)))
				if err != nil && !errors.Is(err, docstore.ErrExists) {
					t.Errorf("writer %d: %v", w, err)
				}
			}
		})
	}
	wg.Wait()
	taken := map[string]string{}
	for i := range documents {
		d, err := c.Get(ctx, fmt.Sprint("n", i))
		if err != nil {
			t.Fatal(err)
		}
		if other, twice := taken[d.Value.Title]; twice {
			t.Errorf("%s and %s both have %q", other, d.ID, d.Value.Title)
		}
		taken[d.Value.Title] = d.ID
	}
	for i := range titles {
		title := fmt.Sprint("title ", i)
		_, err := c.Insert(ctx, "m"+title, "john", "write", note{Title: title})
		if _, held := taken[title]; held != errors.Is(err, docstore.ErrExists) || (!held && err != nil) {
			t.Errorf("%q held: %v, insert: %v", title, held, err)
		}
	}
}

func testSeveralUnique(t *testing.T, open Place) {
	ctx := t.Context()
	shape := docstore.Shape{Name: "marked", Fields: []docstore.Field{
		{Name: "tags", Kind: docstore.Text, List: true, Unique: true},
		{Name: "rank", Kind: docstore.Number, Unique: true},
		{Name: "due", Kind: docstore.Moment, Unique: true},
	}}
	c, err := docstore.Open(ctx, open.Open(t), shape, func(n note) map[string][]any {
		m := noteIndex(n)
		delete(m, "title")
		return m
	}, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	one, two := int64(1), int64(2)
	due := time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC)
	insert(t, c, "n1", note{Tags: []string{"a", "b"}, Rank: &one, Due: due})
	for name, n := range map[string]note{
		"an element of the list":         {Tags: []string{"c", "b"}, Rank: &two},
		"the number":                     {Tags: []string{"c"}, Rank: &one},
		"the moment, in another zone":    {Tags: []string{"c"}, Due: due.In(time.FixedZone("", 3600))},
		"the first of the list":          {Tags: []string{"a"}},
		"the moment, cut to millisecond": {Due: due.Add(999 * time.Microsecond)},
	} {
		if _, err := c.Insert(ctx, "n2", "john", "write", n); !errors.Is(err, docstore.ErrExists) {
			t.Errorf("%s: got %v, want ErrExists", name, err)
		}
	}
	// What the refused ones asked for besides is free.
	insert(t, c, "n2", note{Tags: []string{"c", "d"}, Rank: &two, Due: due.Add(time.Millisecond)})
	if _, err := c.Update(ctx, "n1", "john", "untag", func(n note) (note, []event.Event, error) {
		n.Tags = []string{"b"}
		return n, nil, nil
	}); err != nil {
		t.Fatal(err)
	}
	insert(t, c, "n3", note{Tags: []string{"a"}})
}
