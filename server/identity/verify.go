package identity

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// maxSubject is what a subject may measure (OpenID Connect Core 1.0 §2).
const maxSubject = 255

// vouched is what a provider has said and we believe.
type vouched struct {
	claims Claims
	hint   string // the ID token, for its sign-out
}

// redeem trades a code for what the provider says about the person, and checks
// every word of it.
func (p *Provider) redeem(ctx context.Context, code, verifier, nonce string) (vouched, error) {
	known, err := p.ready(ctx)
	if err != nil {
		return vouched{}, ErrUnreachable.Because(err)
	}
	ctx, cancel := context.WithTimeout(oidc.ClientContext(ctx, p.client), p.config.Timeout)
	defer cancel()
	tokens, err := known.oauth.Exchange(ctx, code, oauth2.VerifierOption(verifier))
	if err != nil {
		return vouched{}, refusedExchange(err)
	}
	raw, ok := tokens.Extra("id_token").(string)
	if !ok {
		return vouched{}, ErrUntrusted.Because(errors.New("the answer holds no ID token"))
	}
	said, err := p.verify(ctx, known, raw, tokens.AccessToken, nonce)
	if err != nil {
		return vouched{}, err
	}
	if said.Email == "" || said.Name == "" {
		if err := said.complete(ctx, known, tokens); err != nil {
			return vouched{}, err
		}
	}
	return vouched{claims: said.claims(p.config.Issuer), hint: raw}, nil
}

// refusedExchange tells whose fault it is that a code could not be redeemed.
func refusedExchange(err error) error {
	answer := (*oauth2.RetrieveError)(nil)
	if !errors.As(err, &answer) {
		return ErrUnreachable.Because(err)
	}
	switch {
	case answer.ErrorCode == "invalid_grant":
		return ErrExpired.Because(err) // the code was used, is too old, or is not for this browser
	case answer.ErrorCode == "invalid_client", answer.ErrorCode == "unauthorized_client":
		return ErrMisconfigured.Because(err)
	case answer.Response != nil && answer.Response.StatusCode >= http.StatusInternalServerError:
		return ErrUnreachable.Because(err)
	}
	return ErrUntrusted.Because(err)
}

// said is what an ID token or the provider's page about a person holds.
type said struct {
	Subject       string  `json:"sub"`
	Name          string  `json:"name"`
	Username      string  `json:"preferred_username"`
	Email         string  `json:"email"`
	EmailVerified claimed `json:"email_verified"`
	Locale        string  `json:"locale"`
	Zone          string  `json:"zoneinfo"`
	Party         string  `json:"azp"`
	NotBefore     float64 `json:"nbf"`
}

// claimed is a yes that some providers write as a word. Anything else is no.
type claimed bool

// UnmarshalJSON never fails: what is not a clear yes is no.
func (c *claimed) UnmarshalJSON(text []byte) error {
	word := strings.Trim(string(text), `"`)
	*c = claimed(word == "true")
	return nil
}

// verify holds an ID token to OpenID Connect Core 1.0 §3.1.3.7. The library
// checks signature (no "none", no shared-secret algorithm), issuer and audience.
func (p *Provider) verify(ctx context.Context, known *discovered, raw, accessToken, nonce string) (*said, error) {
	token, err := known.verifier.Verify(ctx, raw)
	if err != nil {
		// The library wraps neither the network's error nor its own.
		if strings.Contains(err.Error(), "fetching keys") {
			return nil, ErrUnreachable.Because(err)
		}
		return nil, ErrUntrusted.Because(err)
	}
	var s said
	if err := token.Claims(&s); err != nil {
		return nil, ErrUntrusted.Because(err)
	}
	switch {
	case token.Subject == "" || len(token.Subject) > maxSubject:
		return nil, ErrNoSubject
	case subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(nonce)) != 1:
		return nil, ErrUntrusted.Because(errors.New("the nonce is not ours"))
	case (len(token.Audience) > 1 || s.Party != "") && s.Party != p.config.ClientID:
		return nil, ErrUntrusted.Because(fmt.Errorf("the token was made for %q as well", token.Audience))
	}
	if token.AccessTokenHash != "" {
		if err := token.VerifyAccessToken(accessToken); err != nil {
			return nil, ErrUntrusted.Because(err)
		}
	}
	return &s, p.inTime(token, s.NotBefore)
}

// inTime holds the times of a token to our clock. It has come straight from
// the provider, so one that is over or not yet means that a clock is wrong.
func (p *Provider) inTime(token *oidc.IDToken, notBefore float64) error {
	now, skew := p.now(), p.config.ClockSkew
	switch {
	case !now.Before(token.Expiry.Add(skew)):
		return ErrClock.Because(fmt.Errorf("the token ended at %s, our clock says %s", token.Expiry, now))
	case token.IssuedAt.After(now.Add(skew)):
		return ErrClock.Because(fmt.Errorf("the token was made at %s, our clock says %s", token.IssuedAt, now))
	case notBefore > 0 && time.Unix(int64(notBefore), 0).After(now.Add(skew)):
		return ErrClock.Because(fmt.Errorf("the token is good from %s, our clock says %s", time.Unix(int64(notBefore), 0), now))
	}
	return nil
}

// complete asks the provider's page about the person for what the ID token did
// not say. A provider without one is no error.
func (s *said) complete(ctx context.Context, known *discovered, tokens *oauth2.Token) error {
	if known.provider.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := known.provider.UserInfo(ctx, oauth2.StaticTokenSource(tokens))
	if err != nil {
		return ErrUnreachable.Because(err)
	}
	more := said{}
	if err := info.Claims(&more); err != nil {
		return ErrUntrusted.Because(err)
	}
	if info.Subject != s.Subject { // OpenID Connect Core 1.0 §5.3.2: must be compared
		return ErrUntrusted.Because(errors.New("the page about the person is about another"))
	}
	if s.Name == "" {
		s.Name, s.Username = more.Name, more.Username
	}
	if s.Email == "" {
		s.Email, s.EmailVerified = more.Email, more.EmailVerified
	}
	if s.Locale == "" {
		s.Locale = more.Locale
	}
	if s.Zone == "" {
		s.Zone = more.Zone
	}
	return nil
}

func (s *said) claims(issuer string) Claims {
	name := s.Name
	if name == "" {
		name = s.Username
	}
	return Claims{Issuer: issuer, Subject: s.Subject, Name: name, Email: s.Email,
		EmailVerified: bool(s.EmailVerified), Locale: s.Locale, Zone: s.Zone}
}

var _ json.Unmarshaler = (*claimed)(nil)
