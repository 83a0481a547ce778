package app

import (
	"context"

	"rapporteur/server/docstore"
	"rapporteur/server/httpapi"
	"rapporteur/server/pilot"
)

// wirePilots makes the pilots and their reports. It needs people and groups,
// and gives h.pilots.
func (h *house) wirePilots(ctx context.Context, home docstore.Home) (err error) {
	c := h.config.Pilot
	limits := pilot.Limits{
		DueDay: c.ReportDueDay, Officials: c.Officials, Entries: c.Entries, Questions: c.Questions, Short: c.Short, Text: c.Text,
	}
	if h.pilots, err = pilot.NewService(ctx, home, h.groups, h.groups, limits, h.ids, h.now); err != nil {
		return err
	}
	h.bus.Listen(h.pilots.Hear)
	h.door.Server.Pilots = httpapi.NewPilots(h.pilots, h.door.Server.Groups, peopleCards{h.people})
	return nil
}
