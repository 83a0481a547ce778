// Package identity knows who someone is: persons by OIDC issuer and subject,
// their sessions, their personal access tokens and the invitations that bring
// them in. It refuses to know what somebody may do: that is group's policy.
package identity

import "slices"

// Actor is who asks for something, established once at the edge of a request
// or a socket and passed on as a parameter. The zero Actor is the public.
type Actor struct {
	Person string // person id; "" for the public
	Name   string // as shown beside what they do
	Via    string // id of the session or token they act with; "" for the system

	// Scopes limit a personal access token; nil for a session, which may do
	// all its person may.
	Scopes []Scope
	system bool
}

// Scope is what a personal access token may be used for.
type Scope string

// The scopes of a token. ScopeWrite includes reading, ScopeCollab is for the
// sockets only.
const (
	ScopeRead   Scope = "read"
	ScopeWrite  Scope = "write"
	ScopeCollab Scope = "collab"
)

// Public is somebody who is not signed in.
func Public() Actor { return Actor{} }

// System is the program itself: the demo loader, a sweeper, a command of the
// administrator on the machine. Policy lets it do everything; no request can
// become it.
func System() Actor { return Actor{Person: "system", Name: "Rapporteur", system: true} }

// IsSystem reports whether the program itself acts.
func (a Actor) IsSystem() bool { return a.system }

// SignedIn reports whether a person acts, by session or by token.
func (a Actor) SignedIn() bool { return a.Person != "" }

// Allows reports whether what the actor acts with is good for this use.
func (a Actor) Allows(s Scope) bool {
	return a.Scopes == nil || slices.Contains(a.Scopes, s) || (s == ScopeRead && slices.Contains(a.Scopes, ScopeWrite))
}
