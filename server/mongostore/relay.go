package mongostore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
)

// Times of the relay: a write of this process wakes it, one of another node is
// found by looking. Only the node that holds the lease relays; it renews it
// with every batch, and another takes over when it has run out. Clocks that
// differ by more than the lease can make two relay at once: events then come
// more than once, which listeners are made for.
const (
	relayPoll  = 2 * time.Second
	relayRetry = 250 * time.Millisecond
	relayLease = 15 * time.Second
	relayBatch = 200
)

// nudge wakes the relay if there is something to deliver; it never waits.
func (h *Home) nudge(e docstore.Entry) {
	if len(e.Events) == 0 {
		return
	}
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

// Relay moves tails to the history and delivers the events found there, until
// ctx ends. A database that does not answer is asked again.
func (h *Home) Relay(ctx context.Context, deliver event.Listener) error {
	defer h.endLease(ctx)
	troubled := false
	for ctx.Err() == nil {
		left, err := h.relayOnce(ctx, deliver)
		if err != nil && ctx.Err() == nil {
			if !troubled {
				h.log.Warn("Events cannot be delivered just now; trying again.", "error", err)
			}
			left = true
		}
		troubled = err != nil
		wake, pause := h.wake, relayPoll
		if left { // somebody is not ready: a write does not make them so
			wake, pause = nil, relayRetry
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
		case <-wake:
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

// lease takes or renews the right to relay.
func (h *Home) lease(ctx context.Context) (bool, error) {
	now := time.Now()
	mine := bson.D{{Key: "holder", Value: h.name}, {Key: "until", Value: now.Add(relayLease)}}
	free := bson.A{
		bson.D{{Key: "holder", Value: h.name}},
		bson.D{{Key: "until", Value: bson.D{{Key: "$lt", Value: now}}}},
	}
	result, err := h.leases.UpdateOne(ctx, append(byID("relay"), bson.E{Key: "$or", Value: free}), bson.D{{Key: "$set", Value: mine}})
	if err != nil || result.MatchedCount == 1 {
		return err == nil, err
	}
	_, err = h.leases.InsertOne(ctx, append(byID("relay"), mine...))
	if mongo.IsDuplicateKeyError(err) {
		return false, nil
	}
	return err == nil, err
}

// endLease lets another node relay at once.
func (h *Home) endLease(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), relayLease)
	defer cancel()
	_, err := h.leases.UpdateOne(ctx, append(byID("relay"), bson.E{Key: "holder", Value: h.name}),
		bson.D{{Key: "$set", Value: bson.D{{Key: "until", Value: time.Unix(0, 0)}}}})
	if err != nil {
		h.log.Warn("Another node can deliver events only when this one's lease has run out.", "error", err)
	}
}

// relayOnce goes through everything once. left says that a listener was not
// ready; the later events of that document then wait, those of others do not.
func (h *Home) relayOnce(ctx context.Context, deliver event.Listener) (left bool, err error) {
	if mine, err := h.lease(ctx); err != nil || !mine {
		return false, err
	}
	if err := h.settleAll(ctx); err != nil {
		return false, err
	}
	held := map[string]bool{}
	after := ""
	for {
		letters, err := h.letters(ctx, after)
		if err != nil || len(letters) == 0 {
			return left, err
		}
		var delivered bson.A
		for _, l := range letters {
			after = l.ID
			document := l.Collection + "/" + l.Document
			if held[document] {
				continue
			}
			if !deliverAll(ctx, deliver, l.Step.Events) {
				held[document], left = true, true
				continue
			}
			delivered = append(delivered, l.ID)
		}
		if err := h.forget(ctx, delivered); err != nil {
			return left, err
		}
		if mine, err := h.lease(ctx); err != nil || !mine {
			return left, err
		}
	}
}

// settleAll moves every tail of the collections that were opened.
func (h *Home) settleAll(ctx context.Context) error {
	h.mu.Lock()
	opened := slices.Collect(maps.Values(h.opened))
	h.mu.Unlock()
	for _, r := range opened {
		rows, err := r.docs.Find(ctx, bson.D{{Key: "due", Value: true}}, options.Find().SetProjection(only("_id")))
		if err != nil {
			return fmt.Errorf("find the tails of %s: %w", r.shape.Name, err)
		}
		var due []row
		if err := rows.All(ctx, &due); err != nil {
			return fmt.Errorf("find the tails of %s: %w", r.shape.Name, err)
		}
		for _, d := range due {
			if err := r.settle(ctx, d.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// letters gives steps whose events are to be delivered, in order per document:
// the id ends in the version, in digits of one length.
func (h *Home) letters(ctx context.Context, after string) (letters []past, err error) {
	filter := bson.D{{Key: "due", Value: true}, {Key: "_id", Value: bson.D{{Key: "$gt", Value: after}}}}
	rows, err := h.history.Find(ctx, filter,
		options.Find().SetSort(bson.D{{Key: "_id", Value: 1}}).SetLimit(relayBatch).SetProjection(only("c", "d", "events")).
			SetHint(bson.D{{Key: "due", Value: 1}})) // few are due, and the history is long
	if err == nil {
		err = rows.All(ctx, &letters)
	}
	if err != nil {
		return nil, fmt.Errorf("read what is to be delivered: %w", err)
	}
	return letters, nil
}

func deliverAll(ctx context.Context, deliver event.Listener, text string) bool {
	var events []event.Event
	if err := json.Unmarshal([]byte(text), &events); err != nil {
		return false // it stays, and is found by whoever asks why
	}
	for _, e := range events {
		if ctx.Err() != nil || deliver(ctx, e) != nil {
			return false
		}
	}
	return true
}

// forget notes what was delivered, also when the program is being stopped.
func (h *Home) forget(ctx context.Context, delivered bson.A) error {
	if len(delivered) == 0 {
		return nil
	}
	_, err := h.history.UpdateMany(context.WithoutCancel(ctx),
		bson.D{{Key: "_id", Value: bson.D{{Key: "$in", Value: delivered}}}},
		bson.D{{Key: "$unset", Value: bson.D{{Key: "due", Value: ""}}}})
	if err != nil {
		return errors.Join(errors.New("note what was delivered"), err)
	}
	return nil
}
