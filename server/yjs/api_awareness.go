package yjs

// AwarenessState is what one editor says of itself. The clock rises with every
// change; JSON null means it is gone.
type AwarenessState struct {
	Client uint64
	Clock  uint64
	JSON   []byte
}

// AwarenessLimits bound one awareness message.
type AwarenessLimits struct {
	States     int // in one message
	StateBytes int // of one state
}

// DecodeAwareness reads the body of an awareness message; every state is valid JSON.
func DecodeAwareness(body []byte, limits AwarenessLimits) ([]AwarenessState, error) {
	return nil, errUnbuilt
}

// EncodeAwareness is the inverse of DecodeAwareness.
func EncodeAwareness(states []AwarenessState) []byte { return nil }
