package frame

import "encoding/json"

// State is what one editor says of itself: its cursor and its user. The clock
// rises with every change; JSON null means it is gone.
type State struct {
	Client uint64
	Clock  uint64
	JSON   []byte
}

// Gone reports whether the editor has left.
func (s State) Gone() bool { return string(s.JSON) == "null" }

// MaxStates bounds the states of one Awareness frame; a connection may only
// speak for a few editors anyway.
const MaxStates = 64

// DecodeStates reads the body of an Awareness frame. Each state is valid JSON.
func DecodeStates(body []byte) ([]State, error) {
	r := &reader{rest: body}
	n := r.uint()
	if r.failed || n > MaxStates {
		return nil, ErrMalformed
	}
	states := make([]State, 0, n)
	for range n {
		s := State{Client: r.uint(), Clock: r.uint(), JSON: r.bytes()}
		if r.failed || !json.Valid(s.JSON) {
			return nil, ErrMalformed
		}
		states = append(states, s)
	}
	return states, nil
}

// EncodeStates is the inverse of DecodeStates, for any number of states.
func EncodeStates(states []State) []byte {
	size := 4
	for _, s := range states {
		size += len(s.JSON) + 16
	}
	out := appendUint(make([]byte, 0, size), uint64(len(states)))
	for _, s := range states {
		out = appendUint(out, s.Client)
		out = appendUint(out, s.Clock)
		out = appendBytes(out, s.JSON)
	}
	return out
}
