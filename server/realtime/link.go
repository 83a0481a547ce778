package realtime

import (
	"encoding/json"
	"sync"
	"time"

	"rapporteur/server/coedit"
	"rapporteur/server/identity"
	"rapporteur/server/realtime/frame"
)

// link is one document on one connection. It is opening from its first frame
// until the room has taken it in, then live, and ended when the server has
// closed the document or the client has left it.
type link struct {
	conn    *conn
	address string // as the client wrote it, and as it is answered
	name    string // the document

	// guarded by conn.mu
	phase    phase
	asking   bool // an Auth is being answered
	actor    identity.Actor
	held     []frame.Frame // what came before the answer to Auth
	room     *Room         // while live
	deadline *time.Timer   // while opening

	// owned by the room's goroutine while live
	head    []byte // the address, encoded
	writer  coedit.Writer
	right   coedit.Right
	synced  bool            // has asked for the state; updates are sent from here on
	base    []byte          // state vector the client is known to have had
	editors map[uint64]bool // Yjs client ids it speaks for in awareness
	healing bool            // it was asked for what is missing and has not answered yet
	owed    int             // acknowledgements of updates that wait for what they build on
	heals   int             // times it was asked for what is missing, in a row
	once    sync.Once       // leaves the room once
}

type phase int

const (
	opening phase = iota
	live
	ended
)

// send queues a message that must arrive.
func (l *link) send(m frame.Message) {
	if !l.conn.out.push(parcel{link: l, head: l.head, body: m}) {
		l.conn.close(closeReset, "too slow")
	}
}

// offer queues a message that may be dropped and caught up later.
func (l *link) offer(m frame.Message) {
	l.conn.out.push(parcel{link: l, head: l.head, body: m, optional: true})
}

// tell sends a message of the application, as JSON with a type.
func (l *link) tell(message any) {
	if text, err := json.Marshal(message); err == nil {
		l.send(frame.StatelessMessage(string(text)))
	}
}

// refusal is what a client is told when an update of its editor is refused for good.
type refusal struct {
	Type     string `json:"type"` // "refused"
	Reason   string `json:"reason"`
	Sentence string `json:"sentence"`
}
