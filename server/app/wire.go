package app

import (
	"context"
	"crypto/rand"

	"rapporteur/client"
	"rapporteur/server/deliverable"
	"rapporteur/server/group"
	"rapporteur/server/httpapi"
	"rapporteur/server/identity"
)

// wire makes every service and connects them: one paragraph a feature, in the
// order they need each other. Nothing runs yet and nothing is served.
func (h *house) wire(ctx context.Context) error {
	// The store, and the relay that tells the listeners what was written.
	home, err := openHome(ctx, h.config, h.log)
	if err != nil {
		return err
	}
	h.home = home
	h.onClose("close the store", home.Close)
	h.whileServing("the relay", func(ctx context.Context) error { return home.Relay(ctx, h.bus.Publish) })
	h.door.Checks = append(h.door.Checks, httpapi.Check{Name: "store", Needed: true, Ask: home.Ping})

	// Who somebody is.
	known := identity.Deps{Home: home, Now: h.real, NewID: h.ids.New, Random: rand.Reader, Log: h.log}
	if h.people, err = identity.NewPeople(ctx, known); err != nil {
		return err
	}

	// Groups, seats, and who may do what.
	if h.groups, err = group.NewService(ctx, home, h.ids, h.now); err != nil {
		return err
	}
	cards := peopleCards{h.people}

	// Deliverables: titles, editors, stages and dates.
	if h.deliverables, err = deliverable.NewService(ctx, home, h.groups, h.ids, h.now); err != nil {
		return err
	}

	// The door: what anybody may ask, and the built client.
	h.door.Server = &httpapi.Server{}
	h.door.Server.Installation = httpapi.NewInstallation(h.config, version)
	h.door.Server.Groups = httpapi.NewGroups(h.groups, cards)
	h.door.Server.Deliverables = httpapi.NewDeliverables(h.deliverables, cards, h.now)
	h.door.Client = client.Files()

	// Who asks: sign-in, sessions, tokens.
	if err := h.wireIdentity(ctx, known); err != nil {
		return err
	}

	// The texts several people write at once: their rooms, their sockets, the feed.
	if err := h.wireTexts(ctx); err != nil {
		return err
	}

	// What people say about a text.
	if err := h.wireReview(ctx, home); err != nil {
		return err
	}

	// Meetings, their registers, and the calendars that subscribe to them.
	if err := h.wireMeetings(ctx, home); err != nil {
		return err
	}

	// The candidate cities and what they report.
	if err := h.wirePilots(ctx, home); err != nil {
		return err
	}

	// How all groups stand, on one page.
	h.wireOversight()

	// Pictures and papers, with the rights of what they hang on.
	if err := h.wireFiles(ctx, home); err != nil {
		return err
	}

	return nil
}
