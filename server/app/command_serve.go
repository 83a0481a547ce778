package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"

	"rapporteur/server/httpapi"
)

// serve runs the platform until ctx ends, then drains and closes it.
func serve(ctx context.Context, in invocation) (err error) {
	if err := in.flags(flag.NewFlagSet("serve", flag.ContinueOnError)); err != nil {
		return err
	}
	h, err := in.open(ctx, mayServe, alone)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close(context.WithoutCancel(ctx))) }()
	if err := runSteps(ctx, h.before); err != nil {
		return err
	}
	if err := h.loadDemo(ctx); err != nil {
		return err
	}
	handler, err := httpapi.New(h.door)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", h.config.Listen)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w. Stop what uses it, or set RAPPORTEUR_LISTEN to another address", h.config.Listen, err)
	}
	fmt.Fprintf(in.out, "Rapporteur %s serves at %s\n", version, h.config.PublicURL)
	if err := h.sayIfEmpty(ctx, func(words string) { fmt.Fprintln(in.out, words) }); err != nil && ctx.Err() == nil {
		return errors.Join(err, listener.Close())
	}
	return h.serve(ctx, listener, handler)
}

// mayServe refuses a configuration that only commands can work with.
func mayServe(h *house) error { return h.config.CheckServe() }

// alone makes sure nobody else serves from an embedded database. Several
// servers may share a MongoDB.
func alone(h *house) error {
	if h.config.MongoDB.URI != "" {
		return nil
	}
	unlock, err := lockData(h.config.Data)
	if err == nil {
		h.onClose("unlock the data folder", unlock)
	}
	return err
}

// serve answers requests until ctx ends or a task fails.
func (h *house) serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	running, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	// The tasks outlive the requests: what a last request wrote is still relayed.
	working, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	waitForTasks := h.start(working, fail)

	limits := h.config.HTTP
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: limits.ReadHeader,
		ReadTimeout:       limits.Read,
		WriteTimeout:      limits.Write,
		IdleTimeout:       limits.Idle,
		ErrorLog:          slog.NewLogLogger(h.log.Handler(), slog.LevelDebug),
	}
	// This goroutine ends when Shutdown or Close ends the server.
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			fail(fmt.Errorf("serve: %w", err))
		}
	}()
	<-running.Done()
	h.log.Info("stopping", "drain", limits.Drain.String())

	draining, cancel := context.WithTimeout(context.WithoutCancel(ctx), limits.Drain)
	defer cancel()
	// Shutdown waits for requests, and knows nothing of sockets: those are
	// closed by the first drain step while requests finish.
	shut := make(chan error, 1)
	go func() { shut <- server.Shutdown(draining) }() // ends with draining
	problem := h.drain(draining)
	if err := <-shut; err != nil {
		problem = errors.Join(problem, fmt.Errorf("some requests did not finish in %s: %w", limits.Drain, err), server.Close())
	}
	stopWork()
	waitForTasks()
	if ctx.Err() == nil { // not asked to stop: say why we do
		problem = errors.Join(context.Cause(running), problem)
	}
	return problem
}
