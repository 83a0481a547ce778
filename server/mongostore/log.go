package mongostore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/klauspost/compress/zstd"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"rapporteur/server/docstore"
)

// loadTries is how often a load starts over because the stream was compacted
// meanwhile; a stream is compacted once in hundreds of entries.
const loadTries = 20

// journal is one append log. An entry is a document of its own and stays it
// for ever: being archived is a mark on it, so that a repeated id always meets
// the first.
type journal struct {
	home      *Home
	name      string
	entries   *mongo.Collection
	manifests *mongo.Collection
	chunks    *mongo.Collection
	pack      *zstd.Encoder
	open      *zstd.Decoder
}

// entryRow is an entry as it is stored.
type entryRow struct {
	ID     string `bson:"_id"` // of stream and entry
	Stream string `bson:"s"`
	Entry  string `bson:"i"`
	Moment moment `bson:",inline"`
	By     string `bson:"by"`
	Act    string `bson:"act"`
	Data   []byte `bson:"data,omitempty"`
	Meta   []byte `bson:"meta,omitempty"`
	Old    bool   `bson:"old,omitempty"`    // archived
	Packed bool   `bson:"packed,omitempty"` // data is compressed: where archived, and where that is smaller
}

var logNameFits = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// Log opens the named append log.
func (h *Home) Log(ctx context.Context, name string) (docstore.Log, error) {
	if !logNameFits.MatchString(name) {
		return nil, fmt.Errorf("a log cannot be named %q", name)
	}
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("open log %s: %w", name, err)
	}
	open, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("open log %s: %w", name, err)
	}
	j := &journal{
		home: h, name: name, pack: pack, open: open,
		entries:   h.db.Collection("_log_" + name),
		manifests: h.db.Collection("_log_" + name + "_manifests"),
		chunks:    h.db.Collection("_log_" + name + "_chunks"),
	}
	err = h.index(ctx, j.entries, bson.D{{Key: "s", Value: 1}, {Key: "old", Value: 1}, {Key: "i", Value: 1}})
	if err == nil {
		err = h.index(ctx, j.chunks, bson.D{{Key: "s", Value: 1}, {Key: "token", Value: 1}, {Key: "n", Value: 1}})
	}
	return j, err
}

// entryID joins two texts so that no other two give the same.
func entryID(stream, entry string) string { return fmt.Sprintf("%d:%s:%s", len(stream), stream, entry) }

// Append is one ordered insert. Where an id is there already, what is missing
// behind it is inserted in the next one. A server that stops in the middle has
// kept the first of them: never a later one without those before it.
func (j *journal) Append(ctx context.Context, entries []docstore.LogEntry) error {
	if err := docstore.CheckEntries(entries); err != nil {
		return err
	}
	seen := map[string]bool{}
	var rows []entryRow
	for _, e := range entries {
		r := entryRow{ID: entryID(e.Stream, e.ID), Stream: e.Stream, Entry: e.ID, Moment: momentOf(e.At), By: e.By, Act: e.Act, Data: e.Data, Meta: e.Meta}
		if !seen[r.ID] {
			seen[r.ID] = true
			rows = append(rows, r)
		}
	}
	for len(rows) > 0 {
		_, err := j.entries.InsertMany(ctx, rows, options.InsertMany().SetOrdered(true))
		if err == nil {
			return nil
		}
		at, repeated := firstRepeated(err)
		if !repeated {
			return fmt.Errorf("append to %s: %w", j.name, err)
		}
		if rows, err = j.missing(ctx, rows[at+1:]); err != nil {
			return err
		}
	}
	return nil
}

// firstRepeated tells where an ordered insert met an id that is there, if that
// is all that went wrong.
func firstRepeated(err error) (at int, repeated bool) {
	var many mongo.BulkWriteException
	if !errors.As(err, &many) || many.WriteConcernError != nil || len(many.WriteErrors) != 1 {
		return 0, false
	}
	return many.WriteErrors[0].Index, mongo.IsDuplicateKeyError(many.WriteErrors[0])
}

// missing gives the rows that are not there.
func (j *journal) missing(ctx context.Context, rows []entryRow) ([]entryRow, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	var ids bson.A
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	var there []entryRow
	found, err := j.entries.Find(ctx, bson.D{{Key: "_id", Value: bson.D{{Key: "$in", Value: ids}}}}, options.Find().SetProjection(only("_id")))
	if err == nil {
		err = found.All(ctx, &there)
	}
	if err != nil {
		return nil, fmt.Errorf("look for what %s has: %w", j.name, err)
	}
	has := map[string]bool{}
	for _, r := range there {
		has[r.ID] = true
	}
	return slices.DeleteFunc(rows, func(r entryRow) bool { return has[r.ID] }), nil
}

// Load reads the manifest, what it names, and the manifest again: if that is
// the same one, nothing was taken away in between.
func (j *journal) Load(ctx context.Context, stream string) (docstore.Stream, error) {
	for range loadTries {
		m, err := j.manifest(ctx, stream)
		if err != nil {
			return docstore.Stream{}, err
		}
		data, missing := j.snapshot(ctx, m)
		rows, err := j.rows(ctx, bson.D{{Key: "s", Value: stream}, notOld}, 0)
		if err != nil {
			return docstore.Stream{}, fmt.Errorf("load entries of %s: %w", stream, err)
		}
		again, err := j.manifest(ctx, stream)
		if err != nil {
			return docstore.Stream{}, err
		}
		if again.V != m.V {
			continue
		}
		if missing != nil {
			return docstore.Stream{}, fmt.Errorf("load snapshot of %s: %w", stream, missing)
		}
		// What is being moved is in the snapshot.
		rows = slices.DeleteFunc(rows, func(r entryRow) bool { return slices.Contains(m.Moving, r.Entry) })
		entries, err := j.unpack(rows)
		return docstore.Stream{ManifestVersion: m.V, Snapshot: docstore.Snapshot{Data: data, Meta: m.Meta}, Entries: entries}, err
	}
	return docstore.Stream{}, fmt.Errorf("load %s: %w", stream, docstore.ErrBusy)
}

// rows gives entries by id; limit 0 is all.
func (j *journal) rows(ctx context.Context, filter bson.D, limit int) (rows []entryRow, err error) {
	found, err := j.entries.Find(ctx, filter, options.Find().SetSort(bson.D{{Key: "i", Value: 1}}).SetLimit(int64(limit)))
	if err == nil {
		err = found.All(ctx, &rows)
	}
	slices.SortFunc(rows, func(a, b entryRow) int { return cmp.Compare(a.Entry, b.Entry) })
	return rows, err
}

func (j *journal) unpack(rows []entryRow) (entries []docstore.LogEntry, err error) {
	for _, r := range rows {
		e := docstore.LogEntry{Stream: r.Stream, ID: r.Entry, At: r.Moment.time(), By: r.By, Act: r.Act, Data: r.Data, Meta: r.Meta}
		if r.Packed {
			if e.Data, err = j.open.DecodeAll(r.Data, nil); err != nil {
				return nil, fmt.Errorf("unpack entry %s of %s: %w", r.Entry, r.Stream, err)
			}
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// Archive gives what Compact has moved; a move that was broken off is finished first.
func (j *journal) Archive(ctx context.Context, stream, after string, limit int) ([]docstore.LogEntry, error) {
	m, err := j.manifest(ctx, stream)
	if err == nil {
		err = j.move(ctx, m)
	}
	if err != nil {
		return nil, err
	}
	filter := bson.D{{Key: "s", Value: stream}, {Key: "old", Value: true}, {Key: "i", Value: bson.D{{Key: "$gt", Value: after}}}}
	rows, err := j.rows(ctx, filter, limit)
	if err != nil {
		return nil, fmt.Errorf("read archive of %s: %w", stream, err)
	}
	return j.unpack(rows)
}
