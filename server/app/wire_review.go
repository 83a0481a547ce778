package app

import (
	"context"

	"rapporteur/server/docstore"
	"rapporteur/server/httpapi"
	"rapporteur/server/review"
)

// wireReview makes comment threads. It needs people and deliverables.
func (h *house) wireReview(ctx context.Context, home docstore.Home) error {
	limits := review.Limits{Comments: h.config.Review.Comments, Text: h.config.Review.Text}
	threads, err := review.NewService(ctx, home, textsToReview{h.deliverables}, limits, h.now, h.ids.New)
	if err != nil {
		return err
	}
	h.threads = threads
	h.door.Server.Threads = httpapi.NewThreads(threads, peopleCards{h.people})
	return nil
}
