package frame_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rapporteur/server/realtime/frame"
)

// The bytes are what @hocuspocus/provider 4.8.0 sends for a document "d/1".
func TestDecodeReadsWhatTheProviderSends(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		message []byte
		want    frame.Frame
	}{
		"its token and its version":            {[]byte("\x03d/1\x02\x00\x03abc\x054.8.0"), frame.Frame{Address: "d/1", Kind: frame.Auth, Text: "abc"}},
		"a token of a provider without one":    {[]byte("\x03d/1\x02\x00\x03abc"), frame.Frame{Address: "d/1", Kind: frame.Auth, Text: "abc"}},
		"sync step 1 of an empty document":     {[]byte("\x03d/1\x00\x00\x01\x00"), frame.Frame{Address: "d/1", Kind: frame.Sync, Step: frame.Step1, Body: []byte{0}}},
		"sync step 2 without news":             {[]byte("\x03d/1\x00\x01\x02\x00\x00"), frame.Frame{Address: "d/1", Kind: frame.Sync, Step: frame.Step2, Body: []byte{0, 0}}},
		"an update":                            {[]byte("\x03d/1\x00\x02\x02\x00\x00"), frame.Frame{Address: "d/1", Kind: frame.Sync, Step: frame.Update, Body: []byte{0, 0}}},
		"an address with a session":            {[]byte("\x05d/1\x00s\x00\x00\x01\x00"), frame.Frame{Address: "d/1\x00s", Kind: frame.Sync, Step: frame.Step1, Body: []byte{0}}},
		"a pong, bare":                         {[]byte{10}, frame.Frame{Kind: frame.Pong}},
		"leaving a document":                   {[]byte("\x03d/1\x07"), frame.Frame{Address: "d/1", Kind: frame.Close}},
		"a message of the application":         {[]byte("\x03d/1\x05\x02hi"), frame.Frame{Address: "d/1", Kind: frame.Stateless, Text: "hi"}},
		"a question for everybody's awareness": {[]byte("\x03d/1\x03"), frame.Frame{Address: "d/1", Kind: frame.QueryAwareness}},
	}
	for name, test := range tests {
		got, err := frame.Decode(test.message)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if got.Kind != frame.Pong && got.Name() != "d/1" {
			t.Errorf("%s: got name %q", name, got.Name())
		}
	}
}

func TestDecodeRefusesWhatNoProviderSends(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		message string
		want    error
	}{
		"nothing":                       {"", frame.ErrMalformed},
		"an address longer than it":     {"\x09d/1\x00", frame.ErrMalformed},
		"an address without end":        {"\xff\xff\xff\xff\xff\xff\xff\xff\xff", frame.ErrMalformed},
		"an address that is not text":   {"\x02\xff\xfe\x00\x00\x01\x00", frame.ErrMalformed},
		"an address of only a session":  {"\x02\x00s\x00\x00\x01\x00", frame.ErrMalformed},
		"an address as long as a novel": {"\x80\x08" + strings.Repeat("a", 1024) + "\x00\x00\x01\x00", frame.ErrMalformed},
		"a fourth sync step":            {"\x03d/1\x00\x03\x00", frame.ErrMalformed},
		"an update cut short":           {"\x03d/1\x00\x02\x05ab", frame.ErrMalformed},
		"an answer to itself":           {"\x03d/1\x02\x02\x0aread-write", frame.ErrMalformed},
		"a sync reply between servers":  {"\x03d/1\x04\x00\x01\x00", frame.ErrKind},
		"a broadcast between servers":   {"\x03d/1\x06\x02hi", frame.ErrKind},
		"an acknowledgement":            {"\x03d/1\x08\x01", frame.ErrKind},
		"a kind of the future":          {"\x03d/1\x0c", frame.ErrKind},
	}
	for name, test := range tests {
		if _, err := frame.Decode([]byte(test.message)); !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", name, err, test.want)
		}
	}
}

func TestWhatTheServerSaysComesBackAsItWasMeant(t *testing.T) {
	t.Parallel()
	const address = "minutes/m1\x00tab2"
	tests := map[string]struct {
		message frame.Message
		want    frame.Frame
	}{
		"an update":         {frame.SyncMessage(frame.Update, []byte{1, 2}), frame.Frame{Kind: frame.Sync, Step: frame.Update, Body: []byte{1, 2}}},
		"read only":         {frame.Granted(frame.ScopeReadOnly), frame.Frame{Kind: frame.Auth, Answer: frame.AuthGranted, Text: "readonly"}},
		"denied":            {frame.Denied("not found"), frame.Frame{Kind: frame.Auth, Answer: frame.AuthDenied, Text: "not found"}},
		"a fresh token":     {frame.Token(), frame.Frame{Kind: frame.Auth}},
		"saved":             {frame.Acknowledge(true), frame.Frame{Kind: frame.SyncStatus, Applied: true}},
		"refused":           {frame.Acknowledge(false), frame.Frame{Kind: frame.SyncStatus}},
		"closed":            {frame.CloseMessage("moved"), frame.Frame{Kind: frame.Close, Text: "moved"}},
		"carets":            {frame.AwarenessMessage([]byte{0}), frame.Frame{Kind: frame.Awareness, Body: []byte{0}}},
		"a word of its own": {frame.StatelessMessage("{}"), frame.Frame{Kind: frame.Stateless, Text: "{}"}},
	}
	for name, test := range tests {
		test.want.Address = address
		got, err := frame.DecodeServer(test.message.To(address))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if f, err := frame.DecodeServer(frame.PingMessage()); err != nil || f.Kind != frame.Ping {
		t.Errorf("a ping: got %v, %v", f, err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\x03d/1\x02\x00\x03abc\x054.8.0"))
	f.Add([]byte("\x05d/1\x00s\x00\x02\x02\x00\x00"))
	f.Add([]byte{10})
	f.Fuzz(func(t *testing.T, message []byte) {
		got, err := frame.Decode(message)
		if err == nil && len(got.Body)+len(got.Address)+len(got.Text) > len(message) {
			t.Errorf("got more than was sent: %v", got)
		}
		_, _ = frame.DecodeServer(message)
	})
}

func FuzzDecodeStates(f *testing.F) {
	f.Add(frame.EncodeStates([]frame.State{{Client: 1, Clock: 2, JSON: []byte(`{"cursor":null}`)}, {Client: 1 << 52, JSON: []byte("null")}}))
	f.Fuzz(func(t *testing.T, body []byte) {
		states, err := frame.DecodeStates(body)
		if err != nil {
			return
		}
		again, err := frame.DecodeStates(frame.EncodeStates(states))
		if err != nil || !cmp.Equal(states, again) {
			t.Errorf("got %v, %v, want %v", again, err, states)
		}
	})
}
