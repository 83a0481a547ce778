package identity_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/identity"
)

func TestASessionLastsAsConfigured(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		visits []time.Duration // between one request and the next
		want   error
	}{
		"a minute after signing in":                   {[]time.Duration{time.Minute}, nil},
		"left alone until just before the idle limit": {[]time.Duration{2*time.Hour - time.Second}, nil},
		"left alone for the idle limit":               {[]time.Duration{2 * time.Hour}, identity.ErrSession},
		"busy all day":                                {every(time.Hour, 11), nil},
		"busy past the absolute limit":                {every(time.Hour, 12), identity.ErrSession},
		"a request restarts the idle time":            {[]time.Duration{90 * time.Minute, 90 * time.Minute}, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := build(t)
			secret, who := h.signIn(t, h.somebody(t, "lena").ID)
			var err error
			for _, pause := range test.visits {
				h.clock.pass(pause)
				_, _, err = h.sessions.Actor(t.Context(), secret)
			}
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if alive := h.sessions.Alive(t.Context(), who.Via); !errors.Is(alive, test.want) {
				t.Errorf("alive says %v, want %v", alive, test.want)
			}
		})
	}
}

func every(d time.Duration, times int) []time.Duration {
	list := make([]time.Duration, times)
	for i := range list {
		list[i] = d
	}
	return list
}

func TestWhatIsNoSession(t *testing.T) {
	t.Parallel()
	h := build(t)
	secret, _ := h.signIn(t, h.somebody(t, "lena").ID)
	for name, guess := range map[string]string{
		"nothing": "", "a guess": strings.Repeat("A", 43), "a flood": strings.Repeat("x", 1<<20),
		"the secret cut short": secret[:len(secret)-1], "the secret and more": secret + "A",
	} {
		if who, _, err := h.sessions.Actor(t.Context(), guess); !errors.Is(err, identity.ErrSession) || who.SignedIn() {
			t.Errorf("%s: %+v %v, want the public and ErrSession", name, who, err)
		}
	}
}

func TestTheStoreHoldsNoSecret(t *testing.T) {
	t.Parallel()
	h := build(t)
	p := h.somebody(t, "lena")
	secret, who := h.signIn(t, p.ID)
	_, made, err := h.tokens.Make(t.Context(), who, identity.TokenRequest{Name: "a script", Scopes: []identity.Scope{identity.ScopeRead}})
	if err != nil {
		t.Fatal(err)
	}
	tokens, err := h.tokens.List(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	kept := h.history(t, "sessions", who.Via)
	kept = append(kept, h.history(t, "tokens", tokens[0].ID)...)
	for _, e := range kept {
		for _, s := range []string{secret, made, "the-id-token"} {
			if strings.Contains(string(e.Body), s) {
				t.Errorf("%s: the store holds %q", e.Act, s)
			}
		}
	}
}

func TestSeenIsWrittenSeldom(t *testing.T) {
	t.Parallel()
	h := build(t)
	secret, who := h.signIn(t, h.somebody(t, "lena").ID)
	for range 30 { // half an hour, a request a minute
		h.clock.pass(time.Minute)
		if _, _, err := h.sessions.Actor(t.Context(), secret); err != nil {
			t.Fatal(err)
		}
	}
	seen := 0
	for _, e := range h.history(t, "sessions", who.Via) {
		if e.Act == "seen" {
			seen++
		}
	}
	if seen != 6 {
		t.Errorf("written %d times in half an hour, want 6: every five minutes", seen)
	}
}

func TestSessionsAreEndedByTheirPerson(t *testing.T) {
	t.Parallel()
	h := build(t)
	lena, otto := h.somebody(t, "lena"), h.somebody(t, "otto")
	here, me := h.signIn(t, lena.ID)
	h.clock.pass(time.Minute)
	there, elsewhere := h.signIn(t, lena.ID)
	_, other := h.signIn(t, otto.ID)

	list, err := h.sessions.List(t.Context(), me)
	if err != nil || len(list) != 2 || list[0].ID != elsewhere.Via || list[0].Current || !list[1].Current {
		t.Fatalf("%+v %v, want both of mine, the newest first, this one marked", list, err)
	}
	if err := h.sessions.End(t.Context(), other, me.Via); !errors.Is(err, docstore.ErrNotFound) {
		t.Errorf("somebody else's: %v, want not found", err)
	}
	script := me
	script.Scopes = []identity.Scope{identity.ScopeWrite}
	if err := h.sessions.End(t.Context(), script, elsewhere.Via); err == nil {
		t.Error("a token ended a session")
	}
	if err := h.sessions.EndOthers(t.Context(), me); err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.sessions.Actor(t.Context(), there); !errors.Is(err, identity.ErrSession) {
		t.Errorf("the ended one: %v", err)
	}
	if hint, err := h.sessions.SignOut(t.Context(), here); err != nil || hint != "the-id-token" {
		t.Errorf("sign out gave %q %v, want what the provider asks for", hint, err)
	}
	if hint, err := h.sessions.SignOut(t.Context(), here); err != nil || hint != "" {
		t.Errorf("signing out twice: %q %v", hint, err)
	}
	steps := h.history(t, "sessions", elsewhere.Via)
	last := steps[len(steps)-1]
	if last.Act != "end session" || last.By != lena.ID || len(last.Events) != 1 || identity.PersonOf(last.Events[0]) != lena.ID {
		t.Errorf("the history ends with %+v, want who ended it and an event that sockets hear", last)
	}
}

func TestRightsChangeTheSecret(t *testing.T) {
	t.Parallel()
	h := build(t)
	lena := h.somebody(t, "lena")
	secret, who := h.signIn(t, lena.ID)
	if _, renew, _ := h.sessions.Actor(t.Context(), secret); renew {
		t.Error("a new session asks for a new secret at once")
	}
	if err := h.sessions.RightsChanged(t.Context(), lena.ID); err != nil {
		t.Fatal(err)
	}
	if _, renew, err := h.sessions.Actor(t.Context(), secret); !renew || err != nil {
		t.Fatalf("after a change of rights: renew %v, %v", renew, err)
	}
	next, ok, err := h.sessions.Renew(t.Context(), secret)
	if err != nil || !ok || next.ID != who.Via {
		t.Fatalf("renewed %+v %v %v, want the same session", next, ok, err)
	}
	if _, ok, err := h.sessions.Renew(t.Context(), secret); ok || err != nil {
		t.Errorf("a request under way renews again: %v %v", ok, err)
	}
	if again, renew, err := h.sessions.Actor(t.Context(), secret); err != nil || renew || again.Via != who.Via {
		t.Errorf("a request under way with the old secret: %v %v", renew, err)
	}
	h.clock.pass(2 * time.Minute)
	if _, _, err := h.sessions.Actor(t.Context(), secret); !errors.Is(err, identity.ErrSession) {
		t.Errorf("the old secret later: %v, want it dead", err)
	}
	if hint, err := h.sessions.SignOut(t.Context(), next.Secret); err != nil || hint != "the-id-token" {
		t.Errorf("the new secret opens %q %v, want the provider's hint", hint, err)
	}
}

func TestSweepRemovesWhatIsOver(t *testing.T) {
	t.Parallel()
	h := build(t)
	lena := h.somebody(t, "lena")
	_, old := h.signIn(t, lena.ID)
	h.clock.pass(13 * time.Hour)
	_, young := h.signIn(t, lena.ID)
	if err := h.sessions.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if steps := h.history(t, "sessions", old.Via); !steps[len(steps)-1].Deleted {
		t.Error("a session that is over is kept")
	}
	if err := h.sessions.Alive(t.Context(), young.Via); err != nil {
		t.Errorf("a living session was swept: %v", err)
	}
}
