package storetest

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"rapporteur/server/docstore"
)

// many is how many rows a list of ours may come to in years of use.
const many = 10_000

// Many holds a home to reading a long list to its end: every row once, in
// order, a page at a time. It is apart from Run because it takes a while over
// a wire.
func Many(t *testing.T, home docstore.Home) {
	t.Helper()
	c := openNotes(t, home)
	var writing sync.WaitGroup
	const writers = 16
	for w := range writers {
		writing.Go(func() {
			for i := w; i < many; i += writers {
				if _, err := c.Insert(t.Context(), fmt.Sprintf("m%05d", i), "warren", "write", note{Place: "all", Rank: number(int64(i * 7919 % many))}); err != nil {
					t.Errorf("insert row %d: %v", i, err)
					return
				}
			}
		})
	}
	writing.Wait()
	for _, descending := range []bool{false, true} {
		q := docstore.Query{Where: []docstore.Condition{docstore.Is("place", "all")}, Order: "rank", Descending: descending, Limit: 500}
		var ranks []int64
		pages := 0
		for {
			page, next, err := c.Find(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			pages++
			for _, d := range page {
				ranks = append(ranks, *d.Value.Rank)
			}
			if next == "" {
				break
			}
			q.After = next
		}
		if descending {
			slices.Reverse(ranks)
		}
		if len(ranks) != many || !slices.IsSorted(ranks) || len(slices.Compact(ranks)) != many || pages > many/500+1 {
			t.Errorf("descending %v: got %d rows on %d pages, want each of %d once and in order", descending, len(ranks), pages, many)
		}
	}
}
