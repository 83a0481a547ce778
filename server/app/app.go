// Package app puts the house together and runs it: it reads the
// configuration, opens the store, makes every service, connects features that
// may not know each other, serves, and on a signal drains and closes.
//
// It refuses to hold a rule of the work: whatever could be wrong about a
// meeting or a seat is in its feature.
package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"rapporteur/config"
	"rapporteur/server/fault"
)

// Exit codes of the program.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// command is one thing the program can be told to do.
type command struct {
	name    string
	summary string
	run     func(ctx context.Context, in invocation) error
}

// invocation is how a command was called.
type invocation struct {
	args    []string
	environ []string
	out     io.Writer // for people and pipes
	errOut  io.Writer // the log
}

func commands() []command {
	return []command{
		{"serve", "serve the platform (what happens without a command)", serve},
		{"token", "make a personal access token: -email E -ttl 24h", token},
		{"invite", "invite an administrator or the secretariat: -email E -role admin", invite},
		{"version", "print the version", printVersion},
		{"healthcheck", "ask the running server whether it serves", healthcheck},
	}
}

// errUsage means the command line was wrong and the help has been printed.
var errUsage = errors.New("usage")

// Run does what the command line says and returns the exit code. The
// environment comes in as of os.Environ.
func Run(ctx context.Context, args, environ []string, out, errOut io.Writer) int {
	name := "serve"
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		name, args = args[0], args[1:]
	}
	for _, c := range commands() {
		if c.name != name {
			continue
		}
		err := c.run(ctx, invocation{args: args, environ: environ, out: out, errOut: errOut})
		switch {
		case err == nil, errors.Is(err, flag.ErrHelp):
			return exitOK
		case errors.Is(err, errUsage):
			return exitUsage
		}
		fmt.Fprintf(errOut, "rapporteur %s: %s\n", name, sentence(err))
		return exitFailed
	}
	if name == "help" {
		usage(out)
		return exitOK
	}
	fmt.Fprintf(errOut, "rapporteur: there is no command %q.\n\n", name)
	usage(errOut)
	return exitUsage
}

func usage(w io.Writer) {
	fmt.Fprint(w, "Usage: rapporteur [command]\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-12s %s\n", c.name, c.summary)
	}
	fmt.Fprint(w, "\nSettings come from the environment and a file: docs/configuration.md\n")
}

// sentence words an error for the terminal: a refusal by its sentence and what
// to correct. Further lines are indented, so that each problem of a
// configuration stands by itself.
func sentence(err error) string {
	text := err.Error()
	if refusal := fault.Of(err); refusal != nil && refusal.Kind != fault.Internal {
		text = refusal.Sentence.String()
		for _, f := range refusal.Fields {
			text += "\n" + strings.TrimPrefix(f.Pointer, "/") + ": " + f.Sentence.String()
		}
	}
	if strings.Contains(text, "\n") {
		return "\n  " + strings.ReplaceAll(text, "\n", "\n  ")
	}
	return text
}

// load reads the configuration and makes the log it asks for.
func (in invocation) load() (config.Config, *slog.Logger, error) {
	c, err := config.Load(in.environ)
	if err != nil {
		return c, nil, err
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Log.Level)); err != nil {
		return c, nil, fmt.Errorf("log.level: %w", err)
	}
	options := &slog.HandlerOptions{Level: level}
	if c.Log.Format == "json" {
		return c, slog.New(slog.NewJSONHandler(in.errOut, options)), nil
	}
	return c, slog.New(slog.NewTextHandler(in.errOut, options)), nil
}

// flags reads the options of a command; a wrong one prints what there are.
func (in invocation) flags(set *flag.FlagSet) error {
	set.SetOutput(in.errOut)
	if err := set.Parse(in.args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return errUsage
	}
	if set.NArg() > 0 {
		fmt.Fprintf(in.errOut, "rapporteur %s takes no %q.\n", set.Name(), set.Arg(0))
		set.Usage()
		return errUsage
	}
	return nil
}
