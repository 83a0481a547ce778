package yjs

import "encoding/json"

// AwarenessState is what one editor says of itself. The clock rises with every
// change; JSON null means it is gone.
type AwarenessState struct {
	Client uint64
	Clock  uint64
	JSON   []byte // points into the message
}

// Gone reports that the editor has left.
func (s AwarenessState) Gone() bool { return string(s.JSON) == "null" }

// AwarenessLimits bound one awareness message. A zero field means the default.
type AwarenessLimits struct {
	States     int // in one message; 1024
	StateBytes int // of one state; 4 KiB
}

// DecodeAwareness reads the body of an awareness message. Every state is valid
// JSON of at most 64 levels.
func DecodeAwareness(body []byte, limits AwarenessLimits) ([]AwarenessState, error) {
	if limits.States <= 0 {
		limits.States = 1024
	}
	if limits.StateBytes <= 0 {
		limits.StateBytes = 4 << 10
	}
	r := reader{b: body}
	n := r.count(3)
	if n > limits.States {
		return nil, tooLarge("awareness states", n, limits.States)
	}
	states := make([]AwarenessState, 0, n)
	for ; n > 0 && !r.bad; n-- {
		s := AwarenessState{Client: r.uint(), Clock: r.uint(), JSON: r.text()}
		if len(s.JSON) > limits.StateBytes {
			return nil, tooLarge("bytes in an awareness state", len(s.JSON), limits.StateBytes)
		}
		if !validJSON(s.JSON, 64) {
			r.fail()
		}
		states = append(states, s)
	}
	if err := r.err("awareness message"); err != nil {
		return nil, err
	}
	return states, nil
}

// EncodeAwareness is the inverse of DecodeAwareness.
func EncodeAwareness(states []AwarenessState) []byte {
	b := appendUint(nil, uint64(len(states)))
	for _, s := range states {
		b = appendBytes(appendUint(appendUint(b, s.Client), s.Clock), s.JSON)
	}
	return b
}

// Awareness holds the newest state of each editor.
type Awareness map[uint64]AwarenessState

// Take keeps a state that is newer than what is known, or says with the same
// clock that its editor is gone, and reports whether it did.
func (a Awareness) Take(s AwarenessState) bool {
	known, ok := a[s.Client]
	if ok && (s.Clock < known.Clock || s.Clock == known.Clock && (!s.Gone() || known.Gone())) {
		return false
	}
	s.JSON = json.RawMessage(append([]byte(nil), s.JSON...))
	a[s.Client] = s
	return true
}
