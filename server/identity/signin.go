package identity

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"rapporteur/server/docstore"
)

// started is a sign-in under way. Of its secrets nothing is kept: the id is
// the hash of the state, and nonce and verifier follow from the browser's own
// cookie, of which only a hash is here.
type started struct {
	Browser  string    `json:"browser"`
	ReturnTo string    `json:"return_to"`
	Ends     time.Time `json:"ends"`
}

var startedShape = docstore.Shape{Name: "sign_ins", Fields: []docstore.Field{{Name: "ends", Kind: docstore.Moment}}}

func startedIndex(s started) map[string][]any { return map[string][]any{"ends": {s.Ends}} }

// Welcome decides who may come in that nobody has seen before.
type Welcome interface {
	// Invited reports whether this is the secret of an invitation that is open.
	Invited(ctx context.Context, secret string) (bool, error)
}

// SignIns leads people through their provider and back (OpenID Connect Core
// 1.0 §3.1, with PKCE S256, state and nonce).
type SignIns struct {
	deps       Deps
	provider   *Provider
	people     *People
	sessions   *Sessions
	welcome    Welcome
	lifetime   time.Duration
	adminEmail string
	store      *docstore.Collection[started]
}

// NewSignIns opens the sign-ins under way on their home. Each has to be
// finished within lifetime. adminEmail, where it is not empty, makes the first
// administrator.
func NewSignIns(ctx context.Context, deps Deps, provider *Provider, people *People, sessions *Sessions, welcome Welcome, lifetime time.Duration, adminEmail string) (*SignIns, error) {
	store, err := docstore.Open(ctx, deps.Home, startedShape, startedIndex, deps.Now)
	if err != nil {
		return nil, err
	}
	return &SignIns{deps: deps, provider: provider, people: people, sessions: sessions, welcome: welcome, lifetime: lifetime, adminEmail: adminEmail, store: store}, nil
}

// Start is somebody who wants to sign in.
type Start struct {
	Browser  string // what the login cookie holds; "" for a browser without one
	ReturnTo string // where to go after; anything but a path of ours is "/"
	Locales  string // the provider's ui_locales; "" leaves it to the browser
}

// Started says where to send the browser, and what to remember it by.
type Started struct {
	URL     string // at the provider
	Browser string // for the login cookie
	Ends    time.Time
}

// Start begins a sign-in. It returns ErrUnreachable where the provider does not answer.
func (s *SignIns) Start(ctx context.Context, start Start) (Started, error) {
	known, err := s.provider.ready(ctx)
	if err != nil {
		return Started{}, ErrUnreachable.Because(err)
	}
	state, err := newSecret(s.deps.Random)
	if err != nil {
		return Started{}, err
	}
	// Two windows of one browser share the cookie, so that neither undoes the other.
	browser := start.Browser
	if len(browser) != len(state) {
		if browser, err = newSecret(s.deps.Random); err != nil {
			return Started{}, err
		}
	}
	ends := s.deps.Now().UTC().Add(s.lifetime)
	entry := started{Browser: digest(browser), ReturnTo: OwnPath(start.ReturnTo), Ends: ends}
	if _, err := s.store.Insert(ctx, digest(state), "public", "begin to sign in", entry); err != nil {
		return Started{}, fmt.Errorf("begin to sign in: %w", err)
	}
	options := []oauth2.AuthCodeOption{
		oauth2.S256ChallengeOption(derive(browser, "verifier "+state)),
		oauth2.SetAuthURLParam("nonce", derive(browser, "nonce "+state)),
	}
	if start.Locales != "" {
		options = append(options, oauth2.SetAuthURLParam("ui_locales", start.Locales))
	}
	return Started{URL: known.oauth.AuthCodeURL(state, options...), Browser: browser, Ends: ends}, nil
}

// Answer is what comes back from the provider, with what the browser holds.
type Answer struct {
	State, Code string
	Error       string // of the provider, such as access_denied
	Issuer      string // RFC 9207; "" where the provider does not say
	Browser     string // the login cookie
	Session     string // the secret of a session the browser had; it ends
	Invitation  string // the secret of an invitation this browser opened
	Agent       string
}

// Finished is somebody who is signed in, or not: ReturnTo is where they wanted
// to go, also beside an error.
type Finished struct {
	Opened
	ReturnTo string
}

// Finish ends a sign-in. Its errors are the refusals of refusals.go.
func (s *SignIns) Finish(ctx context.Context, a Answer) (Finished, error) {
	entry, err := s.take(ctx, a)
	if err != nil {
		return Finished{ReturnTo: "/"}, err
	}
	opened, err := s.open(ctx, a)
	return Finished{Opened: opened, ReturnTo: entry.ReturnTo}, err
}

// take finds the sign-in an answer belongs to, and ends it: an answer counts once.
func (s *SignIns) take(ctx context.Context, a Answer) (started, error) {
	if a.State == "" || len(a.State) > maxSecret || len(a.Browser) > maxSecret {
		return started{}, ErrExpired
	}
	id := digest(a.State)
	d, err := s.store.Get(ctx, id)
	if errors.Is(err, docstore.ErrNotFound) {
		return started{}, ErrExpired
	}
	if err != nil {
		return started{}, err
	}
	// Another browser's answer must not spend this browser's sign-in.
	if subtle.ConstantTimeCompare([]byte(digest(a.Browser)), []byte(d.Value.Browser)) != 1 {
		return started{}, ErrExpired.Because(errors.New("begun in another browser"))
	}
	if err := s.store.Delete(ctx, id, "public", "come back from the provider"); err != nil {
		if errors.Is(err, docstore.ErrNotFound) {
			err = ErrExpired // the same answer a second time
		}
		return started{}, err
	}
	if !s.deps.Now().Before(d.Value.Ends) {
		return started{}, ErrExpired
	}
	return d.Value, nil
}

func (s *SignIns) open(ctx context.Context, a Answer) (Opened, error) {
	if a.Issuer != "" && a.Issuer != s.provider.config.Issuer {
		return Opened{}, ErrUntrusted.Because(fmt.Errorf("the answer comes from %q", a.Issuer))
	}
	if a.Error != "" {
		return Opened{}, deniedFor(a.Error)
	}
	said, err := s.provider.redeem(ctx, a.Code, derive(a.Browser, "verifier "+a.State), derive(a.Browser, "nonce "+a.State))
	if err != nil {
		return Opened{}, err
	}
	person, err := s.admit(ctx, said.claims, a.Invitation)
	if err != nil {
		return Opened{}, err
	}
	// A new secret at every sign-in: one that somebody planted before is worth nothing.
	if a.Session != "" {
		if _, err := s.sessions.SignOut(ctx, a.Session); err != nil {
			return Opened{}, err
		}
	}
	return s.sessions.Open(ctx, person.ID, a.Agent, said.hint)
}

// deniedFor words the provider's own refusals (OpenID Connect Core 1.0
// §3.1.2.6, RFC 6749 §4.1.2.1).
func deniedFor(code string) error {
	cause := fmt.Errorf("the provider answered %.60q", code)
	switch code {
	case "access_denied", "login_required", "interaction_required", "consent_required", "account_selection_required":
		return ErrDenied.Because(cause)
	case "temporarily_unavailable", "server_error":
		return ErrUnreachable.Because(cause)
	case "unauthorized_client", "invalid_scope", "unsupported_response_type", "invalid_request":
		return ErrMisconfigured.Because(cause)
	}
	return ErrUntrusted.Because(cause)
}

// admit lets in whom we know, who was invited, and the first administrator.
func (s *SignIns) admit(ctx context.Context, claims Claims, invitation string) (Known, error) {
	named, err := s.firstAdmin(ctx, claims)
	if err != nil {
		return Known{}, err
	}
	appoint := named && claims.EmailVerified
	welcome := appoint
	if !welcome && invitation != "" {
		if welcome, err = s.welcome.Invited(ctx, invitation); err != nil {
			return Known{}, err
		}
	}
	person, err := s.people.enter(ctx, claims, welcome)
	switch {
	case errors.Is(err, ErrNoSeat) && named:
		return Known{}, ErrUnconfirmed
	case err != nil || !appoint:
		return person, err
	}
	if err := s.people.Appoint(ctx, System(), person.ID, OfficeAdmin); err != nil {
		return Known{}, fmt.Errorf("appoint the first administrator: %w", err)
	}
	return person, nil
}

// firstAdmin reports whether this is who the configuration names, while nobody
// administers yet. Only here does an address say who somebody is, and only
// where the provider has confirmed it.
func (s *SignIns) firstAdmin(ctx context.Context, claims Claims) (bool, error) {
	if s.adminEmail == "" || fold(claims.Email) != fold(s.adminEmail) {
		return false, nil
	}
	admins, err := s.people.Holders(ctx, OfficeAdmin)
	if err != nil || len(admins) > 0 {
		return false, err
	}
	return true, nil
}

// Sweep removes sign-ins that nobody came back from.
func (s *SignIns) Sweep(ctx context.Context) error {
	return pastEnd(ctx, s.store, s.deps.Now(), func(d docstore.Doc[started]) error {
		return s.store.Delete(ctx, d.ID, "system", "never came back")
	})
}

// maxReturn bounds a return-to: it is kept, and ends in a head.
const maxReturn = 2000

// OwnPath gives back a path of ours with its query, and "/" for anything that
// a browser could take for another site, or that is not a page.
func OwnPath(text string) string {
	if len(text) > maxReturn || !strings.HasPrefix(text, "/") || strings.HasPrefix(text, "//") ||
		strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '\\' }) {
		return "/"
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || strings.HasPrefix(u.Path, "//") || strings.Contains(u.Path, `\`) {
		return "/"
	}
	if strings.HasPrefix(u.Path+"/", "/api/") || strings.HasPrefix(u.Path+"/", "/auth/") {
		return "/" // for programs, or round in a circle
	}
	return text
}
