package realtimetest

import (
	"fmt"
	"testing"
)

// Typist is a person whose document outlives the servers it is connected to,
// as a browser's does.
type Typist struct {
	Token        string
	Client       uint64 // Yjs client id
	Doc          *Doc
	Acknowledged []string // words the server has said are saved, each in an update of its own
}

// onTheirWay is how many updates a typist has under way at any time, so that a
// server that dies does so between append and acknowledgement too.
const onTheirWay = 8

// TypeOn connects and types a word with each update until the server is gone.
// round makes the words its own.
func (p *Typist) TypeOn(t testing.TB, url, address string, round int) {
	s, _, err := TryDial(t, url, nil)
	if err != nil {
		return // gone before
	}
	e, ok := TryEditor(t, s, address, p.Token, p.Client, p.Doc)
	if !ok {
		return
	}
	var sent []string
	first := e.Saved
	for n := 0; !e.Gone; n++ {
		word := fmt.Sprintf("<%d.%d.%d>", p.Client, round, n)
		if !e.TryParagraph(word) {
			break
		}
		sent = append(sent, word)
		for e.Saved-first < len(sent)-onTheirWay && e.TryListen() {
		}
	}
	for e.TryListen() { // what the server still said before it died
	}
	p.Acknowledged = append(p.Acknowledged, sent[:min(e.Saved-first, len(sent))]...)
}
