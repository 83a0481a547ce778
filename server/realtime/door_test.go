package realtime_test

import (
	"net/http"
	"testing"
	"time"

	"go.uber.org/goleak"

	"rapporteur/server/coedit"
	"rapporteur/server/realtime"
	"rapporteur/server/realtime/frame"
	"rapporteur/server/realtime/realtimetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestOnlyOurOwnPagesAndTokensOpenASocket(t *testing.T) {
	t.Parallel()
	h := open(t)
	tests := map[string]struct {
		header http.Header
		token  string
		status int    // of the upgrade, 0 where it succeeds
		answer string // to Auth
	}{
		"a page of ours with a session":         {page("ines"), "", 0, "read-write"},
		"a page of ours, nobody signed in":      {page(""), "", 0, "signed-out"},
		"a page of another site":                {http.Header{"Origin": {"http://evil.example"}, "Cookie": {"session=ines"}}, "", 403, ""},
		"our address on another port":           {http.Header{"Origin": {origin + ":81"}, "Cookie": {"session=ines"}}, "", 403, ""},
		"no page, and a cookie":                 {http.Header{"Cookie": {"session=ines"}}, "", 0, "signed-out"},
		"no page, and a token in the frame":     {nil, "rap_ines", 0, "read-write"},
		"a token in the header":                 {http.Header{"Authorization": {"Bearer rap_rita"}}, "", 0, "readonly"},
		"a token nobody has":                    {nil, "rap_eve", 0, "token-refused"},
		"a token nobody has, in the header":     {http.Header{"Authorization": {"Bearer rap_eve"}}, "", 401, ""},
		"a token that is not for sockets":       {nil, "rap_reader", 0, "token-refused"},
		"a person who may only suggest, so far": {nil, "rap_sam", 0, "readonly"},
		"a person without any right":            {nil, "rap_nobody", 0, "not-found"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, response, err := realtimetest.TryDial(t, h.url, test.header)
			if test.status != 0 {
				if err == nil || response.StatusCode != test.status {
					t.Fatalf("got %v, %v, want status %d", response, err, test.status)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			s.Send(text, frame.Token(test.token, "4.8.0"))
			got := s.Next()
			if got.Kind != frame.Auth || got.Text != test.answer || got.Address != text {
				t.Errorf("got %+v, want %q", got, test.answer)
			}
		})
	}
}

func TestADocumentNobodyMayKnowOfIsNotFoundAndTheSocketStays(t *testing.T) {
	t.Parallel()
	s := realtimetest.Dial(t, open(t).url, nil)
	s.Send("deliverable/hidden", frame.Token("rap_ines"))
	if got := s.Next(); got.Answer != frame.AuthDenied || got.Text != "not-found" {
		t.Errorf("got %+v, want it denied as not-found", got)
	}
	s.Send(text, frame.Token("rap_ines"))
	if got := s.Next(); got.Answer != frame.AuthGranted {
		t.Errorf("got %+v, want the other document open", got)
	}
	// And again for the same address, as the provider may.
	s.Send("deliverable/hidden", frame.Token("rap_ines"))
	if got := s.Next(); got.Answer != frame.AuthDenied {
		t.Errorf("got %+v, want it denied again", got)
	}
}

func TestAnswersCarryTheAddressTheClientUsed(t *testing.T) {
	t.Parallel()
	s := realtimetest.Dial(t, open(t).url, nil)
	for _, address := range []string{text + "\x00tab1", text + "\x00tab2", text} {
		s.Send(address, frame.Token("rap_ines"))
		if got := s.Next(); got.Address != address || got.Answer != frame.AuthGranted {
			t.Errorf("got %+v, want it granted at %q", got, address)
		}
	}
}

func TestASocketIsClosedWithACodeThatSaysWhy(t *testing.T) {
	t.Parallel()
	small := func(l *realtime.Limits) {
		l.MaxMessage, l.HeldBytes, l.HeldFrames, l.MaxDocuments = 4096, 2048, 8, 2
	}
	update := frame.SyncMessage(frame.Update, make([]byte, 300))
	tests := map[string]struct {
		limits func(*realtime.Limits)
		do     func(*realtimetest.Socket)
		want   int
	}{
		"a frame that cannot be read": {small, func(s *realtimetest.Socket) { s.SendRaw([]byte("\xff\xff")) }, 4205},
		"a frame too big":             {small, func(s *realtimetest.Socket) { s.SendRaw(make([]byte, 5000)) }, 1009},
		"too many bytes before Auth": {small, func(s *realtimetest.Socket) {
			for range 7 {
				s.Send(text, update)
			}
		}, 4205},
		"too many frames before Auth": {small, func(s *realtimetest.Socket) {
			for range 9 {
				s.Send(text, frame.QueryMessage())
			}
		}, 4205},
		"too many documents": {small, func(s *realtimetest.Socket) {
			for _, name := range []string{"a", "b", "c"} {
				s.Send(name, frame.QueryMessage())
			}
		}, 4205},
		"no Auth in time": {func(l *realtime.Limits) { l.OpenDeadline = time.Millisecond },
			func(s *realtimetest.Socket) { s.Send(text, frame.QueryMessage()) }, 4408},
		"silence": {func(l *realtime.Limits) { l.Silence = time.Millisecond }, func(*realtimetest.Socket) {}, 4408},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := realtimetest.Dial(t, open(t, test.limits).url, nil)
			test.do(s)
			if got, reason := s.Ended(); got != test.want {
				t.Errorf("got %d %s, want %d", got, reason, test.want)
			}
		})
	}
}

func TestAPersonHasOnlySoManySockets(t *testing.T) {
	t.Parallel()
	h := open(t, func(l *realtime.Limits) { l.MaxPerPerson = 2 })
	for range 2 {
		if _, scope := h.enter(t, "ines", text); scope != "read-write" {
			t.Fatalf("got %q, want the first two open", scope)
		}
	}
	if _, scope := h.enter(t, "ines", text); scope != "too-many" {
		t.Errorf("got %q, want the third refused", scope)
	}
	if _, scope := h.enter(t, "omar", text); scope != "read-write" {
		t.Errorf("got %q, want somebody else let in", scope)
	}
	if _, response, err := realtimetest.TryDial(t, h.url, page("ines")); err == nil || response.StatusCode != 429 {
		t.Errorf("got %v, want a page told there are too many", response)
	}
}

func TestAChangedRightReachesAnOpenDocument(t *testing.T) {
	t.Parallel()
	h := open(t)
	s, scope := h.enter(t, "ines", text)
	if scope != "read-write" {
		t.Fatalf("got %q", scope)
	}
	h.set(func(p *people) { p.rights["ines"] = coedit.RightRead })
	h.server.Recheck()
	if got := s.Next(); got.Answer != frame.AuthGranted || got.Text != "readonly" {
		t.Fatalf("got %+v, want it read-only", got)
	}
	h.set(func(p *people) { p.broken = true })
	h.server.Recheck()
	h.set(func(p *people) { p.broken = false; p.rights["ines"] = coedit.RightNone })
	h.server.Recheck()
	if got := s.Next(); got.Kind != frame.Close || got.Text != "rights-lost" {
		t.Fatalf("got %+v, want the document closed and nothing before it", got)
	}
	h.set(func(p *people) { p.rights["ines"] = coedit.RightEdit })
	s.Send(text, frame.Token("rap_ines"))
	if got := s.Next(); got.Answer != frame.AuthGranted {
		t.Errorf("got %+v, want the same socket to open it again", got)
	}
}

func TestAnEndedSessionClosesItsSockets(t *testing.T) {
	t.Parallel()
	h := open(t)
	s := realtimetest.Dial(t, h.url, page("omar"))
	s.Send(text, frame.Token(""))
	s.Next()
	h.set(func(p *people) { p.ended["omar"] = true })
	h.server.Recheck()
	if code, reason := s.Ended(); code != 4401 {
		t.Errorf("got %d %s, want 4401", code, reason)
	}
	again := realtimetest.Dial(t, h.url, page("omar"))
	again.Send(text, frame.Token(""))
	if got := again.Next(); got.Text != "signed-out" {
		t.Errorf("got %+v, want it told to sign in", got)
	}
}

func TestAQuietLineHearsPings(t *testing.T) {
	t.Parallel()
	h := open(t, func(l *realtime.Limits) { l.Ping = time.Millisecond; l.Silence = 2 * time.Second })
	s, _ := h.enter(t, "ines", text)
	// Next answers pings; without them, and their pongs, the silence would end the socket.
	s.Send(text, frame.Token("rap_ines"))
	if got := s.Next(); got.Answer != frame.AuthGranted {
		t.Errorf("got %+v", got)
	}
}
