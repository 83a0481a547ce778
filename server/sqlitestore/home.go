// Package sqlitestore keeps documents in one SQLite file: the home of an
// installation on one machine, and of every test. Durable means WAL with
// synchronous=FULL: what was acknowledged is on the disk.
//
// It refuses to be shared: one process serves from a folder, while commands
// beside it may read and write through the same file.
package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite"

	"rapporteur/server/docstore"
)

// FileName is the database below the data folder.
const FileName = "rapporteur.db"

// busyTimeout is how long a write waits for one of another process.
const busyTimeout = 10 * time.Second

// uniqueViolation is SQLITE_CONSTRAINT_UNIQUE; primaryKeyViolation its kin for ids.
const (
	uniqueViolation     = 2067
	primaryKeyViolation = 1555
)

// Home is a SQLite file. It has one connection that writes and several that
// read, as WAL allows.
type Home struct {
	write *sql.DB // one connection: SQLite has one writer, so the queue is ours
	read  *sql.DB

	wake chan struct{} // a write with events happened; holds one
}

// Open makes the folder and the file where they are not there.
func Open(ctx context.Context, folder string) (*Home, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	dsn := func(extra string) string {
		return "file:" + filepath.Join(folder, FileName) + "?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
			fmt.Sprintf("&_pragma=busy_timeout(%d)", busyTimeout.Milliseconds()) + extra
	}
	write, err := sql.Open("sqlite", dsn("&_txlock=immediate"))
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	write.SetMaxOpenConns(1)
	read, err := sql.Open("sqlite", dsn("&_pragma=query_only(1)"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open database: %w", err), write.Close())
	}
	read.SetMaxOpenConns(8)
	h := &Home{write: write, read: read, wake: make(chan struct{}, 1)}
	if err := h.migrate(ctx); err != nil {
		return nil, errors.Join(err, h.Close())
	}
	return h, nil
}

// Ping answers nil when a write could be made now.
func (h *Home) Ping(ctx context.Context) error {
	tx, err := h.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	return tx.Rollback()
}

// Close lets go of the file.
func (h *Home) Close() error { return errors.Join(h.read.Close(), h.write.Close()) }

// tables every home has. A value of a field is text, a number, or a moment in
// milliseconds since the epoch; times of history are in nanoseconds.
const tables = `
CREATE TABLE IF NOT EXISTS docs (
	collection TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL,
	PRIMARY KEY (collection, id)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fields (
	collection TEXT NOT NULL, field TEXT NOT NULL, value ANY NOT NULL, id TEXT NOT NULL,
	PRIMARY KEY (collection, field, value, id)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS fields_of ON fields (collection, id, field);
CREATE TABLE IF NOT EXISTS uniques (
	collection TEXT NOT NULL, field TEXT NOT NULL, value ANY NOT NULL, id TEXT NOT NULL,
	PRIMARY KEY (collection, field, value)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS uniques_of ON uniques (collection, id);
CREATE TABLE IF NOT EXISTS history (
	collection TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL,
	by TEXT NOT NULL, act TEXT NOT NULL, deleted INTEGER NOT NULL, body BLOB, events BLOB,
	PRIMARY KEY (collection, id, version)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outbox (
	seq INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL, id TEXT NOT NULL, events BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS entries (
	log TEXT NOT NULL, stream TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL,
	act TEXT NOT NULL, data BLOB NOT NULL, meta BLOB,
	PRIMARY KEY (log, stream, id)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS archive (
	log TEXT NOT NULL, stream TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL,
	act TEXT NOT NULL, data BLOB NOT NULL, meta BLOB,
	PRIMARY KEY (log, stream, id)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS manifests (
	log TEXT NOT NULL, stream TEXT NOT NULL, version INTEGER NOT NULL, meta BLOB,
	PRIMARY KEY (log, stream)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chunks (
	log TEXT NOT NULL, stream TEXT NOT NULL, version INTEGER NOT NULL, n INTEGER NOT NULL, data BLOB NOT NULL,
	PRIMARY KEY (log, stream, version, n)) STRICT, WITHOUT ROWID;
`

func (h *Home) migrate(ctx context.Context) error {
	if _, err := h.write.ExecContext(ctx, tables); err != nil {
		return fmt.Errorf("make tables: %w", err)
	}
	return nil
}

// atomically runs work in one transaction of the writer.
func (h *Home) atomically(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := h.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := work(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

func violates(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && (e.Code() == uniqueViolation || e.Code() == primaryKeyViolation)
}

var _ docstore.Home = (*Home)(nil)
