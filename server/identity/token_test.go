package identity_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/fault"
	"rapporteur/server/identity"
)

func TestATokenActsForItsPerson(t *testing.T) {
	t.Parallel()
	h := build(t)
	lena := h.somebody(t, "lena")
	_, me := h.signIn(t, lena.ID)
	made, secret, err := h.tokens.Make(t.Context(), me, identity.TokenRequest{
		Name: "nightly export", Scopes: []identity.Scope{identity.ScopeCollab, identity.ScopeRead}, TTL: 24 * time.Hour,
	})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(secret, "rap_") || len(secret) != len("rap_")+43 {
		t.Errorf("secret %q, want rap_ and 32 random bytes", secret)
	}
	who, err := h.tokens.Authenticate(t.Context(), secret)
	if err != nil || who.Person != lena.ID || who.Via != made.ID || who.BySession() {
		t.Fatalf("%+v %v, want Lena by her token", who, err)
	}
	for scope, want := range map[identity.Scope]bool{identity.ScopeRead: true, identity.ScopeCollab: true, identity.ScopeWrite: false} {
		if who.Allows(scope) != want {
			t.Errorf("allows %s: %v, want %v", scope, !want, want)
		}
	}
	if _, _, err := h.tokens.Make(t.Context(), who, identity.TokenRequest{Name: "another", Scopes: []identity.Scope{identity.ScopeRead}}); err == nil {
		t.Error("a token made a token")
	}
	if list, err := h.tokens.List(t.Context(), me); err != nil || len(list) != 1 || !list[0].Used.Equal(h.clock.Now()) {
		t.Errorf("%+v %v, want its last use", list, err)
	}
	h.clock.pass(24 * time.Hour)
	if _, err := h.tokens.Authenticate(t.Context(), secret); !errors.Is(err, identity.ErrToken) {
		t.Errorf("after its time: %v", err)
	}
	if err := h.tokens.Alive(t.Context(), made.ID); !errors.Is(err, identity.ErrToken) {
		t.Errorf("alive after its time: %v", err)
	}
}

func TestWhatIsNoToken(t *testing.T) {
	t.Parallel()
	h := build(t)
	_, me := h.signIn(t, h.somebody(t, "lena").ID)
	_, secret, err := h.tokens.Make(t.Context(), me, identity.TokenRequest{Name: "a", Scopes: []identity.Scope{identity.ScopeRead}})
	if err != nil {
		t.Fatal(err)
	}
	session, _ := h.signIn(t, me.Person)
	for name, guess := range map[string]string{
		"nothing": "", "the prefix": "rap_", "a guess": "rap_" + strings.Repeat("A", 43),
		"without its prefix": strings.TrimPrefix(secret, "rap_"), "in another case": strings.ToUpper(secret),
		"the secret of a session": session, "that with the prefix": "rap_" + session, "a flood": "rap_" + strings.Repeat("x", 1<<20),
	} {
		if who, err := h.tokens.Authenticate(t.Context(), guess); !errors.Is(err, identity.ErrToken) || who.SignedIn() {
			t.Errorf("%s: %+v %v, want the public and ErrToken", name, who, err)
		}
	}
	if _, _, err := h.sessions.Actor(t.Context(), secret); !errors.Is(err, identity.ErrSession) {
		t.Errorf("a token in the cookie: %v", err)
	}
}

func TestATokenThatCannotBeMade(t *testing.T) {
	t.Parallel()
	h := build(t)
	_, me := h.signIn(t, h.somebody(t, "lena").ID)
	read := []identity.Scope{identity.ScopeRead}
	tests := map[string]struct {
		want  identity.TokenRequest
		field string
	}{
		"without a name":        {identity.TokenRequest{Name: " ", Scopes: read}, "/name"},
		"with a name of a page": {identity.TokenRequest{Name: strings.Repeat("n", 81), Scopes: read}, "/name"},
		"for nothing":           {identity.TokenRequest{Name: "a"}, "/scopes"},
		"for everything":        {identity.TokenRequest{Name: "a", Scopes: []identity.Scope{"read", "root"}}, "/scopes"},
		"for ever":              {identity.TokenRequest{Name: "a", Scopes: read, TTL: 20 * 366 * 24 * time.Hour}, "/days"},
		"for a past time":       {identity.TokenRequest{Name: "a", Scopes: read, TTL: -time.Hour}, "/days"},
	}
	for name, test := range tests {
		_, _, err := h.tokens.Make(t.Context(), me, test.want)
		if f := fault.Of(err); f == nil || len(f.Fields) != 1 || f.Fields[0].Pointer != test.field {
			t.Errorf("%s: %v, want %s refused", name, err, test.field)
		}
	}
	if _, _, err := h.tokens.MakeFor(t.Context(), me, me.Person, identity.TokenRequest{Name: "a", Scopes: read}); err == nil {
		t.Error("a person made a token as the machine's administrator does")
	}
	for i := range h.config.Token.PerPerson {
		if _, _, err := h.tokens.Make(t.Context(), me, identity.TokenRequest{Name: fmt.Sprint(i), Scopes: read}); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := h.tokens.Make(t.Context(), me, identity.TokenRequest{Name: "one more", Scopes: read}); !errors.Is(err, identity.ErrTooManyTokens) {
		t.Errorf("one too many: %v", err)
	}
}

func TestTokensAreRevokedByTheirPerson(t *testing.T) {
	t.Parallel()
	h := build(t)
	_, me := h.signIn(t, h.somebody(t, "lena").ID)
	_, other := h.signIn(t, h.somebody(t, "otto").ID)
	made, secret, err := h.tokens.Make(t.Context(), me, identity.TokenRequest{Name: "a", Scopes: []identity.Scope{identity.ScopeWrite}})
	if err != nil {
		t.Fatal(err)
	}
	if err := h.tokens.Revoke(t.Context(), other, made.ID); !errors.Is(err, docstore.ErrNotFound) {
		t.Errorf("somebody else's: %v, want not found", err)
	}
	if list, err := h.tokens.List(t.Context(), other); err != nil || len(list) != 0 {
		t.Errorf("another sees %+v %v", list, err)
	}
	if err := h.tokens.Revoke(t.Context(), me, made.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := h.tokens.Authenticate(t.Context(), secret); !errors.Is(err, identity.ErrToken) {
		t.Errorf("a revoked token: %v", err)
	}
	steps := h.history(t, "tokens", made.ID)
	if last := steps[len(steps)-1]; last.Act != "revoke token" || last.By != me.Person || len(last.Events) != 1 {
		t.Errorf("the history ends with %+v", last)
	}
}
