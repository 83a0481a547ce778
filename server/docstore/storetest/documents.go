package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
)

var documentTests = map[string]func(*testing.T, Place){
	"what was written is read, by another home too": testReadBack,
	"what is not there is not found":                testNotFound,
	"an id is used once, also after it was deleted": testIDUsedOnce,
	"a refused change writes nothing":               testRefusedChange,
	"a stale version writes nothing":                testStaleVersion,
	"collections do not see each other":             testCollectionsApart,
	"any JSON comes back as it was":                 testJSONRoundTrip,
	"a document over the limit is refused":          testTooLarge,
	"16 writers × 50 increments lose none":          testConcurrentUpdates,
	"of 16 inserts of one id one wins":              testConcurrentInserts,
	"an update that meets a delete finds nothing":   testUpdateAfterDelete,
}

func testReadBack(t *testing.T, open Place) {
	ctx := t.Context()
	home := open.Open(t)
	c := openNotes(t, home)
	rank := int64(7)
	n := note{Title: "one", Tags: []string{"a", "b"}, Rank: &rank, Due: time.Date(2023, 9, 20, 7, 30, 0, 0, time.UTC)}
	d, err := c.Insert(ctx, "n1", "warren", "write", n)
	if err != nil || d.Version != 1 {
		t.Fatalf("insert: got version %d, %v", d.Version, err)
	}
	d, err = c.Update(ctx, "n1", "john", "count", func(n note) (note, []event.Event, error) {
		n.Count++
		return n, nil, nil
	})
	if err != nil || d.Version != 2 {
		t.Fatalf("update: got version %d, %v", d.Version, err)
	}
	n.Count = 1
	other := openNotes(t, open.Open(t))
	got, err := other.Get(ctx, "n1")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(docstore.Doc[note]{ID: "n1", Version: 2, Value: n}, got); diff != "" {
		t.Error(diff)
	}
	if err := home.Ping(ctx); err != nil {
		t.Errorf("ping: %v", err)
	}
}

func testNotFound(t *testing.T, open Place) {
	ctx := t.Context()
	c := openNotes(t, open.Open(t))
	_, get := c.Get(ctx, "n1")
	_, update := c.Update(ctx, "n1", "john", "count", func(n note) (note, []event.Event, error) { return n, nil, nil })
	_, history := c.History(ctx, "n1")
	_, asAt := c.AsAt(ctx, "n1", time.Now())
	for name, err := range map[string]error{
		"get": get, "update": update, "history": history, "as at": asAt,
		"delete": c.Delete(ctx, "n1", "john", "remove"),
	} {
		if !errors.Is(err, docstore.ErrNotFound) {
			t.Errorf("%s: got %v, want ErrNotFound", name, err)
		}
	}
}

func testIDUsedOnce(t *testing.T, open Place) {
	ctx := t.Context()
	c := openNotes(t, open.Open(t))
	insert(t, c, "n1", note{Title: "one"})
	if _, err := c.Insert(ctx, "n1", "john", "write", note{Title: "two"}); !errors.Is(err, docstore.ErrExists) {
		t.Errorf("while it is there: got %v, want ErrExists", err)
	}
	if err := c.Delete(ctx, "n1", "john", "remove"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Get(ctx, "n1"); !errors.Is(err, docstore.ErrNotFound) {
		t.Errorf("get what was deleted: got %v, want ErrNotFound", err)
	}
	wantIDs(t, c, docstore.Query{})
	if _, err := c.Insert(ctx, "n1", "john", "write", note{Title: "three"}); !errors.Is(err, docstore.ErrExists) {
		t.Errorf("after it was deleted: got %v, want ErrExists", err)
	}
	insert(t, c, "n2", note{Title: "three"}) // nothing was left of the refused one
}

func testRefusedChange(t *testing.T, open Place) {
	ctx := t.Context()
	c := openNotes(t, open.Open(t))
	insert(t, c, "n1", note{Title: "one"})
	errNo := errors.New("not in this stage")
	_, err := c.Update(ctx, "n1", "john", "rename", func(n note) (note, []event.Event, error) {
		n.Title = "two"
		return n, []event.Event{{Kind: "renamed"}}, errNo
	})
	if !errors.Is(err, errNo) {
		t.Fatalf("got %v, want the refusal", err)
	}
	if d, err := c.Get(ctx, "n1"); err != nil || d.Version != 1 || d.Value.Title != "one" {
		t.Errorf("got %+v, %v, want version 1 as it was", d, err)
	}
	if steps, err := c.History(ctx, "n1"); err != nil || len(steps) != 1 {
		t.Errorf("got %d steps, %v, want 1", len(steps), err)
	}
}

func testStaleVersion(t *testing.T, open Place) {
	ctx := t.Context()
	home := open.Open(t)
	c, r := openNotes(t, home), records(t, home)
	insert(t, c, "n1", note{Title: "one"})
	entry := docstore.Entry{Document: "n1", Version: 3, At: time.Now(), By: "john", Act: "rename",
		Body: []byte(`{"title":"two"}`), Events: []event.Event{{Kind: "renamed"}}}
	stale := docstore.Record{ID: "n1", Version: 3, Body: entry.Body, Index: map[string][]any{"title": {"two"}}}
	if ok, err := r.Replace(ctx, stale, entry); ok || err != nil {
		t.Errorf("replace version 2 where 1 is stored: got %v, %v, want false", ok, err)
	}
	if ok, err := r.Delete(ctx, "n1", 3, entry); ok || err != nil {
		t.Errorf("delete version 2 where 1 is stored: got %v, %v, want false", ok, err)
	}
	if steps, err := c.History(ctx, "n1"); err != nil || len(steps) != 1 {
		t.Errorf("got %d steps, %v, want 1", len(steps), err)
	}
	wantIDs(t, c, docstore.Query{Where: []docstore.Condition{docstore.Is("title", "one")}}, "n1")
	insert(t, c, "n2", note{Title: "two"}) // the stale writer's key is free
}

func testCollectionsApart(t *testing.T, open Place) {
	ctx := t.Context()
	home := open.Open(t)
	c := openNotes(t, home)
	shape := noteShape
	shape.Name = "other_notes"
	other, err := docstore.Open(ctx, home, shape, noteIndex, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	insert(t, c, "n1", note{Title: "one"})
	insert(t, other, "n1", note{Title: "one", Count: 2})
	if err := other.Delete(ctx, "n1", "john", "remove"); err != nil {
		t.Fatal(err)
	}
	wantIDs(t, c, docstore.Query{}, "n1")
	if steps, err := c.History(ctx, "n1"); err != nil || len(steps) != 1 {
		t.Errorf("got %d steps, %v, want the one of this collection", len(steps), err)
	}
}

func testJSONRoundTrip(t *testing.T, open Place) {
	ctx := t.Context()
	c, err := docstore.Open(ctx, open.Open(t), docstore.Shape{Name: "raw"}, func(json.RawMessage) map[string][]any { return nil }, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"whole numbers":     `{"a":0,"b":-1,"c":9007199254740993,"d":9223372036854775807,"e":18446744073709551616}`,
		"fractions":         `{"a":1.0,"b":1,"c":1e400,"d":0.1,"e":-0.0,"f":5e-324,"g":1.7976931348623157e308}`,
		"nothing":           `{"a":null,"b":"","c":[],"d":{},"e":false}`,
		"lists of lists":    `{"a":[[1,[2,[]]],[{"b":[[]]}]]}`,
		"awkward keys":      `{"a.b":1,"$set":{"$gt":2},"":3,"_id":4,"a":{".":5,"$":6}}`,
		"order of keys":     `{"z":1,"a":2,"m":{"z":1,"a":2}}`,
		"letters":           `{"ar":"مجموعة","zh":"采购","emoji":"🏙️","nul":"\u0000","line":"\u2028","tag":"\u003cb\u003e"}`,
		"not an object":     `[1,"two",null]`,
		"a bare value":      `"text"`,
		"as deep as anyone": strings.Repeat(`{"a":`, 60) + `1` + strings.Repeat(`}`, 60),
	} {
		if _, err := c.Insert(ctx, name, "john", "write", json.RawMessage(text), event.Event{Kind: "k", Data: json.RawMessage(text)}); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		d, err := c.Get(ctx, name)
		if err != nil || string(d.Value) != text {
			t.Errorf("%s: got %s, %v, want %s", name, d.Value, err, text)
		}
		steps, err := c.History(ctx, name)
		if err != nil || len(steps) != 1 || string(steps[0].Value) != text || string(steps[0].Events[0].Data) != text {
			t.Errorf("%s: history has %+v, %v", name, steps, err)
		}
	}
	d, err := c.Insert(ctx, "broken letters", "john", "write", json.RawMessage("{\"a\":\"\xff\"}"))
	if err != nil {
		t.Fatalf("a text that is not UTF-8: %v", err)
	}
	if d, err = c.Get(ctx, d.ID); err != nil || string(d.Value) != "{\"a\":\"\ufffd\"}" {
		t.Errorf("a text that is not UTF-8: got %q, %v, want the replacement character", d.Value, err)
	}
}

func testTooLarge(t *testing.T, open Place) {
	ctx := t.Context()
	almost := strings.Repeat("x", docstore.MaxBody-100)
	raw, err := docstore.Open(ctx, open.Open(t), docstore.Shape{Name: "raw"}, func(string) map[string][]any { return nil }, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := raw.Insert(ctx, "big", "john", "write", almost); err != nil {
		t.Fatal(err)
	}
	for range 3 { // versions that wait for a relay do not add up to more than fits
		if _, err := raw.Update(ctx, "big", "john", "write again", func(s string) (string, []event.Event, error) { return s, nil, nil }); err != nil {
			t.Fatal(err)
		}
	}
	if d, err := raw.Get(ctx, "big"); err != nil || d.Value != almost || d.Version != 4 {
		t.Errorf("got %d bytes in version %d, %v", len(d.Value), d.Version, err)
	}
	if steps, err := raw.History(ctx, "big"); err != nil || len(steps) != 4 {
		t.Errorf("got %d steps, %v, want 4", len(steps), err)
	}
	_, err = raw.Insert(ctx, "bigger", "john", "write", almost+strings.Repeat("x", 200))
	if !errors.Is(err, docstore.ErrTooLarge) {
		t.Errorf("got %v, want ErrTooLarge", err)
	}
}

func testConcurrentUpdates(t *testing.T, open Place) {
	ctx := t.Context()
	writers, rounds := 16, 50
	if open.OneClient {
		rounds = 5 // one command at a time
	}
	first, second := open.two(t) // as two processes would
	insert(t, openNotes(t, first), "n1", note{Title: "one"})
	var wg sync.WaitGroup
	for w := range writers {
		c := openNotes(t, []docstore.Home{first, second}[w%2])
		wg.Go(func() {
			for range rounds {
				_, err := c.Update(ctx, "n1", fmt.Sprint("writer ", w), "count", func(n note) (note, []event.Event, error) {
					n.Count++
					return n, nil, nil
				})
				if err != nil {
					t.Errorf("writer %d: %v", w, err)
				}
			}
		})
	}
	wg.Wait()
	c := openNotes(t, first)
	d, err := c.Get(ctx, "n1")
	if err != nil || d.Value.Count != writers*rounds || d.Version != int64(writers*rounds+1) {
		t.Fatalf("got %d in version %d, %v, want %d acknowledged increments", d.Value.Count, d.Version, err, writers*rounds)
	}
	steps, err := c.History(ctx, "n1")
	if err != nil || len(steps) != writers*rounds+1 {
		t.Fatalf("got %d steps, %v, want %d", len(steps), err, writers*rounds+1)
	}
	for i, s := range steps {
		if s.Version != int64(i+1) || s.Value.Count != i {
			t.Fatalf("step %d is version %d with count %d", i, s.Version, s.Value.Count)
		}
	}
}

func testConcurrentInserts(t *testing.T, open Place) {
	ctx := t.Context()
	one, two := open.two(t)
	first, second := openNotes(t, one), openNotes(t, two)
	var won atomic.Int64
	var wg sync.WaitGroup
	for w := range 16 {
		c := []*notes{first, second}[w%2]
		wg.Go(func() {
			_, err := c.Insert(ctx, "n1", "john", "write", note{Title: fmt.Sprint("title ", w), Count: w})
			switch {
			case err == nil:
				won.Add(1)
			case !errors.Is(err, docstore.ErrExists):
				t.Errorf("writer %d: got %v, want ErrExists", w, err)
			}
		})
	}
	wg.Wait()
	if won.Load() != 1 {
		t.Errorf("%d inserts of one id won, want 1", won.Load())
	}
	d, err := first.Get(ctx, "n1")
	if err != nil || d.Version != 1 {
		t.Fatalf("got version %d, %v, want 1", d.Version, err)
	}
	for w := range 16 { // the titles of those who lost are free
		if w != d.Value.Count {
			insert(t, first, fmt.Sprint("m", w), note{Title: fmt.Sprint("title ", w)})
		}
	}
}

func testUpdateAfterDelete(t *testing.T, open Place) {
	ctx := t.Context()
	c := openNotes(t, open.Open(t))
	insert(t, c, "n1", note{Title: "one"})
	deleted := false
	_, err := c.Update(ctx, "n1", "john", "rename", func(n note) (note, []event.Event, error) {
		if !deleted { // somebody else, between read and write
			deleted = true
			if err := c.Delete(context.WithoutCancel(ctx), "n1", "warren", "remove"); err != nil {
				t.Error(err)
			}
		}
		n.Title = "two"
		return n, nil, nil
	})
	if !errors.Is(err, docstore.ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
	if steps, err := c.History(ctx, "n1"); err != nil || len(steps) != 2 || !steps[1].Deleted {
		t.Errorf("got %+v, %v, want write and remove", steps, err)
	}
}
