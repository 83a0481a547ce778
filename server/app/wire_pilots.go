package app

import (
	"context"

	"rapporteur/server/docstore"
	"rapporteur/server/httpapi"
	"rapporteur/server/pilot"
)

// wirePilots makes the pilots. It needs people and groups, and gives h.pilots.
func (h *house) wirePilots(ctx context.Context, home docstore.Home) (err error) {
	if h.pilots, err = pilot.NewService(ctx, home, h.groups, h.ids, h.now); err != nil {
		return err
	}
	h.door.Server.Pilots = httpapi.NewPilots(h.pilots, h.groups, peopleCards{h.people})
	return nil
}
