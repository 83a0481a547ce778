package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"rapporteur/server/docstore"
)

// reindexBatch is how many documents are read again in one transaction.
const reindexBatch = 200

func (r *records) unindex(ctx context.Context, tx *sql.Tx, id string) error {
	for _, table := range []string{"fields", "uniques"} {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE collection = ? AND id = ?`, r.shape.Name, id); err != nil {
			return fmt.Errorf("clear index: %w", err)
		}
	}
	return nil
}

func (r *records) index(ctx context.Context, tx *sql.Tx, rec docstore.Record) error {
	for _, f := range r.shape.Fields {
		for _, v := range rec.Index[f.Name] {
			if f.Unique {
				_, err := tx.ExecContext(ctx, `INSERT INTO uniques VALUES (?, ?, ?, ?)`, r.shape.Name, f.Name, stored(v), rec.ID)
				if violates(err) {
					return docstore.ErrExists
				}
				if err != nil {
					return fmt.Errorf("keep unique key: %w", err)
				}
			}
			if _, err := tx.ExecContext(ctx, `INSERT INTO fields VALUES (?, ?, ?, ?)`, r.shape.Name, f.Name, stored(v), rec.ID); err != nil {
				return fmt.Errorf("keep index: %w", err)
			}
		}
	}
	return nil
}

// stored gives a value as SQLite keeps it.
func stored(v any) any {
	if at, ok := v.(time.Time); ok {
		return at.UnixMilli()
	}
	return v
}

// reindex reads every document again that another shape has indexed.
func (r *records) reindex(ctx context.Context) error {
	for {
		n := 0
		err := r.home.atomically(ctx, func(ctx context.Context, tx *sql.Tx) error {
			old, err := r.outdated(ctx, tx)
			n = len(old)
			for _, rec := range old {
				if err := r.indexAgain(ctx, tx, rec); err != nil {
					return fmt.Errorf("index %s %s again: %w", r.shape.Name, rec.ID, err)
				}
			}
			return err
		})
		if err != nil || n < reindexBatch {
			return err
		}
	}
}

func (r *records) outdated(ctx context.Context, tx *sql.Tx) (old []docstore.Record, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT id, body FROM docs WHERE collection = ? AND stamp <> ? LIMIT ?`, r.shape.Name, r.stamp, reindexBatch)
	if err != nil {
		return nil, fmt.Errorf("find what is indexed by another shape: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var rec docstore.Record
		if err := rows.Scan(&rec.ID, &rec.Body); err != nil {
			return nil, err
		}
		old = append(old, rec)
	}
	return old, rows.Err()
}

func (r *records) indexAgain(ctx context.Context, tx *sql.Tx, rec docstore.Record) error {
	var err error
	if rec.Index, err = r.shape.Index(rec.Body); err != nil {
		return err
	}
	if err := r.unindex(ctx, tx, rec.ID); err != nil {
		return err
	}
	if err := r.index(ctx, tx, rec); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE docs SET stamp = ? WHERE collection = ? AND id = ?`, r.stamp, r.shape.Name, rec.ID)
	return err
}
