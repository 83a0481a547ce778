package realtime

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"rapporteur/server/coedit"
	"rapporteur/server/event"
	"rapporteur/server/identity"
)

// Server takes collab sockets in and keeps their rights current.
type Server struct {
	door     Door
	access   coedit.Access
	rooms    *Rooms
	limits   Limits
	origins  []string // scheme://host[:port], exact
	log      *slog.Logger
	upgrader websocket.Upgrader

	mu       sync.Mutex // guards conns, people, draining
	conns    map[*conn]struct{}
	people   map[string]int // open sockets by person
	draining bool

	readers, writers, answering sync.WaitGroup
	recheck                     chan struct{} // holds one token when rights may have changed
}

// NewServer serves documents of rooms. origins are the addresses of our own
// pages: a browser on any other page is refused.
func NewServer(door Door, access coedit.Access, rooms *Rooms, limits Limits, origins []string, log *slog.Logger) *Server {
	s := &Server{
		door: door, access: access, rooms: rooms, limits: limits, origins: origins, log: log,
		conns: make(map[*conn]struct{}), people: make(map[string]int),
		recheck: make(chan struct{}, 1),
	}
	s.upgrader = websocket.Upgrader{
		ReadBufferSize: 1 << 10, WriteBufferSize: 4 << 10, WriteBufferPool: &sync.Pool{},
		// The origin is decided in ServeHTTP, where a refusal has a reason.
		CheckOrigin: func(*http.Request) bool { return true },
	}
	return s
}

// ServeHTTP upgrades GET /collab and returns; the socket lives on. The path
// and the query name no document, only the editor's schema (?schema=N).
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	came, status, sentence := admit(s.door, s.origins, r)
	if status != 0 {
		http.Error(w, sentence, status)
		return
	}
	schema, _ := strconv.Atoi(r.URL.Query().Get("schema"))
	s.mu.Lock()
	full := len(s.conns) >= s.limits.MaxSockets || (came.SignedIn() && s.people[came.Person] >= s.limits.MaxPerPerson)
	draining := s.draining
	s.mu.Unlock()
	switch {
	case draining:
		http.Error(w, "The server is restarting.", http.StatusServiceUnavailable)
		return
	case full:
		http.Error(w, "Too many open documents. Close a tab and try again.", http.StatusTooManyRequests)
		return
	}
	h := &hijacker{ResponseWriter: w, patience: s.limits.WriteDeadline}
	ws, err := s.upgrader.Upgrade(h, r, nil)
	if err != nil {
		return // the library has answered
	}
	s.take(newConn(s, ws, h.conn, came, schema))
}

// take starts the two goroutines of a connection, unless the server stops.
func (s *Server) take(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.draining {
		_ = c.ws.Close()
		return
	}
	s.conns[c] = struct{}{}
	s.readers.Go(c.read)
	s.writers.Go(c.write)
}

// admit says who comes with a request and whether the page they come from is
// ours. Without an Origin (a tool, not a browser) cookies do not count: only a
// bearer token, here or in the Auth frame, says who it is.
func admit(door Door, origins []string, r *http.Request) (who identity.Actor, status int, sentence string) {
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		who, err := door.Token(r.Context(), token)
		if err != nil {
			return who, http.StatusUnauthorized, "This token is not known, or has ended."
		}
		return who, 0, ""
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return identity.Public(), 0, ""
	}
	for _, ours := range origins {
		if origin == ours {
			who, err := door.Session(r)
			if err != nil {
				return who, http.StatusServiceUnavailable, "Signing in cannot be checked right now."
			}
			return who, 0, ""
		}
	}
	return who, http.StatusForbidden, "This page may not open documents here."
}

// count books a connection on a person; false when that person has too many.
func (s *Server) count(c *conn, person string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.person == person {
		return true
	}
	if _, open := s.conns[c]; !open || s.people[person] >= s.limits.MaxPerPerson {
		return false
	}
	s.uncount(c)
	c.person = person
	s.people[person]++
	return true
}

func (s *Server) uncount(c *conn) {
	if c.person == "" {
		return
	}
	if s.people[c.person]--; s.people[c.person] <= 0 {
		delete(s.people, c.person)
	}
	c.person = ""
}

func (s *Server) forget(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.uncount(c)
	if !s.draining {
		delete(s.conns, c)
	}
}

// Sockets says how many are open.
func (s *Server) Sockets() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.conns)
}

// Hear is an event.Listener: whatever happened may have changed a right, but
// for words that were typed.
func (s *Server) Hear(_ context.Context, e event.Event) error {
	if e.Kind != coedit.TextChanged {
		s.Recheck()
	}
	return nil
}

// Recheck asks soon for every right and every session again: after a seat, a
// stage, a session or a token has changed. It returns at once.
func (s *Server) Recheck() {
	select {
	case s.recheck <- struct{}{}:
	default:
	}
}

// Run keeps rights current: it asks again soon after an event and, because
// seats and sessions also end by date, every so often. It ends with ctx.
func (s *Server) Run(ctx context.Context) {
	every := time.NewTicker(s.limits.Recheck)
	defer every.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-every.C:
		case <-s.recheck:
			select {
			case <-time.After(s.limits.RecheckSoon):
			case <-ctx.Done():
				return
			}
		}
		s.checkAll()
	}
}

func (s *Server) checkAll() {
	s.mu.Lock()
	conns := make([]*conn, 0, len(s.conns))
	for c := range s.conns {
		conns = append(conns, c)
	}
	s.mu.Unlock()
	for _, c := range conns {
		c.check()
	}
}

// Close drains: nothing more is read, everything read is stored and
// acknowledged, then the sockets are closed. The journal is closed after it.
func (s *Server) Close() {
	s.mu.Lock()
	s.draining = true
	conns := make([]*conn, 0, len(s.conns))
	for c := range s.conns {
		conns = append(conns, c)
	}
	s.mu.Unlock()
	for _, c := range conns {
		c.stop()
	}
	s.readers.Wait()
	s.answering.Wait()
	s.rooms.Close()
	for _, c := range conns {
		c.close(closeGoingAway, "The server is restarting.")
	}
	s.writers.Wait()
}
