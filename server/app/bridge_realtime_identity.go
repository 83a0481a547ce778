package app

import (
	"context"

	"rapporteur/server/httpapi"
	"rapporteur/server/identity"
)

// socketDoor tells the sockets who comes, by the same cookies and tokens that
// requests come with.
type socketDoor struct {
	*httpapi.Browser // Session and Token
	people           *identity.People
	sessions         *identity.Sessions
	tokens           *identity.Tokens
}

// Again asks whether the session or token still holds, and who the person is
// today: an office may have been given or taken meanwhile.
func (d socketDoor) Again(ctx context.Context, who identity.Actor) (identity.Actor, error) {
	alive := d.sessions.Alive
	if !who.BySession() {
		alive = d.tokens.Alive
	}
	if err := alive(ctx, who.Via); err != nil {
		return who, err
	}
	person, err := d.people.Person(ctx, who.Person)
	if err != nil {
		return who, err
	}
	who.Name, who.Offices = person.Name, person.Offices
	return who, nil
}

// AtWork lengthens a session as a request would.
func (d socketDoor) AtWork(ctx context.Context, who identity.Actor) error {
	if !who.BySession() {
		return nil
	}
	return d.sessions.Here(ctx, who.Via)
}
