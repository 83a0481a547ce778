package app

import (
	"context"
	"fmt"
	"net/url"

	"rapporteur/server/coedit"
	"rapporteur/server/event"
	"rapporteur/server/httpapi"
	"rapporteur/server/realtime"
)

// wireTexts makes the live texts: their log and its journal, the rooms they are
// open in, the sockets at /collab and the feed at /feed. It needs people, groups
// and deliverables, and gives h.live. Features add the homes of their texts to
// h.texts before or after.
func (h *house) wireTexts(ctx context.Context) error {
	log, err := h.home.Log(ctx, "texts")
	if err != nil {
		return fmt.Errorf("open the log of live texts: %w", err)
	}
	public, err := url.Parse(h.config.PublicURL)
	if err != nil {
		return fmt.Errorf("read public_url: %w", err)
	}
	limits := h.config.Collab
	library := coedit.NewLibrary(log, h.texts, h.ids, h.now, coedit.LimitsOf(limits), h.log)
	journal := coedit.NewJournal(log, coedit.JournalLimitsOf(limits), h.log)
	rooms := realtime.NewRooms(library, journal, realtime.LimitsOf(limits), h.textChanged, h.log)
	ours := []string{public.Scheme + "://" + public.Host}
	door := socketDoor{h.browser, h.people, h.sessions, h.tokens}
	sockets := realtime.NewServer(door, h.texts, rooms, realtime.LimitsOf(limits), ours, h.log)
	feed := realtime.NewFeed(door, audience{h.texts, h.groups}, ours, h.ids.New(), realtime.FeedLimitsOf(limits), h.log)
	h.bus.Listen(sockets.Hear)
	h.bus.Listen(feed.Hear)
	h.live = coedit.NewService(library, rooms, h.texts, h.texts)
	h.door.Server.Texts = httpapi.NewTexts(h.live, peopleCards{h.people})
	h.texts["deliverable"] = deliverableTexts(h.deliverables)
	h.door.Mounts = append(h.door.Mounts,
		httpapi.Mount{Pattern: "/collab", Handler: sockets, Rate: httpapi.NoRate},
		httpapi.Mount{Pattern: "/feed", Handler: feed, Rate: httpapi.NoRate})
	h.whileServing("the journal of live texts", func(ctx context.Context) error {
		if err := library.Begin(ctx); err != nil {
			return err
		}
		journal.Run(ctx)
		return nil
	})
	h.whileServing("the rights of open sockets", func(ctx context.Context) error { sockets.Run(ctx); return nil })
	h.onDrain("say goodbye to the sockets", func(ctx context.Context) error {
		feed.Close()
		sockets.Close()
		journal.Close()
		return library.End(ctx)
	})
	return nil
}

// textChanged lets the features know that somebody wrote in a live text.
func (h *house) textChanged(ctx context.Context, name string) {
	err := h.bus.Publish(ctx, event.Event{Kind: coedit.TextChanged, Collection: textCollection, Document: name, At: h.now()})
	if err != nil {
		h.log.Warn("A change of a live text was not heard by all.", "document", name, "error", err)
	}
}
