package storetest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"testing"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
)

// killedRounds is how often a writer is killed; linesBeforeKill is how much it
// has acknowledged by then, at least.
const (
	killedRounds    = 5
	linesBeforeKill = 40
)

// WriteUntilKilled writes documents, increments and log entries for ever, and
// prints a line for each after it was acknowledged. It is the program of the
// process that Killed kills; run tells its lines from those of other runs.
func WriteUntilKilled(ctx context.Context, home docstore.Home, run string, out io.Writer) error {
	c, err := docstore.Open(ctx, home, noteShape, noteIndex, time.Now)
	if err != nil {
		return err
	}
	log, err := home.Log(ctx, "collab")
	if err != nil {
		return err
	}
	if _, err := c.Insert(ctx, "count", "john", "start", note{}); err != nil && !errors.Is(err, docstore.ErrExists) {
		return err
	}
	for n := 0; ; n++ {
		id := fmt.Sprintf("%s-%06d", run, n)
		if _, err := c.Insert(ctx, id, "john", "write", note{Title: id}, event.Event{Kind: "written"}); err != nil {
			return err
		}
		fmt.Fprintln(out, "document", id)
		if _, err := c.Update(ctx, "count", "john", "count", func(n note) (note, []event.Event, error) {
			n.Count++
			return n, nil, nil
		}); err != nil {
			return err
		}
		fmt.Fprintln(out, "count", n)
		e := entry("killed", n)
		e.ID = id
		if err := log.Append(ctx, []docstore.LogEntry{e}); err != nil {
			return err
		}
		fmt.Fprintln(out, "entry", id)
	}
}

// Killed starts a process that runs WriteUntilKilled, kills it in the middle,
// several times, and finds every acknowledged write and every event of one.
func Killed(t *testing.T, command func(run string) *exec.Cmd, open func(t *testing.T) docstore.Home) {
	acknowledged := map[string][]string{}
	for round := range killedRounds {
		for _, line := range killOne(t, command(fmt.Sprint("run", round))) {
			kind, id, _ := strings.Cut(line, " ")
			acknowledged[kind] = append(acknowledged[kind], id)
		}
	}
	ctx := t.Context()
	home := open(t)
	c := openNotes(t, home)
	for _, id := range acknowledged["document"] {
		if d, err := c.Get(ctx, id); err != nil || d.Value.Title != id {
			t.Errorf("document %s was acknowledged: got %+v, %v", id, d, err)
		}
	}
	d, err := c.Get(ctx, "count")
	if counted := len(acknowledged["count"]); err != nil || d.Value.Count < counted || d.Value.Count > counted+killedRounds {
		t.Errorf("%d increments were acknowledged: got %d, %v", counted, d.Value.Count, err)
	}
	kept := map[string]bool{}
	for _, e := range load(t, openLog(t, home, "collab"), "killed").Entries {
		kept[e.ID] = true
	}
	for _, id := range acknowledged["entry"] {
		if !kept[id] {
			t.Errorf("entry %s was acknowledged and is not there", id)
		}
	}
	waiting := map[string]bool{}
	for _, id := range acknowledged["document"] {
		waiting[id] = true
	}
	relay(t, home, func(e event.Event) error {
		delete(waiting, e.Document)
		return nil
	}, func() bool { return len(waiting) == 0 })
}

// killOne gives the lines a process printed until it was killed.
func killOne(t *testing.T, command *exec.Cmd) []string {
	t.Helper()
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var lines []string
	scanner := bufio.NewScanner(out)
	for scanner.Scan() {
		if lines = append(lines, scanner.Text()); len(lines) == linesBeforeKill {
			if err := command.Process.Kill(); err != nil { // SIGKILL; what it had printed is still read
				t.Fatal(err)
			}
		}
	}
	if err := command.Wait(); err == nil || len(lines) < linesBeforeKill {
		t.Fatalf("the writer ended by itself after %d lines: %v", len(lines), err)
	}
	return lines
}
