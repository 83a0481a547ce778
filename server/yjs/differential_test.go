package yjs_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"rapporteur/server/yjs"
)

// The seeds of every run. One more, from the clock, is printed and tried too.
const firstSeed = 1_000_000

// TestManyHistoriesComeOutAsInYjs makes random histories with the yjs package
// and compares, both ways. It runs where YJS_HISTORIES says how many (make test
// SUITE=histories), because it needs node and the client's packages; the
// recorded ones always run. YJS_SEED says where to begin.
func TestManyHistoriesComeOutAsInYjs(t *testing.T) {
	count, err := strconv.Atoi(os.Getenv("YJS_HISTORIES"))
	if err != nil || count <= 0 {
		return
	}
	fresh := int(time.Now().UnixNano() % (1 << 31))
	t.Logf("fresh seed %d", fresh)
	jobs := []struct{ first, count int }{{firstSeed, count / 2}, {firstSeed + count/2, count - count/2}, {fresh, max(count/20, 1)}}
	if one, err := strconv.Atoi(os.Getenv("YJS_SEED")); err == nil {
		jobs = jobs[:1]
		jobs[0].first, jobs[0].count = one, count
	}
	var (
		total tally
		all   sync.WaitGroup
	)
	for _, job := range jobs {
		all.Go(func() {
			if err := compare(t, job.first, job.count, &total); err != nil {
				t.Errorf("histories from %d: %v", job.first, err)
			}
		})
	}
	all.Wait()
	total.report(t)
}

// tally counts what was compared. Its fields are guarded by mu.
type tally struct {
	mu                         sync.Mutex
	operations                 []int
	updates, same, torn, wrong int
}

func (c *tally) report(t *testing.T) {
	if len(c.operations) == 0 {
		t.Fatal("no history was compared")
	}
	slices.Sort(c.operations)
	median := c.operations[len(c.operations)/2]
	t.Logf("%d histories, %d updates, median %d operations; %d differ, %d more in characters that were cut, %d encodings are those of yjs byte for byte",
		len(c.operations), c.updates, median, c.wrong, c.torn, c.same)
	if c.torn > 1+len(c.operations)/200 {
		t.Errorf("%d differ in characters that were cut, which ought to be rare", c.torn)
	}
	if median < 100 && len(c.operations) > 100 {
		t.Errorf("median of %d operations a history, want 100", median)
	}
}

// compare holds a conversation with one node process.
func compare(t *testing.T, first, count int, total *tally) error {
	cmd := exec.CommandContext(t.Context(), "node", "testdata/differential/serve.mjs", strconv.Itoa(first), strconv.Itoa(count))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	if err := converse(t, in, out, count, total); err != nil {
		return fmt.Errorf("%w (node: %v)", err, cmd.Process.Kill())
	}
	in.Close()
	return cmd.Wait()
}

func converse(t *testing.T, in io.Writer, out io.Reader, count int, total *tally) error {
	lines := json.NewDecoder(bufio.NewReaderSize(out, 1<<20))
	for range count {
		var h, verdict history
		if err := lines.Decode(&h); err != nil {
			return err
		}
		doc, problem := h.replay()
		var answer struct{ Full, Diff []byte }
		if problem == nil {
			answer.Full = doc.Encode()
			answer.Diff, problem = doc.Diff(h.Middle)
		}
		if problem != nil {
			answer.Full = nil
		}
		var written []byte
		var after json.RawMessage
		if problem == nil {
			if written, problem = scribble(doc, h.Seed); problem == nil {
				after = canonical(doc)
			}
		}
		if err := json.NewEncoder(in).Encode(map[string]any{
			"full": answer.Full, "diff": answer.Diff, "written": written, "after": after,
		}); err != nil {
			return err
		}
		if err := lines.Decode(&verdict); err != nil {
			return err
		}
		if problem == nil && verdict.Problem != nil && *verdict.Problem != "" {
			problem = fmt.Errorf("read back: %s", *verdict.Problem)
		}
		if problem == nil {
			problem = reloads(doc)
		}
		total.mu.Lock()
		total.operations = append(total.operations, h.Operations)
		total.updates += len(h.Updates)
		if bytes.Equal(answer.Full, h.Encoded) {
			total.same++
		}
		if h.torn {
			total.torn++
			problem = nil // read back, it differs in the same characters
		}
		if problem != nil {
			if total.wrong++; total.wrong < 5 {
				t.Errorf("history %d (YJS_SEED), kept in %s: %v", h.Seed, keep(h), problem)
			}
		}
		total.mu.Unlock()
	}
	return nil
}

// keep writes a history that went wrong where it can be looked at.
func keep(h history) string {
	name := filepath.Join(os.TempDir(), fmt.Sprintf("yjs-history-%d.json", h.Seed))
	b, err := json.Marshal(h)
	if err == nil {
		err = os.WriteFile(name, b, 0o600)
	}
	if err != nil {
		return err.Error()
	}
	return name
}

// reloads says whether a document survives being stored.
func reloads(doc *yjs.Doc) error {
	again, err := yjs.Load(doc.Encode(), yjs.Limits{})
	if err != nil {
		return fmt.Errorf("load what was encoded: %w", err)
	}
	if got, want := canonical(again), canonical(doc); !bytes.Equal(got, want) {
		return fmt.Errorf("another document after loading\ngot  %s\nwant %s", got, want)
	}
	if !bytes.Equal(again.Encode(), doc.Encode()) {
		return fmt.Errorf("another encoding after loading")
	}
	if got, want := again.StateVector(), doc.StateVector(); !got.Equal(want) {
		return fmt.Errorf("another state vector after loading: got %v, want %v", got, want)
	}
	return nil
}
