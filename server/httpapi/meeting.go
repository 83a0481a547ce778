package httpapi

import (
	"context"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/meeting"
)

// Meetings answers the operations on meetings and their series.
type Meetings struct {
	service *meeting.Service
	cards   Cards
}

// NewMeetings answers from the given service, with the names of persons.
func NewMeetings(s *meeting.Service, cards Cards) *Meetings {
	return &Meetings{service: s, cards: cards}
}

// ListMeetings gives meetings by their start.
func (h *Meetings) ListMeetings(ctx context.Context, r api.ListMeetingsRequestObject) (api.ListMeetingsResponseObject, error) {
	f := meeting.Filter{
		Group: value(r.Params.Group), Series: value(r.Params.Series), Mine: value(r.Params.Mine), Latest: value(r.Params.Latest),
		From: value(r.Params.From), Before: value(r.Params.Before), Limit: value(r.Params.Limit), After: value(r.Params.After),
	}
	for _, s := range value(r.Params.State) {
		f.States = append(f.States, meeting.State(s))
	}
	found, next, err := h.service.Meetings(ctx, actor(ctx), f)
	if err != nil {
		return nil, err
	}
	items, err := h.answers(ctx, found)
	return api.ListMeetings200JSONResponse{Items: items, Next: optional(next)}, err
}

// PlanMeeting makes a single meeting.
func (h *Meetings) PlanMeeting(ctx context.Context, r api.PlanMeetingRequestObject) (api.PlanMeetingResponseObject, error) {
	m, err := h.service.PlanSingle(ctx, actor(ctx), meeting.Single{
		Group: r.Body.Group, Details: detailsFrom(r.Body.Details), Start: meeting.Wall(r.Body.LocalStart),
		Zone: r.Body.Zone, Minutes: r.Body.Minutes, Provisional: value(r.Body.Provisional),
	})
	if err != nil {
		return nil, err
	}
	answer, err := h.one(ctx, m, nil)
	return api.PlanMeeting201JSONResponse(answer), err
}

// GetMeeting gives one meeting.
func (h *Meetings) GetMeeting(ctx context.Context, r api.GetMeetingRequestObject) (api.GetMeetingResponseObject, error) {
	m, err := h.service.Meeting(ctx, actor(ctx), r.ID)
	answer, err := h.one(ctx, m, err)
	return api.GetMeeting200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// DescribeMeeting changes the words of one meeting and how to join it.
func (h *Meetings) DescribeMeeting(ctx context.Context, r api.DescribeMeetingRequestObject) (api.DescribeMeetingResponseObject, error) {
	m, err := h.service.Describe(ctx, actor(ctx), r.ID, detailsFrom(*r.Body))
	answer, err := h.one(ctx, m, err)
	return api.DescribeMeeting200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// ConfirmMeeting schedules a provisional meeting.
func (h *Meetings) ConfirmMeeting(ctx context.Context, r api.ConfirmMeetingRequestObject) (api.ConfirmMeetingResponseObject, error) {
	m, err := h.service.Confirm(ctx, actor(ctx), r.ID)
	answer, err := h.one(ctx, m, err)
	return api.ConfirmMeeting200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// MoveMeeting gives a meeting another time.
func (h *Meetings) MoveMeeting(ctx context.Context, r api.MoveMeetingRequestObject) (api.MoveMeetingResponseObject, error) {
	m, err := h.service.Move(ctx, actor(ctx), r.ID, meeting.Wall(r.Body.LocalStart), value(r.Body.Minutes), r.Body.Reason)
	answer, err := h.one(ctx, m, err)
	return api.MoveMeeting200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// CancelMeeting calls a meeting off.
func (h *Meetings) CancelMeeting(ctx context.Context, r api.CancelMeetingRequestObject) (api.CancelMeetingResponseObject, error) {
	m, err := h.service.Cancel(ctx, actor(ctx), r.ID, r.Body.Reason)
	answer, err := h.one(ctx, m, err)
	return api.CancelMeeting200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// PostponeMeeting takes the date of a meeting away.
func (h *Meetings) PostponeMeeting(ctx context.Context, r api.PostponeMeetingRequestObject) (api.PostponeMeetingResponseObject, error) {
	m, err := h.service.Postpone(ctx, actor(ctx), r.ID, r.Body.Reason)
	answer, err := h.one(ctx, m, err)
	return api.PostponeMeeting200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// ReinstateMeeting takes a cancellation or postponement back.
func (h *Meetings) ReinstateMeeting(ctx context.Context, r api.ReinstateMeetingRequestObject) (api.ReinstateMeetingResponseObject, error) {
	m, err := h.service.Reinstate(ctx, actor(ctx), r.ID)
	answer, err := h.one(ctx, m, err)
	return api.ReinstateMeeting200JSONResponse{OneMeetingJSONResponse: answer}, err
}
