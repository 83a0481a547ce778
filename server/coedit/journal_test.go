package coedit_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"rapporteur/config"
	"rapporteur/server/coedit"
	"rapporteur/server/docstore"
)

// settings are the defaults everybody starts with.
func settings(t *testing.T) config.Collab {
	t.Helper()
	c, err := config.Load([]string{"RAPPORTEUR_DEMO=true"})
	if err != nil {
		t.Fatal(err)
	}
	return c.Collab
}

var errDisk = errors.New("disk full")

// recorder is a log that remembers its appends and fails where it is told to.
type recorder struct {
	docstore.Log
	mu      sync.Mutex
	appends [][]string // "stream/id"
	refuse  func(entries []docstore.LogEntry) error
}

func (r *recorder) Append(_ context.Context, entries []docstore.LogEntry) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.refuse != nil {
		if err := r.refuse(entries); err != nil {
			return err
		}
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Stream+"/"+e.ID)
	}
	r.appends = append(r.appends, names)
	return nil
}

func (r *recorder) seen() [][]string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.appends)
}

// journaling runs a journal in a bubble of its own time.
func journaling(t *testing.T, limits coedit.JournalLimits, do func(log *recorder, j *coedit.Journal)) {
	synctest.Test(t, func(t *testing.T) {
		log := &recorder{}
		j := coedit.NewJournal(log, limits, slog.New(slog.DiscardHandler))
		go j.Run(context.Background())
		do(log, j)
		j.Close()
	})
}

func entry(stream string, n int) []docstore.LogEntry {
	return []docstore.LogEntry{{Stream: stream, ID: fmt.Sprint(n)}}
}

func TestTheJournalWritesAllDocumentsOnceATick(t *testing.T) {
	t.Parallel()
	journaling(t, coedit.JournalLimitsOf(settings(t)), func(log *recorder, j *coedit.Journal) {
		var told []string // by the journal's goroutine, read after Wait
		for i, stream := range []string{"a", "b", "a"} {
			j.Add(entry(stream, i), func(err error) { told = append(told, fmt.Sprint(stream, i, err)) })
		}
		synctest.Wait()
		if got := log.seen(); len(got) != 0 {
			t.Errorf("got %v before the tick, want nothing", got)
		}
		time.Sleep(50 * time.Millisecond)
		synctest.Wait()
		if diff := cmp.Diff([][]string{{"a/0", "b/1", "a/2"}}, log.seen()); diff != "" {
			t.Errorf("appends (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string{"a0 <nil>", "b1 <nil>", "a2 <nil>"}, told); diff != "" {
			t.Errorf("told (-want +got):\n%s", diff)
		}
	})
}

func TestAFailedAppendIsTriedAgainAndNothingIsSaidMeanwhile(t *testing.T) {
	t.Parallel()
	journaling(t, coedit.JournalLimitsOf(settings(t)), func(log *recorder, j *coedit.Journal) {
		log.refuse = func([]docstore.LogEntry) error { return errDisk }
		told := make(chan error, 3)
		j.Add(entry("a", 1), func(err error) { told <- err })
		j.Add(entry("a", 2), func(err error) { told <- err })
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if len(told) != 0 {
			t.Fatalf("got %d answers while it fails, want silence", len(told))
		}
		log.mu.Lock()
		log.refuse = nil
		log.mu.Unlock()
		j.Add(entry("a", 3), func(err error) { told <- err })
		time.Sleep(time.Second)
		synctest.Wait()
		if diff := cmp.Diff([][]string{{"a/1", "a/2", "a/3"}}, log.seen()); diff != "" {
			t.Errorf("appends (-want +got):\n%s", diff)
		}
		if err := errors.Join(<-told, <-told, <-told); err != nil {
			t.Errorf("got %v, want all three stored", err)
		}
	})
}

func TestTheTroubleOfOneDocumentStaysItsOwn(t *testing.T) {
	t.Parallel()
	journaling(t, coedit.JournalLimitsOf(settings(t)), func(log *recorder, j *coedit.Journal) {
		log.refuse = func(entries []docstore.LogEntry) error {
			for _, e := range entries {
				if e.Stream == "sick" {
					return errDisk
				}
			}
			return nil
		}
		sick, well := make(chan error, 1), make(chan error, 1)
		j.Add(entry("sick", 1), func(err error) { sick <- err })
		j.Add(entry("well", 1), func(err error) { well <- err })
		time.Sleep(time.Second)
		synctest.Wait()
		if len(well) != 1 || len(sick) != 0 {
			t.Fatalf("got %d and %d answers, want the other document stored and this one still tried", len(well), len(sick))
		}
		if err := <-well; err != nil {
			t.Errorf("got %v for the other document, want it stored", err)
		}
		if err := <-sick; !errors.Is(err, coedit.ErrNotStored) {
			t.Errorf("got %v after its patience, want ErrNotStored", err)
		}
	})
}

func TestClosingTheJournalWritesWhatIsLeft(t *testing.T) {
	t.Parallel()
	journaling(t, coedit.JournalLimitsOf(settings(t)), func(log *recorder, j *coedit.Journal) {
		stored := false
		j.Add(entry("a", 1), func(err error) { stored = err == nil })
		j.Close()
		if !stored || len(log.seen()) != 1 {
			t.Errorf("got %v, %v, want it written", stored, log.seen())
		}
		var late error
		j.Add(entry("a", 2), func(err error) { late = err })
		if !errors.Is(late, coedit.ErrNotStored) {
			t.Errorf("got %v for a latecomer, want ErrNotStored", late)
		}
	})
}
