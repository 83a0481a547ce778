package storetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"rapporteur/server/docstore"
)

var shapeTests = map[string]func(*testing.T, Place){
	"a field added later finds what was there":        testFieldAdded,
	"a raised revision indexes again":                 testRevisionRaised,
	"a unique field added later holds, or is refused": testUniqueAdded,
	"a shape no home could keep is refused":           testRefusedShape,
}

func openAs(t *testing.T, home docstore.Home, index func(note) map[string][]any, revision int, fields ...docstore.Field) (*notes, error) {
	t.Helper()
	shape := docstore.Shape{Name: "notes", Fields: fields, Revision: revision}
	return docstore.Open(t.Context(), home, shape, index, time.Now)
}

func onlyPlace(n note) map[string][]any { return map[string][]any{"place": {n.Place}} }

func testFieldAdded(t *testing.T, open Place) {
	place := docstore.Field{Name: "place"}
	old, err := openAs(t, open.Open(t), onlyPlace, 0, place)
	if err != nil {
		t.Fatal(err)
	}
	const many = 240 // more than one batch
	for i := range many {
		insert(t, old, fmt.Sprintf("n%03d", i), note{Place: "here", Rank: number(int64(i % 3)), Tags: []string{"t", fmt.Sprint(i)}})
	}
	withRank := func(n note) map[string][]any {
		m := noteIndex(n)
		return map[string][]any{"place": m["place"], "rank": m["rank"], "tags": m["tags"]}
	}
	c, err := openAs(t, open.Open(t), withRank, 0, place,
		docstore.Field{Name: "rank", Kind: docstore.Number}, docstore.Field{Name: "tags", List: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := ids(t, c, docstore.Query{Where: []docstore.Condition{docstore.Is("rank", 1)}, Limit: 1000}); len(got) != many/3 {
		t.Errorf("found %d by the new field, want %d", len(got), many/3)
	}
	wantIDs(t, c, docstore.Query{Where: []docstore.Condition{docstore.Is("tags", "239")}, Limit: 9}, "n239")
	if got := ids(t, c, docstore.Query{Where: []docstore.Condition{docstore.Is("place", "here")}, Limit: 1000}); len(got) != many {
		t.Errorf("found %d by the old field, want %d", len(got), many)
	}
	if d, err := c.Get(t.Context(), "n001"); err != nil || d.Version != 1 {
		t.Errorf("got version %d, %v: indexing again is not a change", d.Version, err)
	}
}

func testRevisionRaised(t *testing.T, open Place) {
	place := docstore.Field{Name: "place"}
	old, err := openAs(t, open.Open(t), onlyPlace, 0, place)
	if err != nil {
		t.Fatal(err)
	}
	insert(t, old, "n1", note{Place: "Geneva"})
	folded := func(n note) map[string][]any { return map[string][]any{"place": {strings.ToLower(n.Place)}} }
	c, err := openAs(t, open.Open(t), folded, 1, place)
	if err != nil {
		t.Fatal(err)
	}
	wantIDs(t, c, docstore.Query{Where: []docstore.Condition{docstore.Is("place", "geneva")}, Limit: 9}, "n1")
	wantIDs(t, c, docstore.Query{Where: []docstore.Condition{docstore.Is("place", "Geneva")}, Limit: 9})
}

func testUniqueAdded(t *testing.T, open Place) {
	old, err := openAs(t, open.Open(t), onlyPlace, 0, docstore.Field{Name: "place"})
	if err != nil {
		t.Fatal(err)
	}
	insert(t, old, "n1", note{Place: "Geneva"})
	c, err := openAs(t, open.Open(t), onlyPlace, 0, docstore.Field{Name: "place", Unique: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Insert(t.Context(), "n2", "john", "write", note{Place: "Geneva"}); !errors.Is(err, docstore.ErrExists) {
		t.Errorf("got %v, want ErrExists", err)
	}
	old, err = openAs(t, open.Open(t), onlyPlace, 0, docstore.Field{Name: "place"})
	if err != nil {
		t.Fatal(err)
	}
	insert(t, old, "n2", note{Place: "Geneva"})
	if _, err = openAs(t, open.Open(t), onlyPlace, 0, docstore.Field{Name: "place", Unique: true}); !errors.Is(err, docstore.ErrExists) {
		t.Errorf("two documents with one value: got %v, want ErrExists", err)
	}
}

func testRefusedShape(t *testing.T, open Place) {
	home := open.Open(t)
	for name, shape := range map[string]docstore.Shape{
		"no name":         {},
		"a dot":           {Name: "a.b"},
		"a dollar":        {Name: "$a"},
		"an awkward name": {Name: "a", Fields: []docstore.Field{{Name: "a.b"}}},
		"a field twice":   {Name: "a", Fields: []docstore.Field{{Name: "b"}, {Name: "b", Kind: docstore.Number}}},
	} {
		if _, err := home.Records(t.Context(), shape); err == nil {
			t.Errorf("%s: found nothing wrong", name)
		}
	}
	for name, index := range map[string]map[string][]any{
		"an undeclared field": {"colour": {"red"}},
		"two values of one":   {"place": {"a", "b"}},
		"another kind":        {"place": {3}},
	} {
		c, err := openAs(t, home, func(note) map[string][]any { return index }, 0, docstore.Field{Name: "place"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Insert(t.Context(), "n1", "john", "write", note{}); err == nil {
			t.Errorf("%s: found nothing wrong", name)
		}
	}
}
