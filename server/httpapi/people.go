package httpapi

import (
	"context"
	"time"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"rapporteur/server/httpapi/api"
)

// Card is a person as others see them.
type Card struct {
	Name         string
	Affiliations []string
	Sample       bool
}

// Cards knows the names of persons by their ids.
type Cards interface {
	// Cards leaves out who is not known.
	Cards(ctx context.Context, ids []string) (map[string]Card, error)
}

// somebodyLeft stands for a person who is not kept any more: what they did stays.
const somebodyLeft = "Somebody who has left"

func personCard(id string, cards map[string]Card) api.PersonCard {
	c, known := cards[id]
	if !known {
		return api.PersonCard{ID: id, Name: somebodyLeft}
	}
	card := api.PersonCard{ID: id, Name: c.Name, Sample: optional(c.Sample)}
	if len(c.Affiliations) > 0 {
		card.Affiliations = &c.Affiliations
	}
	return card
}

// maybe points at a list, or at nothing where it is empty.
func maybe[T any](items []T) *[]T {
	if len(items) == 0 {
		return nil
	}
	return &items
}

// dayOf reads a day as it is kept; nil for none.
func dayOf(text string) *openapi_types.Date {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return nil
	}
	return &openapi_types.Date{Time: t}
}
