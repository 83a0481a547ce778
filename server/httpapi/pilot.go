package httpapi

import (
	"context"
	"slices"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/pilot"
)

// Pilots answers for the cities that try the deliverables out.
type Pilots struct {
	pilots *pilot.Service
	seats  *Groups // words the seats of the officials
	cards  Cards
}

// NewPilots serves pilots with the names of who reports for them.
func NewPilots(p *pilot.Service, seats *Groups, cards Cards) *Pilots { return &Pilots{p, seats, cards} }

// ListPilots gives a page of pilots.
func (h *Pilots) ListPilots(ctx context.Context, r api.ListPilotsRequestObject) (api.ListPilotsResponseObject, error) {
	page, next, err := h.pilots.List(ctx, actor(ctx), pilot.Filter{
		Group: value(r.Params.Group), Stage: pilot.Stage(value(r.Params.State)), Limit: value(r.Params.Limit), After: value(r.Params.After),
	})
	if err != nil {
		return nil, err
	}
	items, err := h.answers(ctx, page)
	return api.ListPilots200JSONResponse{Items: items, Next: optional(next)}, err
}

// GetPilot gives one, with every month.
func (h *Pilots) GetPilot(ctx context.Context, r api.GetPilotRequestObject) (api.GetPilotResponseObject, error) {
	p, err := h.pilots.Get(ctx, actor(ctx), r.Pilot)
	answer, err := h.answer(ctx, p, err)
	return api.GetPilot200JSONResponse(answer), err
}

// CreatePilot makes one.
func (h *Pilots) CreatePilot(ctx context.Context, r api.CreatePilotRequestObject) (api.CreatePilotResponseObject, error) {
	p, err := h.pilots.Create(ctx, actor(ctx), pilot.Pilot{
		Group: r.Body.Group, City: cityFrom(r.Body.City), Goals: value(r.Body.Goals),
		Clauses: each(value(r.Body.Clauses), clauseFrom), FocalPoints: each(value(r.Body.FocalPoints), focalPointFrom),
	})
	answer, err := h.answer(ctx, p, err)
	return api.CreatePilot201JSONResponse(answer), err
}

// ChangePilot writes its profile.
func (h *Pilots) ChangePilot(ctx context.Context, r api.ChangePilotRequestObject) (api.ChangePilotResponseObject, error) {
	c := pilot.Change{Version: value(r.Body.Version), Goals: r.Body.Goals}
	if r.Body.City != nil {
		city := cityFrom(*r.Body.City)
		c.City = &city
	}
	if r.Body.Clauses != nil {
		clauses := each(*r.Body.Clauses, clauseFrom)
		c.Clauses = &clauses
	}
	if r.Body.FocalPoints != nil {
		people := each(*r.Body.FocalPoints, focalPointFrom)
		c.FocalPoints = &people
	}
	p, err := h.pilots.Change(ctx, actor(ctx), r.Pilot, c)
	answer, err := h.answer(ctx, p, err)
	return api.ChangePilot200JSONResponse(answer), err
}

// MovePilot takes it to another stage.
func (h *Pilots) MovePilot(ctx context.Context, r api.MovePilotRequestObject) (api.MovePilotResponseObject, error) {
	p, err := h.pilots.Move(ctx, actor(ctx), r.Pilot, pilot.Stage(r.Body.To), value(r.Body.Reason))
	answer, err := h.answer(ctx, p, err)
	return api.MovePilot200JSONResponse(answer), err
}

// AddOfficial makes a vacant seat for the city.
func (h *Pilots) AddOfficial(ctx context.Context, r api.AddOfficialRequestObject) (api.AddOfficialResponseObject, error) {
	placed, err := h.pilots.AddOfficial(ctx, actor(ctx), r.Pilot, value(r.Body.Title))
	if err != nil {
		return nil, err
	}
	answer, err := h.seats.seat(ctx, placed)
	return api.AddOfficial201JSONResponse(answer), err
}

// answer words one pilot with every month, unless there was an error before.
func (h *Pilots) answer(ctx context.Context, p pilot.Seen, failed error) (api.Pilot, error) {
	if failed != nil {
		return api.Pilot{}, failed
	}
	all, err := h.answers(ctx, []pilot.Seen{p})
	if err != nil || !p.Works {
		return first(all), err
	}
	months, err := h.pilots.Reports(ctx, actor(ctx), p.ID)
	if err != nil {
		return api.Pilot{}, err
	}
	all[0].Months, err = h.reports(ctx, months)
	return all[0], err
}

func first[T any](list []T) T {
	var none T
	if len(list) == 0 {
		return none
	}
	return list[0]
}

// answers words a page of pilots; months are told without their texts.
func (h *Pilots) answers(ctx context.Context, page []pilot.Seen) ([]api.Pilot, error) {
	var people []string
	for _, p := range page {
		people = append(people, holders(p.Officials)...)
	}
	cards, err := h.cards.Cards(ctx, people)
	if err != nil {
		return nil, err
	}
	inGroup := map[string][]string{}
	items := make([]api.Pilot, 0, len(page))
	for _, p := range page {
		can, asked := inGroup[p.Group]
		if !asked && len(p.Officials) > 0 {
			if can, err = h.seats.groups.Can(ctx, actor(ctx), p.Group); err != nil {
				return nil, err
			}
			inGroup[p.Group] = can
		}
		item := pilotOf(p)
		for _, seat := range p.Officials {
			item.Officials = append(item.Officials, h.seats.seatAnswer(seat, cards, can))
		}
		items = append(items, item)
	}
	return items, nil
}

func pilotOf(p pilot.Seen) api.Pilot {
	item := api.Pilot{
		ID: p.ID, Name: p.City.Name, State: api.PilotStage(p.Stage), StateReason: optional(p.StageReason), Since: p.Since,
		PausedFrom: optional(api.PilotStage(p.PausedFrom)), Group: p.Group, City: cityOf(p.City), Goals: list(p.Goals),
		Clauses: each(p.Clauses, clauseOf), FocalPoints: each(p.FocalPoints, focalPointOf), Officials: []api.Seat{},
		Months: []api.Report{}, Heard: moment(p.Heard), Version: p.Version, Sample: optional(p.Sample), Can: list(p.Can),
	}
	for _, m := range slices.Backward(p.Strip) {
		item.Months = append(item.Months, api.Report{
			ID: p.ID + ":" + string(m.Period), Title: p.City.Name + ", " + string(m.Period), Period: string(m.Period), Pilot: p.ID,
			State: api.ReportState(m.State), Colour: optional(api.ReportColour(m.Colour)), Reason: optional(m.Reason),
			NoChange: m.NoChange, OpenAsks: m.OpenAsks, Sent: moment(m.Sent), Deadline: m.Deadline, Late: m.Late,
			Difficulties: []api.Difficulty{}, Asks: []api.Ask{}, Questions: []api.ReportQuestion{}, Can: []string{},
		})
	}
	return item
}

func cityOf(c pilot.City) api.City {
	return api.City{
		Name: c.Name, Country: optional(c.Country), Locode: optional(c.Locode), Region: optional(c.Region),
		Population: optional(api.CityPopulation(c.Population)), Languages: maybe(c.Languages),
	}
}

func cityFrom(c api.City) pilot.City {
	return pilot.City{
		Name: c.Name, Country: value(c.Country), Locode: value(c.Locode), Region: value(c.Region),
		Population: pilot.Band(value(c.Population)), Languages: value(c.Languages),
	}
}

func clauseOf(c pilot.Clause) api.Clause {
	return api.Clause{Number: c.Number, Title: optional(c.Title), Deliverable: optional(c.Deliverable)}
}

func clauseFrom(c api.Clause) pilot.Clause {
	return pilot.Clause{Number: c.Number, Title: value(c.Title), Deliverable: value(c.Deliverable)}
}

func focalPointOf(f pilot.FocalPoint) api.FocalPoint {
	return api.FocalPoint{Name: f.Name, Position: optional(f.Position), Email: optional(f.Email), Phone: optional(f.Phone)}
}

func focalPointFrom(f api.FocalPoint) pilot.FocalPoint {
	return pilot.FocalPoint{Name: f.Name, Position: value(f.Position), Email: value(f.Email), Phone: value(f.Phone)}
}
