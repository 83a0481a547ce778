package realtime_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"rapporteur/config"
	"rapporteur/server/coedit"
	"rapporteur/server/docstore"
	"rapporteur/server/fault"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/realtime"
	"rapporteur/server/realtime/frame"
	"rapporteur/server/realtime/realtimetest"
)

var (
	errEnded   = fault.New(fault.Unauthenticated, "test.ended", "ended")
	errUnknown = fault.New(fault.Unauthenticated, "test.unknown", "unknown")
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

// people is a door and an access: everybody named in rights has a session
// cookie "session=<name>" and a token "rap_<name>".
type people struct {
	mu     sync.Mutex
	rights map[string]coedit.Right
	ended  map[string]bool
	broken bool
}

func (p *people) Session(r *http.Request) (identity.Actor, error) {
	c, err := r.Cookie("session")
	if err != nil {
		return identity.Public(), nil
	}
	return identity.Actor{Person: c.Value, Name: c.Value + " by session", Via: "s-" + c.Value}, nil
}

func (p *people) Token(_ context.Context, token string) (identity.Actor, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	name := token[len("rap_"):]
	if name == "reader" {
		return identity.Actor{Person: name, Scopes: []identity.Scope{identity.ScopeRead}}, nil
	}
	if _, known := p.rights[name]; !known {
		return identity.Public(), errUnknown
	}
	return identity.Actor{Person: name, Name: name, Via: "t-" + name, Scopes: []identity.Scope{identity.ScopeCollab}}, nil
}

func (p *people) Again(_ context.Context, who identity.Actor) (identity.Actor, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended[who.Person] {
		return who, errEnded
	}
	return who, nil
}

func (p *people) AtWork(_ context.Context, who identity.Actor) error { return nil }

func (p *people) TextRight(_ context.Context, by identity.Actor, document string) (coedit.Right, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.broken {
		return coedit.RightNone, context.DeadlineExceeded
	}
	if document == "deliverable/hidden" {
		return coedit.RightNone, nil
	}
	return p.rights[by.Person], nil
}

func (p *people) set(change func(p *people)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change(p)
}

// house is a running server with its journal and its documents.
type house struct {
	*people
	url    string
	log    *memoryLog
	server *realtime.Server
	rooms  *realtime.Rooms

	heard chan string // documents that were announced as changed
}

func (h *house) changed(_ context.Context, name string) {
	select {
	case h.heard <- name:
	default:
	}
}

const origin = "http://rapporteur.example"

// open starts a house that closes with the test.
func open(t *testing.T, adjust ...func(*realtime.Limits)) *house {
	t.Helper()
	collab := settings(t)
	limits := realtime.LimitsOf(collab)
	limits.Linger, limits.RecheckSoon = 0, time.Millisecond
	for _, a := range adjust {
		a(&limits)
	}
	h := &house{log: newMemoryLog(), heard: make(chan string, 1), people: &people{ended: map[string]bool{}, rights: map[string]coedit.Right{
		"ines": coedit.RightEdit, "omar": coedit.RightEdit, "rita": coedit.RightRead, "sam": coedit.RightSuggest, "nobody": coedit.RightNone,
	}}}
	quiet := slog.New(slog.DiscardHandler)
	library := coedit.NewLibrary(h.log, seeds{}, id.Default(), time.Now, coedit.LimitsOf(collab), quiet)
	journalLimits := coedit.JournalLimitsOf(collab)
	journalLimits.Tick, journalLimits.Patience = 2*time.Millisecond, 50*time.Millisecond
	journal := coedit.NewJournal(h.log, journalLimits, quiet)
	go journal.Run(context.Background())
	h.rooms = realtime.NewRooms(library, journal, limits, h.changed, quiet)
	h.server = realtime.NewServer(h, h, h.rooms, limits, []string{origin}, quiet)
	web := httptest.NewServer(h.server)
	h.url = web.URL
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { h.server.Run(ctx) })
	t.Cleanup(func() {
		stop()
		running.Wait()
		h.server.Close()
		journal.Close()
		web.Close()
	})
	return h
}

type seeds struct{}

func (seeds) Seed(context.Context, string) (coedit.Node, error) {
	return coedit.Doc(coedit.Heading(1, "Scope"), coedit.Paragraph("")), nil
}

// page is how a browser on one of our pages comes.
func page(person string) http.Header {
	h := http.Header{"Origin": {origin}}
	if person != "" {
		h.Set("Cookie", "session="+person)
	}
	return h
}

const text = "deliverable/d1"

// enter opens the text as a person and waits for the scope.
func (h *house) enter(t *testing.T, person, address string) (*realtimetest.Socket, string) {
	t.Helper()
	s := realtimetest.Dial(t, h.url, nil)
	s.Send(address, frame.Token("rap_"+person, "4.8.0"))
	return s, s.Until("the answer to Auth", func(f frame.Frame) bool { return f.Kind == frame.Auth }).Text
}

// memoryLog is a log that can be told to fail, or to hold an append back.
type memoryLog struct {
	mu      sync.Mutex
	streams map[string]*docstore.Stream
	archive map[string][]docstore.LogEntry
	failing error
	gate    chan struct{} // when not nil, an append waits for it
	appends int
}

func newMemoryLog() *memoryLog {
	return &memoryLog{streams: map[string]*docstore.Stream{}, archive: map[string][]docstore.LogEntry{}}
}

func (m *memoryLog) Append(_ context.Context, entries []docstore.LogEntry) error {
	m.mu.Lock()
	gate := m.gate
	m.mu.Unlock()
	if gate != nil {
		<-gate
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.appends++
	if m.failing != nil {
		return m.failing
	}
next:
	for _, e := range entries {
		s := m.streams[e.Stream]
		if s == nil {
			s = &docstore.Stream{}
			m.streams[e.Stream] = s
		}
		for _, known := range append(m.archive[e.Stream], s.Entries...) {
			if known.ID == e.ID {
				continue next
			}
		}
		s.Entries = append(s.Entries, e)
	}
	return nil
}

func (m *memoryLog) Load(_ context.Context, stream string) (docstore.Stream, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s := m.streams[stream]; s != nil {
		return docstore.Stream{ManifestVersion: s.ManifestVersion, Snapshot: s.Snapshot,
			Entries: append([]docstore.LogEntry(nil), s.Entries...)}, nil
	}
	return docstore.Stream{}, nil
}

func (m *memoryLog) Compact(_ context.Context, stream string, version int64, snapshot docstore.Snapshot, ids []string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.streams[stream]
	if s.ManifestVersion != version {
		return docstore.ErrStale
	}
	s.ManifestVersion, s.Snapshot = version+1, snapshot
	gone := map[string]bool{}
	for _, id := range ids {
		gone[id] = true
	}
	var kept []docstore.LogEntry
	for _, e := range s.Entries {
		if gone[e.ID] {
			m.archive[stream] = append(m.archive[stream], e)
		} else {
			kept = append(kept, e)
		}
	}
	s.Entries = kept
	return nil
}

func (m *memoryLog) Archive(_ context.Context, stream, after string, limit int) ([]docstore.LogEntry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var found []docstore.LogEntry
	for _, e := range m.archive[stream] {
		if e.ID > after && len(found) < limit {
			found = append(found, e)
		}
	}
	return found, nil
}

// hold makes appends wait until the gate is closed.
func (m *memoryLog) hold() chan struct{} {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.gate = make(chan struct{})
	return m.gate
}

func (m *memoryLog) fail(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.failing = err
}
