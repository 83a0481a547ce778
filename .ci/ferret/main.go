// Command ferret starts FerretDB v1.24.2 in this process, on a port and a
// folder of its own, and runs a command that finds it in the environment:
//
//	cd .ci/ferret && go run . go test -C ../.. ./server/mongostore
//	cd .ci/ferret && go run . -serve ../../bin/rapporteur
//
// It proves what is said over the wire: filters, updates, the order of
// commands. It proves nothing about concurrency, because FerretDB v1 loses
// concurrent updates (docs/adr/0004): the address holds every client to one
// connection. It is a module of its own so that its dependencies stay here.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	serve := flag.Bool("serve", false, "set the address for the program (RAPPORTEUR_MONGODB_URI) instead of its tests")
	flag.Parse()
	code, err := run(*serve, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "ferret:", err)
		os.Exit(2)
	}
	os.Exit(code)
}

func run(serve bool, args []string) (code int, err error) {
	if len(args) == 0 {
		return 0, errors.New("say what to run beside the database")
	}
	folder, err := os.MkdirTemp("", "ferret-")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	address, wait, err := start(ctx, folder)
	if err != nil {
		return 0, err
	}
	defer func() { stop(); wait() }()

	name := "RAPPORTEUR_TEST_MONGODB_URI"
	if serve {
		name = "RAPPORTEUR_MONGODB_URI"
	}
	command := exec.CommandContext(ctx, args[0], args[1:]...)
	command.Env = append(os.Environ(), name+"="+address)
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	err = command.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), nil
	}
	return 0, err
}

// start runs the database until ctx ends; wait returns when it has.
func start(ctx context.Context, folder string) (address string, wait func(), err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0") // a free port; given back and taken at once
	if err != nil {
		return "", nil, err
	}
	port := listener.Addr().String()
	if err := listener.Close(); err != nil {
		return "", nil, err
	}
	db, err := ferretdb.New(&ferretdb.Config{
		Listener: ferretdb.ListenerConfig{TCP: port},
		Logger:   slog.New(slog.NewTextHandler(io.Discard, nil)),
		Handler:  "sqlite", SQLiteURL: "file:" + folder + "/",
	})
	if err != nil {
		return "", nil, err
	}
	ended := make(chan struct{})
	go func() { // ends with ctx
		defer close(ended)
		if err := db.Run(ctx); err != nil && ctx.Err() == nil {
			fmt.Fprintln(os.Stderr, "ferret: the database ended:", err)
		}
	}()
	return "mongodb://" + port + "/?maxPoolSize=1", func() { <-ended }, nil
}
