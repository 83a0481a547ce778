// Package frame is the Hocuspocus wire protocol as @hocuspocus/provider 4.8
// speaks it: one binary websocket message is `str address | varUint type |
// payload`, in the primitives of lib0 (docs/adr/0009). Bytes in, values out.
//
// It refuses to know documents, persons and sockets, and it never allocates
// more than the message it was given.
package frame

import (
	"errors"
	"strings"
)

// Kind is the type of a frame.
type Kind uint64

// The kinds a client and this server exchange. Types 4 and 6 exist between
// servers only and are refused here.
const (
	Sync           Kind = 0
	Awareness      Kind = 1
	Auth           Kind = 2
	QueryAwareness Kind = 3
	Stateless      Kind = 5
	Close          Kind = 7
	SyncStatus     Kind = 8
	Ping           Kind = 9  // one bare byte, server to client
	Pong           Kind = 10 // one bare byte, client to server
)

// Step is the second type inside a Sync frame.
type Step uint64

// The three sync messages of y-protocols.
const (
	Step1  Step = 0 // a state vector: "send me what I lack"
	Step2  Step = 1 // an update that answers a Step1
	Update Step = 2 // an update as it happens
)

// Answer is the second type inside an Auth frame.
type Answer uint64

// What an Auth frame carries. A client only ever sends AuthToken with a token.
const (
	AuthToken   Answer = 0
	AuthDenied  Answer = 1
	AuthGranted Answer = 2
)

// The scopes of AuthGranted.
const (
	ScopeReadWrite = "read-write"
	ScopeReadOnly  = "readonly"
)

// Bounds on what a client names; payloads are bounded by the message itself.
const (
	MaxAddress = 512
	MaxToken   = 4096
)

// Refusals of Decode. The socket is closed for either: a peer that sends such a
// frame does not speak this protocol.
var (
	ErrMalformed = errors.New("frame: malformed")
	ErrKind      = errors.New("frame: a kind clients do not send")
)

// Frame is one decoded message. Which fields mean something depends on Kind.
// Body points into the message it was decoded from.
type Frame struct {
	Address string // as the client wrote it: name, or name NUL session
	Kind    Kind
	Step    Step   // Sync
	Body    []byte // Sync, Awareness
	Answer  Answer // Auth
	Text    string // Auth: token or reason; Stateless, Close: the text
	Applied bool   // SyncStatus
}

// Name is the document the address names, without the session.
func (f Frame) Name() string { return NameOf(f.Address) }

// NameOf takes the session off an address.
func NameOf(address string) string {
	name, _, _ := strings.Cut(address, "\x00")
	return name
}

// Decode reads a message of a client. A bare Pong has no address.
func Decode(message []byte) (Frame, error) {
	if len(message) == 1 && Kind(message[0]) == Pong {
		return Frame{Kind: Pong}, nil
	}
	f, r, err := decodeHead(message)
	if err != nil {
		return Frame{}, err
	}
	switch f.Kind {
	case Sync:
		f.Step = Step(r.uint())
		f.Body = r.bytes()
		if f.Step > Update {
			return Frame{}, ErrMalformed
		}
	case Awareness:
		f.Body = r.bytes()
	case Auth:
		f.Answer = Answer(r.uint())
		f.Text = r.text(MaxToken)
		// The version of the provider follows; old ones leave it out, and nothing depends on it.
		if f.Answer != AuthToken {
			return Frame{}, ErrMalformed
		}
	case QueryAwareness, Close:
	case Stateless:
		f.Text = r.text(len(message))
	default:
		return Frame{}, ErrKind
	}
	if r.failed {
		return Frame{}, ErrMalformed
	}
	return f, nil
}

// DecodeServer reads a message of a server, for clients written in Go.
func DecodeServer(message []byte) (Frame, error) {
	if len(message) == 1 && Kind(message[0]) == Ping {
		return Frame{Kind: Ping}, nil
	}
	f, r, err := decodeHead(message)
	if err != nil {
		return Frame{}, err
	}
	switch f.Kind {
	case Sync:
		f.Step = Step(r.uint())
		f.Body = r.bytes()
	case Awareness:
		f.Body = r.bytes()
	case Auth:
		if f.Answer = Answer(r.uint()); f.Answer != AuthToken {
			f.Text = r.text(len(message))
		}
	case QueryAwareness:
	case Stateless, Close:
		f.Text = r.text(len(message))
	case SyncStatus:
		f.Applied = r.uint() == 1
	default:
		return Frame{}, ErrKind
	}
	if r.failed {
		return Frame{}, ErrMalformed
	}
	return f, nil
}

func decodeHead(message []byte) (Frame, *reader, error) {
	r := &reader{rest: message}
	f := Frame{Address: r.text(MaxAddress)}
	f.Kind = Kind(r.uint())
	if r.failed || f.Address == "" || strings.HasPrefix(f.Address, "\x00") {
		return Frame{}, nil, ErrMalformed
	}
	return f, r, nil
}

// Message is a frame without its address, so that one encoding serves every
// receiver of a broadcast.
type Message []byte

// To puts the address in front, exactly as the receiver wrote it: the provider
// drops a frame under any other.
func (m Message) To(address string) []byte {
	out := make([]byte, 0, len(address)+len(m)+2)
	out = appendText(out, address)
	return append(out, m...)
}

// SyncMessage makes a Sync frame of any step.
func SyncMessage(step Step, body []byte) Message {
	out := make(Message, 0, len(body)+8)
	out = append(out, byte(Sync), byte(step))
	return appendBytes(out, body)
}

// AwarenessMessage makes an Awareness frame of what EncodeStates gave.
func AwarenessMessage(states []byte) Message {
	return appendBytes(Message{byte(Awareness)}, states)
}

// Token asks the client for a fresh token, or, with a token, is the client's answer.
func Token(token ...string) Message {
	out := Message{byte(Auth), byte(AuthToken)}
	for _, t := range token {
		out = appendText(out, t)
	}
	return out
}

// Denied tells the client for good that it may not open this document.
func Denied(reason string) Message {
	return appendText(Message{byte(Auth), byte(AuthDenied)}, reason)
}

// Granted tells the client that the document is open to it.
func Granted(scope string) Message {
	return appendText(Message{byte(Auth), byte(AuthGranted)}, scope)
}

// Acknowledge answers one update or one Step2: applied and durable, or refused.
func Acknowledge(applied bool) Message {
	if applied {
		return Message{byte(SyncStatus), 1}
	}
	return Message{byte(SyncStatus), 0}
}

// StatelessMessage carries a text of the application.
func StatelessMessage(text string) Message {
	return appendText(Message{byte(Stateless)}, text)
}

// CloseMessage ends one document on a socket that stays open.
func CloseMessage(reason string) Message {
	return appendText(Message{byte(Close)}, reason)
}

// QueryMessage asks for all awareness states.
func QueryMessage() Message { return Message{byte(QueryAwareness)} }

// PingMessage keeps the provider from taking a quiet line for a dead one. It
// goes out bare, without an address.
func PingMessage() []byte { return []byte{byte(Ping)} }

// PongMessage is a client's answer, bare as well.
func PongMessage() []byte { return []byte{byte(Pong)} }
