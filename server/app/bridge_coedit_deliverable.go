package app

import (
	"context"
	"slices"

	"rapporteur/server/coedit"
	"rapporteur/server/deliverable"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// deliverableTexts is the home of the texts of deliverables. A text begins as
// one empty paragraph: its title is the page's. It is turned back by who may freeze it,
// and only at a stage at which somebody may still write.
func deliverableTexts(s *deliverable.Service) textHome {
	return textHome{
		right: s.TextRight,
		restore: func(ctx context.Context, by identity.Actor, id string) (bool, error) {
			d, err := s.Get(ctx, by, id)
			if err != nil {
				return false, err
			}
			can, err := s.Can(ctx, by, d)
			if err != nil {
				return false, err
			}
			right, err := s.TextRight(ctx, by, id)
			return right >= group.MaySuggest && slices.Contains(can, "freeze"), err
		},
		seed: func(context.Context, string) (coedit.Node, error) { return coedit.Doc(), nil },
	}
}
