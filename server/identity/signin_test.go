package identity_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"rapporteur/config"
	"rapporteur/server/identity"
)

// guests lets in whoever holds one word.
type guests string

func (g guests) Invited(_ context.Context, secret string) (bool, error) {
	return secret == string(g), nil
}

// door is a house with sign-in through a fake issuer.
type door struct {
	*house
	issuer   *fakeIssuer
	provider *identity.Provider
	signIns  *identity.SignIns
}

func openDoor(t *testing.T, adminEmail string) *door {
	t.Helper()
	h := build(t)
	d := &door{house: h, issuer: newIssuer(t, h.clock.Now)}
	d.provider = identity.NewProvider(config.OIDC{
		Issuer: d.issuer.URL, ClientID: "rapporteur", ClientSecret: "s3cret",
		Timeout: h.config.OIDC.Timeout, ClockSkew: h.config.OIDC.ClockSkew,
	}, "https://rapporteur.example.org", h.clock.Now, h.deps.Log)
	var err error
	d.signIns, err = identity.NewSignIns(t.Context(), h.deps, d.provider, h.people, h.sessions, guests("invited"), h.config.Session.SignIn, adminEmail)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// start begins a sign-in and does at the issuer what a person does.
func (d *door) start(t *testing.T) identity.Answer {
	t.Helper()
	started, err := d.signIns.Start(t.Context(), identity.Start{ReturnTo: "/groups/g1?tab=seats"})
	if err != nil {
		t.Fatal(err)
	}
	code, state := d.issuer.authorize(t, started.URL)
	return identity.Answer{State: state, Code: code, Browser: started.Browser, Invitation: "invited", Agent: "Firefox"}
}

func TestSigningIn(t *testing.T) {
	t.Parallel()
	d := openDoor(t, "")
	answer := d.start(t)
	done, err := d.signIns.Finish(t.Context(), answer)
	if err != nil {
		t.Fatal(err)
	}
	who, _, err := d.sessions.Actor(t.Context(), done.Secret)
	if err != nil || who.Name != "Lena Okoro" || done.ReturnTo != "/groups/g1?tab=seats" {
		t.Errorf("%+v %q %v, want Lena where she wanted to go", who, done.ReturnTo, err)
	}
	p, err := d.people.ByEmail(t.Context(), "lena@example.org")
	if err != nil || p.Issuer != d.issuer.URL || p.Subject != "lena-1" || !p.SignedIn.Equal(d.clock.Now()) {
		t.Errorf("%+v %v", p, err)
	}
	if _, err := d.signIns.Finish(t.Context(), answer); !errors.Is(err, identity.ErrExpired) {
		t.Errorf("the same answer twice: %v", err)
	}

	again := d.start(t)
	again.Invitation, again.Session = "", done.Secret
	second, err := d.signIns.Finish(t.Context(), again)
	if err != nil || second.Person != done.Person || second.Secret == done.Secret {
		t.Errorf("signing in again: %+v %v, want the same person with a new secret", second, err)
	}
	if _, _, err := d.sessions.Actor(t.Context(), done.Secret); !errors.Is(err, identity.ErrSession) {
		t.Errorf("the session before: %v, want it ended", err)
	}
	if hint, err := d.sessions.SignOut(t.Context(), second.Secret); err != nil || strings.Count(hint, ".") != 2 {
		t.Errorf("sign-out gives %q %v, want the ID token", hint, err)
	}
	out, err := url.Parse(d.provider.LogoutURL("hint", "https://rapporteur.example.org/sign-in"))
	if err != nil || out.Path != "/end" || out.Query().Get("client_id") != "rapporteur" || out.Query().Get("id_token_hint") != "hint" {
		t.Errorf("sign-out of the provider: %v %v", out, err)
	}
}

func TestAnIssuerThatCannotBeTrusted(t *testing.T) {
	t.Parallel()
	other, err := secondKey()
	if err != nil {
		t.Fatal(err)
	}
	claim := func(name string, value any) func(*door) {
		return func(d *door) {
			d.issuer.bend = func(claims map[string]any) {
				if value == nil {
					delete(claims, name)
					return
				}
				claims[name] = value
			}
		}
	}
	shift := func(name string, by time.Duration) func(*door) {
		return func(d *door) {
			d.issuer.bend = func(claims map[string]any) { claims[name] = d.clock.Now().Add(by).Unix() }
		}
	}
	answer := func(status int, body string) func(*door) {
		return func(d *door) {
			d.issuer.token = func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(status)
				_, _ = w.Write([]byte(body))
			}
		}
	}
	tests := map[string]struct {
		bend func(*door)
		want error
	}{
		"as it should be":                            {func(*door) {}, nil},
		"another issuer's token":                     {claim("iss", "https://evil.example"), identity.ErrUntrusted},
		"the issuer with a slash more":               {func(d *door) { claim("iss", d.issuer.URL+"/")(d) }, identity.ErrUntrusted},
		"a token for another client":                 {claim("aud", "somebody-else"), identity.ErrUntrusted},
		"a token for nobody":                         {claim("aud", nil), identity.ErrUntrusted},
		"a token for us and another":                 {claim("aud", []string{"rapporteur", "other"}), identity.ErrUntrusted},
		"a token another party asked for":            {claim("azp", "other"), identity.ErrUntrusted},
		"a token of another sign-in":                 {claim("nonce", "of-yesterday"), identity.ErrUntrusted},
		"a token of no sign-in":                      {claim("nonce", nil), identity.ErrUntrusted},
		"nobody's token":                             {claim("sub", nil), identity.ErrNoSubject},
		"a subject without letters":                  {claim("sub", ""), identity.ErrNoSubject},
		"a subject without end":                      {claim("sub", strings.Repeat("s", 256)), identity.ErrNoSubject},
		"a token that is over":                       {shift("exp", -2*time.Minute), identity.ErrClock},
		"a token over within the skew":               {shift("exp", -30*time.Second), nil},
		"a token without an end":                     {claim("exp", nil), identity.ErrClock},
		"a token of the future":                      {shift("iat", 2*time.Minute), identity.ErrClock},
		"a token made within the skew":               {shift("iat", 30*time.Second), nil},
		"a token not good yet":                       {shift("nbf", 2*time.Minute), identity.ErrClock},
		"an access token that was swapped":           {claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"), identity.ErrUntrusted},
		"no signature at all":                        {func(d *door) { d.issuer.sign = unsigned }, identity.ErrUntrusted},
		"a signature by nobody's key":                {signer(jose.RS256, other, "first"), identity.ErrUntrusted},
		"a signature by an unknown key":              {signer(jose.RS256, other, "third"), identity.ErrUntrusted},
		"a signature with the shared secret":         {signer(jose.HS256, []byte("s3crets3crets3crets3crets3crets3"), ""), identity.ErrUntrusted},
		"a public key taken for a secret":            {keyAsSecret, identity.ErrUntrusted},
		"not a token":                                {func(d *door) { d.issuer.sign = func([]byte) string { return "token" } }, identity.ErrUntrusted},
		"a key that has been rotated since":          {func(d *door) { d.issuer.mu.Unlock(); d.issuer.rotate(t, "second", secondKey); d.issuer.mu.Lock() }, nil},
		"an answer without a token":                  {answer(200, `{"access_token":"a","token_type":"Bearer"}`), identity.ErrUntrusted},
		"an answer that is no JSON":                  {answer(200, `<html>`), identity.ErrUnreachable},
		"a provider that is down":                    {answer(503, `{}`), identity.ErrUnreachable},
		"a provider that does not know us":           {answer(401, `{"error":"invalid_client"}`), identity.ErrMisconfigured},
		"a code that is too old":                     {answer(400, `{"error":"invalid_grant"}`), identity.ErrExpired},
		"a page about another person":                {aboutAnother, identity.ErrUntrusted},
		"a page that completes the token":            {aboutTheSame, nil},
		"an address not confirmed does not keep out": {claim("email_verified", nil), nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := openDoor(t, "")
			if _, err := d.signIns.Finish(t.Context(), d.start(t)); err != nil {
				t.Fatalf("before: %v", err) // the keys are known from here on
			}
			d.issuer.set(func() { test.bend(d) })
			d.clock.pass(time.Minute) // so that the provider is discovered anew
			done, err := d.signIns.Finish(t.Context(), d.start(t))
			if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if (done.Secret != "") != (test.want == nil) {
				t.Errorf("a session was opened: %v", done.Secret != "")
			}
		})
	}
}

func signer(algorithm jose.SignatureAlgorithm, key any, id string) func(*door) {
	return func(d *door) {
		d.issuer.sign = func(claims []byte) string { return signWith(algorithm, key, id, claims) }
	}
}

// keyAsSecret signs with the issuer's public key as if it were a shared secret.
func keyAsSecret(d *door) {
	public := d.issuer.key.N.Bytes()
	signer(jose.HS256, public, d.issuer.keyID)(d)
}

func aboutAnother(d *door) {
	d.issuer.bend = func(claims map[string]any) { delete(claims, "email") }
	d.issuer.userinfo = map[string]any{"sub": "otto-2", "email": "otto@example.org", "email_verified": true}
}

func aboutTheSame(d *door) {
	d.issuer.bend = func(claims map[string]any) { delete(claims, "email") }
	d.issuer.userinfo = map[string]any{"sub": "lena-1", "email": "lena@example.org", "email_verified": true}
}

func TestAnAnswerThatIsNotForThisBrowser(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		bend func(*door, *identity.Answer)
		want error
	}{
		"no cookie":                         {func(_ *door, a *identity.Answer) { a.Browser = "" }, identity.ErrExpired},
		"another browser's cookie":          {func(_ *door, a *identity.Answer) { a.Browser = strings.Repeat("A", 43) }, identity.ErrExpired},
		"no state":                          {func(_ *door, a *identity.Answer) { a.State = "" }, identity.ErrExpired},
		"a made-up state":                   {func(_ *door, a *identity.Answer) { a.State = strings.Repeat("A", 43) }, identity.ErrExpired},
		"after ten minutes":                 {func(d *door, _ *identity.Answer) { d.clock.pass(10 * time.Minute) }, identity.ErrExpired},
		"a code of somebody else's sign-in": {func(d *door, a *identity.Answer) { a.Code = d.startCode() }, identity.ErrExpired},
		"the provider says no":              {func(_ *door, a *identity.Answer) { a.Error = "access_denied" }, identity.ErrDenied},
		"the provider is in trouble":        {func(_ *door, a *identity.Answer) { a.Error = "temporarily_unavailable" }, identity.ErrUnreachable},
		"the provider does not like us":     {func(_ *door, a *identity.Answer) { a.Error = "unauthorized_client" }, identity.ErrMisconfigured},
		"the provider says nonsense":        {func(_ *door, a *identity.Answer) { a.Error = "<script>" }, identity.ErrUntrusted},
		"another provider answers":          {func(_ *door, a *identity.Answer) { a.Issuer = "https://evil.example" }, identity.ErrUntrusted},
		"nobody invited them":               {func(_ *door, a *identity.Answer) { a.Invitation = "" }, identity.ErrNoSeat},
		"an invitation that is not open":    {func(_ *door, a *identity.Answer) { a.Invitation = "used" }, identity.ErrNoSeat},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := openDoor(t, "")
			answer := d.start(t)
			test.bend(d, &answer)
			done, err := d.signIns.Finish(t.Context(), answer)
			if !errors.Is(err, test.want) || done.Secret != "" {
				t.Errorf("got %v, want %v and no session", err, test.want)
			}
			if _, err := d.people.ByEmail(t.Context(), "lena@example.org"); err == nil {
				t.Error("the person was let in")
			}
		})
	}
}

// startCode is a code that belongs to somebody else's sign-in.
func (d *door) startCode() string {
	d.issuer.set(func() { d.issuer.nonces["theirs"], d.issuer.proofs["theirs"] = "n", "not our proof" })
	return "theirs"
}

func TestAnotherBrowserDoesNotSpendASignIn(t *testing.T) {
	t.Parallel()
	d := openDoor(t, "")
	mine := d.start(t)
	theirs := mine
	theirs.Browser = strings.Repeat("A", 43)
	if _, err := d.signIns.Finish(t.Context(), theirs); !errors.Is(err, identity.ErrExpired) {
		t.Errorf("theirs: %v", err)
	}
	if _, err := d.signIns.Finish(t.Context(), mine); err != nil {
		t.Errorf("mine, afterwards: %v", err)
	}
}

func TestTwoWindowsSignInAtOnce(t *testing.T) {
	t.Parallel()
	d := openDoor(t, "")
	first, err := d.signIns.Start(t.Context(), identity.Start{ReturnTo: "/one"})
	if err != nil {
		t.Fatal(err)
	}
	second, err := d.signIns.Start(t.Context(), identity.Start{ReturnTo: "/two", Browser: first.Browser})
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{first.URL: "/one", second.URL: "/two"} {
		code, state := d.issuer.authorize(t, address)
		done, err := d.signIns.Finish(t.Context(), identity.Answer{State: state, Code: code, Browser: second.Browser, Invitation: "invited"})
		if err != nil || done.ReturnTo != want {
			t.Errorf("%q %v, want %s", done.ReturnTo, err, want)
		}
	}
}

func TestTheFirstAdministrator(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		admin    string
		verified any
		before   string // somebody who administers already
		want     error
		office   bool
	}{
		"the address of the configuration, confirmed": {"Lena@Example.org", true, "", nil, true},
		"confirmed in a word":                         {"lena@example.org", "true", "", nil, true},
		"the address, not confirmed":                  {"lena@example.org", false, "", identity.ErrUnconfirmed, false},
		"the address, nothing said of it":             {"lena@example.org", nil, "", identity.ErrUnconfirmed, false},
		"another address":                             {"sam@example.org", true, "", identity.ErrNoSeat, false},
		"somebody administers already":                {"lena@example.org", true, "sam", identity.ErrNoSeat, false},
		"no address in the configuration":             {"", true, "", identity.ErrNoSeat, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := openDoor(t, test.admin)
			if test.before != "" {
				sam := d.somebody(t, test.before)
				if err := d.people.Appoint(t.Context(), identity.System(), sam.ID, identity.OfficeAdmin); err != nil {
					t.Fatal(err)
				}
			}
			d.issuer.set(func() {
				d.issuer.bend = func(claims map[string]any) { claims["email_verified"] = test.verified }
			})
			answer := d.start(t)
			answer.Invitation = ""
			done, err := d.signIns.Finish(t.Context(), answer)
			if !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if who, _, _ := d.sessions.Actor(t.Context(), done.Secret); who.Holds(identity.OfficeAdmin) != test.office {
				t.Errorf("administers: %v, want %v", !test.office, test.office)
			}
		})
	}
}

func TestAProviderThatIsAway(t *testing.T) {
	t.Parallel()
	d := openDoor(t, "")
	d.issuer.set(func() { d.issuer.down = true })
	if _, err := d.signIns.Start(t.Context(), identity.Start{}); !errors.Is(err, identity.ErrUnreachable) {
		t.Errorf("got %v, want unreachable", err)
	}
	if err := d.provider.Reachable(t.Context()); err == nil || strings.Contains(err.Error(), "s3cret") || d.provider.Believed() {
		t.Errorf("reachable says %v", err)
	}
	d.issuer.set(func() { d.issuer.down = false })
	d.clock.pass(time.Second)
	if _, err := d.signIns.Start(t.Context(), identity.Start{}); err != nil || !d.provider.Believed() {
		t.Errorf("back again: %v", err)
	}
	d.issuer.set(func() {
		d.issuer.bendDoc = func(document map[string]any) { document["issuer"] = "https://evil.example" }
	})
	d.clock.pass(time.Minute)
	if err := d.provider.Reachable(t.Context()); err == nil {
		t.Error("a provider that names another issuer is taken")
	}
}

func TestReturnToIsAPathOfOurs(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"/": "/", "/groups/g1": "/groups/g1", "/meetings?year=2023#next": "/meetings?year=2023#next", "/signed-in": "/signed-in",
		"": "/", "groups": "/", "https://evil.example": "/", "//evil.example": "/", "///evil.example": "/", `/\evil.example`: "/",
		`\\evil.example`: "/", "/\t/evil.example": "/", "/ /evil.example": "/", "/%5Cevil.example": "/", "/%2Fevil.example": "/", "javascript:alert(1)": "/",
		"/auth/sign-in?return_to=/": "/", "/auth": "/", "/api/session": "/", "/\r\nSet-Cookie: a=b": "/",
		"/" + strings.Repeat("a", 2000): "/", "/authors": "/authors",
	} {
		if got := identity.OwnPath(text); got != want {
			t.Errorf("%.40q becomes %q, want %q", text, got, want)
		}
	}
}
