package sqlitestore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"rapporteur/server/event"
)

// Poll times of the relay: a write of this process wakes it, one of a command
// beside it is found by looking; a listener that is not ready is asked again.
const (
	relayPoll  = time.Second
	relayRetry = 250 * time.Millisecond
	relayBatch = 200
)

// nudge wakes the relay; it never waits.
func (h *Home) nudge() {
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

// Relay delivers what is in the outbox until ctx ends, and removes what was
// delivered. A crash in between delivers again: at least once.
func (h *Home) Relay(ctx context.Context, deliver event.Listener) error {
	for {
		left, err := h.relayOnce(ctx, deliver)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("relay events: %w", err)
		}
		wake, wait := h.wake, relayPoll
		if left { // somebody is not ready: a write does not make them so
			wake, wait = nil, relayRetry
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-wake:
		case <-timer.C:
		}
		timer.Stop()
	}
}

type letter struct {
	seq      int64
	document string
	events   []event.Event
}

// relayOnce goes through the outbox once. left says that a listener was not
// ready; the later events of that document then wait, those of others do not.
func (h *Home) relayOnce(ctx context.Context, deliver event.Listener) (left bool, err error) {
	held := map[string]bool{}
	after := int64(0)
	for {
		letters, err := h.letters(ctx, after)
		if err != nil || len(letters) == 0 {
			return left, err
		}
		var delivered []any
		for _, l := range letters {
			after = l.seq
			if held[l.document] {
				continue
			}
			if !deliverAll(ctx, deliver, l.events) {
				held[l.document], left = true, true
				continue
			}
			delivered = append(delivered, l.seq)
		}
		if err := h.forget(ctx, delivered); err != nil {
			return left, err
		}
	}
}

// forget removes what was delivered, also when the program is being stopped.
func (h *Home) forget(ctx context.Context, delivered []any) error {
	if len(delivered) == 0 {
		return nil
	}
	err := h.atomically(context.WithoutCancel(ctx), func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM outbox WHERE seq IN (?`+strings.Repeat(", ?", len(delivered)-1)+`)`, delivered...)
		return err
	})
	if err != nil {
		return fmt.Errorf("mark events delivered: %w", err)
	}
	return nil
}

func deliverAll(ctx context.Context, deliver event.Listener, events []event.Event) bool {
	for _, e := range events {
		if ctx.Err() != nil || deliver(ctx, e) != nil {
			return false
		}
	}
	return true
}

func (h *Home) letters(ctx context.Context, after int64) (letters []letter, err error) {
	rows, err := h.read.QueryContext(ctx, `SELECT seq, collection, id, events FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?`, after, relayBatch)
	if err != nil {
		return nil, fmt.Errorf("read outbox: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var l letter
		var collection, id string
		var events []byte
		if err := rows.Scan(&l.seq, &collection, &id, &events); err != nil {
			return nil, fmt.Errorf("read outbox: %w", err)
		}
		if err := json.Unmarshal(events, &l.events); err != nil {
			return nil, fmt.Errorf("decode events: %w", err)
		}
		l.document = collection + "/" + id
		letters = append(letters, l)
	}
	return letters, rows.Err()
}
