package httpapi

import (
	"context"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/meeting"
)

// ListDecisions gives the decisions the person asking may read.
func (h *Meetings) ListDecisions(ctx context.Context, r api.ListDecisionsRequestObject) (api.ListDecisionsResponseObject, error) {
	f := meeting.EntryFilter{
		Kind: meeting.DecisionKind, Group: value(r.Params.Group), Meeting: value(r.Params.Meeting),
		Limit: value(r.Params.Limit), After: value(r.Params.After),
	}
	for _, s := range value(r.Params.State) {
		f.States = append(f.States, meeting.EntryState(s))
	}
	found, next, err := h.service.Register(ctx, actor(ctx), f)
	if err != nil {
		return nil, err
	}
	return api.ListDecisions200JSONResponse{Items: each(found, decisionOf), Next: optional(next)}, nil
}

// ListActions gives the actions the person asking may read.
func (h *Meetings) ListActions(ctx context.Context, r api.ListActionsRequestObject) (api.ListActionsResponseObject, error) {
	f := meeting.EntryFilter{
		Kind: meeting.ActionKind, Group: value(r.Params.Group), Meeting: value(r.Params.Meeting), Owner: value(r.Params.Owner),
		Overdue: value(r.Params.Overdue), Limit: value(r.Params.Limit), After: value(r.Params.After),
	}
	if f.Owner == "me" {
		f.Owner = actor(ctx).Person
	}
	for _, s := range value(r.Params.State) {
		f.States = append(f.States, meeting.EntryState(s))
	}
	if value(r.Params.Open) {
		f.States = meeting.Unfinished()
	}
	found, next, err := h.service.Register(ctx, actor(ctx), f)
	if err != nil {
		return nil, err
	}
	items, err := h.actions(ctx, found)
	return api.ListActions200JSONResponse{Items: items, Next: optional(next)}, err
}

// GiveDecision writes a decision into minutes.
func (h *Meetings) GiveDecision(ctx context.Context, r api.GiveDecisionRequestObject) (api.GiveDecisionResponseObject, error) {
	e, err := h.service.Give(ctx, actor(ctx), meeting.NewEntry{Kind: meeting.DecisionKind, Meeting: r.Body.Meeting, Words: decisionFrom(r.Body.Words)})
	if err != nil {
		return nil, err
	}
	return api.GiveDecision201JSONResponse(decisionOf(e)), nil
}

// GiveAction writes an action into minutes or into the register.
func (h *Meetings) GiveAction(ctx context.Context, r api.GiveActionRequestObject) (api.GiveActionResponseObject, error) {
	e, err := h.service.Give(ctx, actor(ctx), meeting.NewEntry{
		Kind: meeting.ActionKind, Meeting: value(r.Body.Meeting), Group: value(r.Body.Group), Words: actionFrom(r.Body.Words),
	})
	answer, err := h.oneAction(ctx, e, err)
	return api.GiveAction201JSONResponse(answer), err
}

// GetDecision gives one decision.
func (h *Meetings) GetDecision(ctx context.Context, r api.GetDecisionRequestObject) (api.GetDecisionResponseObject, error) {
	e, err := h.service.Entry(ctx, actor(ctx), meeting.DecisionKind, r.ID)
	return api.GetDecision200JSONResponse{OneDecisionJSONResponse: api.OneDecisionJSONResponse(decisionOf(e))}, err
}

// GetAction gives one action.
func (h *Meetings) GetAction(ctx context.Context, r api.GetActionRequestObject) (api.GetActionResponseObject, error) {
	e, err := h.service.Entry(ctx, actor(ctx), meeting.ActionKind, r.ID)
	answer, err := h.oneAction(ctx, e, err)
	return api.GetAction200JSONResponse{OneActionJSONResponse: answer}, err
}

// RewordDecision gives a decision other words.
func (h *Meetings) RewordDecision(ctx context.Context, r api.RewordDecisionRequestObject) (api.RewordDecisionResponseObject, error) {
	e, err := h.service.SetWords(ctx, actor(ctx), meeting.DecisionKind, r.ID, decisionFrom(*r.Body))
	return api.RewordDecision200JSONResponse{OneDecisionJSONResponse: api.OneDecisionJSONResponse(decisionOf(e))}, err
}

// RewordAction gives an action other words, another owner, another date.
func (h *Meetings) RewordAction(ctx context.Context, r api.RewordActionRequestObject) (api.RewordActionResponseObject, error) {
	e, err := h.service.SetWords(ctx, actor(ctx), meeting.ActionKind, r.ID, actionFrom(*r.Body))
	answer, err := h.oneAction(ctx, e, err)
	return api.RewordAction200JSONResponse{OneActionJSONResponse: answer}, err
}

// StepDecision takes a decision to another state.
func (h *Meetings) StepDecision(ctx context.Context, r api.StepDecisionRequestObject) (api.StepDecisionResponseObject, error) {
	var e meeting.SeenEntry
	var err error
	if later := value(r.Body.SupersededBy); later != "" && r.Body.To == api.DecisionStateSuperseded {
		e, err = h.service.Supersede(ctx, actor(ctx), r.ID, later)
	} else {
		e, err = h.service.Step(ctx, actor(ctx), meeting.DecisionKind, r.ID, meeting.EntryState(r.Body.To), value(r.Body.Note))
	}
	return api.StepDecision200JSONResponse{OneDecisionJSONResponse: api.OneDecisionJSONResponse(decisionOf(e))}, err
}

// StepAction takes an action to another state.
func (h *Meetings) StepAction(ctx context.Context, r api.StepActionRequestObject) (api.StepActionResponseObject, error) {
	e, err := h.service.Step(ctx, actor(ctx), meeting.ActionKind, r.ID, meeting.EntryState(r.Body.To), value(r.Body.Note))
	answer, err := h.oneAction(ctx, e, err)
	return api.StepAction200JSONResponse{OneActionJSONResponse: answer}, err
}

func (h *Meetings) oneAction(ctx context.Context, e meeting.SeenEntry, err error) (api.OneActionJSONResponse, error) {
	if err != nil {
		return api.OneActionJSONResponse{}, err
	}
	answers, err := h.actions(ctx, []meeting.SeenEntry{e})
	if err != nil {
		return api.OneActionJSONResponse{}, err
	}
	return api.OneActionJSONResponse(answers[0]), nil
}

func (h *Meetings) actions(ctx context.Context, found []meeting.SeenEntry) ([]api.Action, error) {
	owners := each(found, func(e meeting.SeenEntry) string { return e.Owner })
	cards, err := h.cards.Cards(ctx, named(owners))
	if err != nil {
		return nil, err
	}
	return each(found, func(e meeting.SeenEntry) api.Action {
		return api.Action{
			ID: e.ID, Title: e.Text, State: api.ActionState(e.State), Number: optional(e.Number), Group: e.Group,
			Meeting: optional(e.Meeting), Block: optional(e.Block), Owner: maybeCard(e.Owner, cards), Due: optional(string(e.Due)),
			Overdue: e.Overdue, Note: optional(e.Note), Since: e.Since, Sample: e.Sample, Can: list(e.Can),
		}
	}), nil
}

func decisionOf(e meeting.SeenEntry) api.Decision {
	return api.Decision{
		ID: e.ID, Title: e.Text, State: api.DecisionState(e.State), Number: optional(e.Number), Group: e.Group,
		Meeting: e.Meeting, Block: optional(e.Block), ReviewOn: optional(string(e.ReviewOn)), Note: optional(e.Note),
		SupersededBy: optional(e.SupersededBy), Since: e.Since, Sample: e.Sample, Can: list(e.Can),
	}
}

func decisionFrom(w api.DecisionWords) meeting.Words {
	return meeting.Words{Text: w.Title, ReviewOn: meeting.Day(value(w.ReviewOn))}
}

func actionFrom(w api.ActionWords) meeting.Words {
	return meeting.Words{Text: w.Title, Owner: value(w.Owner), Due: meeting.Day(value(w.Due))}
}
