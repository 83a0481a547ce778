package httpapi

import (
	"context"
	"encoding/json"
	"fmt"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/meeting"
)

// NameScribe says who writes the minutes.
func (h *Meetings) NameScribe(ctx context.Context, r api.NameScribeRequestObject) (api.NameScribeResponseObject, error) {
	m, err := h.service.NameScribe(ctx, actor(ctx), r.ID, value(r.Body.Person))
	answer, err := h.one(ctx, m, err)
	return api.NameScribe200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// StartMeeting opens a meeting.
func (h *Meetings) StartMeeting(ctx context.Context, r api.StartMeetingRequestObject) (api.StartMeetingResponseObject, error) {
	m, err := h.service.Start(ctx, actor(ctx), r.ID)
	answer, err := h.one(ctx, m, err)
	return api.StartMeeting200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// EndMeeting closes the sitting.
func (h *Meetings) EndMeeting(ctx context.Context, r api.EndMeetingRequestObject) (api.EndMeetingResponseObject, error) {
	m, err := h.service.End(ctx, actor(ctx), r.ID)
	answer, err := h.one(ctx, m, err)
	return api.EndMeeting200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// BeginMinutes begins minutes after the fact.
func (h *Meetings) BeginMinutes(ctx context.Context, r api.BeginMinutesRequestObject) (api.BeginMinutesResponseObject, error) {
	m, err := h.service.BeginRecord(ctx, actor(ctx), r.ID)
	answer, err := h.one(ctx, m, err)
	return api.BeginMinutes200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// CirculateMinutes sends the draft round.
func (h *Meetings) CirculateMinutes(ctx context.Context, r api.CirculateMinutesRequestObject) (api.CirculateMinutesResponseObject, error) {
	m, err := h.service.Circulate(ctx, actor(ctx), r.ID, meeting.Day(value(r.Body.AnswerBy)))
	answer, err := h.one(ctx, m, err)
	return api.CirculateMinutes200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// ReopenMinutes opens circulated minutes for corrections.
func (h *Meetings) ReopenMinutes(ctx context.Context, r api.ReopenMinutesRequestObject) (api.ReopenMinutesResponseObject, error) {
	m, err := h.service.OpenCorrections(ctx, actor(ctx), r.ID)
	answer, err := h.one(ctx, m, err)
	return api.ReopenMinutes200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// CorrectMinutes takes a correction in.
func (h *Meetings) CorrectMinutes(ctx context.Context, r api.CorrectMinutesRequestObject) (api.CorrectMinutesResponseObject, error) {
	m, err := h.service.Correct(ctx, actor(ctx), r.ID, r.Body.Text)
	answer, err := h.one(ctx, m, err)
	return api.CorrectMinutes200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// AnswerCorrection takes or declines a correction.
func (h *Meetings) AnswerCorrection(ctx context.Context, r api.AnswerCorrectionRequestObject) (api.AnswerCorrectionResponseObject, error) {
	m, err := h.service.AnswerCorrection(ctx, actor(ctx), r.ID, r.Item, r.Body.Taken, value(r.Body.Answer))
	answer, err := h.one(ctx, m, err)
	return api.AnswerCorrection200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// ApproveMinutes freezes the minutes.
func (h *Meetings) ApproveMinutes(ctx context.Context, r api.ApproveMinutesRequestObject) (api.ApproveMinutesResponseObject, error) {
	m, err := h.service.Approve(ctx, actor(ctx), r.ID)
	answer, err := h.one(ctx, m, err)
	return api.ApproveMinutes200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// GetApprovedMinutes gives the frozen revision.
func (h *Meetings) GetApprovedMinutes(ctx context.Context, r api.GetApprovedMinutesRequestObject) (api.GetApprovedMinutesResponseObject, error) {
	frozen, err := h.service.FrozenMinutes(ctx, actor(ctx), r.ID)
	if err != nil {
		return nil, err
	}
	cards, err := h.cards.Cards(ctx, []string{frozen.Revision.By})
	if err != nil {
		return nil, err
	}
	answer := api.GetApprovedMinutes200JSONResponse{Revision: revisionOf(frozen.Revision, cards)}
	if err := json.Unmarshal(frozen.Content, &answer.Content); err != nil {
		return nil, fmt.Errorf("read the approved minutes of %s: %w", r.ID, err)
	}
	return answer, nil
}
