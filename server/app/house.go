package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"rapporteur/config"
	"rapporteur/server/coedit"
	"rapporteur/server/deliverable"
	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/group"
	"rapporteur/server/httpapi"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/meeting"
	"rapporteur/server/pilot"
	"rapporteur/server/review"
)

// house is everything that is put together by wire.go. `serve` runs it; the
// other commands use its services and close it again.
type house struct {
	config config.Config
	log    *slog.Logger
	now    func() time.Time // the clock of the work; sign-in and requests keep the real time
	real   func() time.Time
	ids    *id.Source
	bus    *event.Bus
	home   docstore.Home // where everything is kept

	// The services that others are made with, in the order of wire.go.
	people       *identity.People
	sessions     *identity.Sessions
	tokens       *identity.Tokens
	invitations  *identity.Invitations
	browser      *httpapi.Browser // who asks, of a request and of a socket
	groups       *group.Service
	deliverables *deliverable.Service
	pilots       *pilot.Service
	meetings     *meeting.Service
	threads      *review.Service

	live  *coedit.Service // what pages and features ask of live texts
	texts texts           // where live texts belong, as the features have said so far

	door httpapi.Deps // what the features have brought to the door so far

	before   []step // before anybody is let in
	tasks    []task // run while serving
	drains   []step // on the way down, in order: say goodbye, flush
	closings []step // at the very end, last opened first closed
}

// task runs until its context ends. Its error stops the program.
type task struct {
	name string
	run  func(context.Context) error
}

type step struct {
	name string
	do   func(context.Context) error
}

func newHouse(c config.Config, log *slog.Logger) *house {
	ids := id.Default()
	return &house{
		config: c, log: log, now: workClock(c), real: time.Now, ids: ids, bus: &event.Bus{}, texts: texts{},
		door: httpapi.Deps{Config: c, Log: log, Now: time.Now, NewID: ids.New},
	}
}

// open reads the configuration and puts the house together, after every check
// has passed. Whoever opens it closes it. A command beside a running server
// opens one too, uses its services, and starts nothing.
func (in invocation) open(ctx context.Context, checks ...func(*house) error) (*house, error) {
	c, log, err := in.load()
	if err != nil {
		return nil, err
	}
	h := newHouse(c, log)
	for _, check := range checks {
		if err = check(h); err != nil {
			break
		}
	}
	if err == nil {
		err = h.wire(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, h.close(context.WithoutCancel(ctx)))
	}
	return h, nil
}

// beforeServing adds what has to be done before the first request, and only by
// a server: commands do without.
func (h *house) beforeServing(name string, do func(context.Context) error) {
	h.before = append(h.before, step{name, do})
}

// whileServing adds work that goes on beside the requests, such as the relay.
func (h *house) whileServing(name string, run func(context.Context) error) {
	h.tasks = append(h.tasks, task{name, run})
}

// onDrain adds a step between "no new requests" and "close the store".
func (h *house) onDrain(name string, do func(context.Context) error) {
	h.drains = append(h.drains, step{name, do})
}

// onClose adds what closes something that wire opened.
func (h *house) onClose(name string, do func() error) {
	h.closings = append(h.closings, step{name, func(context.Context) error { return do() }})
}

// start runs the tasks, each in a goroutine of its own that ends with ctx.
// fail hears of one that ended by itself; wait returns when all have ended.
func (h *house) start(ctx context.Context, fail func(error)) (wait func()) {
	var all sync.WaitGroup
	for _, t := range h.tasks {
		all.Go(func() {
			if err := t.run(ctx); err != nil && ctx.Err() == nil {
				fail(fmt.Errorf("%s stopped: %w", t.name, err))
			}
		})
	}
	return all.Wait
}

// drain lets everybody finish, within what ctx allows.
func (h *house) drain(ctx context.Context) error { return runSteps(ctx, h.drains) }

// close ends what wire opened. It may be called on a house half built.
func (h *house) close(ctx context.Context) error {
	reversed := slices.Clone(h.closings)
	slices.Reverse(reversed)
	return runSteps(ctx, reversed)
}

func runSteps(ctx context.Context, steps []step) error {
	var all []error
	for _, s := range steps {
		if err := s.do(ctx); err != nil {
			all = append(all, fmt.Errorf("%s: %w", s.name, err))
		}
	}
	return errors.Join(all...)
}
