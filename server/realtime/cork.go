package realtime

import (
	"bufio"
	"net"
	"net/http"
	"sync"
	"time"
)

// maxJoined is how much is collected before it is written after all, in bytes.
const maxJoined = 64 << 10

var joinBuffers = sync.Pool{New: func() any { b := make([]byte, 0, 4<<10); return &b }}

// corked is a network connection whose writes can be held back for a moment,
// so that all frames waiting for one reader leave in one system call.
type corked struct {
	net.Conn

	mu       sync.Mutex    // guards the rest; the library may write a control frame from the reader's goroutine
	held     *[]byte       // nil: not corked
	patience time.Duration // for each piece of maxJoined bytes: a slow line is no dead line
}

// Write sends p, or keeps it until uncork.
func (c *corked) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held == nil {
		return c.write(p)
	}
	if len(*c.held)+len(p) > maxJoined && len(*c.held) > 0 {
		if err := c.flush(); err != nil {
			return 0, err
		}
	}
	if len(p) > maxJoined {
		return c.write(p)
	}
	*c.held = append(*c.held, p...)
	return len(p), nil
}

// write sends piece by piece, each within patience.
func (c *corked) write(p []byte) (sent int, err error) {
	for err == nil && sent < len(p) {
		if err = c.Conn.SetWriteDeadline(time.Now().Add(c.patience)); err != nil {
			break
		}
		var n int
		n, err = c.Conn.Write(p[sent:min(sent+maxJoined, len(p))])
		sent += n
	}
	return sent, err
}

// hurry shortens the patience for the last words.
func (c *corked) hurry(patience time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.patience = patience
}

func (c *corked) cork() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held = joinBuffers.Get().(*[]byte)
}

func (c *corked) uncork() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	err := c.flush()
	joinBuffers.Put(c.held)
	c.held = nil
	return err
}

func (c *corked) flush() error {
	if len(*c.held) == 0 {
		return nil
	}
	_, err := c.write(*c.held)
	*c.held = (*c.held)[:0]
	return err
}

// hijacker hands the websocket library a corked connection.
type hijacker struct {
	http.ResponseWriter
	patience time.Duration
	conn     *corked
}

// Hijack is what the library calls to take the connection over.
func (h *hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	raw, rw, err := http.NewResponseController(h.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	h.conn = &corked{Conn: raw, patience: h.patience}
	return h.conn, rw, nil
}
