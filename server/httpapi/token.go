package httpapi

import (
	"context"
	"time"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/identity"
)

// ListTokens shows the person's tokens.
func (p *People) ListTokens(ctx context.Context, _ api.ListTokensRequestObject) (api.ListTokensResponseObject, error) {
	all, err := p.tokens.List(ctx, actor(ctx))
	if err != nil {
		return nil, err
	}
	answer := api.ListTokens200JSONResponse{Items: make([]api.Token, 0, len(all))}
	for _, t := range all {
		answer.Items = append(answer.Items, shownToken(t))
	}
	return answer, nil
}

// MakeToken makes one, and shows its secret this once.
func (p *People) MakeToken(ctx context.Context, r api.MakeTokenRequestObject) (api.MakeTokenResponseObject, error) {
	want := identity.TokenRequest{Name: r.Body.Name}
	for _, s := range r.Body.Scopes {
		want.Scopes = append(want.Scopes, identity.Scope(s))
	}
	if r.Body.Days != nil {
		want.TTL = time.Duration(*r.Body.Days) * 24 * time.Hour
	}
	made, secret, err := p.tokens.Make(ctx, actor(ctx), want)
	if err != nil {
		return nil, err
	}
	return api.MakeToken201JSONResponse{Token: shownToken(made), Secret: secret}, nil
}

// RevokeToken ends one.
func (p *People) RevokeToken(ctx context.Context, r api.RevokeTokenRequestObject) (api.RevokeTokenResponseObject, error) {
	return api.RevokeToken204Response{}, p.tokens.Revoke(ctx, actor(ctx), r.Token)
}

func shownToken(t identity.Token) api.Token {
	shown := api.Token{ID: t.ID, Name: t.Name, Created: t.Created, Ends: t.Ends, Scopes: make([]api.Scope, 0, len(t.Scopes))}
	for _, s := range t.Scopes {
		shown.Scopes = append(shown.Scopes, api.Scope(s))
	}
	if !t.Used.IsZero() {
		shown.Used = &t.Used
	}
	return shown
}
