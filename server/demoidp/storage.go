package demoidp

import (
	"context"
	"crypto/rsa"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// Bounds of what is held in memory.
const (
	requestLife = 10 * time.Minute
	maxHeld     = 1000 // sign-ins under way, and access tokens
)

var (
	errUnknown = errors.New("this is not known here, or not any more")
	errNever   = errors.New("the demo provider does not do this")
)

// storage is what the protocol library asks for, in memory.
type storage struct {
	now      func() time.Time
	random   io.Reader
	personas []Persona
	client   client
	keyID    string
	// private makes the key of this run when it is first needed: a command
	// beside the server never needs it.
	private func() (*rsa.PrivateKey, error)

	mu       sync.Mutex // guards what follows
	requests map[string]*request
	codes    map[string]string // request by code
	tokens   map[string]issued
}

type issued struct {
	subject string
	ends    time.Time
}

var (
	_ op.Storage                   = (*storage)(nil)
	_ op.CanSetUserinfoFromRequest = (*storage)(nil)
)

type signingKey struct {
	id  string
	key *rsa.PrivateKey
}

func (k signingKey) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (k signingKey) Key() any                                    { return k.key }
func (k signingKey) ID() string                                  { return k.id }

// publicKey is the half that may be known.
type publicKey struct{ signingKey }

func (k publicKey) Algorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (k publicKey) Use() string                        { return "sig" }
func (k publicKey) Key() any                           { return &k.key.PublicKey }

func (s *storage) key() (signingKey, error) {
	key, err := s.private()
	if err != nil {
		return signingKey{}, fmt.Errorf("make a key: %w", err)
	}
	return signingKey{id: s.keyID, key: key}, nil
}

func (s *storage) SigningKey(context.Context) (op.SigningKey, error) { return s.key() }

func (s *storage) KeySet(context.Context) ([]op.Key, error) {
	key, err := s.key()
	return []op.Key{publicKey{key}}, err
}

func (s *storage) Health(context.Context) error { return nil }

func (s *storage) SignatureAlgorithms(context.Context) ([]jose.SignatureAlgorithm, error) {
	return []jose.SignatureAlgorithm{jose.RS256}, nil
}

func (s *storage) persona(subject string) (Persona, bool) {
	for _, p := range s.personas {
		if p.Subject == subject {
			return p, true
		}
	}
	return Persona{}, false
}

// CreateAuthRequest begins a sign-in. Without PKCE S256 there is none, and
// there is no session here that a silent one could lean on.
func (s *storage) CreateAuthRequest(_ context.Context, asked *oidc.AuthRequest, _ string) (op.AuthRequest, error) {
	if len(asked.Prompt) == 1 && asked.Prompt[0] == oidc.PromptNone {
		return nil, oidc.ErrLoginRequired()
	}
	if asked.CodeChallenge == "" || asked.CodeChallengeMethod != oidc.CodeChallengeMethodS256 {
		return nil, oidc.ErrInvalidRequest().WithDescription("PKCE with S256 is required")
	}
	id, err := word(s.random)
	if err != nil {
		return nil, err
	}
	r := &request{id: id, made: s.now(), asked: *asked,
		challenge: &oidc.CodeChallenge{Challenge: asked.CodeChallenge, Method: asked.CodeChallengeMethod}}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep()
	if len(s.requests) >= maxHeld {
		return nil, oidc.ErrServerError().WithDescription("too many sign-ins are under way")
	}
	s.requests[id] = r
	return r, nil
}

// sweep forgets what is over. The caller holds mu.
func (s *storage) sweep() {
	now := s.now()
	for id, r := range s.requests {
		if now.Sub(r.made) > requestLife {
			delete(s.requests, id)
		}
	}
	for code, id := range s.codes {
		if s.requests[id] == nil {
			delete(s.codes, code)
		}
	}
	for id, t := range s.tokens {
		if !now.Before(t.ends) {
			delete(s.tokens, id)
		}
	}
}

// pending gives a copy of a sign-in under way.
func (s *storage) pending(id string) (request, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.requests[id]
	if r == nil || s.now().Sub(r.made) > requestLife {
		return request{}, false
	}
	return *r, true
}

// choose says who a sign-in is for. Once is enough.
func (s *storage) choose(id, subject string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.requests[id]
	if r == nil || s.now().Sub(r.made) > requestLife || r.subject != "" {
		return false
	}
	r.subject, r.chosenAt = subject, s.now()
	return true
}

func (s *storage) AuthRequestByID(_ context.Context, id string) (op.AuthRequest, error) {
	r, ok := s.pending(id)
	if !ok {
		return nil, errUnknown
	}
	return &r, nil
}

func (s *storage) AuthRequestByCode(ctx context.Context, code string) (op.AuthRequest, error) {
	s.mu.Lock()
	id, ok := s.codes[code]
	s.mu.Unlock()
	if !ok {
		return nil, errUnknown
	}
	return s.AuthRequestByID(ctx, id)
}

func (s *storage) SaveAuthCode(_ context.Context, id, code string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.codes[code] = id
	return nil
}

func (s *storage) DeleteAuthRequest(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.requests, id)
	s.sweep()
	return nil
}

func (s *storage) CreateAccessToken(_ context.Context, r op.TokenRequest) (string, time.Time, error) {
	id, err := word(s.random)
	if err != nil {
		return "", time.Time{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep()
	if len(s.tokens) >= maxHeld {
		return "", time.Time{}, oidc.ErrServerError().WithDescription("too many tokens are under way")
	}
	ends := s.now().Add(tokenLife)
	s.tokens[id] = issued{subject: r.GetSubject(), ends: ends}
	return id, ends, nil
}

func (s *storage) GetClientByClientID(_ context.Context, id string) (op.Client, error) {
	if id != ClientID {
		return nil, errUnknown
	}
	return s.client, nil
}

func (s *storage) AuthorizeClientIDSecret(_ context.Context, id, secret string) error {
	if id != ClientID || subtle.ConstantTimeCompare([]byte(secret), []byte(s.client.secret)) != 1 {
		return errUnknown
	}
	return nil
}

// SetUserinfoFromRequest says in the ID token who was chosen.
func (s *storage) SetUserinfoFromRequest(_ context.Context, info *oidc.UserInfo, r op.IDTokenRequest, scopes []string) error {
	return s.describe(info, r.GetSubject(), scopes)
}

func (s *storage) SetUserinfoFromToken(_ context.Context, info *oidc.UserInfo, tokenID, subject, _ string) error {
	s.mu.Lock()
	t, ok := s.tokens[tokenID]
	s.mu.Unlock()
	if !ok || t.subject != subject || !s.now().Before(t.ends) {
		return errUnknown
	}
	return s.describe(info, subject, []string{oidc.ScopeProfile, oidc.ScopeEmail})
}

func (s *storage) describe(info *oidc.UserInfo, subject string, scopes []string) error {
	p, ok := s.persona(subject)
	if !ok {
		return errUnknown
	}
	info.Subject = p.Subject
	for _, scope := range scopes {
		switch scope {
		case oidc.ScopeProfile:
			info.Name, info.Zoneinfo = p.Name, p.Zone
			if p.Locale != "" {
				locale := oidc.ParseLocales([]string{p.Locale})
				if len(locale) == 1 {
					info.Locale = oidc.NewLocale(locale[0])
				}
			}
		case oidc.ScopeEmail:
			info.Email, info.EmailVerified = p.Email, true
		}
	}
	return nil
}

// What follows the library asks for and the platform never needs.

func (s *storage) SetUserinfoFromScopes(context.Context, *oidc.UserInfo, string, string, []string) error {
	return nil
}
func (s *storage) CreateAccessAndRefreshTokens(context.Context, op.TokenRequest, string) (string, string, time.Time, error) {
	return "", "", time.Time{}, errNever
}
func (s *storage) TokenRequestByRefreshToken(context.Context, string) (op.RefreshTokenRequest, error) {
	return nil, errNever
}
func (s *storage) TerminateSession(context.Context, string, string) error { return nil }
func (s *storage) RevokeToken(context.Context, string, string, string) *oidc.Error {
	return oidc.ErrInvalidRequest()
}
func (s *storage) GetRefreshTokenInfo(context.Context, string, string) (string, string, error) {
	return "", "", op.ErrInvalidRefreshToken
}
func (s *storage) SetIntrospectionFromToken(context.Context, *oidc.IntrospectionResponse, string, string, string) error {
	return errNever
}
func (s *storage) GetPrivateClaimsFromScopes(context.Context, string, string, []string) (map[string]any, error) {
	return nil, nil
}
func (s *storage) GetKeyByIDAndClientID(context.Context, string, string) (*jose.JSONWebKey, error) {
	return nil, errNever
}
func (s *storage) ValidateJWTProfileScopes(context.Context, string, []string) ([]string, error) {
	return nil, errNever
}
