package identity

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"rapporteur/config"
)

// How often the provider is asked whether it is there: an answer is believed
// for a while, a failure only long enough not to press on somebody who is down.
const (
	believeReached = 15 * time.Second
	believeAway    = time.Second
	slowestRetry   = time.Minute
)

// maxAnswer bounds what we read of a provider's answer.
const maxAnswer = 1 << 20

// Provider is the OpenID Connect provider people sign in with, as seen from
// here. It is discovered when it is first needed and asked again until it
// answers: nobody's start waits for it.
type Provider struct {
	config   config.OIDC
	redirect string // our address the provider sends people back to
	client   *http.Client
	now      func() time.Time
	log      *slog.Logger

	turn chan struct{} // held by whoever asks the provider; holds one

	mu    sync.Mutex // guards what follows
	known *discovered
	asked time.Time // when the provider was last asked
	away  error     // why it did not answer then; nil where it did
}

// discovered is what a provider said about itself.
type discovered struct {
	document   json.RawMessage
	oauth      oauth2.Config
	provider   *oidc.Provider
	verifier   *oidc.IDTokenVerifier
	endSession string // "" where it has none
}

// NewProvider describes the provider; nothing is asked yet.
func NewProvider(c config.OIDC, publicURL string, now func() time.Time, log *slog.Logger) *Provider {
	transport := http.DefaultTransport.(*http.Transport).Clone() // its type is promised by net/http
	transport.ResponseHeaderTimeout = c.Timeout
	return &Provider{
		config: c, redirect: publicURL + "/auth/callback", now: now, log: log,
		client: &http.Client{Transport: bounded{transport}, Timeout: c.Timeout},
		turn:   make(chan struct{}, 1),
	}
}

// bounded reads no more of an answer than it should have.
type bounded struct{ next http.RoundTripper }

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.next.RoundTrip(r)
	if err == nil {
		answer.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(answer.Body, maxAnswer), answer.Body}
	}
	return answer, err
}

// Reachable answers nil where the provider can be used now. Its error says why
// not, in words an administrator can use, and holds no secret.
func (p *Provider) Reachable(ctx context.Context) error {
	_, err := p.ready(ctx)
	return err
}

// Believed says without asking whether the provider was there when it was last
// asked; true where it never was.
func (p *Provider) Believed() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.away == nil
}

// Keep asks the provider until it answers for the first time, ever more
// slowly, so that the first person finds it ready. It ends with ctx.
func (p *Provider) Keep(ctx context.Context) error {
	for wait := believeAway; ; wait = min(2*wait, slowestRetry) {
		if err := p.Reachable(ctx); err == nil || ctx.Err() != nil {
			return nil
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
		}
	}
}

// ready gives the provider as it was discovered, asking it where what we know
// is too old. One asks at a time; the others wait for that answer.
func (p *Provider) ready(ctx context.Context) (*discovered, error) {
	if known, fresh, err := p.recall(); fresh {
		return known, err
	}
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for the provider: %w", ctx.Err())
	}
	if known, fresh, err := p.recall(); fresh {
		return known, err // somebody asked while we waited
	}
	known, err := p.discover(ctx)
	if err != nil && ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil, err // we gave up, which says nothing about the provider
	}
	return p.learn(known, err)
}

// recall gives the last answer, or the last failure, while it is fresh.
func (p *Provider) recall() (known *discovered, fresh bool, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	age := p.now().Sub(p.asked)
	switch {
	case p.asked.IsZero(), age < 0:
		return nil, false, nil
	case p.away != nil:
		return nil, age < believeAway, p.away
	}
	return p.known, age < believeReached, nil
}

func (p *Provider) learn(known *discovered, err error) (*discovered, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case err != nil && (p.away == nil || p.asked.IsZero()):
		p.log.Warn("the sign-in provider does not answer", "error", err.Error())
	case err == nil && p.away != nil:
		p.log.Info("the sign-in provider answers")
	}
	p.asked, p.away = p.now(), err
	if err != nil {
		return nil, err
	}
	if p.known == nil || string(p.known.document) != string(known.document) {
		p.known = known // else keep the keys we have
	}
	return p.known, nil
}

// discover reads what the provider says about itself (OpenID Connect Discovery
// 1.0 §4). The library refuses one that names another issuer.
func (p *Provider) discover(ctx context.Context) (*discovered, error) {
	provider, err := oidc.NewProvider(oidc.ClientContext(ctx, p.client), p.config.Issuer)
	if err != nil {
		return nil, fmt.Errorf("discover %s: %w", p.config.Issuer, err)
	}
	d := &discovered{provider: provider}
	var said struct {
		EndSession string   `json:"end_session_endpoint"`
		Methods    []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := errors.Join(provider.Claims(&d.document), provider.Claims(&said)); err != nil {
		return nil, fmt.Errorf("discover %s: %w", p.config.Issuer, err)
	}
	if u, err := url.Parse(said.EndSession); err == nil && (u.Scheme == "https" || u.Scheme == "http") {
		d.endSession = said.EndSession
	}
	endpoint := provider.Endpoint()
	// Guessing would spend the code on the wrong guess (RFC 6749 §2.3.1 prefers the header).
	endpoint.AuthStyle = oauth2.AuthStyleInHeader
	if len(said.Methods) > 0 && !slices.Contains(said.Methods, "client_secret_basic") {
		endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	d.oauth = oauth2.Config{
		ClientID: p.config.ClientID, ClientSecret: p.config.ClientSecret, Endpoint: endpoint,
		RedirectURL: p.redirect, Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
	}
	// The times of a token are checked in verify.go, with the skew of the configuration.
	d.verifier = provider.Verifier(&oidc.Config{ClientID: p.config.ClientID, SkipExpiryCheck: true})
	return d, nil
}

// LogoutURL gives the provider's own sign-out, which comes back to an address
// of ours; "" where the provider has none, or is not known yet (OpenID Connect
// RP-Initiated Logout 1.0 §2).
func (p *Provider) LogoutURL(hint, comeBack string) string {
	p.mu.Lock()
	known := p.known
	p.mu.Unlock()
	if known == nil || known.endSession == "" {
		return ""
	}
	u, err := url.Parse(known.endSession)
	if err != nil {
		return ""
	}
	q := u.Query()
	q.Set("client_id", p.config.ClientID)
	q.Set("post_logout_redirect_uri", comeBack)
	if hint != "" {
		q.Set("id_token_hint", hint)
	}
	u.RawQuery = q.Encode()
	return u.String()
}
