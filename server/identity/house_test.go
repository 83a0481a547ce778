package identity_test

import (
	"crypto/rand"
	"log/slog"
	"sync"
	"testing"
	"time"

	"rapporteur/config"
	"rapporteur/server/docstore"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/sqlitestore"
)

// clock is a time that a test moves.
type clock struct {
	mu  sync.Mutex // guards now
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// house is the package on a real store.
type house struct {
	deps     identity.Deps
	home     docstore.Home
	clock    *clock
	config   config.Config
	people   *identity.People
	sessions *identity.Sessions
	tokens   *identity.Tokens
}

func build(t *testing.T) *house {
	t.Helper()
	home, err := sqlitestore.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = home.Close() })
	c, err := config.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	h := &house{home: home, clock: &clock{now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}, config: c}
	h.deps = identity.Deps{Home: home, Now: h.clock.Now, NewID: id.NewSource(h.clock.Now, rand.Reader).New, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)}
	if h.people, err = identity.NewPeople(t.Context(), h.deps); err != nil {
		t.Fatal(err)
	}
	if h.sessions, err = identity.NewSessions(t.Context(), h.deps, h.people, c.Session); err != nil {
		t.Fatal(err)
	}
	if h.tokens, err = identity.NewTokens(t.Context(), h.deps, h.people, c.Token, c.Session.SeenEvery); err != nil {
		t.Fatal(err)
	}
	return h
}

const issuer = "https://login.example.org/realms/itu"

// somebody brings a person in.
func (h *house) somebody(t *testing.T, subject string) identity.Known {
	t.Helper()
	p, err := h.people.Introduce(t.Context(), identity.System(), identity.Introduction{Claims: identity.Claims{
		Issuer: issuer, Subject: subject, Name: "Lena Okoro", Email: subject + "@example.org", EmailVerified: true, Zone: "Africa/Lagos",
	}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// signIn opens a session and gives its secret and its actor.
func (h *house) signIn(t *testing.T, person string) (string, identity.Actor) {
	t.Helper()
	opened, err := h.sessions.Open(t.Context(), person, "Firefox", "the-id-token")
	if err != nil {
		t.Fatal(err)
	}
	who, _, err := h.sessions.Actor(t.Context(), opened.Secret)
	if err != nil {
		t.Fatal(err)
	}
	return opened.Secret, who
}

// history gives the acts of a document, oldest first, as the store kept them.
func (h *house) history(t *testing.T, collection, document string) []docstore.Entry {
	t.Helper()
	records, err := h.home.Records(t.Context(), docstore.Shape{Name: collection})
	if err != nil {
		t.Fatal(err)
	}
	entries, err := records.History(t.Context(), document)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}
