package docstore

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	"rapporteur/server/event"
)

// maxTries bounds how often an update is run again when others write the same
// document; at the hundredth try the writer has stepped back for a long time.
const maxTries = 100

// Steps back between two tries.
const (
	shortestPause = time.Millisecond
	longestPause  = 500 * time.Millisecond
)

// turn makes writers of one document take turns: whoever loses steps back for
// a random time, measured by how long a try takes here and doubled with each
// loss, so that writers on a slow database do not march in step either.
type turn struct {
	lost  int
	began time.Time
}

// next returns when the next try may begin; at once for the first two.
func (u *turn) next(ctx context.Context) error {
	took := time.Since(u.began)
	defer func() { u.began = time.Now() }()
	u.lost++
	if u.lost <= 2 {
		return ctx.Err()
	}
	most := max(took, shortestPause) << min(u.lost-3, 5)
	timer := time.NewTimer(rand.N(min(most, longestPause)))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// Collection keeps the documents of one feature. T is encoded as JSON; a field
// it does not know is lost when it is written, so fields are added, not renamed.
type Collection[T any] struct {
	records Records
	shape   Shape
	index   func(T) map[string][]any
	now     func() time.Time
}

// Open gives the collection on the given home. index derives the values of the
// shape's fields from a document; it is pure and never fails.
func Open[T any](ctx context.Context, home Home, shape Shape, index func(T) map[string][]any, now func() time.Time) (*Collection[T], error) {
	c := &Collection[T]{shape: shape, index: index, now: now}
	c.shape.Index = c.indexBody
	if err := shape.Check(); err != nil {
		return nil, err
	}
	var err error
	if c.records, err = home.Records(ctx, c.shape); err != nil {
		return nil, fmt.Errorf("open collection %s: %w", shape.Name, err)
	}
	return c, nil
}

// Doc is a document with the version it is at.
type Doc[T any] struct {
	ID      string
	Version int64
	Value   T
}

// Step is one entry of a document's history, decoded.
type Step[T any] struct {
	Version int64
	At      time.Time
	By, Act string
	Deleted bool
	Value   T // the zero T when Deleted
	Events  []event.Event
}

// Get returns ErrNotFound where there is no such document.
func (c *Collection[T]) Get(ctx context.Context, id string) (Doc[T], error) {
	r, err := c.records.Get(ctx, id)
	if err != nil {
		return Doc[T]{}, fmt.Errorf("get %s %s: %w", c.shape.Name, id, err)
	}
	return c.decode(r)
}

// Insert keeps a new document. It returns ErrExists where the id or a unique
// key is taken.
func (c *Collection[T]) Insert(ctx context.Context, id, by, act string, value T, events ...event.Event) (Doc[T], error) {
	r, e, err := c.encode(id, 1, by, act, value, events)
	if err == nil {
		err = c.records.Insert(ctx, r, e)
	}
	if err != nil {
		return Doc[T]{}, fmt.Errorf("insert %s %s: %w", c.shape.Name, id, err)
	}
	return Doc[T]{ID: id, Version: 1, Value: value}, nil
}

// Update reads the document, lets change make the next one, and writes it if
// nobody wrote meanwhile; else it starts over. change may therefore run several
// times and must have no side effect. Its error is returned and nothing is written.
func (c *Collection[T]) Update(ctx context.Context, id, by, act string, change func(T) (T, []event.Event, error)) (Doc[T], error) {
	turn := &turn{}
	for range maxTries {
		if err := turn.next(ctx); err != nil {
			return Doc[T]{}, fmt.Errorf("update %s %s: %w", c.shape.Name, id, err)
		}
		current, err := c.Get(ctx, id)
		if err != nil {
			return Doc[T]{}, err
		}
		value, events, err := change(current.Value)
		if err != nil {
			return Doc[T]{}, fmt.Errorf("%s %s: %w", act, id, err)
		}
		r, e, err := c.encode(id, current.Version+1, by, act, value, events)
		if err != nil {
			return Doc[T]{}, err
		}
		ok, err := c.records.Replace(ctx, r, e)
		if err != nil {
			return Doc[T]{}, fmt.Errorf("update %s %s: %w", c.shape.Name, id, err)
		}
		if ok {
			return Doc[T]{ID: id, Version: r.Version, Value: value}, nil
		}
	}
	return Doc[T]{}, fmt.Errorf("update %s %s: %w", c.shape.Name, id, ErrBusy)
}

// Delete removes the document; its history stays. It returns ErrNotFound where
// there is none.
func (c *Collection[T]) Delete(ctx context.Context, id, by, act string, events ...event.Event) error {
	turn := &turn{}
	for range maxTries {
		if err := turn.next(ctx); err != nil {
			return fmt.Errorf("delete %s %s: %w", c.shape.Name, id, err)
		}
		r, err := c.records.Get(ctx, id)
		if err != nil {
			return fmt.Errorf("delete %s %s: %w", c.shape.Name, id, err)
		}
		e := Entry{Document: id, Version: r.Version + 1, At: c.now().UTC(), By: by, Act: act, Deleted: true}
		e.Events = c.stamp(events, e)
		ok, err := c.records.Delete(ctx, id, e.Version, e)
		if err != nil {
			return fmt.Errorf("delete %s %s: %w", c.shape.Name, id, err)
		}
		if ok {
			return nil
		}
	}
	return fmt.Errorf("delete %s %s: %w", c.shape.Name, id, ErrBusy)
}

// Find gives a page and the After of the next one; "" at the end.
func (c *Collection[T]) Find(ctx context.Context, q Query) ([]Doc[T], string, error) {
	records, next, err := c.records.Find(ctx, q)
	if err != nil {
		return nil, "", fmt.Errorf("find %s: %w", c.shape.Name, err)
	}
	found := make([]Doc[T], 0, len(records))
	for _, r := range records {
		d, err := c.decode(r)
		if err != nil {
			return nil, "", err
		}
		found = append(found, d)
	}
	return found, next, nil
}

// All follows the pages of q to the end. It is for collections that are small
// by nature (the seats of a group), not for lists people page through.
func (c *Collection[T]) All(ctx context.Context, q Query) ([]Doc[T], error) {
	var all []Doc[T]
	q.Limit = MaxLimit
	for {
		page, next, err := c.Find(ctx, q)
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if next == "" {
			return all, nil
		}
		q.After = next
	}
}

// AsAt gives the document as it was at that moment.
func (c *Collection[T]) AsAt(ctx context.Context, id string, at time.Time) (Doc[T], error) {
	r, err := c.records.AsAt(ctx, id, at)
	if err != nil {
		return Doc[T]{}, fmt.Errorf("get %s %s as at %s: %w", c.shape.Name, id, at.Format(time.RFC3339), err)
	}
	return c.decode(r)
}

// History gives every step the document went through, oldest first.
func (c *Collection[T]) History(ctx context.Context, id string) ([]Step[T], error) {
	entries, err := c.records.History(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("history of %s %s: %w", c.shape.Name, id, err)
	}
	steps := make([]Step[T], 0, len(entries))
	for _, e := range entries {
		s := Step[T]{Version: e.Version, At: e.At, By: e.By, Act: e.Act, Deleted: e.Deleted, Events: e.Events}
		if !e.Deleted {
			if err := json.Unmarshal(e.Body, &s.Value); err != nil {
				return nil, fmt.Errorf("decode %s %s version %d: %w", c.shape.Name, id, e.Version, err)
			}
		}
		steps = append(steps, s)
	}
	return steps, nil
}

func (c *Collection[T]) encode(id string, version int64, by, act string, value T, events []event.Event) (Record, Entry, error) {
	body, err := json.Marshal(value)
	if err != nil {
		return Record{}, Entry{}, fmt.Errorf("encode %s %s: %w", c.shape.Name, id, err)
	}
	body = bytes.ToValidUTF8(body, []byte("\ufffd")) // only a RawMessage can bring such bytes; a reader would see the same
	if len(body) > MaxBody {
		return Record{}, Entry{}, fmt.Errorf("encode %s %s: %w", c.shape.Name, id, ErrTooLarge)
	}
	values, err := c.shape.Values(c.index(value))
	if err != nil {
		return Record{}, Entry{}, fmt.Errorf("index %s %s: %w", c.shape.Name, id, err)
	}
	e := Entry{Document: id, Version: version, At: c.now().UTC(), By: by, Act: act, Body: body}
	e.Events = c.stamp(events, e)
	return Record{ID: id, Version: version, Body: body, Index: values}, e, nil
}

// indexBody is what a home reads an older document with.
func (c *Collection[T]) indexBody(body []byte) (map[string][]any, error) {
	var value T
	if err := json.Unmarshal(body, &value); err != nil {
		return nil, fmt.Errorf("decode: %w", err)
	}
	return c.shape.Values(c.index(value))
}

// stamp says in each event which step it came from, so that a listener can
// tell a repeated delivery from a new event.
func (c *Collection[T]) stamp(events []event.Event, e Entry) []event.Event {
	stamped := make([]event.Event, len(events))
	for i, ev := range events {
		ev.Collection, ev.Document, ev.Version, ev.At, ev.By = c.shape.Name, e.Document, e.Version, e.At, e.By
		stamped[i] = ev
	}
	return stamped
}

func (c *Collection[T]) decode(r Record) (Doc[T], error) {
	d := Doc[T]{ID: r.ID, Version: r.Version}
	if err := json.Unmarshal(r.Body, &d.Value); err != nil {
		return d, fmt.Errorf("decode %s %s: %w", c.shape.Name, r.ID, err)
	}
	return d, nil
}
