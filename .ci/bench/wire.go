package main

import (
	"encoding/binary"
	"time"
)

// The few frames and updates the generator needs, written by hand so that the
// generator costs as little as it can on the machine it shares with what it
// measures.

func appendText(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// frameOf is `address | type | rest`.
func frameOf(address string, kind byte, rest ...byte) []byte {
	return append(append(appendText(nil, address), kind), rest...)
}

func authFrame(address, token string) []byte {
	return appendText(appendText(frameOf(address, 2, 0), token), "4.8.0")
}

func step1Frame(address string) []byte { return frameOf(address, 0, 0, 1, 0) }

func updateFrame(address string, update []byte) []byte {
	b := frameOf(address, 0, 2)
	b = binary.AppendUvarint(b, uint64(len(update)))
	return append(b, update...)
}

// stampLength is what every edit inserts: 13 characters that say when.
const stampLength = 13

// stamp writes microseconds as 13 digits.
func stamp(since time.Duration) []byte {
	digits := make([]byte, stampLength)
	n := since.Microseconds()
	for i := stampLength - 1; i >= 0; i-- {
		digits[i] = byte('0' + n%10)
		n /= 10
	}
	return digits
}

// sentAt reads the stamp of a relayed update: it stands before the empty delete
// set that ends the message.
func sentAt(message []byte) (time.Duration, bool) {
	end := len(message) - 1
	if end < stampLength || message[end] != 0 {
		return 0, false
	}
	var n int64
	for _, d := range message[end-stampLength : end] {
		if d < '0' || d > '9' {
			return 0, false
		}
		n = n*10 + int64(d-'0')
	}
	return time.Duration(n) * time.Microsecond, true
}

// editor makes the Yjs updates (V1) of somebody who types into a paragraph of
// their own.
type editor struct {
	client uint64
	clock  uint64
}

// first makes the paragraph and its text.
func (e *editor) first() []byte {
	b := []byte{1, 3} // one editor, three structs
	b = binary.AppendUvarint(b, e.client)
	b = append(b, 0) // from clock 0
	b = append(b, 7, 1)
	b = appendText(b, "default")
	b = append(b, 3) // an element
	b = appendText(b, "paragraph")
	b = append(b, 7, 0) // inside clock 0
	b = binary.AppendUvarint(b, e.client)
	b = append(b, 0, 6) // a text
	b = append(b, 4, 0) // a string inside clock 1
	b = binary.AppendUvarint(b, e.client)
	b = append(b, 1)
	b = appendText(b, "x")
	e.clock = 3
	return append(b, 0) // nothing deleted
}

// next types one stamp at the end.
func (e *editor) next(text []byte) []byte {
	b := make([]byte, 0, 48)
	b = append(b, 1, 1)
	b = binary.AppendUvarint(b, e.client)
	b = binary.AppendUvarint(b, e.clock)
	b = append(b, 0x84) // a string after the character before it
	b = binary.AppendUvarint(b, e.client)
	b = binary.AppendUvarint(b, e.clock-1)
	b = binary.AppendUvarint(b, uint64(len(text)))
	b = append(b, text...)
	e.clock += uint64(len(text))
	return append(b, 0)
}
