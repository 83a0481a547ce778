package app

import (
	"context"
	"net/http"

	"rapporteur/client"
	"rapporteur/server/httpapi"
	"rapporteur/server/identity"
)

// wire makes every service and connects them: one paragraph a feature, in the
// order they need each other. Nothing runs yet and nothing is served.
func (h *house) wire(context.Context) error {
	// The door: what anybody may ask, and the built client.
	h.door.Server = &httpapi.Server{}
	h.door.Server.Installation = httpapi.NewInstallation(h.config, version)
	h.door.Client = client.Files()

	// Who asks.
	h.door.Authenticator = everybodyIsPublic{}

	return nil
}

// everybodyIsPublic answers while there is no way to sign in.
type everybodyIsPublic struct{}

func (everybodyIsPublic) Actor(*http.Request) (identity.Actor, error) { return identity.Public(), nil }
