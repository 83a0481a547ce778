package mongostore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"rapporteur/server/docstore"
)

// moment is a time to the nanosecond: a BSON date holds milliseconds, so that
// people can search by it, and the rest stands beside it.
type moment struct {
	At time.Time `bson:"at"`
	Ns int32     `bson:"ns"` // below one million
}

func momentOf(t time.Time) moment {
	return moment{At: time.UnixMilli(t.UnixMilli()).UTC(), Ns: int32(t.Nanosecond() % int(time.Millisecond))}
}

func (m moment) time() time.Time { return m.At.Add(time.Duration(m.Ns)).UTC() }

// step is a history entry as it is stored: in the tail of its document at
// first, then in the history.
type step struct {
	V      int64  `bson:"v"`
	Moment moment `bson:",inline"`
	By     string `bson:"by"`
	Act    string `bson:"act"`
	Gone   bool   `bson:"gone,omitempty"`
	Body   string `bson:"body,omitempty"`   // JSON text
	Events string `bson:"events,omitempty"` // JSON text
}

// past is a step in the history.
type past struct {
	ID         string `bson:"_id"` // of collection, document and version: moving it twice is moving it once
	Collection string `bson:"c"`
	Document   string `bson:"d"`
	Step       step   `bson:",inline"`
	Due        bool   `bson:"due,omitempty"` // its events are to be delivered
}

func stepOf(e docstore.Entry) (step, error) {
	s := step{V: e.Version, Moment: momentOf(e.At), By: e.By, Act: e.Act, Gone: e.Deleted, Body: string(e.Body)}
	if len(e.Events) > 0 {
		events, err := json.Marshal(e.Events)
		if err != nil {
			return s, fmt.Errorf("encode events: %w", err)
		}
		s.Events = string(events)
	}
	return s, nil
}

func (s step) entry(document string) (docstore.Entry, error) {
	e := docstore.Entry{Document: document, Version: s.V, At: s.Moment.time(), By: s.By, Act: s.Act, Deleted: s.Gone}
	if !s.Gone {
		e.Body = []byte(s.Body)
	}
	if s.Events != "" {
		if err := json.Unmarshal([]byte(s.Events), &e.Events); err != nil {
			return e, fmt.Errorf("decode events of %s version %d: %w", document, s.V, err)
		}
	}
	return e, nil
}

// settle moves the tail of a document to the history: first every entry is
// written there, in order, then the tail loses what was written. Broken off
// anywhere, it is done again; two at once do no harm.
func (r *records) settle(ctx context.Context, id string) error {
	d, err := r.read(ctx, id, "v", "tail", "due")
	if errors.Is(err, docstore.ErrNotFound) || (err == nil && !d.Due) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, s := range d.Tail {
		_, err := r.home.history.InsertOne(ctx, past{
			ID:         fmt.Sprintf("%s/%s@%020d", r.shape.Name, id, s.V),
			Collection: r.shape.Name, Document: id, Step: s, Due: s.Events != "",
		})
		if err != nil && !mongo.IsDuplicateKeyError(err) {
			return fmt.Errorf("move the history of %s %s: %w", r.shape.Name, id, err)
		}
	}
	return r.trim(ctx, d)
}

// trim takes from the tail what d has of it. While the version is the same,
// nothing has come behind it; else the first ones go one by one.
func (r *records) trim(ctx context.Context, d row) error {
	result, err := r.docs.UpdateOne(ctx, append(byID(d.ID), bson.E{Key: "v", Value: d.V}),
		bson.D{{Key: "$unset", Value: bson.D{{Key: "tail", Value: ""}, {Key: "due", Value: ""}}}})
	if err != nil || result.MatchedCount == 1 {
		return err
	}
	for _, s := range d.Tail {
		_, err := r.docs.UpdateOne(ctx, append(byID(d.ID), bson.E{Key: "tail.0.v", Value: s.V}),
			bson.D{{Key: "$pop", Value: bson.D{{Key: "tail", Value: -1}}}})
		if err != nil {
			return fmt.Errorf("shorten the tail of %s %s: %w", r.shape.Name, d.ID, err)
		}
	}
	return nil
}

// History reads the tail first: what leaves it meanwhile is in the history already.
func (r *records) History(ctx context.Context, id string) (entries []docstore.Entry, err error) {
	d, err := r.read(ctx, id, "v", "tail")
	if err != nil {
		return nil, err
	}
	rows, err := r.home.history.Find(ctx, r.pastOf(id), options.Find().SetSort(bson.D{{Key: "v", Value: 1}}))
	if err != nil {
		return nil, fmt.Errorf("query history: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close(ctx)) }()
	add := func(s step) error {
		if len(entries) > 0 && s.V <= entries[len(entries)-1].Version {
			return nil // in both
		}
		e, err := s.entry(id)
		entries = append(entries, e)
		return err
	}
	for rows.Next(ctx) {
		var p past
		if err := rows.Decode(&p); err != nil {
			return nil, fmt.Errorf("decode history: %w", err)
		}
		if err := add(p.Step); err != nil {
			return nil, err
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for _, s := range d.Tail {
		if err := add(s); err != nil {
			return nil, err
		}
	}
	if len(entries) == 0 {
		return nil, docstore.ErrNotFound // it is being made
	}
	return entries, nil
}

func (r *records) pastOf(id string) bson.D {
	return bson.D{{Key: "c", Value: r.shape.Name}, {Key: "d", Value: id}}
}

// AsAt looks at the newest steps first: those in the tail, then the history.
func (r *records) AsAt(ctx context.Context, id string, at time.Time) (rec docstore.Record, err error) {
	d, err := r.read(ctx, id, "v", "tail")
	if err != nil {
		return rec, err
	}
	for i := len(d.Tail) - 1; i >= 0; i-- {
		if s := d.Tail[i]; !s.Moment.time().After(at) {
			return s.record(id)
		}
	}
	filter := append(r.pastOf(id), bson.E{Key: "at", Value: bson.D{{Key: "$lte", Value: momentOf(at).At}}})
	rows, err := r.home.history.Find(ctx, filter, options.Find().SetSort(bson.D{{Key: "v", Value: -1}}).SetBatchSize(2))
	if err != nil {
		return rec, fmt.Errorf("query history: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close(context.WithoutCancel(ctx))) }()
	for rows.Next(ctx) {
		var p past
		if err := rows.Decode(&p); err != nil {
			return rec, fmt.Errorf("decode history: %w", err)
		}
		if !p.Step.Moment.time().After(at) { // the same millisecond, and not later in it
			return p.Step.record(id)
		}
	}
	if err := rows.Err(); err != nil {
		return rec, err
	}
	return rec, docstore.ErrNotFound
}

func (s step) record(id string) (docstore.Record, error) {
	if s.Gone {
		return docstore.Record{}, docstore.ErrNotFound
	}
	return docstore.Record{ID: id, Version: s.V, Body: []byte(s.Body)}, nil
}
