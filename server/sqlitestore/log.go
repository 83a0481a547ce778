package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"

	"rapporteur/server/docstore"
)

// chunkBytes is the largest piece of a snapshot in one row.
const chunkBytes = 1 << 20

// journal is one append log.
type journal struct {
	home *Home
	name string
	pack *zstd.Encoder
	open *zstd.Decoder
}

// Log opens the named append log.
func (h *Home) Log(_ context.Context, name string) (docstore.Log, error) {
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("open log %s: %w", name, err)
	}
	open, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("open log %s: %w", name, err)
	}
	return &journal{home: h, name: name, pack: pack, open: open}, nil
}

func (j *journal) Append(ctx context.Context, entries []docstore.LogEntry) error {
	if err := docstore.CheckEntries(entries); err != nil {
		return err
	}
	return j.home.atomically(ctx, func(ctx context.Context, tx *sql.Tx) error {
		insert, err := tx.PrepareContext(ctx, `INSERT OR IGNORE INTO entries SELECT ?, ?, ?, ?, ?, ?, ?, ?
			WHERE NOT EXISTS (SELECT 1 FROM archive WHERE log = ? AND stream = ? AND id = ?)`)
		if err != nil {
			return fmt.Errorf("prepare: %w", err)
		}
		defer insert.Close() // with its transaction; nothing is kept by it
		for _, e := range entries {
			if _, err := insert.ExecContext(ctx, j.name, e.Stream, e.ID, e.At.UnixNano(), e.By, e.Act, notNil(e.Data), e.Meta, j.name, e.Stream, e.ID); err != nil {
				return fmt.Errorf("append to %s: %w", e.Stream, err)
			}
		}
		return nil
	})
}

func notNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

func (j *journal) Load(ctx context.Context, stream string) (s docstore.Stream, err error) {
	tx, err := j.home.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}) // one snapshot of the file for all three reads
	if err != nil {
		return s, fmt.Errorf("load %s: %w", stream, err)
	}
	defer func() { err = errors.Join(err, tx.Rollback()) }()
	err = tx.QueryRowContext(ctx, `SELECT version, meta FROM manifests WHERE log = ? AND stream = ?`, j.name, stream).
		Scan(&s.ManifestVersion, &s.Snapshot.Meta)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return s, fmt.Errorf("load manifest of %s: %w", stream, err)
	}
	if s.Snapshot.Data, err = j.snapshot(ctx, tx, stream, s.ManifestVersion); err != nil {
		return s, err
	}
	rows, err := tx.QueryContext(ctx, `SELECT id, at, by, act, data, meta, 0 FROM entries WHERE log = ? AND stream = ? ORDER BY id`, j.name, stream)
	if err != nil {
		return s, fmt.Errorf("load entries of %s: %w", stream, err)
	}
	s.Entries, err = j.scan(rows, stream)
	return s, err
}

func (j *journal) snapshot(ctx context.Context, tx *sql.Tx, stream string, version int64) (data []byte, err error) {
	if version == 0 {
		return nil, nil
	}
	rows, err := tx.QueryContext(ctx, `SELECT data FROM chunks WHERE log = ? AND stream = ? AND version = ? ORDER BY n`, j.name, stream, version)
	if err != nil {
		return nil, fmt.Errorf("load snapshot of %s: %w", stream, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var chunk []byte
		if err := rows.Scan(&chunk); err != nil {
			return nil, fmt.Errorf("load snapshot of %s: %w", stream, err)
		}
		data = append(data, chunk...)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return j.open.DecodeAll(data, nil)
}

// scan reads entries; the last column says whether the data is packed.
func (j *journal) scan(rows *sql.Rows, stream string) (entries []docstore.LogEntry, err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		e := docstore.LogEntry{Stream: stream}
		var at int64
		var packed bool
		if err := rows.Scan(&e.ID, &at, &e.By, &e.Act, &e.Data, &e.Meta, &packed); err != nil {
			return nil, fmt.Errorf("read entry of %s: %w", stream, err)
		}
		e.At = time.Unix(0, at).UTC()
		if packed {
			if e.Data, err = j.open.DecodeAll(e.Data, nil); err != nil {
				return nil, fmt.Errorf("unpack entry %s of %s: %w", e.ID, stream, err)
			}
		}
		entries = append(entries, e)
	}
	return entries, rows.Err()
}

// Compact keeps the snapshot before the current one as well, so that a bad one
// can be answered by a restore.
func (j *journal) Compact(ctx context.Context, stream string, manifestVersion int64, snapshot docstore.Snapshot, entryIDs []string) error {
	packed := j.pack.EncodeAll(snapshot.Data, nil)
	if len(snapshot.Meta) > docstore.MaxMeta {
		return docstore.ErrTooLarge
	}
	return j.home.atomically(ctx, func(ctx context.Context, tx *sql.Tx) error {
		next := manifestVersion + 1
		won, err := changed(tx.ExecContext(ctx, `INSERT INTO manifests VALUES (?, ?, ?, ?)
			ON CONFLICT (log, stream) DO UPDATE SET version = excluded.version, meta = excluded.meta WHERE version = ?`,
			j.name, stream, next, snapshot.Meta, manifestVersion))
		if err != nil {
			return fmt.Errorf("write manifest of %s: %w", stream, err)
		}
		if !won {
			return docstore.ErrStale
		}
		for n := 0; n*chunkBytes < len(packed); n++ {
			chunk := packed[n*chunkBytes : min(len(packed), (n+1)*chunkBytes)]
			if _, err := tx.ExecContext(ctx, `INSERT INTO chunks VALUES (?, ?, ?, ?, ?)`, j.name, stream, next, n, chunk); err != nil {
				return fmt.Errorf("write snapshot of %s: %w", stream, err)
			}
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM chunks WHERE log = ? AND stream = ? AND version < ?`, j.name, stream, manifestVersion); err != nil {
			return fmt.Errorf("remove an old snapshot of %s: %w", stream, err)
		}
		return j.archive(ctx, tx, stream, entryIDs)
	})
}

// archive moves entries, packed where that makes them smaller.
func (j *journal) archive(ctx context.Context, tx *sql.Tx, stream string, entryIDs []string) error {
	for _, id := range entryIDs {
		var data []byte
		err := tx.QueryRowContext(ctx, `SELECT data FROM entries WHERE log = ? AND stream = ? AND id = ?`, j.name, stream, id).Scan(&data)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err == nil {
			stored := notNil(data)
			if smaller := j.pack.EncodeAll(data, nil); len(smaller) < len(data) {
				stored = smaller
			}
			_, err = tx.ExecContext(ctx, `INSERT INTO archive (log, stream, id, at, by, act, data, meta, packed)
				SELECT log, stream, id, at, by, act, ?, meta, ? FROM entries WHERE log = ? AND stream = ? AND id = ?`,
				stored, len(stored) < len(data), j.name, stream, id)
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, `DELETE FROM entries WHERE log = ? AND stream = ? AND id = ?`, j.name, stream, id)
		}
		if err != nil {
			return fmt.Errorf("archive entry %s of %s: %w", id, stream, err)
		}
	}
	return nil
}

func (j *journal) Archive(ctx context.Context, stream, after string, limit int) ([]docstore.LogEntry, error) {
	rows, err := j.home.read.QueryContext(ctx,
		`SELECT id, at, by, act, data, meta, packed FROM archive WHERE log = ? AND stream = ? AND id > ? ORDER BY id LIMIT ?`,
		j.name, stream, after, limit)
	if err != nil {
		return nil, fmt.Errorf("read archive of %s: %w", stream, err)
	}
	return j.scan(rows, stream)
}
