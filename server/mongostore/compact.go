package mongostore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"rapporteur/server/docstore"
)

const (
	chunkBytes  = 8 << 20        // of a snapshot in one document
	moveBatch   = 200            // entries marked in one command
	packFrom    = 128            // bytes of an entry below which packing is not tried
	maxMoving   = 100_000        // ids a manifest can list
	orphanGrace = 24 * time.Hour // after which chunks no manifest names were left by a crash
)

// notOld is the condition that an entry is not archived.
var notOld = bson.E{Key: "old", Value: nil}

// manifest says which snapshot of a stream is current. Who swaps it on its
// version has compacted the stream; everything after that can be done by anybody.
type manifest struct {
	Stream string   `bson:"_id"`
	V      int64    `bson:"v"`
	Token  string   `bson:"token"`            // of the snapshot's chunks
	Chunks int      `bson:"chunks"`           // how many there are
	Before string   `bson:"before,omitempty"` // token of the snapshot before, which stays as well
	Meta   []byte   `bson:"meta,omitempty"`
	Moving []string `bson:"moving,omitempty"` // entries in the snapshot that are not all marked yet
}

// chunk is a piece of a snapshot.
type chunk struct {
	ID     string    `bson:"_id"`
	Stream string    `bson:"s"`
	Token  string    `bson:"token"`
	N      int       `bson:"n"`
	At     time.Time `bson:"at"`
	Data   []byte    `bson:"data"`
}

// manifest gives the current manifest; version 0 where there is none.
func (j *journal) manifest(ctx context.Context, stream string) (manifest, error) {
	m := manifest{Stream: stream}
	err := j.manifests.FindOne(ctx, byID(stream)).Decode(&m)
	if err != nil && !errors.Is(err, mongo.ErrNoDocuments) {
		return m, fmt.Errorf("load manifest of %s: %w", stream, err)
	}
	return m, nil
}

func (j *journal) snapshot(ctx context.Context, m manifest) ([]byte, error) {
	if m.V == 0 {
		return nil, nil
	}
	rows, err := j.chunks.Find(ctx, bson.D{{Key: "s", Value: m.Stream}, {Key: "token", Value: m.Token}},
		options.Find().SetSort(bson.D{{Key: "n", Value: 1}}))
	var pieces []chunk
	if err == nil {
		err = rows.All(ctx, &pieces)
	}
	if err != nil {
		return nil, err
	}
	if len(pieces) != m.Chunks {
		return nil, fmt.Errorf("%d of %d pieces are there", len(pieces), m.Chunks)
	}
	var packed []byte
	for _, p := range pieces {
		packed = append(packed, p.Data...)
	}
	return j.open.DecodeAll(packed, nil)
}

// Compact keeps the snapshot before the current one as well, so that a bad one
// can be answered by a restore.
func (j *journal) Compact(ctx context.Context, stream string, manifestVersion int64, snapshot docstore.Snapshot, entryIDs []string) error {
	if len(snapshot.Meta) > docstore.MaxMeta || len(entryIDs) > maxMoving {
		return docstore.ErrTooLarge
	}
	old, err := j.manifest(ctx, stream)
	if err != nil {
		return err
	}
	if old.V != manifestVersion {
		return docstore.ErrStale
	}
	if err := j.move(ctx, old); err != nil { // of a compaction that was broken off
		return err
	}
	next := manifest{Stream: stream, V: old.V + 1, Token: newToken(), Before: old.Token, Meta: snapshot.Meta}
	if next.Moving, err = j.present(ctx, stream, entryIDs); err != nil {
		return err
	}
	if next.Chunks, err = j.write(ctx, next, snapshot.Data); err != nil {
		return err
	}
	won, err := j.swap(ctx, next)
	if err != nil {
		return fmt.Errorf("write manifest of %s: %w", stream, err) // perhaps written: the pieces stay
	}
	if !won {
		j.removeChunks(ctx, stream, bson.D{{Key: "token", Value: next.Token}})
		return docstore.ErrStale
	}
	if old.Before != "" {
		j.removeChunks(ctx, stream, bson.D{{Key: "token", Value: old.Before}})
	}
	j.removeChunks(ctx, stream, bson.D{
		{Key: "token", Value: bson.D{{Key: "$nin", Value: bson.A{next.Token, next.Before}}}},
		{Key: "at", Value: bson.D{{Key: "$lt", Value: time.Now().Add(-orphanGrace)}}},
	})
	return j.move(ctx, next)
}

// present gives those of the ids that are entries of the stream and not archived.
func (j *journal) present(ctx context.Context, stream string, entryIDs []string) (present []string, err error) {
	for part := range slices.Chunk(entryIDs, docstore.MaxLimit) {
		rows, err := j.named(ctx, stream, part, "i")
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			present = append(present, r.Entry)
		}
	}
	return present, nil
}

// named gives some fields of entries that are not archived.
func (j *journal) named(ctx context.Context, stream string, entryIDs []string, fields ...string) (rows []entryRow, err error) {
	var ids bson.A
	for _, id := range entryIDs {
		ids = append(ids, entryID(stream, id))
	}
	found, err := j.entries.Find(ctx, bson.D{{Key: "_id", Value: bson.D{{Key: "$in", Value: ids}}}, notOld},
		options.Find().SetProjection(only(fields...)))
	if err == nil {
		err = found.All(ctx, &rows)
	}
	if err != nil {
		return nil, fmt.Errorf("look for entries of %s: %w", stream, err)
	}
	return rows, nil
}

// write keeps the pieces of a snapshot, which nobody reads before the swap.
func (j *journal) write(ctx context.Context, m manifest, data []byte) (chunks int, err error) {
	for piece := range slices.Chunk(j.pack.EncodeAll(data, nil), chunkBytes) {
		_, err := j.chunks.InsertOne(ctx, chunk{
			ID: fmt.Sprintf("%s:%06d", m.Token, chunks), Stream: m.Stream, Token: m.Token, N: chunks, At: time.Now(), Data: piece,
		})
		if err != nil {
			return 0, fmt.Errorf("write snapshot of %s: %w", m.Stream, err)
		}
		chunks++
	}
	return chunks, nil
}

// swap makes a manifest the current one if the one before it still is.
func (j *journal) swap(ctx context.Context, next manifest) (bool, error) {
	if next.V == 1 {
		_, err := j.manifests.InsertOne(ctx, next)
		if mongo.IsDuplicateKeyError(err) {
			return false, nil
		}
		return err == nil, err
	}
	result, err := j.manifests.ReplaceOne(ctx, append(byID(next.Stream), bson.E{Key: "v", Value: next.V - 1}), next)
	return err == nil && result.MatchedCount == 1, err
}

// move marks the entries a manifest lists as archived, each once, packed where
// that is smaller, and then empties the list. It can be broken off and be done
// again, by several at once.
func (j *journal) move(ctx context.Context, m manifest) error {
	if len(m.Moving) == 0 {
		return nil
	}
	for part := range slices.Chunk(m.Moving, moveBatch) {
		if err := j.mark(ctx, m.Stream, part); err != nil {
			return fmt.Errorf("archive entries of %s: %w", m.Stream, err)
		}
	}
	_, err := j.manifests.UpdateOne(ctx, append(byID(m.Stream), bson.E{Key: "v", Value: m.V}),
		bson.D{{Key: "$unset", Value: bson.D{{Key: "moving", Value: ""}}}})
	if err != nil {
		return fmt.Errorf("archive entries of %s: %w", m.Stream, err)
	}
	return nil
}

// mark archives entries: those that packing makes smaller one by one, because
// each gets data of its own, the others together.
func (j *journal) mark(ctx context.Context, stream string, entryIDs []string) error {
	rows, err := j.named(ctx, stream, entryIDs, "data")
	if err != nil {
		return err
	}
	var asTheyAre bson.A
	var marks []mongo.WriteModel
	for _, r := range rows {
		packed := r.Data
		if len(r.Data) >= packFrom {
			packed = j.pack.EncodeAll(r.Data, nil)
		}
		if len(packed) >= len(r.Data) {
			asTheyAre = append(asTheyAre, r.ID)
			continue
		}
		set := bson.D{{Key: "old", Value: true}, {Key: "data", Value: packed}, {Key: "packed", Value: true}}
		marks = append(marks, mongo.NewUpdateOneModel().
			SetFilter(append(byID(r.ID), notOld)).SetUpdate(bson.D{{Key: "$set", Value: set}}))
	}
	if len(marks) > 0 {
		if _, err := j.entries.BulkWrite(ctx, marks); err != nil {
			return err
		}
	}
	if len(asTheyAre) == 0 {
		return nil
	}
	_, err = j.entries.UpdateMany(ctx, bson.D{{Key: "_id", Value: bson.D{{Key: "$in", Value: asTheyAre}}}, notOld},
		bson.D{{Key: "$set", Value: bson.D{{Key: "old", Value: true}}}})
	return err
}

// removeChunks removes pieces no manifest names. Those that stay take room and
// do no harm.
func (j *journal) removeChunks(ctx context.Context, stream string, which bson.D) {
	_, err := j.chunks.DeleteMany(context.WithoutCancel(ctx), append(bson.D{{Key: "s", Value: stream}}, which...))
	if err != nil {
		j.home.log.Warn("Pieces of an old snapshot stay behind.", "log", j.name, "error", err)
	}
}
