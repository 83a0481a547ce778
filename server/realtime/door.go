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
	// Again gives the actor as they are now, with the name and offices of today;
	// a refusal once the session or token they came with has ended.
	Again(ctx context.Context, who identity.Actor) (identity.Actor, error)
	// AtWork says that the actor is writing, which keeps their session from
	// ending for want of requests.
	AtWork(ctx context.Context, who identity.Actor) error
}

// tokenPrefix tells a personal access token from whatever else a client sends
// as its auth token when it relies on its cookie.
const tokenPrefix = "rap_"
