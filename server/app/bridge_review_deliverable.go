package app

import (
	"context"
	"strings"

	"rapporteur/server/deliverable"
	"rapporteur/server/identity"
	"rapporteur/server/review"
)

// textsToReview gives comment threads the texts of deliverables.
type textsToReview struct{ deliverables *deliverable.Service }

func (t textsToReview) Text(ctx context.Context, by identity.Actor, document string) (review.Text, error) {
	kind, id, _ := strings.Cut(document, "/")
	if kind != "deliverable" {
		return review.Text{}, review.ErrNotFound
	}
	d, standing, err := t.deliverables.Reading(ctx, by, id)
	if err != nil {
		return review.Text{}, err
	}
	return review.Text{
		Group: d.Group, Standing: standing, Right: standing.TextRight(d.Stage, d.MembersEdit), Dispose: d.Disposing(),
	}, nil
}
