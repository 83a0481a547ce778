package realtime

import (
	"context"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"rapporteur/server/identity"
	"rapporteur/server/realtime/frame"
)

// conn is one collab socket: the documents one browser tab has open. read and
// write are its two goroutines; read ends with the socket, write when read has.
type conn struct {
	server *Server
	ws     *websocket.Conn
	wire   *corked
	out    *queue
	came   identity.Actor // by cookie or Authorization header; the public for neither
	schema int            // of the editor; 0 where it did not say
	ctx    context.Context
	cancel context.CancelFunc
	pace   *rate.Limiter

	mu        sync.Mutex // guards everything below, and the opening part of each link
	links     map[string]*link
	heldBytes int
	heldCount int
	person    string // counted under server.people
	closeOnce sync.Once
	wrote     atomic.Bool  // an update came since the last check
	stopping  atomic.Bool  // the server drains: the reader ends, the writer not yet
	finish    chan closing // what write says last
}

type closing struct {
	code   int
	reason string
}

func newConn(s *Server, ws *websocket.Conn, wire *corked, came identity.Actor, schema int) *conn {
	ctx, cancel := context.WithCancel(context.Background())
	return &conn{
		server: s, ws: ws, wire: wire, came: came, schema: schema, ctx: ctx, cancel: cancel,
		out:   newQueue(s.limits.QueueBytes, s.limits.HardQueueBytes),
		pace:  rate.NewLimiter(rate.Limit(s.limits.FramesPerSec), s.limits.FrameBurst),
		links: make(map[string]*link), finish: make(chan closing, 1),
	}
}

// read takes frames off the socket until it ends, then takes the connection
// apart. It is the only reader.
func (c *conn) read() {
	defer c.takeApart()
	c.ws.SetReadLimit(c.server.limits.MaxMessage)
	for {
		_ = c.ws.SetReadDeadline(time.Now().Add(c.server.limits.Silence))
		if c.stopping.Load() {
			return
		}
		kind, message, err := c.ws.ReadMessage()
		if err != nil && c.stopping.Load() {
			return
		}
		if err != nil {
			c.readFailed(err)
			return
		}
		if kind != websocket.BinaryMessage {
			c.close(closeReset, "binary frames only")
			return
		}
		// Too many frames are read later, which slows this socket alone.
		if c.pace.Wait(c.ctx) != nil {
			return
		}
		f, err := frame.Decode(message)
		if err != nil {
			c.close(closeReset, "malformed frame")
			return
		}
		if f.Kind != frame.Pong && !c.handle(f) {
			return
		}
	}
}

// readFailed names the end of a socket that did not end by itself.
func (c *conn) readFailed(err error) {
	var timeout net.Error
	switch {
	case errors.Is(err, websocket.ErrReadLimit):
		c.close(closeTooBig, "message too big")
	case errors.As(err, &timeout) && timeout.Timeout():
		c.close(closeTimeout, "silence")
	default:
		c.close(websocket.CloseNormalClosure, "")
	}
}

// close ends the socket with a code, once; the writer says it and leaves.
func (c *conn) close(code int, reason string) {
	c.closeOnce.Do(func() {
		c.finish <- closing{code, reason}
		c.cancel()
	})
}

// write is the only writer of data frames. Whatever waits goes out as one write.
func (c *conn) write() {
	ping := time.NewTicker(c.server.limits.Ping)
	defer ping.Stop()
	var spare []parcel
	for {
		select {
		case <-c.out.wake:
			for {
				frames, behind := c.out.take(spare)
				if len(frames) == 0 {
					spare = frames
					c.catchUp(behind)
					break
				}
				if c.send(frames) != nil {
					c.hangUp(closing{websocket.CloseAbnormalClosure, ""})
					return
				}
				spare = frames
			}
		case <-ping.C:
			if c.send([]parcel{{body: frame.PingMessage()}}) != nil {
				c.hangUp(closing{websocket.CloseAbnormalClosure, ""})
				return
			}
		case end := <-c.finish:
			// What was queued before the end still goes out: an acknowledgement
			// that was earned, a reason why a document was closed.
			if frames, _ := c.out.take(nil); len(frames) > 0 {
				_ = c.send(frames)
			}
			c.hangUp(end)
			return
		}
	}
}

// send writes frames with one system call where they fit.
func (c *conn) send(frames []parcel) error {
	c.wire.cork()
	for _, p := range frames {
		w, err := c.ws.NextWriter(websocket.BinaryMessage)
		if err == nil {
			_, _ = w.Write(p.head)
			_, _ = w.Write(p.body)
			err = w.Close()
		}
		if err != nil {
			_ = c.wire.uncork()
			return err
		}
	}
	return c.wire.uncork()
}

// hangUp says the code, if the peer still listens, and ends the reader.
func (c *conn) hangUp(end closing) {
	c.wire.hurry(time.Second)
	if end.code != websocket.CloseAbnormalClosure {
		_ = c.ws.WriteControl(websocket.CloseMessage,
			websocket.FormatCloseMessage(end.code, end.reason), time.Now().Add(time.Second))
	}
	c.cancel()
	_ = c.ws.Close()
}

// catchUp asks the rooms to bring links up to date whose frames were dropped.
func (c *conn) catchUp(behind []*link) {
	for _, l := range behind {
		c.mu.Lock()
		room := l.room
		if l.phase != live {
			room = nil
		}
		c.mu.Unlock()
		if room != nil {
			room.post(func() { room.catchUp(l) })
		} else {
			c.out.forget(l)
		}
	}
}

// takeApart leaves every room; it runs once, when the reader has ended.
func (c *conn) takeApart() {
	if !c.stopping.Load() {
		c.close(websocket.CloseNormalClosure, "")
	}
	c.mu.Lock()
	links := make([]*link, 0, len(c.links))
	for _, l := range c.links {
		links = append(links, l)
	}
	c.mu.Unlock()
	for _, l := range links {
		l.leave()
	}
	c.server.forget(c)
}

// stop ends the reader, so that everything it has sent can be stored and
// acknowledged before the writer says goodbye.
func (c *conn) stop() {
	c.stopping.Store(true)
	_ = c.ws.SetReadDeadline(time.Now())
}
