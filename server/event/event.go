// Package event says that something happened, in the words of the feature it
// happened in, and carries it to whoever asked to hear of it in this process.
//
// An event is a hint that a document changed, not a copy of it: who hears it
// reads the document again under the rights of the person it is for.
package event

import (
	"context"
	"encoding/json"
	"sync"
	"time"
)

// Event is one thing that happened to one document. The store writes it in the
// same step as the change, and delivers it at least once and in order per
// document: a listener is idempotent by (Collection, Document, Version).
type Event struct {
	Kind       string          `json:"kind"` // "meeting.moved", in the feature's words
	Collection string          `json:"collection,omitempty"`
	Document   string          `json:"document,omitempty"`
	Version    int64           `json:"version,omitempty"`
	Group      string          `json:"group,omitempty"` // whose members it concerns; empty where none
	At         time.Time       `json:"at"`
	By         string          `json:"by,omitempty"` // person id, or "system"
	Data       json.RawMessage `json:"data,omitempty"`
}

// Listener hears one event. An error means "not yet": the relay tries again.
type Listener func(ctx context.Context, e Event) error

// Bus hands each event to every listener, one after another, in the goroutine
// of the publisher. It is safe for many goroutines. The zero value is ready.
type Bus struct {
	mu        sync.RWMutex // guards listeners
	listeners []Listener
}

// Listen adds a listener. Listeners are added while the program is wired and stay.
func (b *Bus) Listen(l Listener) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.listeners = append(b.listeners, l)
}

// Publish hands e to every listener and stops at the first that is not ready.
func (b *Bus) Publish(ctx context.Context, e Event) error {
	b.mu.RLock()
	listeners := b.listeners
	b.mu.RUnlock()
	for _, l := range listeners {
		if err := l(ctx, e); err != nil {
			return err
		}
	}
	return nil
}
