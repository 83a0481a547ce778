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

	"rapporteur/config"
	"rapporteur/server/event"
	"rapporteur/server/identity"
)

// Audience decides whether a person may know of an event.
type Audience interface {
	// MaySee is asked for every person and every frame, at the moment it is
	// sent; an error counts as no.
	MaySee(ctx context.Context, who identity.Actor, e event.Event) (bool, error)
}

// FeedLimits bound the sockets at /feed. Each field names the setting it comes
// from.
type FeedLimits struct {
	Remembered    int           // collab.feed_remembered: events a returning socket can resume over
	MaxPerPerson  int           // collab.per_person
	Check         time.Duration // collab.ping: a quiet socket is pinged, and its session asked for, this often
	WriteDeadline time.Duration // for one frame
	Silence       time.Duration // collab.silence: no pong for so long ends the socket
}

// FeedLimitsOf reads them from the configuration.
func FeedLimitsOf(c config.Collab) FeedLimits {
	return FeedLimits{Remembered: c.FeedRemembered, MaxPerPerson: c.PerPerson, Check: c.Ping,
		WriteDeadline: 10 * time.Second, Silence: c.Silence}
}

// Feed tells every person who is looking what has changed for them, as numbered
// JSON frames (docs/ws.schema.json). A frame is a hint: the client reads the
// object again, under its rights. A reader that was away resumes after the last
// number it saw; one that was away too long is told to read everything again.
type Feed struct {
	door     Door
	audience Audience
	origins  []string
	limits   FeedLimits
	log      *slog.Logger
	epoch    string // of this process; numbers of another one mean nothing here

	mu      sync.Mutex // guards everything below
	events  []event.Event
	last    uint64        // number of the newest event; the oldest kept is last-len(events)+1
	arrived chan struct{} // closed and made anew with each event
	people  map[string]int
	closed  bool
	stop    chan struct{}
	sockets sync.WaitGroup
}

// NewFeed listens once it is added to the bus. epoch is new for every process.
func NewFeed(door Door, audience Audience, origins []string, epoch string, limits FeedLimits, log *slog.Logger) *Feed {
	return &Feed{door: door, audience: audience, origins: origins, epoch: epoch, limits: limits, log: log,
		arrived: make(chan struct{}), people: make(map[string]int), stop: make(chan struct{})}
}

// Hear is an event.Listener. It waits for nobody.
func (f *Feed) Hear(_ context.Context, e event.Event) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.last++
	f.events = append(f.events, e)
	if extra := len(f.events) - f.limits.Remembered; extra > 0 {
		f.events = append(f.events[:0], f.events[extra:]...)
	}
	close(f.arrived)
	f.arrived = make(chan struct{})
	return nil
}

// since gives the events after a number. ok is false when some of them are
// forgotten, or the number is of no event yet.
func (f *Feed) since(after uint64) (events []event.Event, first uint64, arrived <-chan struct{}, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	oldest := f.last - uint64(len(f.events)) + 1
	if after > f.last || after+1 < oldest {
		return nil, f.last + 1, f.arrived, false
	}
	kept := f.events[after+1-oldest:]
	return append([]event.Event(nil), kept...), after + 1, f.arrived, true
}

// feedFrame is what goes over the wire.
type feedFrame struct {
	Type       string     `json:"type"` // hello, event, reset
	Position   string     `json:"position"`
	Kind       string     `json:"kind,omitempty"`
	Collection string     `json:"collection,omitempty"`
	Document   string     `json:"document,omitempty"`
	Version    int64      `json:"version,omitempty"`
	Group      string     `json:"group,omitempty"`
	At         *time.Time `json:"at,omitempty"`
	By         string     `json:"by,omitempty"`
}

func (f *Feed) position(number uint64) string { return f.epoch + "-" + strconv.FormatUint(number, 10) }

// parse reads a position; ok is false for one of another process.
func (f *Feed) parse(position string) (uint64, bool) {
	number, mine := strings.CutPrefix(position, f.epoch+"-")
	n, err := strconv.ParseUint(number, 10, 64)
	return n, mine && err == nil
}

// ServeHTTP upgrades GET /feed?after=POSITION. Nobody but a person signed in
// has a feed.
func (f *Feed) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	who, status, sentence := admit(f.door, f.origins, r)
	switch {
	case status != 0:
		http.Error(w, sentence, status)
		return
	case !who.SignedIn() || !who.Allows(identity.ScopeRead) && !who.Allows(identity.ScopeCollab):
		http.Error(w, "Sign in to follow what happens.", http.StatusUnauthorized)
		return
	case !f.enter(who.Person):
		http.Error(w, "Too many open pages. Close one and try again.", http.StatusTooManyRequests)
		return
	}
	upgrader := websocket.Upgrader{ReadBufferSize: 512, WriteBufferSize: 1 << 10,
		CheckOrigin: func(*http.Request) bool { return true }} // admit has decided
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		f.leave(who.Person)
		return
	}
	reader := &feedReader{feed: f, ws: ws, who: who, hungUp: make(chan struct{})}
	after := r.URL.Query().Get("after")
	f.sockets.Go(reader.listen)
	f.sockets.Go(func() { reader.tell(after) })
}

func (f *Feed) enter(person string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed || f.people[person] >= f.limits.MaxPerPerson {
		return false
	}
	f.people[person]++
	return true
}

func (f *Feed) leave(person string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.people[person]--; f.people[person] <= 0 {
		delete(f.people, person)
	}
}

// Close ends every socket and waits for its goroutines.
func (f *Feed) Close() {
	f.mu.Lock()
	f.closed = true
	f.mu.Unlock()
	close(f.stop)
	f.sockets.Wait()
}
