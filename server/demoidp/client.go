package demoidp

import (
	"slices"
	"time"

	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// tokenLife is for access tokens and ID tokens alike: long enough for one sign-in.
const tokenLife = 5 * time.Minute

// client is the platform, the only one there is.
type client struct {
	secret   string
	callback string
	after    string // where signing out ends
}

var _ op.Client = client{}

func (client) GetID() string                                                       { return ClientID }
func (c client) RedirectURIs() []string                                            { return []string{c.callback} }
func (c client) PostLogoutRedirectURIs() []string                                  { return []string{c.after} }
func (client) ApplicationType() op.ApplicationType                                 { return op.ApplicationTypeWeb }
func (client) AuthMethod() oidc.AuthMethod                                         { return oidc.AuthMethodBasic }
func (client) ResponseTypes() []oidc.ResponseType                                  { return []oidc.ResponseType{oidc.ResponseTypeCode} }
func (client) GrantTypes() []oidc.GrantType                                        { return []oidc.GrantType{oidc.GrantTypeCode} }
func (client) LoginURL(id string) string                                           { return Path + pickPath + "?request=" + id }
func (client) AccessTokenType() op.AccessTokenType                                 { return op.AccessTokenTypeBearer }
func (client) IDTokenLifetime() time.Duration                                      { return tokenLife }
func (client) DevMode() bool                                                       { return false }
func (client) RestrictAdditionalIdTokenScopes() func(scopes []string) []string     { return all }
func (client) RestrictAdditionalAccessTokenScopes() func(scopes []string) []string { return all }
func (client) IsScopeAllowed(string) bool                                          { return false }
func (client) ClockSkew() time.Duration                                            { return 0 }

// IDTokenUserinfoClaimsAssertion puts name and address into the ID token.
func (client) IDTokenUserinfoClaimsAssertion() bool { return true }

func all(scopes []string) []string { return scopes }

// request is a sign-in under way.
type request struct {
	id        string
	made      time.Time
	asked     oidc.AuthRequest
	subject   string // "" until a person was chosen
	chosenAt  time.Time
	challenge *oidc.CodeChallenge
}

var _ op.AuthRequest = (*request)(nil)

func (r *request) GetID() string                         { return r.id }
func (r *request) GetACR() string                        { return "" }
func (r *request) GetAMR() []string                      { return nil } // nothing was proved
func (r *request) GetAudience() []string                 { return []string{ClientID} }
func (r *request) GetAuthTime() time.Time                { return r.chosenAt }
func (r *request) GetClientID() string                   { return ClientID }
func (r *request) GetCodeChallenge() *oidc.CodeChallenge { return r.challenge }
func (r *request) GetNonce() string                      { return r.asked.Nonce }
func (r *request) GetRedirectURI() string                { return r.asked.RedirectURI }
func (r *request) GetResponseType() oidc.ResponseType    { return r.asked.ResponseType }
func (r *request) GetResponseMode() oidc.ResponseMode    { return r.asked.ResponseMode }
func (r *request) GetScopes() []string                   { return slices.Clone(r.asked.Scopes) }
func (r *request) GetState() string                      { return r.asked.State }
func (r *request) GetSubject() string                    { return r.subject }
func (r *request) Done() bool                            { return r.subject != "" }
