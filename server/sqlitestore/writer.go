package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// maxGroup is how many writes share one commit. A commit waits for the disk;
// those that arrive meanwhile go into the next one together.
const maxGroup = 128

// errClosed answers a write after Close.
var errClosed = errors.New("the database is closed")

// job is one write on its way through the one writer.
type job struct {
	ctx  context.Context // of who asked; only values are used once the work has begun
	work func(context.Context, *sql.Tx) error
	done chan error // holds one
}

// atomically runs work in a transaction: all of it is on the disk when it
// returns nil, none of it otherwise. Work that others asked for may share the
// transaction, each behind a savepoint of its own. A write that has begun is
// waited for whatever becomes of ctx, because an interrupted statement would
// roll back the others as well.
func (h *Home) atomically(ctx context.Context, work func(context.Context, *sql.Tx) error) error {
	j := job{ctx: ctx, work: work, done: make(chan error, 1)}
	select {
	case h.jobs <- j:
		return <-j.done
	case <-h.quit:
		return errClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}

// writer is the one goroutine that writes. Open starts it, Close ends it and
// waits for it.
func (h *Home) writer() {
	defer close(h.done)
	for {
		select {
		case first := <-h.jobs:
			h.commit(h.group(first))
		case <-h.quit:
			return
		}
	}
}

// group gives the first job and those that wait behind it.
func (h *Home) group(first job) []job {
	jobs := []job{first}
	for len(jobs) < maxGroup {
		select {
		case j := <-h.jobs:
			jobs = append(jobs, j)
		default:
			return jobs
		}
	}
	return jobs
}

// commit runs the jobs in one transaction and answers each: with its own
// refusal, or with what became of the transaction.
func (h *Home) commit(jobs []job) {
	refused := make([]error, len(jobs))
	err := h.transaction(func(tx *sql.Tx) error {
		for i, j := range jobs {
			var err error
			if refused[i], err = h.alone(tx, j); err != nil {
				return err
			}
		}
		return nil
	})
	for i, j := range jobs {
		if err != nil {
			j.done <- err
		} else {
			j.done <- refused[i]
		}
	}
}

// transaction runs work between BEGIN IMMEDIATE and COMMIT.
func (h *Home) transaction(work func(*sql.Tx) error) error {
	tx, err := h.write.BeginTx(context.Background(), nil)
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

// alone runs one job behind a savepoint. refused is the job's own error, and
// nothing of it is left; broken means that the whole transaction is lost.
func (h *Home) alone(tx *sql.Tx, j job) (refused, broken error) {
	if err := j.ctx.Err(); err != nil {
		return err, nil
	}
	ctx := context.WithoutCancel(j.ctx)
	if _, err := tx.ExecContext(ctx, `SAVEPOINT job`); err != nil {
		return nil, fmt.Errorf("begin a write: %w", err)
	}
	if refused = j.work(ctx, tx); refused != nil {
		if _, err := tx.ExecContext(ctx, `ROLLBACK TO job`); err != nil {
			return nil, errors.Join(refused, fmt.Errorf("take back a write: %w", err))
		}
	}
	if _, err := tx.ExecContext(ctx, `RELEASE job`); err != nil {
		return nil, fmt.Errorf("end a write: %w", err)
	}
	return refused, nil
}
