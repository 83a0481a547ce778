package httpapi

import (
	"context"

	"rapporteur/server/group"
	"rapporteur/server/httpapi/api"
	"rapporteur/server/pilot"
)

// Pilots answers for the candidate cities and their reports.
type Pilots struct {
	pilots *pilot.Service
	groups *group.Service
	cards  Cards
}

// NewPilots serves pilots with the names of who reports for them.
func NewPilots(p *pilot.Service, g *group.Service, cards Cards) *Pilots { return &Pilots{p, g, cards} }

// ListPilots gives a page of pilots.
func (p *Pilots) ListPilots(ctx context.Context, r api.ListPilotsRequestObject) (api.ListPilotsResponseObject, error) {
	page, next, err := p.pilots.List(ctx, actor(ctx), pilot.Filter{
		Group: value(r.Params.Group), Stage: pilot.Stage(value(r.Params.State)), Limit: value(r.Params.Limit), After: value(r.Params.After),
	})
	if err != nil {
		return nil, err
	}
	answer := api.ListPilots200JSONResponse{Items: []api.Pilot{}, Next: optional(next)}
	for _, v := range page {
		item, err := p.answer(ctx, v, nil)
		if err != nil {
			return nil, err
		}
		answer.Items = append(answer.Items, item)
	}
	return answer, nil
}

// GetPilot gives one.
func (p *Pilots) GetPilot(ctx context.Context, r api.GetPilotRequestObject) (api.GetPilotResponseObject, error) {
	v, err := p.pilots.Get(ctx, actor(ctx), r.Pilot)
	a, err := p.answer(ctx, v, err)
	return api.GetPilot200JSONResponse(a), err
}

// CreatePilot makes one.
func (p *Pilots) CreatePilot(ctx context.Context, r api.CreatePilotRequestObject) (api.CreatePilotResponseObject, error) {
	v, err := p.pilots.Create(ctx, actor(ctx), pilot.Pilot{
		Group: r.Body.Group, City: cityOf(r.Body.City), Clauses: value(r.Body.Clauses), Goals: value(r.Body.Goals),
	})
	a, err := p.answer(ctx, v, err)
	return api.CreatePilot201JSONResponse(a), err
}

// DescribePilot changes what is told of it.
func (p *Pilots) DescribePilot(ctx context.Context, r api.DescribePilotRequestObject) (api.DescribePilotResponseObject, error) {
	d := pilot.Description{Clauses: r.Body.Clauses, Goals: r.Body.Goals}
	if r.Body.City != nil {
		city := cityOf(*r.Body.City)
		d.City = &city
	}
	v, err := p.pilots.Describe(ctx, actor(ctx), r.Pilot, d)
	a, err := p.answer(ctx, v, err)
	return api.DescribePilot200JSONResponse(a), err
}

// MovePilot takes it to another stage.
func (p *Pilots) MovePilot(ctx context.Context, r api.MovePilotRequestObject) (api.MovePilotResponseObject, error) {
	v, err := p.pilots.Move(ctx, actor(ctx), r.Pilot, pilot.Stage(r.Body.To), value(r.Body.Reason))
	a, err := p.answer(ctx, v, err)
	return api.MovePilot200JSONResponse(a), err
}

// SaveReport keeps a draft.
func (p *Pilots) SaveReport(ctx context.Context, r api.SaveReportRequestObject) (api.SaveReportResponseObject, error) {
	v, err := p.pilots.Save(ctx, actor(ctx), r.Pilot, r.Period, answersOf(*r.Body))
	a, err := p.answer(ctx, v, err)
	return api.SaveReport200JSONResponse(a), err
}

// SubmitReport sends one.
func (p *Pilots) SubmitReport(ctx context.Context, r api.SubmitReportRequestObject) (api.SubmitReportResponseObject, error) {
	v, err := p.pilots.Submit(ctx, actor(ctx), r.Pilot, r.Period, answersOf(*r.Body))
	a, err := p.answer(ctx, v, err)
	return api.SubmitReport200JSONResponse(a), err
}

// ReportNoChange sends the last answers again.
func (p *Pilots) ReportNoChange(ctx context.Context, r api.ReportNoChangeRequestObject) (api.ReportNoChangeResponseObject, error) {
	v, err := p.pilots.NoChange(ctx, actor(ctx), r.Pilot, r.Period)
	a, err := p.answer(ctx, v, err)
	return api.ReportNoChange200JSONResponse(a), err
}

// TakeBackReport makes a sent one a draft again.
func (p *Pilots) TakeBackReport(ctx context.Context, r api.TakeBackReportRequestObject) (api.TakeBackReportResponseObject, error) {
	v, err := p.pilots.TakeBack(ctx, actor(ctx), r.Pilot, r.Period)
	a, err := p.answer(ctx, v, err)
	return api.TakeBackReport200JSONResponse(a), err
}

// AskAboutReport asks the city back.
func (p *Pilots) AskAboutReport(ctx context.Context, r api.AskAboutReportRequestObject) (api.AskAboutReportResponseObject, error) {
	v, err := p.pilots.Ask(ctx, actor(ctx), r.Pilot, r.Period, r.Body.Question)
	a, err := p.answer(ctx, v, err)
	return api.AskAboutReport200JSONResponse(a), err
}

// AcceptReport closes one.
func (p *Pilots) AcceptReport(ctx context.Context, r api.AcceptReportRequestObject) (api.AcceptReportResponseObject, error) {
	v, err := p.pilots.Accept(ctx, actor(ctx), r.Pilot, r.Period)
	a, err := p.answer(ctx, v, err)
	return api.AcceptReport200JSONResponse(a), err
}

// answer words a pilot, unless there was an error before.
func (p *Pilots) answer(ctx context.Context, v pilot.View, failed error) (api.Pilot, error) {
	if failed != nil {
		return api.Pilot{}, failed
	}
	officials, err := p.groups.OfficialsOf(ctx, v.ID)
	if err != nil {
		return api.Pilot{}, err
	}
	people := append([]string{}, officials...)
	for _, r := range v.Months {
		people = append(people, r.By)
	}
	cards, err := p.cards.Cards(ctx, people)
	if err != nil {
		return api.Pilot{}, err
	}
	a := api.Pilot{
		ID: v.ID, Name: v.City.Name, State: api.PilotStage(v.Stage), StateReason: optional(v.StageReason), Group: v.Group,
		City: wordCity(v.City), Clauses: list(v.Clauses), Goals: list(v.Goals), Months: []api.Report{}, Sample: optional(v.Sample), Can: list(v.Can),
	}
	for _, r := range v.Months {
		a.Months = append(a.Months, wordReport(r, cards))
	}
	if last, there := v.Last(); there {
		worded := wordReport(last, cards)
		a.Last = &worded
	}
	if v.Reads {
		shown := each(officials, func(id string) api.PersonCard { return personCard(id, cards) })
		a.Officials = &shown
	}
	return a, nil
}

func wordReport(r pilot.Report, cards map[string]Card) api.Report {
	a := api.Report{
		Period: r.Period, State: api.ReportState(r.State), Colour: optional(api.ReportColour(r.Colour)), Reason: optional(r.Reason),
		Progress: optional(r.Progress), Difficulty: optional(r.Difficulty), Clause: optional(r.Clause), Ask: optional(r.Ask),
		NoChange: r.NoChange, Question: optional(r.Question),
	}
	if r.By != "" {
		card := personCard(r.By, cards)
		a.By, a.At = &card, &r.At
	}
	return a
}

func wordCity(c pilot.City) api.City {
	a := api.City{Name: c.Name, Country: optional(c.Country), Locode: optional(c.LOCODE), Region: optional(c.Region), Population: optional(c.Population)}
	if len(c.Languages) > 0 {
		a.Languages = &c.Languages
	}
	return a
}

func cityOf(c api.City) pilot.City {
	return pilot.City{
		Name: c.Name, Country: value(c.Country), LOCODE: value(c.Locode), Region: value(c.Region),
		Population: value(c.Population), Languages: value(c.Languages),
	}
}

func answersOf(a api.ReportAnswers) pilot.Answers {
	return pilot.Answers{
		Colour: pilot.Colour(value(a.Colour)), Reason: value(a.Reason), Progress: value(a.Progress),
		Difficulty: value(a.Difficulty), Clause: value(a.Clause), Ask: value(a.Ask),
	}
}
