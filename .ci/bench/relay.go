package main

import (
	"bytes"
	"encoding/binary"
	"net"
	"net/http"
	"sync"

	"github.com/gorilla/websocket"
)

// relay is the floor to measure against: it passes every update to everybody
// else on the same address, and knows nothing else.
type relay struct {
	mu    sync.RWMutex // guards rooms
	rooms map[string]map[*relayed]struct{}
}

type relayed struct {
	ws  *websocket.Conn
	out chan []byte
}

func runRelay(address string) error {
	r := &relay{rooms: map[string]map[*relayed]struct{}{}}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	return http.Serve(listener, r)
}

func (r *relay) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := upgrader.Upgrade(w, q, nil)
	if err != nil {
		return
	}
	c := &relayed{ws: ws, out: make(chan []byte, 4096)}
	go func() {
		for message := range c.out {
			if ws.WriteMessage(websocket.BinaryMessage, message) != nil {
				return
			}
		}
	}()
	defer close(c.out)
	defer r.leave(c)
	for {
		_, message, err := ws.ReadMessage()
		if err != nil {
			return
		}
		r.handle(c, message)
	}
}

func (r *relay) handle(c *relayed, message []byte) {
	n, used := binary.Uvarint(message)
	if used <= 0 || uint64(len(message)) < n+uint64(used)+2 {
		return
	}
	address := string(message[used : used+int(n)])
	rest := message[used+int(n):]
	switch {
	case rest[0] == 2: // Auth: everybody may
		r.mu.Lock()
		if r.rooms[address] == nil {
			r.rooms[address] = map[*relayed]struct{}{}
		}
		r.rooms[address][c] = struct{}{}
		r.mu.Unlock()
		c.out <- appendText(frameOf(address, 2, 2), "read-write")
	case bytes.HasPrefix(rest, []byte{0, 0}): // step 1: nothing to send
		c.out <- frameOf(address, 0, 1, 2, 0, 0)
	case bytes.HasPrefix(rest, []byte{0, 2}):
		r.mu.RLock()
		defer r.mu.RUnlock()
		for other := range r.rooms[address] {
			if other != c {
				select {
				case other.out <- message:
				default:
				}
			}
		}
	}
}

func (r *relay) leave(c *relayed) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, room := range r.rooms {
		delete(room, c)
	}
}
