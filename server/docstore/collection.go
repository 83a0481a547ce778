package docstore

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"rapporteur/server/event"
)

// maxTries bounds how often an update is run again when others write the same
// document. With a writer a millisecond, the hundredth try is already hopeless.
const maxTries = 100

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
	records, err := home.Records(ctx, shape)
	if err != nil {
		return nil, fmt.Errorf("open collection %s: %w", shape.Name, err)
	}
	return &Collection[T]{records: records, shape: shape, index: index, now: now}, nil
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
	for range maxTries {
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
	for range maxTries {
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
	if err := c.shape.check(&q); err != nil {
		return nil, "", fmt.Errorf("find %s: %w", c.shape.Name, err)
	}
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
	e := Entry{Document: id, Version: version, At: c.now().UTC(), By: by, Act: act, Body: body}
	e.Events = c.stamp(events, e)
	return Record{ID: id, Version: version, Body: body, Index: c.index(value)}, e, nil
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

// check refuses a query the shape cannot answer, and fills in the page size.
func (s Shape) check(q *Query) error {
	field := func(name string) (Field, error) {
		for _, f := range s.Fields {
			if f.Name == name {
				return f, nil
			}
		}
		return Field{}, fmt.Errorf("%q is not an index field of %s", name, s.Name)
	}
	for _, w := range q.Where {
		if _, err := field(w.Field); err != nil {
			return err
		}
	}
	if q.Order != "" {
		f, err := field(q.Order)
		if err != nil {
			return err
		}
		if f.List {
			return fmt.Errorf("%s cannot be sorted by %q, which is a list", s.Name, q.Order)
		}
	}
	if q.Limit <= 0 {
		q.Limit = DefaultLimit
	}
	q.Limit = min(q.Limit, MaxLimit)
	return nil
}
