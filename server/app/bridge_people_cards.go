package app

import (
	"context"
	"slices"

	"rapporteur/server/httpapi"
	"rapporteur/server/identity"
)

// peopleCards shows persons to others: a name and for whom they work, never an
// address.
type peopleCards struct{ people *identity.People }

func (p peopleCards) Cards(ctx context.Context, ids []string) (map[string]httpapi.Card, error) {
	known, err := p.people.Persons(ctx, ids)
	if err != nil {
		return nil, err
	}
	cards := make(map[string]httpapi.Card, len(known))
	for id, person := range known {
		card := httpapi.Card{Name: person.Name, Sample: person.Sample}
		for _, a := range person.Affiliations {
			if a.To != "" {
				continue
			}
			words := a.Organization
			if a.Position != "" {
				words = a.Position + ", " + a.Organization
			}
			card.Affiliations = append(card.Affiliations, words)
		}
		cards[id] = card
	}
	if system := identity.System(); slices.Contains(ids, system.Person) {
		cards[system.Person] = httpapi.Card{Name: system.Name}
	}
	return cards, nil
}
