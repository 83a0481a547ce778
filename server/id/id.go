// Package id makes the identifiers of everything Rapporteur keeps: 26 letters
// and digits that sort by the time they were made (ULID, lower case), so that a
// key range is a time range and no database has to count for us.
package id

import (
	"crypto/rand"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"
)

// Source makes ids. Its clock and its randomness come in, so that a test can
// ask for the same ids twice. It is safe for many goroutines.
type Source struct {
	now func() time.Time

	mu      sync.Mutex // guards entropy, which remembers the last id of a millisecond
	entropy ulid.MonotonicReader
}

// NewSource makes ids from the given clock and randomness; ids of the same
// millisecond still rise.
func NewSource(now func() time.Time, random io.Reader) *Source {
	return &Source{now: now, entropy: &ulid.LockedMonotonicReader{MonotonicReader: ulid.Monotonic(random, 0)}}
}

// New gives the next id.
func (s *Source) New() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.ToLower(ulid.MustNew(ulid.Timestamp(s.now()), s.entropy).String())
}

// Default is what the running program uses: the wall clock and the system's randomness.
func Default() *Source { return NewSource(time.Now, rand.Reader) }

// Valid reports whether text could be one of our ids. It says nothing about
// whether the thing exists.
func Valid(text string) bool {
	if len(text) != ulid.EncodedSize || text != strings.ToLower(text) {
		return false
	}
	_, err := ulid.ParseStrict(strings.ToUpper(text))
	return err == nil
}

// Time gives when an id was made, to the millisecond; the zero time for what is not an id.
func Time(text string) time.Time {
	parsed, err := ulid.ParseStrict(strings.ToUpper(text))
	if err != nil {
		return time.Time{}
	}
	return ulid.Time(parsed.Time())
}
