package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// shape is a load: so many documents, so many people in each, some of whom
// write so often.
type shape struct {
	name      string
	documents int
	people    int // in each document
	writers   int // of them
	perSecond float64
	lasts     time.Duration
}

// deliveries are what one second of the shape asks for.
func (s shape) deliveries() float64 {
	return float64(s.documents*s.writers*(s.people-1)) * s.perSecond
}

// result is what one load came to.
type result struct {
	shape
	wanted, got    int64
	p50, p95, p99  time.Duration
	longest        time.Duration
	cpuPerThousand float64 // seconds of the server
	perSecond      float64 // deliveries
	refused        int64
}

// person is one open editor.
type person struct {
	address string
	ws      *websocket.Conn
	write   sync.Mutex
	editor  editor
	heard   []time.Duration // latencies; owned by the reader until it ends
	refused atomic.Int64
	synced  chan struct{}
}

// enter opens an editor and waits until it is in step.
func enter(url, address, token string, start time.Time, got *counter) (*person, error) {
	ws, response, err := websocket.DefaultDialer.Dial(url, http.Header{})
	if err != nil {
		return nil, fmt.Errorf("dial: %w (%v)", err, response)
	}
	p := &person{address: address, ws: ws, synced: make(chan struct{}), editor: editor{client: uint64(rand.Uint32N(1<<30)) + 1}}
	for _, m := range [][]byte{authFrame(address, token), step1Frame(address)} {
		if err := p.send(m); err != nil {
			return nil, err
		}
	}
	go p.listen(start, got)
	select {
	case <-p.synced:
		return p, nil
	case <-time.After(20 * time.Second):
		return nil, fmt.Errorf("%s was not opened in time", address)
	}
}

func (p *person) send(m []byte) error {
	p.write.Lock()
	defer p.write.Unlock()
	return p.ws.WriteMessage(websocket.BinaryMessage, m)
}

func (p *person) listen(start time.Time, got *counter) {
	head := len(appendText(nil, p.address))
	once := sync.Once{}
	for {
		_, m, err := p.ws.ReadMessage()
		if err != nil {
			return
		}
		if len(m) == 1 { // a ping
			_ = p.send([]byte{10})
			continue
		}
		if len(m) < head+2 {
			continue
		}
		switch m[head] {
		case 0:
			if m[head+1] == 1 {
				once.Do(func() { close(p.synced) })
			}
			if at, ok := sentAt(m); ok && m[head+1] == 2 {
				p.heard = append(p.heard, time.Since(start)-at)
				got.Add(1)
			}
		case 8:
			if m[head+1] == 0 {
				p.refused.Add(1)
			}
		}
	}
}

// run puts a load on a server and measures it.
func run(url, token string, names []string, s shape, server process) (result, error) {
	start := time.Now()
	var got counter
	var all []*person
	defer func() {
		for _, p := range all {
			_ = p.ws.Close()
		}
	}()
	var writers []*person
	for d := range s.documents {
		for i := range s.people {
			p, err := enter(url, names[d%len(names)], token, start, &got)
			if err != nil {
				return result{}, err
			}
			all = append(all, p)
			if i < s.writers {
				writers = append(writers, p)
				if err := p.send(updateFrame(p.address, p.editor.first())); err != nil {
					return result{}, err
				}
			}
		}
	}
	time.Sleep(500 * time.Millisecond)
	got.Store(0)
	before := server.cpu()
	began := time.Now()
	var sent atomic.Int64
	var wait sync.WaitGroup
	for _, p := range writers {
		wait.Go(func() {
			every := time.Duration(float64(time.Second) / s.perSecond)
			next := began.Add(time.Duration(rand.Int64N(int64(every))))
			for next.Before(began.Add(s.lasts)) {
				time.Sleep(time.Until(next))
				if p.send(updateFrame(p.address, p.editor.next(stamp(time.Since(start))))) != nil {
					return
				}
				sent.Add(1)
				next = next.Add(every)
			}
		})
	}
	wait.Wait()
	took := time.Since(began)
	r := result{shape: s, wanted: sent.Load() * int64(s.people-1)}
	for end := time.Now().Add(5 * time.Second); got.Load() < r.wanted && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	spent := server.cpu() - before
	return r.add(all, got.Load(), took, spent), nil
}

func (r result) add(all []*person, got int64, took, cpu time.Duration) result {
	var heard []time.Duration
	for _, p := range all {
		_ = p.ws.Close()
		r.refused += p.refused.Load()
	}
	time.Sleep(50 * time.Millisecond) // the readers end
	for _, p := range all {
		heard = append(heard, p.heard...)
	}
	slices.Sort(heard)
	at := func(q float64) time.Duration {
		if len(heard) == 0 {
			return 0
		}
		return heard[min(int(q*float64(len(heard))), len(heard)-1)]
	}
	r.got, r.perSecond = got, float64(got)/took.Seconds()
	r.p50, r.p95, r.p99, r.longest = at(.5), at(.95), at(.99), at(1)
	if got > 0 {
		r.cpuPerThousand = cpu.Seconds() / float64(got) * 1000
	}
	return r
}

// counter counts deliveries over all readers.
type counter = atomic.Int64
