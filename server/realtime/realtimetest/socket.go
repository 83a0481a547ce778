// Package realtimetest is a client of the collab socket for tests: it speaks
// the Hocuspocus wire over a real connection and says what it hears. It holds
// no opinion on what the server should answer.
package realtimetest

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"rapporteur/server/realtime/frame"
)

// patience is how long a test waits for something that has to come. It is long
// because nothing is measured by it.
const patience = 20 * time.Second

// Socket is one open connection.
type Socket struct {
	t  testing.TB
	ws *websocket.Conn
}

// Dial opens a socket, or fails the test. url is http or ws.
func Dial(t testing.TB, url string, header http.Header) *Socket {
	t.Helper()
	s, response, err := TryDial(t, url, header)
	if err != nil {
		t.Fatalf("dial %s: %v %v", url, err, response)
	}
	return s
}

// TryDial gives the answer of a server that does not take the socket.
func TryDial(t testing.TB, url string, header http.Header) (*Socket, *http.Response, error) {
	t.Helper()
	ws, response, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(url, "http"), header)
	if err != nil {
		return nil, response, err
	}
	s := &Socket{t: t, ws: ws}
	t.Cleanup(s.Close)
	return s, response, nil
}

// Close hangs up.
func (s *Socket) Close() { _ = s.ws.Close() }

// Send writes one frame for an address.
func (s *Socket) Send(address string, m frame.Message) {
	s.t.Helper()
	s.SendRaw(m.To(address))
}

// SendRaw writes any bytes as one message.
func (s *Socket) SendRaw(message []byte) {
	s.t.Helper()
	if err := s.ws.WriteMessage(websocket.BinaryMessage, message); err != nil {
		s.t.Fatalf("write: %v", err)
	}
}

// Next gives the next frame that is not a ping.
func (s *Socket) Next() frame.Frame {
	s.t.Helper()
	f, err := s.TryNext()
	if err != nil {
		s.t.Fatalf("read: %v", err)
	}
	return f
}

// TryNext gives the error when the socket has ended.
func (s *Socket) TryNext() (frame.Frame, error) {
	for {
		_ = s.ws.SetReadDeadline(time.Now().Add(patience))
		_, message, err := s.ws.ReadMessage()
		if err != nil {
			return frame.Frame{}, err
		}
		f, err := frame.DecodeServer(message)
		if err != nil || f.Kind != frame.Ping {
			return f, err
		}
		if err := s.ws.WriteMessage(websocket.BinaryMessage, frame.PongMessage()); err != nil {
			return frame.Frame{}, err
		}
	}
}

// Until reads frames until one is as wanted, and gives it.
func (s *Socket) Until(what string, wanted func(frame.Frame) bool) frame.Frame {
	s.t.Helper()
	for {
		f, err := s.TryNext()
		if err != nil {
			s.t.Fatalf("waiting for %s: %v", what, err)
		}
		if wanted(f) {
			return f
		}
	}
}

// Ended reads on until the server closes the socket, and gives the code.
func (s *Socket) Ended() (code int, reason string) {
	s.t.Helper()
	for {
		_, err := s.TryNext()
		if err == nil {
			continue
		}
		if closed, ok := err.(*websocket.CloseError); ok {
			return closed.Code, closed.Text
		}
		s.t.Fatalf("the socket ended without a code: %v", err)
	}
}
