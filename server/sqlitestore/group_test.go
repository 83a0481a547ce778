package sqlitestore_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/sqlitestore"
	"rapporteur/server/sqlitestore/sqlitetest"
)

type place struct {
	Place string `json:"place"`
}

func openPlaces(t *testing.T, home *sqlitestore.Home) (*docstore.Collection[place], error) {
	t.Helper()
	shape := docstore.Shape{Name: "notes", Fields: []docstore.Field{{Name: "place", Unique: true}}}
	return docstore.Open(t.Context(), home, shape, func(p place) map[string][]any { return map[string][]any{"place": {p.Place}} }, time.Now)
}

func wherePlace(value string) docstore.Query {
	return docstore.Query{Where: []docstore.Condition{docstore.Is("place", value)}}
}

// Many writes share a commit: a refused one among them takes nothing with it,
// and leaves nothing.
func TestARefusedWriteLeavesItsCompanyAlone(t *testing.T) {
	t.Parallel()
	home := sqlitetest.Home(t)
	places, err := openPlaces(t, home)
	if err != nil {
		t.Fatal(err)
	}
	const writers, rounds = 32, 8
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range rounds {
				id := fmt.Sprintf("%d-%d", w, i)
				value := id
				if w%2 == 1 {
					value = "taken" // by the first of them
				}
				_, err := places.Insert(t.Context(), id, "john", "write", place{value})
				if err != nil && (w%2 == 0 || !errors.Is(err, docstore.ErrExists)) {
					t.Errorf("%s: %v", id, err)
				}
			}
		})
	}
	wg.Wait()
	all, err := places.All(t.Context(), docstore.Query{})
	if want := writers/2*rounds + 1; err != nil || len(all) != want {
		t.Errorf("got %d documents, %v, want %d", len(all), err, want)
	}
	for _, d := range all {
		if steps, err := places.History(t.Context(), d.ID); err != nil || len(steps) != 1 {
			t.Errorf("%s has %d steps, %v, want 1", d.ID, len(steps), err)
		}
	}
}
