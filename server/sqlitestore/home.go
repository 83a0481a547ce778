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
	"sync"
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

	jobs  chan job      // to the writer
	quit  chan struct{} // closed by Close
	done  chan struct{} // closed when the writer has ended
	close func() error  // runs once

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
	h := &Home{
		write: write, read: read,
		jobs: make(chan job), quit: make(chan struct{}), done: make(chan struct{}), wake: make(chan struct{}, 1),
	}
	h.close = sync.OnceValue(func() error {
		close(h.quit)
		<-h.done
		return errors.Join(h.read.Close(), h.write.Close())
	})
	go h.writer() // ended by Close, which waits for it
	if err := h.migrate(ctx); err != nil {
		return nil, errors.Join(err, h.Close())
	}
	return h, nil
}

// Ping answers nil when a write could be made now.
func (h *Home) Ping(ctx context.Context) error {
	if err := h.atomically(ctx, func(context.Context, *sql.Tx) error { return nil }); err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	return nil
}

// Close finishes the write under way and lets go of the file.
func (h *Home) Close() error { return h.close() }

func violates(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && (e.Code() == uniqueViolation || e.Code() == primaryKeyViolation)
}

var _ docstore.Home = (*Home)(nil)
