// Package notify tells people, outside of the pages, that something happened:
// by mail. What is to be sent waits in an outbox as a document, and is written
// when it is sent, from what is true then.
//
// It refuses to carry (that is mailer), to decide who may know something (a
// writer asks under the reader's rights), and to keep what a letter says:
// letters hold links that open doors.
package notify

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"rapporteur/config"
	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/fault"
	"rapporteur/server/identity"
)

// Carrier takes mails away.
type Carrier interface {
	// Carry hands one mail over. ErrRefused means it is no use to try again.
	Carry(ctx context.Context, m Mail) error
}

var (
	// ErrRefused is a carrier's final no: the address does not exist.
	ErrRefused = errors.New("the relay refused this letter for good")
	// ErrNotNeeded is a writer's word that there is nothing to say any more.
	ErrNotNeeded = errors.New("there is nothing to say any more")
)

// Writer writes the letter that ref asks for, at the moment it is sent.
type Writer func(ctx context.Context, ref string) (Letter, error)

// State is where a letter stands.
type State string

// The states of a letter.
const (
	Waiting State = "waiting"
	Sent    State = "sent"
	Failed  State = "failed"  // given up
	Dropped State = "dropped" // not needed any more
)

// item is a letter in the outbox: a promise to write and send it.
type item struct {
	Kind  string    `json:"kind"`
	Ref   string    `json:"ref"`
	State State     `json:"state"`
	Made  time.Time `json:"made"`
	Next  time.Time `json:"next"`
	Tries int       `json:"tries"`
}

var shape = docstore.Shape{Name: "outbox", Fields: []docstore.Field{
	{Name: "due", Kind: docstore.Moment}, // of those that wait
	{Name: "ref", Kind: docstore.Text},
}}

func index(i item) map[string][]any {
	fields := map[string][]any{"ref": {i.Kind + "/" + i.Ref}}
	if i.State == Waiting {
		fields["due"] = []any{i.Next}
	}
	return fields
}

// slowest bounds the pause between two tries; a pause doubles from try to try.
const slowest = 4 * time.Hour

// look is how often the outbox is looked into where nobody has woken it: a
// command beside the server may have put something in.
const look = 5 * time.Second

// Outbox keeps what is to be sent and sends it.
type Outbox struct {
	store   *docstore.Collection[item]
	carrier Carrier
	writers map[string]Writer
	press   press
	limits  config.Mail
	now     func() time.Time
	newID   func() string
	log     *slog.Logger
	wake    chan struct{} // something was put in; holds one
}

// NewOutbox opens the outbox on its home. carrier is nil where mail goes
// nowhere; then nothing is put in.
func NewOutbox(ctx context.Context, home docstore.Home, carrier Carrier, writers map[string]Writer, limits config.Mail, now func() time.Time, newID func() string, log *slog.Logger) (*Outbox, error) {
	store, err := docstore.Open(ctx, home, shape, index, now)
	if err != nil {
		return nil, err
	}
	p, err := newPress()
	if err != nil {
		return nil, err
	}
	return &Outbox{store: store, carrier: carrier, writers: writers, press: p, limits: limits, now: now, newID: newID, log: log, wake: make(chan struct{}, 1)}, nil
}

// Queue promises a letter. It returns once the promise is kept in the store.
func (o *Outbox) Queue(ctx context.Context, by identity.Actor, kind, ref string) error {
	if o.carrier == nil {
		return nil
	}
	if _, known := o.writers[kind]; !known {
		return fmt.Errorf("nobody writes letters of the kind %q", kind)
	}
	now := o.now().UTC()
	if _, err := o.store.Insert(ctx, o.newID(), by.Person, "queue letter", item{Kind: kind, Ref: ref, State: Waiting, Made: now, Next: now}); err != nil {
		return fmt.Errorf("queue letter: %w", err)
	}
	select {
	case o.wake <- struct{}{}:
	default:
	}
	return nil
}

// StateOf tells where the newest letter about something stands; "" where none was promised.
func (o *Outbox) StateOf(ctx context.Context, kind, ref string) (State, error) {
	found, err := o.store.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("ref", kind+"/"+ref)}})
	if err != nil || len(found) == 0 {
		return "", err
	}
	newest := found[0]
	for _, d := range found {
		if d.ID > newest.ID {
			newest = d
		}
	}
	return newest.Value.State, nil
}

// Run sends what is due until ctx ends. A store that does not answer is asked
// again, like a relay.
func (o *Outbox) Run(ctx context.Context) error {
	if o.carrier == nil {
		return nil
	}
	every := time.NewTicker(look)
	defer every.Stop()
	for {
		if err := o.Send(ctx); err != nil && ctx.Err() == nil {
			o.log.Warn("the outbox could not be emptied", "error", err.Error())
		}
		select {
		case <-ctx.Done():
			return nil
		case <-o.wake:
		case <-every.C:
		}
	}
}

// Send sends what is due now, once through.
func (o *Outbox) Send(ctx context.Context) error {
	due, _, err := o.store.Find(ctx, docstore.Query{
		Where: []docstore.Condition{docstore.Between("due", nil, o.now().UTC().Add(time.Millisecond))}, Order: "due"})
	if err != nil {
		return err
	}
	for _, d := range due {
		if ctx.Err() != nil {
			return nil
		}
		if err := o.deliver(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// deliver writes one letter, has it carried, and writes down what became of
// it. A crash in between sends it twice, under the same id.
func (o *Outbox) deliver(ctx context.Context, d docstore.Doc[item]) error {
	err := o.carry(ctx, d)
	if err != nil && ctx.Err() != nil {
		return nil // we are stopping: it stays as it was
	}
	act := "send letter"
	_, updateErr := o.store.Update(context.WithoutCancel(ctx), d.ID, "system", act, func(i item) (item, []event.Event, error) {
		return o.after(i, err), nil, nil
	})
	if err != nil && !errors.Is(err, ErrNotNeeded) {
		o.log.Warn("a letter was not taken", "letter", d.ID, "kind", d.Value.Kind, "try", d.Value.Tries+1, "error", err.Error())
	}
	return updateErr
}

func (o *Outbox) carry(ctx context.Context, d docstore.Doc[item]) error {
	write, known := o.writers[d.Value.Kind]
	if !known {
		return fmt.Errorf("nobody writes letters of the kind %q: %w", d.Value.Kind, ErrNotNeeded)
	}
	letter, err := write(ctx, d.Value.Ref)
	if err != nil {
		// A refusal of the service means that what the letter was about is over.
		if kind := fault.KindOf(err); kind != fault.Internal && kind != fault.Unavailable {
			err = errors.Join(ErrNotNeeded, err)
		}
		return err
	}
	mail, err := o.press.print(letter, d.ID, o.now())
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, o.limits.Timeout)
	defer cancel()
	return o.carrier.Carry(ctx, mail)
}

// after says where a letter stands after a try.
func (o *Outbox) after(i item, err error) item {
	now := o.now().UTC()
	i.Tries++
	switch {
	case err == nil:
		i.State = Sent
	case errors.Is(err, ErrNotNeeded):
		i.State = Dropped
	case errors.Is(err, ErrRefused), now.Sub(i.Made) >= o.limits.GiveUp:
		i.State = Failed
	default:
		i.Next = now.Add(min(o.limits.Retry<<min(i.Tries-1, 16), slowest))
	}
	return i
}
