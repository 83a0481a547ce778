package mongostore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"rapporteur/server/docstore"
)

// fields gives the index fields as they are stored: a list is an array,
// anything else a value, and what has no value is not there.
func (r *records) fields(index map[string][]any) bson.D {
	stored := bson.D{}
	for _, f := range r.shape.Fields {
		values := index[f.Name]
		switch {
		case len(values) == 0:
		case f.List:
			stored = append(stored, bson.E{Key: f.Name, Value: bson.A(values)})
		default:
			stored = append(stored, bson.E{Key: f.Name, Value: values[0]})
		}
	}
	return stored
}

// find is one query on its way: the documents with a value to sort by come
// first, then, in a second look, those without.
type find struct {
	r     *records
	query docstore.Query
	field string // the path of the order; "" sorts by id
	found []docstore.Record
	last  docstore.Cursor
}

func (r *records) Find(ctx context.Context, q docstore.Query) ([]docstore.Record, string, error) {
	q, nothing, err := r.shape.Prepare(q)
	if err != nil || nothing {
		return nil, "", err
	}
	after, err := r.shape.Cursor(q)
	if err != nil {
		return nil, "", err
	}
	f := &find{r: r, query: q}
	if q.Order != "" {
		f.field = "f." + q.Order
	}
	full := false
	if f.field != "" && (after == nil || after.Value != nil) {
		full, err = f.look(ctx, f.valued(after), f.sort(true))
		after = nil // those without a value begin at the beginning
	}
	if err == nil && !full {
		full, err = f.look(ctx, f.unvalued(after), f.sort(false))
	}
	if err != nil {
		return nil, "", fmt.Errorf("query: %w", err)
	}
	if !full {
		return f.found, "", nil
	}
	next, err := q.Next(f.last)
	return f.found, next, err
}

func (f *find) sort(valued bool) bson.D {
	direction := 1
	if f.query.Descending {
		direction = -1
	}
	byID := bson.D{{Key: "_id", Value: direction}}
	if valued {
		return append(bson.D{{Key: f.field, Value: direction}}, byID...)
	}
	return byID
}

func (f *find) sign() string {
	if f.query.Descending {
		return "$lt"
	}
	return "$gt"
}

// valued is the filter for documents with a value to sort by, behind after.
func (f *find) valued(after *docstore.Cursor) bson.A {
	conditions := f.conditions()
	if after == nil {
		return append(conditions, bson.D{{Key: f.field, Value: bson.D{{Key: "$exists", Value: true}}}})
	}
	return append(conditions, bson.D{{Key: "$or", Value: bson.A{
		bson.D{{Key: f.field, Value: bson.D{{Key: f.sign(), Value: after.Value}}}},
		bson.D{{Key: f.field, Value: after.Value}, {Key: "_id", Value: bson.D{{Key: f.sign(), Value: after.ID}}}},
	}}})
}

// unvalued is the filter for those without, or for all where the order is by id.
func (f *find) unvalued(after *docstore.Cursor) bson.A {
	conditions := f.conditions()
	if f.field != "" {
		conditions = append(conditions, bson.D{{Key: f.field, Value: bson.D{{Key: "$exists", Value: false}}}})
	}
	if after != nil {
		conditions = append(conditions, bson.D{{Key: "_id", Value: bson.D{{Key: f.sign(), Value: after.ID}}}})
	}
	return conditions
}

func (f *find) conditions() bson.A {
	all := bson.A{bson.D{{Key: "live", Value: true}}}
	for _, w := range f.query.Where {
		all = append(all, bson.D{{Key: "f." + w.Field, Value: condition(w)}})
	}
	return all
}

// condition is what a field has to be.
func condition(w docstore.Condition) bson.D {
	if w.AnyOf != nil {
		return bson.D{{Key: "$in", Value: bson.A(w.AnyOf)}}
	}
	bounds := bson.D{}
	if w.From != nil {
		bounds = append(bounds, bson.E{Key: "$gte", Value: w.From})
	}
	if w.Before != nil {
		bounds = append(bounds, bson.E{Key: "$lt", Value: w.Before})
	}
	if len(bounds) == 0 {
		return bson.D{{Key: "$exists", Value: true}}
	}
	return bounds
}

// look adds what a filter finds. full says that the page has no room for more,
// and that there is more.
func (f *find) look(ctx context.Context, conditions bson.A, sort bson.D) (full bool, err error) {
	projection := only("v", "body")
	if f.field != "" {
		projection = append(projection, bson.E{Key: f.field, Value: 1})
	}
	room := f.query.Limit - len(f.found)
	rows, err := f.r.docs.Find(ctx, bson.D{{Key: "$and", Value: conditions}},
		options.Find().SetSort(sort).SetLimit(int64(room)+1).SetProjection(projection))
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, rows.Close(context.WithoutCancel(ctx))) }()
	for rows.Next(ctx) {
		if room == 0 {
			return true, nil
		}
		room--
		var d row
		if err := rows.Decode(&d); err != nil {
			return false, err
		}
		f.found = append(f.found, docstore.Record{ID: d.ID, Version: d.V, Body: []byte(d.Body)})
		f.last = docstore.Cursor{Value: d.value(f.query.Order), ID: d.ID}
	}
	return false, rows.Err()
}

// value gives an index field without its BSON type; nil where it has none.
func (d row) value(field string) any {
	for _, f := range d.F {
		if at, ok := f.Value.(bson.DateTime); ok && f.Key == field {
			return time.UnixMilli(int64(at)).UTC()
		}
		if f.Key == field {
			return f.Value
		}
	}
	return nil
}

// reindex reads every document again that another shape has indexed. The stamp
// in each says which: broken off, it goes on at the next start.
func (r *records) reindex(ctx context.Context) (err error) {
	filter := bson.D{{Key: "live", Value: true}, {Key: "stamp", Value: bson.D{{Key: "$ne", Value: r.stamp}}}}
	rows, err := r.docs.Find(ctx, filter, options.Find().SetProjection(only("_id")))
	if err != nil {
		return fmt.Errorf("find what is indexed by another shape: %w", err)
	}
	var old []row
	if err := rows.All(ctx, &old); err != nil {
		return fmt.Errorf("find what is indexed by another shape: %w", err)
	}
	for _, d := range old {
		if err := r.indexAgain(ctx, d.ID); err != nil {
			return fmt.Errorf("index %s %s again: %w", r.shape.Name, d.ID, err)
		}
	}
	return nil
}

func (r *records) indexAgain(ctx context.Context, id string) error {
	for try := range keyTries {
		d, err := r.read(ctx, id, "v", "live", "body", "stamp", "fence", "keys")
		if errors.Is(err, docstore.ErrNotFound) || (err == nil && (!d.Live || d.Stamp == r.stamp)) {
			return nil
		}
		if err != nil {
			return err
		}
		index, err := r.shape.Index([]byte(d.Body))
		if err != nil {
			return err
		}
		ok, err := r.commit(ctx, d, r.keysOf(index), func(held []heldKey) bson.D {
			set := bson.D{{Key: "stamp", Value: r.stamp}, {Key: "f", Value: r.fields(index)}, {Key: "keys", Value: held}}
			if held == nil {
				set[2].Value = []heldKey{}
			}
			return bson.D{{Key: "$set", Value: set}}
		})
		if err != nil || ok {
			return err
		}
		if err := wait(ctx, try); err != nil {
			return err
		}
	}
	return docstore.ErrBusy
}
