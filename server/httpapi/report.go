package httpapi

import (
	"context"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/pilot"
)

// GetReport gives one month.
func (h *Pilots) GetReport(ctx context.Context, r api.GetReportRequestObject) (api.GetReportResponseObject, error) {
	seen, err := h.pilots.Report(ctx, actor(ctx), r.Pilot, pilot.Month(r.Period))
	answer, err := h.report(ctx, seen, err)
	return api.GetReport200JSONResponse{OneReportJSONResponse: answer}, err
}

// WriteReport keeps a draft, or corrects what was sent.
func (h *Pilots) WriteReport(ctx context.Context, r api.WriteReportRequestObject) (api.WriteReportResponseObject, error) {
	seen, err := h.pilots.Write(ctx, actor(ctx), r.Pilot, pilot.Month(r.Period), answersFrom(*r.Body))
	answer, err := h.report(ctx, seen, err)
	return api.WriteReport200JSONResponse{OneReportJSONResponse: answer}, err
}

// SubmitReport sends one.
func (h *Pilots) SubmitReport(ctx context.Context, r api.SubmitReportRequestObject) (api.SubmitReportResponseObject, error) {
	var answers *pilot.Answers
	if r.Body != nil {
		given := answersFrom(*r.Body)
		answers = &given
	}
	seen, err := h.pilots.Submit(ctx, actor(ctx), r.Pilot, pilot.Month(r.Period), answers)
	answer, err := h.report(ctx, seen, err)
	return api.SubmitReport200JSONResponse{OneReportJSONResponse: answer}, err
}

// ReportNoChange sends the last answers again.
func (h *Pilots) ReportNoChange(ctx context.Context, r api.ReportNoChangeRequestObject) (api.ReportNoChangeResponseObject, error) {
	seen, err := h.pilots.NoChange(ctx, actor(ctx), r.Pilot, pilot.Month(r.Period))
	answer, err := h.report(ctx, seen, err)
	return api.ReportNoChange200JSONResponse{OneReportJSONResponse: answer}, err
}

// TakeBackReport makes a sent one a draft again.
func (h *Pilots) TakeBackReport(ctx context.Context, r api.TakeBackReportRequestObject) (api.TakeBackReportResponseObject, error) {
	seen, err := h.pilots.TakeBack(ctx, actor(ctx), r.Pilot, pilot.Month(r.Period))
	answer, err := h.report(ctx, seen, err)
	return api.TakeBackReport200JSONResponse{OneReportJSONResponse: answer}, err
}

// AskAboutReport asks the city back.
func (h *Pilots) AskAboutReport(ctx context.Context, r api.AskAboutReportRequestObject) (api.AskAboutReportResponseObject, error) {
	seen, err := h.pilots.Ask(ctx, actor(ctx), r.Pilot, pilot.Month(r.Period), r.Body.Text)
	answer, err := h.report(ctx, seen, err)
	return api.AskAboutReport200JSONResponse{OneReportJSONResponse: answer}, err
}

// AnswerAboutReport answers for the city.
func (h *Pilots) AnswerAboutReport(ctx context.Context, r api.AnswerAboutReportRequestObject) (api.AnswerAboutReportResponseObject, error) {
	seen, err := h.pilots.Answer(ctx, actor(ctx), r.Pilot, pilot.Month(r.Period), r.Body.Text)
	answer, err := h.report(ctx, seen, err)
	return api.AnswerAboutReport200JSONResponse{OneReportJSONResponse: answer}, err
}

// AcceptReport takes one as it is.
func (h *Pilots) AcceptReport(ctx context.Context, r api.AcceptReportRequestObject) (api.AcceptReportResponseObject, error) {
	seen, err := h.pilots.Accept(ctx, actor(ctx), r.Pilot, pilot.Month(r.Period))
	answer, err := h.report(ctx, seen, err)
	return api.AcceptReport200JSONResponse{OneReportJSONResponse: answer}, err
}

// AnswerAsk answers something the city needs.
func (h *Pilots) AnswerAsk(ctx context.Context, r api.AnswerAskRequestObject) (api.AnswerAskResponseObject, error) {
	seen, err := h.pilots.AnswerAsk(ctx, actor(ctx), r.Pilot, pilot.Month(r.Period), r.Ask, r.Body.Text)
	answer, err := h.report(ctx, seen, err)
	return api.AnswerAsk200JSONResponse{OneReportJSONResponse: answer}, err
}

func (h *Pilots) report(ctx context.Context, seen pilot.SeenReport, failed error) (api.OneReportJSONResponse, error) {
	if failed != nil {
		return api.OneReportJSONResponse{}, failed
	}
	all, err := h.reports(ctx, []pilot.SeenReport{seen})
	return api.OneReportJSONResponse(first(all)), err
}

func (h *Pilots) reports(ctx context.Context, months []pilot.SeenReport) ([]api.Report, error) {
	var people []string
	for _, r := range months {
		people = append(people, r.SentBy, r.AcceptedBy)
		for _, a := range r.Asks {
			people = append(people, a.By)
		}
		for _, q := range r.Questions {
			people = append(people, q.By, q.AnsweredBy)
		}
	}
	cards, err := h.cards.Cards(ctx, people)
	return each(months, func(r pilot.SeenReport) api.Report { return reportOf(r, cards) }), err
}

func reportOf(r pilot.SeenReport, cards map[string]Card) api.Report {
	who := func(id string) *api.PersonCard {
		if id == "" {
			return nil
		}
		card := personCard(id, cards)
		return &card
	}
	answer := api.Report{
		ID: r.Pilot + ":" + string(r.Period), Title: r.City + ", " + string(r.Period), Period: string(r.Period), Pilot: r.Pilot,
		State: api.ReportState(r.State), Deadline: r.Deadline, Late: r.Late, Colour: optional(api.ReportColour(r.Colour)),
		Reason: optional(r.Reason), Progress: optional(r.Progress), Private: optional(r.Private), NoChange: r.NoChange,
		Sent: moment(r.Sent), SentBy: who(r.SentBy), Corrected: moment(r.Corrected), Accepted: moment(r.AcceptedAt),
		AcceptedBy: who(r.AcceptedBy), Sample: optional(r.Sample), Can: list(r.Can),
		Difficulties: each(r.Difficulties, func(d pilot.Difficulty) api.Difficulty {
			return api.Difficulty{Clause: optional(d.Clause), Text: d.Text}
		}),
		Asks: each(r.Asks, func(a pilot.Ask) api.Ask {
			return api.Ask{Text: a.Text, Answer: optional(a.Answer), By: who(a.By), At: a.At}
		}),
		Questions: each(r.Questions, func(q pilot.Question) api.ReportQuestion {
			return api.ReportQuestion{
				Text: q.Text, By: personCard(q.By, cards), At: q.At, Answer: optional(q.Answer), AnsweredBy: who(q.AnsweredBy), AnsweredAt: moment(q.AnsweredAt),
			}
		}),
	}
	for _, a := range r.Asks {
		if a.Answer == "" {
			answer.OpenAsks++
		}
	}
	return answer
}

func answersFrom(a api.ReportAnswers) pilot.Answers {
	return pilot.Answers{
		Colour: pilot.Colour(value(a.Colour)), Reason: value(a.Reason), Progress: value(a.Progress), Private: value(a.Private),
		Difficulties: each(value(a.Difficulties), func(d api.Difficulty) pilot.Difficulty {
			return pilot.Difficulty{Clause: value(d.Clause), Text: d.Text}
		}),
		Asks: each(value(a.Asks), func(text string) pilot.Ask { return pilot.Ask{Text: text} }),
	}
}
