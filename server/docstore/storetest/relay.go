package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
)

var relayTests = map[string]func(*testing.T, Place){
	"events come once and in order per document":          testRelayOrder,
	"a second relay does not repeat what was delivered":   testRelayTwice,
	"a crash between write and publish loses no event":    testRelayAfterCrash,
	"a crash between publish and mark repeats, not loses": testRelayRepeats,
	"a failing listener holds back its document only":     testRelayKeepsGoing,
	"what is written while it runs is delivered":          testRelayWhileWriting,
	"several collections and several events in one step":  testRelayCollections,
}

// relay runs the home's relay until enough says so after a delivery, and
// waits for its end.
func relay(t *testing.T, home docstore.Home, deliver func(event.Event) error, enough func() bool) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	err := home.Relay(ctx, func(_ context.Context, e event.Event) error {
		err := deliver(e)
		if enough() {
			cancel()
		}
		return err
	})
	if err != nil {
		t.Fatalf("relay: %v", err)
	}
}

// heardBy gives what a relay delivers until an event of the given kind.
func heardUntil(t *testing.T, home docstore.Home, last string) []string {
	t.Helper()
	var heard []string
	relay(t, home, func(e event.Event) error {
		heard = append(heard, fmt.Sprint(e.Document, " ", e.Version, " ", e.Kind))
		return nil
	}, func() bool { return len(heard) > 0 && heard[len(heard)-1] == last })
	return heard
}

func tell(t *testing.T, c *notes, id string, kinds ...string) {
	t.Helper()
	for _, kind := range kinds {
		happened := event.Event{Kind: kind}
		var err error
		if _, missing := c.Get(t.Context(), id); missing != nil {
			_, err = c.Insert(t.Context(), id, "john", kind, note{}, happened)
		} else {
			_, err = c.Update(t.Context(), id, "john", kind, func(n note) (note, []event.Event, error) {
				n.Count++
				return n, []event.Event{happened}, nil
			})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// of gives what was heard of one document.
func of(heard []string, document string) []string {
	var own []string
	for _, h := range heard {
		if len(h) > len(document) && h[:len(document)+1] == document+" " {
			own = append(own, h[len(document)+1:])
		}
	}
	return own
}

func testRelayOrder(t *testing.T, open Place) {
	home := open.Open(t)
	c := openNotes(t, home)
	tell(t, c, "n1", "a", "b")
	tell(t, c, "n2", "a")
	tell(t, c, "n1", "c", "d", "e", "f", "g", "h", "i", "j", "k")
	tell(t, c, "n2", "b")
	tell(t, c, "n9", "end")
	// Documents have no order among each other: wait for each one's last.
	var heard []string
	relay(t, home, func(e event.Event) error {
		heard = append(heard, fmt.Sprint(e.Document, " ", e.Version, " ", e.Kind))
		return nil
	}, func() bool { return len(heard) == 14 })
	want := []string{"1 a", "2 b", "3 c", "4 d", "5 e", "6 f", "7 g", "8 h", "9 i", "10 j", "11 k"}
	if got := of(heard, "n1"); !slices.Equal(got, want) {
		t.Errorf("n1: heard %v, want %v", got, want)
	}
	if got := of(heard, "n2"); !slices.Equal(got, []string{"1 a", "2 b"}) {
		t.Errorf("n2: heard %v", got)
	}
}

func testRelayTwice(t *testing.T, open Place) {
	home := open.Open(t)
	c := openNotes(t, home)
	tell(t, c, "n1", "a", "b")
	heardUntil(t, home, "n1 2 b")
	tell(t, c, "n1", "c")
	if got := heardUntil(t, home, "n1 3 c"); !slices.Equal(got, []string{"n1 3 c"}) {
		t.Errorf("the second relay heard %v, want only what is new", got)
	}
	tell(t, c, "n2", "a")
	other := open.Open(t)
	openNotes(t, other)
	if got := heardUntil(t, other, "n2 1 a"); !slices.Equal(got, []string{"n2 1 a"}) {
		t.Errorf("another home's relay heard %v, want only what is new", got)
	}
}

func testRelayAfterCrash(t *testing.T, open Place) {
	first := open.Open(t)
	tell(t, openNotes(t, first), "n1", "a", "b")
	if err := first.Close(); err != nil { // no relay ever ran on it
		t.Fatal(err)
	}
	second := open.Open(t)
	openNotes(t, second)
	if got := heardUntil(t, second, "n1 2 b"); !slices.Equal(got, []string{"n1 1 a", "n1 2 b"}) {
		t.Errorf("heard %v after the restart, want both", got)
	}
}

func testRelayRepeats(t *testing.T, open Place) {
	home := open.Open(t)
	c := openNotes(t, home)
	tell(t, c, "n1", "a", "b", "c")
	// The listener was told, and died before it could say so.
	var heard []string
	relay(t, home, func(e event.Event) error {
		heard = append(heard, e.Kind)
		if e.Kind == "b" {
			return errors.New("died")
		}
		return nil
	}, func() bool { return slices.Contains(heard, "b") })
	other := open.Open(t)
	openNotes(t, other)
	if got := heardUntil(t, other, "n1 3 c"); !slices.Equal(of(got, "n1")[len(got)-2:], []string{"2 b", "3 c"}) {
		t.Errorf("heard %v, want b again, then c", got)
	}
}

func testRelayKeepsGoing(t *testing.T, open Place) {
	home := open.Open(t)
	c := openNotes(t, home)
	tell(t, c, "n1", "a", "b")
	tell(t, c, "n2", "a", "b")
	tell(t, c, "n3", "a")
	var heard []string
	refusals := 0
	relay(t, home, func(e event.Event) error {
		if e.Document == "n1" && refusals < 3 {
			refusals++
			return errors.New("not yet")
		}
		heard = append(heard, fmt.Sprint(e.Document, " ", e.Version, " ", e.Kind))
		return nil
	}, func() bool { return len(heard) == 5 })
	want := []string{"n2 1 a", "n2 2 b", "n3 1 a", "n1 1 a", "n1 2 b"}
	if !slices.Equal(heard, want) || refusals != 3 {
		t.Errorf("heard %v after %d refusals, want %v after 3", heard, refusals, want)
	}
}

func testRelayWhileWriting(t *testing.T, open Place) {
	home := open.Open(t)
	c := openNotes(t, home)
	const writers, rounds = 4, 12
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for range rounds {
				tell(t, c, fmt.Sprint("n", w), "told")
			}
		})
	}
	last := map[string]int64{}
	relay(t, home, func(e event.Event) error {
		if e.Version > last[e.Document]+1 {
			t.Errorf("%s: version %d after %d", e.Document, e.Version, last[e.Document])
		}
		last[e.Document] = max(last[e.Document], e.Version)
		return nil
	}, func() bool {
		done := 0
		for _, v := range last {
			done += int(v)
		}
		return done == writers*rounds
	})
	wg.Wait()
}

func testRelayCollections(t *testing.T, open Place) {
	ctx := t.Context()
	home := open.Open(t)
	c := openNotes(t, home)
	shape := noteShape
	shape.Name = "other_notes"
	other, err := docstore.Open(ctx, home, shape, noteIndex, (&clock{start}).now)
	if err != nil {
		t.Fatal(err)
	}
	tell(t, c, "n1", "a")
	if _, err := other.Insert(ctx, "n1", "john", "write", note{}, event.Event{Kind: "x"}, event.Event{Kind: "y", Data: []byte(`{"b":[[1]]}`)}); err != nil {
		t.Fatal(err)
	}
	var heard []string
	relay(t, home, func(e event.Event) error {
		heard = append(heard, fmt.Sprint(e.Collection, " ", e.Kind, string(e.Data)))
		return nil
	}, func() bool { return len(heard) == 3 })
	slices.Sort(heard)
	if want := []string{"notes a", "other_notes x", `other_notes y{"b":[[1]]}`}; !slices.Equal(heard, want) {
		t.Errorf("heard %v, want %v", heard, want)
	}
}
