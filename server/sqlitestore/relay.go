package sqlitestore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
		wait := relayPoll
		left, err := h.relayOnce(ctx, deliver)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			return fmt.Errorf("relay events: %w", err)
		case left:
			wait = relayRetry
		}
		wake := h.wake
		if left {
			wake = nil // somebody is not ready: a write does not make them so
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-wake:
			timer.Stop()
		case <-timer.C:
		}
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
		for _, l := range letters {
			after = l.seq
			if held[l.document] {
				continue
			}
			if !deliverAll(ctx, deliver, l.events) {
				held[l.document], left = true, true
				continue
			}
			if _, err := h.write.ExecContext(ctx, `DELETE FROM outbox WHERE seq = ?`, l.seq); err != nil {
				return left, fmt.Errorf("mark event delivered: %w", err)
			}
		}
	}
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
