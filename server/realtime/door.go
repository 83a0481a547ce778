package realtime

import (
	"context"
	"net/http"

	"rapporteur/server/identity"
)

// Door knows who is at the other end of a socket.
type Door interface {
	// Session gives the person whose session cookie the request carries, the
	// public where it carries none.
	Session(r *http.Request) (identity.Actor, error)
	// Token gives the person a personal access token stands for; a refusal
	// where it is unknown, revoked or expired.
	Token(ctx context.Context, token string) (identity.Actor, error)
	// Alive answers nil while the session or token the actor came with is good.
	Alive(ctx context.Context, who identity.Actor) error
}

// tokenPrefix tells a personal access token from whatever else a client sends
// as its auth token when it relies on its cookie.
const tokenPrefix = "rap_"
