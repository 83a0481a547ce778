package mongostore

import (
	"context"
	"errors"
	"fmt"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"rapporteur/server/docstore"
)

// A tail is moved by its writer, before the write, every tailSteps versions
// and for bodies over tailBody: so it stays far below 16 MiB without a relay.
const (
	tailSteps = 32
	tailBody  = 128 << 10
)

// row is a document as it is stored. One that is being made has version 0; one
// that was deleted keeps its version and is not live: its id is used up.
type row struct {
	ID    string    `bson:"_id"`
	V     int64     `bson:"v"`
	Live  bool      `bson:"live,omitempty"`
	Body  string    `bson:"body,omitempty"`  // JSON text; docs/adr/0004 says why not BSON
	F     bson.D    `bson:"f,omitempty"`     // index fields
	Stamp string    `bson:"stamp,omitempty"` // of the shape that made F
	Fence string    `bson:"fence,omitempty"` // see keys.go
	Keys  []heldKey `bson:"keys,omitempty"`  // see keys.go
	Tail  []step    `bson:"tail,omitempty"`  // history that the relay has yet to move
	Due   bool      `bson:"due,omitempty"`   // there is a tail
}

// records is one collection.
type records struct {
	home   *Home
	shape  docstore.Shape
	stamp  string
	unique bool // the shape has a unique field
	docs   *mongo.Collection
}

// Records opens the named collection.
func (h *Home) Records(ctx context.Context, shape docstore.Shape) (docstore.Records, error) {
	if err := shape.Check(); err != nil {
		return nil, err
	}
	r := &records{home: h, shape: shape, stamp: shape.Stamp(), docs: h.db.Collection(shape.Name)}
	keys := []bson.D{{{Key: "due", Value: 1}}, {{Key: "stamp", Value: 1}}}
	for _, f := range shape.Fields {
		r.unique = r.unique || f.Unique
		keys = append(keys, bson.D{{Key: "f." + f.Name, Value: 1}, {Key: "_id", Value: 1}})
	}
	if err := h.index(ctx, r.docs, keys...); err != nil {
		return nil, err
	}
	if shape.Index != nil {
		if err := r.reindex(ctx); err != nil {
			return nil, err
		}
	}
	h.mu.Lock()
	h.opened[shape.Name] = r
	h.mu.Unlock()
	return r, nil
}

func (r *records) Get(ctx context.Context, id string) (docstore.Record, error) {
	d, err := r.read(ctx, id, "v", "live", "body")
	if err == nil && !d.Live {
		err = docstore.ErrNotFound
	}
	if err != nil {
		return docstore.Record{}, err
	}
	return docstore.Record{ID: id, Version: d.V, Body: []byte(d.Body)}, nil
}

// read gives some fields of a row, also of one that is not live.
func (r *records) read(ctx context.Context, id string, fields ...string) (row, error) {
	var d row
	err := r.docs.FindOne(ctx, byID(id), options.FindOne().SetProjection(only(fields...))).Decode(&d)
	if errors.Is(err, mongo.ErrNoDocuments) {
		err = docstore.ErrNotFound
	}
	return d, err
}

func only(fields ...string) bson.D {
	var projection bson.D
	for _, f := range fields {
		projection = append(projection, bson.E{Key: f, Value: 1})
	}
	return projection
}

func (r *records) Insert(ctx context.Context, rec docstore.Record, e docstore.Entry) error {
	next, err := r.next(rec, e)
	if err != nil {
		return err
	}
	if len(next.keys) > 0 {
		err = r.insertWithKeys(ctx, next)
	} else {
		err = r.insertPlain(ctx, next)
	}
	if err == nil {
		r.home.nudge(e)
	}
	return err
}

func (r *records) insertPlain(ctx context.Context, next version) error {
	_, err := r.docs.InsertOne(ctx, row{
		ID: next.id, V: 1, Live: true, Body: next.step.Body, F: next.fields, Stamp: r.stamp,
		Tail: []step{next.step}, Due: true,
	})
	if !mongo.IsDuplicateKeyError(err) {
		return err
	}
	if d, err := r.read(ctx, next.id, "v"); err == nil && d.V > 0 {
		return docstore.ErrExists
	}
	return r.insertWithKeys(ctx, next) // somebody was making it, and perhaps died
}

func (r *records) Replace(ctx context.Context, rec docstore.Record, e docstore.Entry) (bool, error) {
	next, err := r.next(rec, e)
	if err != nil {
		return false, err
	}
	return r.change(ctx, next, e)
}

func (r *records) Delete(ctx context.Context, id string, number int64, e docstore.Entry) (bool, error) {
	next, err := r.next(docstore.Record{ID: id, Version: number}, e)
	if err != nil {
		return false, err
	}
	return r.change(ctx, next, e)
}

// version is what a document becomes.
type version struct {
	id     string
	number int64
	fields bson.D
	keys   []string // ids of the key documents it needs
	step   step
}

func (r *records) next(rec docstore.Record, e docstore.Entry) (version, error) {
	s, err := stepOf(e)
	if err != nil {
		return version{}, err
	}
	return version{id: rec.ID, number: rec.Version, fields: r.fields(rec.Index), keys: r.keysOf(rec.Index), step: s}, nil
}

// change writes next over the version before it.
func (r *records) change(ctx context.Context, next version, e docstore.Entry) (bool, error) {
	if next.number%tailSteps == 0 || len(next.step.Body) > tailBody {
		if err := r.settle(ctx, next.id); err != nil {
			return false, err
		}
	}
	base := row{ID: next.id, V: next.number - 1, Live: true}
	if r.unique {
		d, err := r.read(ctx, next.id, "v", "live", "fence", "keys")
		if errors.Is(err, docstore.ErrNotFound) || (err == nil && (!d.Live || d.V != base.V)) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		base = d
	}
	ok, err := r.commit(ctx, base, next.keys, func(held []heldKey) bson.D { return r.writing(next, held) })
	if ok {
		r.home.nudge(e)
	}
	return ok, err
}

// writing is the update that makes next of the version before it, and puts its
// history entry into the tail: one document, so both or neither.
func (r *records) writing(next version, held []heldKey) bson.D {
	set := bson.D{{Key: "v", Value: next.number}, {Key: "due", Value: true}}
	unset := bson.D{}
	put := func(name string, value any, there bool) {
		if there {
			set = append(set, bson.E{Key: name, Value: value})
		} else {
			unset = append(unset, bson.E{Key: name, Value: ""})
		}
	}
	there := !next.step.Gone
	put("live", true, there)
	put("body", next.step.Body, there)
	put("stamp", r.stamp, there)
	put("f", next.fields, there && len(next.fields) > 0)
	if r.unique {
		put("keys", held, len(held) > 0)
	}
	update := bson.D{{Key: "$set", Value: set}, {Key: "$push", Value: bson.D{{Key: "tail", Value: next.step}}}}
	if len(unset) > 0 {
		update = append(update, bson.E{Key: "$unset", Value: unset})
	}
	return update
}

// commit makes the update on condition that the document still is what base
// says, after taking the keys it needs. ok is false when it is not.
func (r *records) commit(ctx context.Context, base row, needed []string, update func([]heldKey) bson.D) (ok bool, err error) {
	held, claimed, ok, err := r.claimAll(ctx, &base, needed)
	if ok && err == nil {
		filter := append(byID(base.ID), bson.E{Key: "v", Value: base.V})
		if base.V > 0 {
			filter = append(filter, bson.E{Key: "live", Value: true})
		}
		if r.unique || base.V == 0 {
			filter = append(filter, fenced(base.Fence))
		}
		var result *mongo.UpdateResult
		if result, err = r.docs.UpdateOne(ctx, filter, update(held)); err != nil {
			return false, fmt.Errorf("write: %w", err) // perhaps written: the claims stay, whoever meets them finds out
		}
		ok = result.MatchedCount == 1
	}
	if !ok || err != nil {
		r.release(ctx, base.ID, claimed)
		return false, err
	}
	r.release(ctx, base.ID, without(base.Keys, held))
	return true, nil
}
