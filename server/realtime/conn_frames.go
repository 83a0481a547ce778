package realtime

import (
	"context"
	"errors"
	"strings"
	"time"

	"rapporteur/server/coedit"
	"rapporteur/server/fault"
	"rapporteur/server/identity"
	"rapporteur/server/realtime/frame"
)

// handle passes one frame to the document it is for. It answers false when the
// socket was closed for it. Only the reader calls it.
func (c *conn) handle(f frame.Frame) bool {
	c.mu.Lock()
	l := c.links[f.Address]
	switch {
	case f.Kind == frame.Close:
		delete(c.links, f.Address)
		c.mu.Unlock()
		if l != nil {
			l.leave()
		}
		return true
	case f.Kind == frame.Auth:
		return c.auth(l, f)
	case l == nil:
		// An edit can come before the token, which the provider may have to fetch.
		l = c.open(f.Address)
		if l == nil {
			c.mu.Unlock()
			c.close(closeReset, "too many documents")
			return false
		}
		return c.hold(l, f)
	case l.phase == opening:
		return c.hold(l, f)
	case l.phase == ended:
		// A provider does not authenticate again after CLOSE but goes on sending edits.
		c.mu.Unlock()
		return true
	}
	room := l.room
	c.mu.Unlock()
	if f.Kind == frame.Sync && f.Step == frame.Update {
		c.wrote.Store(true)
	}
	room.post(func() { room.receive(l, f) })
	return true
}

// open makes a link; nil when the socket has too many. The caller holds c.mu.
func (c *conn) open(address string) *link {
	if len(c.links) >= c.server.limits.MaxDocuments {
		return nil
	}
	l := &link{conn: c, address: address, name: frame.NameOf(address), editors: make(map[uint64]bool)}
	l.head = frame.Message(nil).To(address)
	l.deadline = time.AfterFunc(c.server.limits.OpenDeadline, func() {
		c.close(closeTimeout, "not authenticated in time")
	})
	c.links[address] = l
	return l
}

// hold keeps a frame until the link is live. It unlocks c.mu.
func (c *conn) hold(l *link, f frame.Frame) bool {
	c.heldBytes += len(f.Body) + len(f.Text) + len(f.Address)
	c.heldCount++
	tooMuch := c.heldBytes > c.server.limits.HeldBytes || c.heldCount > c.server.limits.HeldFrames
	if !tooMuch {
		l.held = append(l.held, f)
	}
	c.mu.Unlock()
	if tooMuch {
		c.close(closeReset, "too much before authentication")
		return false
	}
	return true
}

// auth answers a token: it opens the document, or asks again for the rights of
// one that is open. It unlocks c.mu.
func (c *conn) auth(l *link, f frame.Frame) bool {
	if l != nil && l.phase == ended {
		delete(c.links, f.Address)
		l = nil
	}
	if l == nil {
		if l = c.open(f.Address); l == nil {
			c.mu.Unlock()
			c.close(closeReset, "too many documents")
			return false
		}
	}
	if l.asking {
		c.mu.Unlock()
		return true
	}
	l.asking = true
	c.mu.Unlock()
	// Answering may take the database; other documents of the socket go on. The
	// goroutine ends with its answer, at the latest with the open deadline.
	c.server.answering.Go(func() { c.answer(l, f.Text) })
	return true
}

// answer decides one Auth.
func (c *conn) answer(l *link, token string) {
	ctx, cancel := context.WithTimeout(c.ctx, c.server.limits.OpenDeadline)
	defer cancel()
	who, right, reason := c.decide(ctx, l.name, token)
	c.mu.Lock()
	l.asking = false
	if l.phase == ended || c.ctx.Err() != nil {
		c.mu.Unlock()
		return
	}
	room := l.room
	if reason == "" {
		l.actor = who
	}
	c.mu.Unlock()
	switch {
	case reason == reasonUnavailable && room == nil:
		// A denial is for good; a socket that closes is tried again.
		c.close(closeReset, reason)
	case reason == reasonUnavailable:
		// What was allowed a moment ago stays so until somebody can be asked.
	case reason != "" && room == nil:
		l.send(frame.Denied(reason))
		l.leave()
	case reason != "":
		room.post(func() { room.dismiss(l, frame.CloseMessage(reason)) })
	case room != nil:
		room.post(func() { room.rights(l, who, right, true) })
	default:
		c.enter(l, who, right)
	}
}

// decide says who asks and what they may do, or why not.
func (c *conn) decide(ctx context.Context, name, token string) (identity.Actor, coedit.Right, string) {
	who := c.came
	if strings.HasPrefix(token, tokenPrefix) {
		var err error
		if who, err = c.server.door.Token(ctx, token); err != nil {
			return who, coedit.RightNone, reasonOf(err, reasonBadToken)
		}
	} else if who.SignedIn() {
		// Who came when the socket was opened may have left since.
		var err error
		if who, err = c.server.door.Again(ctx, who); err != nil {
			return who, coedit.RightNone, reasonOf(err, reasonSignedOut)
		}
	}
	if !who.Allows(identity.ScopeCollab) {
		return who, coedit.RightNone, reasonBadToken
	}
	if who.SignedIn() && !c.server.count(c, who.Person) {
		return who, coedit.RightNone, reasonTooMany
	}
	right, err := c.server.access.TextRight(ctx, who, name)
	switch {
	case err != nil:
		return who, coedit.RightNone, reasonOf(err, reasonNotFound)
	case right == coedit.RightNone && !who.SignedIn():
		return who, right, reasonSignedOut
	case right == coedit.RightNone:
		return who, right, reasonNotFound
	}
	return who, right, ""
}

// reasonOf tells a refusal from a dependency that does not answer.
func reasonOf(err error, refused string) string {
	if k := fault.KindOf(err); k == fault.Internal || k == fault.Unavailable || errors.Is(err, context.DeadlineExceeded) {
		return reasonUnavailable
	}
	return refused
}

// enter joins the room of the document.
func (c *conn) enter(l *link, who identity.Actor, right coedit.Right) {
	room, err := c.server.rooms.acquire(l.name)
	if err != nil {
		c.close(closeGoingAway, reasonUnavailable)
		return
	}
	l.writer = writerOf(who, right, c.schema)
	l.right = right
	room.post(func() { room.join(l) })
}

func writerOf(who identity.Actor, right coedit.Right, schema int) coedit.Writer {
	return coedit.Writer{Person: who.Person, Name: who.Name, MayEdit: right == coedit.RightEdit, Schema: schema}
}

func scopeOf(right coedit.Right) string {
	if right == coedit.RightEdit {
		return frame.ScopeReadWrite
	}
	return frame.ScopeReadOnly
}

// goLive ends the opening of a link and gives what it sent meanwhile; false
// when the client has left before. Called by the room.
func (l *link) goLive(r *Room) ([]frame.Frame, bool) {
	c := l.conn
	c.mu.Lock()
	defer c.mu.Unlock()
	if l.phase == ended || c.ctx.Err() != nil {
		return nil, false
	}
	l.phase, l.room = live, r
	l.deadline.Stop()
	held := l.held
	l.held = nil
	for _, f := range held {
		c.heldBytes -= len(f.Body) + len(f.Text) + len(f.Address)
		c.heldCount--
	}
	return held, true
}

// quit marks the link as ended and gives the room it was in, or nil.
func (l *link) quit() *Room {
	c := l.conn
	c.mu.Lock()
	defer c.mu.Unlock()
	l.phase = ended
	l.deadline.Stop()
	for _, f := range l.held {
		c.heldBytes -= len(f.Body) + len(f.Text) + len(f.Address)
		c.heldCount--
	}
	l.held = nil
	return l.room
}

// leave takes the link out of its room after everything it has sent was
// handled. Never called by the room itself, which would wait for itself.
func (l *link) leave() {
	if room := l.quit(); room != nil {
		room.post(func() { room.leave(l) })
	}
}
