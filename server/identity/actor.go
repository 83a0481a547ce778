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
	// Offices are the person's roles over the whole installation.
	Offices []Office
	system  bool
}

// Office is a role over the whole installation. A role in one group is a seat,
// and belongs to group.
type Office string

// The offices there are (policy.md). The administrator runs the installation
// and has no rights over content; the secretariat stands over all groups.
const (
	OfficeAdmin       Office = "admin"
	OfficeSecretariat Office = "secretariat"
)

// Valid reports whether there is such an office.
func (o Office) Valid() bool { return o == OfficeAdmin || o == OfficeSecretariat }

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

// OnBehalf is the program acting in the name of a person: what they may not do
// by their role, but by something that was checked before, such as an
// invitation. The history names the person.
func OnBehalf(a Actor) Actor {
	a.system = true
	return a
}

// IsSystem reports whether the program itself acts.
func (a Actor) IsSystem() bool { return a.system }

// SignedIn reports whether a person acts, by session or by token.
func (a Actor) SignedIn() bool { return a.Person != "" }

// Holds reports whether the actor has the office.
func (a Actor) Holds(o Office) bool { return slices.Contains(a.Offices, o) }

// BySession reports whether a person sits at a browser, rather than a program
// of theirs with a token. Only then may they change how they sign in.
func (a Actor) BySession() bool { return a.Person != "" && !a.system && a.Scopes == nil }

// Allows reports whether what the actor acts with is good for this use.
func (a Actor) Allows(s Scope) bool {
	return a.Scopes == nil || slices.Contains(a.Scopes, s) || (s == ScopeRead && slices.Contains(a.Scopes, ScopeWrite))
}
