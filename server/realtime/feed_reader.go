package realtime

import (
	"context"
	"time"

	"github.com/gorilla/websocket"

	"rapporteur/server/event"
	"rapporteur/server/identity"
)

// feedReader is one socket of a feed: tell writes, listen notices its end.
type feedReader struct {
	feed   *Feed
	ws     *websocket.Conn
	who    identity.Actor
	hungUp chan struct{} // closed by listen
}

// listen reads nothing but pongs and the end. A client has nothing to say here.
func (r *feedReader) listen() {
	defer close(r.hungUp)
	r.ws.SetReadLimit(512)
	alive := func(string) error {
		return r.ws.SetReadDeadline(time.Now().Add(r.feed.limits.Silence))
	}
	_ = alive("")
	r.ws.SetPongHandler(alive)
	for {
		if _, _, err := r.ws.ReadMessage(); err != nil {
			return
		}
	}
}

// tell sends what happens until the socket, the session or the server ends.
func (r *feedReader) tell(position string) {
	defer r.feed.leave(r.who.Person)
	code, reason := r.follow(position)
	_ = r.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), time.Now().Add(time.Second))
	_ = r.ws.Close()
}

func (r *feedReader) follow(position string) (code int, reason string) {
	f := r.feed
	check := time.NewTicker(f.limits.Check)
	defer check.Stop()
	after, known := f.parse(position)
	if !known {
		f.mu.Lock()
		after = f.last
		f.mu.Unlock()
	}
	greeting := "hello"
	if position != "" && !known {
		greeting = "reset"
	}
	for greet := true; ; greet = false {
		events, first, arrived, ok := f.since(after)
		if !ok {
			greeting, greet, after = "reset", true, first-1
		}
		if greet && r.send(feedFrame{Type: greeting, Position: f.position(after)}) != nil {
			return websocket.CloseAbnormalClosure, ""
		}
		if code, reason := r.mayStay(); code != 0 {
			return code, reason
		}
		for i, e := range events {
			after = first + uint64(i)
			if !r.maySee(e) {
				continue
			}
			at := e.At
			if r.send(feedFrame{Type: "event", Position: f.position(after), Kind: e.Kind, Collection: e.Collection,
				Document: e.Document, Version: e.Version, Group: e.Group, At: &at, By: e.By}) != nil {
				return websocket.CloseAbnormalClosure, ""
			}
		}
		select {
		case <-arrived:
		case <-check.C:
			_ = r.ws.WriteControl(websocket.PingMessage, nil, time.Now().Add(f.limits.WriteDeadline))
		case <-r.hungUp:
			return websocket.CloseNormalClosure, ""
		case <-f.stop:
			return closeGoingAway, "The server is restarting."
		}
	}
}

// mayStay answers a close code once the session has ended.
func (r *feedReader) mayStay() (code int, reason string) {
	ctx, cancel := context.WithTimeout(context.Background(), checkPatience)
	defer cancel()
	who, err := r.feed.door.Again(ctx, r.who)
	switch {
	case err == nil:
		r.who = who
	case reasonOf(err, reasonSignedOut) == reasonSignedOut:
		return closeUnauthorized, reasonSignedOut
	}
	return 0, ""
}

func (r *feedReader) send(frame feedFrame) error {
	_ = r.ws.SetWriteDeadline(time.Now().Add(r.feed.limits.WriteDeadline))
	return r.ws.WriteJSON(frame)
}

// maySee asks for the right at the moment of the frame; no answer means no.
func (r *feedReader) maySee(e event.Event) bool {
	ctx, cancel := context.WithTimeout(context.Background(), checkPatience)
	defer cancel()
	ok, err := r.feed.audience.MaySee(ctx, r.who, e)
	if err != nil {
		r.feed.log.Debug("A right could not be asked for; the event is withheld.", "kind", e.Kind, "error", err)
	}
	return ok && err == nil
}
