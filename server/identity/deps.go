package identity

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
)

// Deps is what every part of this package is made with.
type Deps struct {
	Home   docstore.Home
	Now    func() time.Time
	NewID  func() string
	Random io.Reader // of cryptographic quality
	Log    *slog.Logger
}

// errUnchanged ends an update that found nothing to do.
var errUnchanged = errors.New("nothing to change")

// about makes an event that concerns one person.
func about(kind, person string) event.Event {
	data, err := json.Marshal(concern{Person: person})
	if err != nil {
		panic("a string cannot be encoded: " + err.Error())
	}
	return event.Event{Kind: kind, Data: data}
}

type concern struct {
	Person string `json:"person"`
}

// PersonOf tells whom an event of this package concerns; "" for any other.
func PersonOf(e event.Event) string {
	var c concern
	switch e.Collection {
	case personShape.Name, sessionShape.Name, tokenShape.Name:
	default:
		return ""
	}
	if e.Data == nil || json.Unmarshal(e.Data, &c) != nil {
		return ""
	}
	return c.Person
}

// pastEnd finds up to a page of documents of a collection whose time is over,
// and hands each to remove. A document that somebody else has removed
// meanwhile is nothing to report.
func pastEnd[T any](ctx context.Context, from *docstore.Collection[T], before time.Time, remove func(docstore.Doc[T]) error) error {
	over, _, err := from.Find(ctx, docstore.Query{Where: []docstore.Condition{docstore.Between("ends", nil, before)}, Limit: docstore.MaxLimit})
	if err != nil {
		return err
	}
	var all []error
	for _, d := range over {
		if err := remove(d); err != nil && !errors.Is(err, docstore.ErrNotFound) {
			all = append(all, err)
		}
	}
	return errors.Join(all...)
}
