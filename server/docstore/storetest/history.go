package storetest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
)

var historyTests = map[string]func(*testing.T, Place){
	"every step is kept, with person, act, time and events": testEveryStep,
	"a document as it was at any moment":                    testAsAt,
	"history stays while the relay runs":                    testHistoryWhileRelaying,
}

// clock is a time that tests move.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

// threeSteps writes, renames and removes n1, an odd number of nanoseconds apart.
func threeSteps(t *testing.T, home docstore.Home, from time.Time) *notes {
	t.Helper()
	ctx := t.Context()
	at := &clock{from}
	c, err := docstore.Open(ctx, home, noteShape, noteIndex, at.now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Insert(ctx, "n1", "warren", "write", note{Title: "one"}, event.Event{Kind: "note.written", Group: "g"}); err != nil {
		t.Fatal(err)
	}
	at.at = from.Add(time.Microsecond + 1)
	if _, err := c.Update(ctx, "n1", "john", "rename", rename("two")); err != nil {
		t.Fatal(err)
	}
	at.at = from.Add(time.Hour)
	if err := c.Delete(ctx, "n1", "system", "remove", event.Event{Kind: "note.removed"}); err != nil {
		t.Fatal(err)
	}
	return c
}

var start = time.Date(2023, 6, 20, 9, 0, 0, 123456789, time.FixedZone("", 7200))

func wantThreeSteps(t *testing.T, c *notes) {
	t.Helper()
	steps, err := c.History(t.Context(), "n1")
	if err != nil || len(steps) != 3 {
		t.Fatalf("got %d steps, %v, want 3", len(steps), err)
	}
	for i, want := range []struct {
		at            time.Time
		by, act, kind string
		title         string
		deleted       bool
	}{
		{start, "warren", "write", "note.written", "one", false},
		{start.Add(time.Microsecond + 1), "john", "rename", "renamed", "two", false},
		{start.Add(time.Hour), "system", "remove", "note.removed", "", true},
	} {
		got := steps[i]
		if got.Version != int64(i+1) || !got.At.Equal(want.at) || got.At.Location() != time.UTC ||
			got.By != want.by || got.Act != want.act || got.Value.Title != want.title || got.Deleted != want.deleted {
			t.Errorf("step %d: got %+v, want %+v", i, got, want)
		}
		if len(got.Events) != 1 || got.Events[0].Kind != want.kind || got.Events[0].Version != int64(i+1) ||
			got.Events[0].Document != "n1" || got.Events[0].Collection != "notes" || got.Events[0].By != want.by || !got.Events[0].At.Equal(want.at) {
			t.Errorf("step %d: got events %+v, want %s with where it came from", i, got.Events, want.kind)
		}
	}
}

func testEveryStep(t *testing.T, open Place) {
	threeSteps(t, open.Open(t), start)
	wantThreeSteps(t, openNotes(t, open.Open(t)))
}

func wantAsAt(t *testing.T, c *notes) {
	t.Helper()
	for name, tt := range map[string]struct {
		at   time.Time
		want string // title; "" where it is not found
	}{
		"before it was":              {start.Add(-1), ""},
		"the moment it was written":  {start, "one"},
		"just before the change":     {start.Add(time.Microsecond), "one"},
		"the moment of the change":   {start.Add(time.Microsecond + 1), "two"},
		"just before it was removed": {start.Add(time.Hour - 1), "two"},
		"the moment it was removed":  {start.Add(time.Hour), ""},
		"long after":                 {start.AddDate(1, 0, 0), ""},
	} {
		d, err := c.AsAt(t.Context(), "n1", tt.at)
		if tt.want == "" && errors.Is(err, docstore.ErrNotFound) {
			continue
		}
		if err != nil || d.Value.Title != tt.want || d.ID != "n1" {
			t.Errorf("%s: got %q, %v, want %q", name, d.Value.Title, err, tt.want)
		}
	}
}

func testAsAt(t *testing.T, open Place) {
	wantAsAt(t, threeSteps(t, open.Open(t), start))
}

// testHistoryWhileRelaying reads before, between and after the relay's steps:
// where an entry is kept meanwhile is the home's business.
func testHistoryWhileRelaying(t *testing.T, open Place) {
	home := open.Open(t)
	c := threeSteps(t, home, start)
	var heard []string
	relay(t, home, func(e event.Event) error {
		wantThreeSteps(t, c)
		wantAsAt(t, c)
		heard = append(heard, e.Kind)
		return nil
	}, func() bool { return len(heard) == 3 })
	if want := []string{"note.written", "renamed", "note.removed"}; !slices.Equal(heard, want) {
		t.Errorf("heard %v, want %v", heard, want)
	}
	wantThreeSteps(t, c)
	wantAsAt(t, c)
}
