package httpapi

import (
	"context"
	"time"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/meeting"
)

// Meetings answers the operations on meetings and their series.
type Meetings struct{ service *meeting.Service }

// NewMeetings answers from the given service.
func NewMeetings(s *meeting.Service) *Meetings { return &Meetings{service: s} }

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
	return api.ListMeetings200JSONResponse{Items: each(found, meetingOf), Next: optional(next)}, nil
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
	return api.PlanMeeting201JSONResponse(meetingOf(m)), nil
}

// GetMeeting gives one meeting.
func (h *Meetings) GetMeeting(ctx context.Context, r api.GetMeetingRequestObject) (api.GetMeetingResponseObject, error) {
	m, err := h.service.Meeting(ctx, actor(ctx), r.ID)
	if err != nil {
		return nil, err
	}
	return api.GetMeeting200JSONResponse{OneMeetingJSONResponse: oneMeeting(m)}, nil
}

// DescribeMeeting changes the words of one meeting and how to join it.
func (h *Meetings) DescribeMeeting(ctx context.Context, r api.DescribeMeetingRequestObject) (api.DescribeMeetingResponseObject, error) {
	m, err := h.service.Describe(ctx, actor(ctx), r.ID, detailsFrom(*r.Body))
	if err != nil {
		return nil, err
	}
	return api.DescribeMeeting200JSONResponse{OneMeetingJSONResponse: oneMeeting(m)}, nil
}

// ConfirmMeeting schedules a provisional meeting.
func (h *Meetings) ConfirmMeeting(ctx context.Context, r api.ConfirmMeetingRequestObject) (api.ConfirmMeetingResponseObject, error) {
	m, err := h.service.Confirm(ctx, actor(ctx), r.ID)
	if err != nil {
		return nil, err
	}
	return api.ConfirmMeeting200JSONResponse{OneMeetingJSONResponse: oneMeeting(m)}, nil
}

// MoveMeeting gives a meeting another time.
func (h *Meetings) MoveMeeting(ctx context.Context, r api.MoveMeetingRequestObject) (api.MoveMeetingResponseObject, error) {
	m, err := h.service.Move(ctx, actor(ctx), r.ID, meeting.Wall(r.Body.LocalStart), value(r.Body.Minutes), r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.MoveMeeting200JSONResponse{OneMeetingJSONResponse: oneMeeting(m)}, nil
}

// CancelMeeting calls a meeting off.
func (h *Meetings) CancelMeeting(ctx context.Context, r api.CancelMeetingRequestObject) (api.CancelMeetingResponseObject, error) {
	m, err := h.service.Cancel(ctx, actor(ctx), r.ID, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.CancelMeeting200JSONResponse{OneMeetingJSONResponse: oneMeeting(m)}, nil
}

// PostponeMeeting takes the date of a meeting away.
func (h *Meetings) PostponeMeeting(ctx context.Context, r api.PostponeMeetingRequestObject) (api.PostponeMeetingResponseObject, error) {
	m, err := h.service.Postpone(ctx, actor(ctx), r.ID, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.PostponeMeeting200JSONResponse{OneMeetingJSONResponse: oneMeeting(m)}, nil
}

// ReinstateMeeting takes a cancellation or postponement back.
func (h *Meetings) ReinstateMeeting(ctx context.Context, r api.ReinstateMeetingRequestObject) (api.ReinstateMeetingResponseObject, error) {
	m, err := h.service.Reinstate(ctx, actor(ctx), r.ID)
	if err != nil {
		return nil, err
	}
	return api.ReinstateMeeting200JSONResponse{OneMeetingJSONResponse: oneMeeting(m)}, nil
}

// oneMeeting is the answer of every act on a meeting.
func oneMeeting(m meeting.Seen) api.OneMeetingJSONResponse {
	return api.OneMeetingJSONResponse(meetingOf(m))
}

func detailsFrom(d api.MeetingDetails) meeting.Details {
	return meeting.Details{Title: d.Title, Mode: meeting.Mode(d.Mode), JoinLink: value(d.JoinLink), Place: value(d.Place)}
}

// meetingOf words a meeting for the contract.
func meetingOf(m meeting.Seen) api.Meeting {
	answer := api.Meeting{
		ID: m.ID, Title: m.Title, State: api.MeetingState(m.State), Group: m.Group, Series: optional(m.Series),
		Start: m.StartsAt(), End: m.EndsAt(), LocalStart: string(m.Start), Zone: m.Zone, Minutes: m.Minutes,
		Mode: api.MeetingMode(m.Mode), JoinLink: optional(m.JoinLink), Place: optional(m.Place),
		Reason: optional(m.Reason), Began: moment(m.Began), Finished: moment(m.Finished),
		Record: recordOf(m.Record.State), Sample: m.Sample, Can: list(m.Can),
	}
	if m.Moved() {
		answer.MovedFrom = &api.PlannedStart{Start: m.PlannedAt(), LocalStart: string(m.Original), Zone: m.OriginalZone}
	}
	if len(m.Moves) > 0 {
		moves := each(m.Moves, func(v meeting.Move) api.MeetingMove {
			return api.MeetingMove{From: string(v.From), To: string(v.To), Zone: v.Zone, Reason: v.Reason, By: v.By, At: v.At}
		})
		answer.Moves = &moves
	}
	return answer
}

func recordOf(s meeting.RecordState) api.MeetingRecord {
	if s == meeting.NoRecord {
		return api.MeetingRecordNone
	}
	return api.MeetingRecord(s)
}

// moment gives a time for the contract; nil where it has not come.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
