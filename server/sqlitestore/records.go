package sqlitestore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"rapporteur/server/docstore"
)

// records is one collection.
type records struct {
	home  *Home
	shape docstore.Shape
	stamp string // of the shape
}

// Records opens the named collection.
func (h *Home) Records(ctx context.Context, shape docstore.Shape) (docstore.Records, error) {
	if err := shape.Check(); err != nil {
		return nil, err
	}
	r := &records{home: h, shape: shape, stamp: shape.Stamp()}
	if shape.Index != nil {
		if err := r.reindex(ctx); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func (r *records) Get(ctx context.Context, id string) (docstore.Record, error) {
	rec := docstore.Record{ID: id}
	err := r.home.read.QueryRowContext(ctx, `SELECT version, body FROM docs WHERE collection = ? AND id = ?`, r.shape.Name, id).
		Scan(&rec.Version, &rec.Body)
	if errors.Is(err, sql.ErrNoRows) {
		return docstore.Record{}, docstore.ErrNotFound
	}
	return rec, err
}

func (r *records) Insert(ctx context.Context, rec docstore.Record, e docstore.Entry) error {
	return r.change(ctx, e, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		_, err := tx.ExecContext(ctx, `INSERT INTO docs (collection, id, version, body, stamp) VALUES (?, ?, ?, ?, ?)`,
			r.shape.Name, rec.ID, rec.Version, rec.Body, r.stamp)
		if violates(err) {
			return false, docstore.ErrExists
		}
		if err != nil {
			return false, err
		}
		return true, r.index(ctx, tx, rec)
	}, nil)
}

func (r *records) Replace(ctx context.Context, rec docstore.Record, e docstore.Entry) (bool, error) {
	ok := false
	err := r.change(ctx, e, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		done, err := changed(tx.ExecContext(ctx, `UPDATE docs SET version = ?, body = ?, stamp = ? WHERE collection = ? AND id = ? AND version = ?`,
			rec.Version, rec.Body, r.stamp, r.shape.Name, rec.ID, rec.Version-1))
		if err != nil || !done {
			return false, err
		}
		if err := r.unindex(ctx, tx, rec.ID); err != nil {
			return false, err
		}
		return true, r.index(ctx, tx, rec)
	}, &ok)
	return ok, err
}

func (r *records) Delete(ctx context.Context, id string, version int64, e docstore.Entry) (bool, error) {
	ok := false
	err := r.change(ctx, e, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		done, err := changed(tx.ExecContext(ctx, `DELETE FROM docs WHERE collection = ? AND id = ? AND version = ?`, r.shape.Name, id, version-1))
		if err != nil || !done {
			return false, err
		}
		return true, r.unindex(ctx, tx, id)
	}, &ok)
	return ok, err
}

func changed(res sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// change makes one step of a document: the record, its history entry and the
// events for the relay, together.
func (r *records) change(ctx context.Context, e docstore.Entry, write func(context.Context, *sql.Tx) (bool, error), ok *bool) error {
	err := r.home.atomically(ctx, func(ctx context.Context, tx *sql.Tx) error {
		done, err := write(ctx, tx)
		if ok != nil {
			*ok = done
		}
		if err != nil || !done {
			return err
		}
		return r.remember(ctx, tx, e)
	})
	if err == nil && len(e.Events) > 0 {
		r.home.nudge()
	}
	return err
}

func (r *records) remember(ctx context.Context, tx *sql.Tx, e docstore.Entry) error {
	var events []byte
	if len(e.Events) > 0 {
		var err error
		if events, err = json.Marshal(e.Events); err != nil {
			return fmt.Errorf("encode events: %w", err)
		}
		if _, err = tx.ExecContext(ctx, `INSERT INTO outbox (collection, id, events) VALUES (?, ?, ?)`, r.shape.Name, e.Document, events); err != nil {
			return fmt.Errorf("keep events: %w", err)
		}
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		r.shape.Name, e.Document, e.Version, e.At.UnixNano(), e.By, e.Act, e.Deleted, e.Body, events)
	if violates(err) {
		return docstore.ErrExists // an id that was deleted keeps its history and is never used again
	}
	if err != nil {
		return fmt.Errorf("keep history: %w", err)
	}
	return nil
}

func (r *records) AsAt(ctx context.Context, id string, at time.Time) (docstore.Record, error) {
	rec := docstore.Record{ID: id}
	var deleted bool
	err := r.home.read.QueryRowContext(ctx,
		`SELECT version, body, deleted FROM history WHERE collection = ? AND id = ? AND at <= ? ORDER BY version DESC LIMIT 1`,
		r.shape.Name, id, at.UnixNano()).Scan(&rec.Version, &rec.Body, &deleted)
	if errors.Is(err, sql.ErrNoRows) || (err == nil && deleted) {
		return docstore.Record{}, docstore.ErrNotFound
	}
	return rec, err
}

func (r *records) History(ctx context.Context, id string) (entries []docstore.Entry, err error) {
	rows, err := r.home.read.QueryContext(ctx,
		`SELECT version, at, by, act, deleted, body, events FROM history WHERE collection = ? AND id = ? ORDER BY version`, r.shape.Name, id)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		e := docstore.Entry{Document: id}
		var at int64
		var events []byte
		if err := rows.Scan(&e.Version, &at, &e.By, &e.Act, &e.Deleted, &e.Body, &events); err != nil {
			return nil, err
		}
		e.At = time.Unix(0, at).UTC()
		if events != nil {
			if err := json.Unmarshal(events, &e.Events); err != nil {
				return nil, fmt.Errorf("decode events: %w", err)
			}
		}
		entries = append(entries, e)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		return nil, docstore.ErrNotFound
	}
	return entries, nil
}
