package httpapi

import (
	"context"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/meeting"
)

// AddAgendaItem puts an item on the agenda, or proposes one.
func (h *Meetings) AddAgendaItem(ctx context.Context, r api.AddAgendaItemRequestObject) (api.AddAgendaItemResponseObject, error) {
	m, _, err := h.service.AddItem(ctx, actor(ctx), r.ID, itemFrom(*r.Body))
	answer, err := h.one(ctx, m, err)
	return api.AddAgendaItem200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// ChangeAgendaItem gives an item other words.
func (h *Meetings) ChangeAgendaItem(ctx context.Context, r api.ChangeAgendaItemRequestObject) (api.ChangeAgendaItemResponseObject, error) {
	m, err := h.service.ChangeItem(ctx, actor(ctx), r.ID, r.Item, itemFrom(*r.Body))
	answer, err := h.one(ctx, m, err)
	return api.ChangeAgendaItem200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// RemoveAgendaItem takes an item off.
func (h *Meetings) RemoveAgendaItem(ctx context.Context, r api.RemoveAgendaItemRequestObject) (api.RemoveAgendaItemResponseObject, error) {
	m, err := h.service.RemoveItem(ctx, actor(ctx), r.ID, r.Item)
	answer, err := h.one(ctx, m, err)
	return api.RemoveAgendaItem200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// RestoreAgendaItem puts an item back.
func (h *Meetings) RestoreAgendaItem(ctx context.Context, r api.RestoreAgendaItemRequestObject) (api.RestoreAgendaItemResponseObject, error) {
	m, err := h.service.RestoreItem(ctx, actor(ctx), r.ID, r.Item)
	answer, err := h.one(ctx, m, err)
	return api.RestoreAgendaItem200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// AcceptAgendaItem takes a proposal on.
func (h *Meetings) AcceptAgendaItem(ctx context.Context, r api.AcceptAgendaItemRequestObject) (api.AcceptAgendaItemResponseObject, error) {
	m, err := h.service.AcceptItem(ctx, actor(ctx), r.ID, r.Item)
	answer, err := h.one(ctx, m, err)
	return api.AcceptAgendaItem200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// PlaceAgendaItem moves an item.
func (h *Meetings) PlaceAgendaItem(ctx context.Context, r api.PlaceAgendaItemRequestObject) (api.PlaceAgendaItemResponseObject, error) {
	m, err := h.service.PlaceItem(ctx, actor(ctx), r.ID, r.Item, value(r.Body.After))
	answer, err := h.one(ctx, m, err)
	return api.PlaceAgendaItem200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// CarryAgendaItem carries an item over.
func (h *Meetings) CarryAgendaItem(ctx context.Context, r api.CarryAgendaItemRequestObject) (api.CarryAgendaItemResponseObject, error) {
	m, err := h.service.CarryItem(ctx, actor(ctx), r.ID, r.Item, r.Body.To)
	answer, err := h.one(ctx, m, err)
	return api.CarryAgendaItem200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// PublishAgenda says that the agenda stands.
func (h *Meetings) PublishAgenda(ctx context.Context, r api.PublishAgendaRequestObject) (api.PublishAgendaResponseObject, error) {
	m, err := h.service.PublishAgenda(ctx, actor(ctx), r.ID)
	answer, err := h.one(ctx, m, err)
	return api.PublishAgenda200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// SendRegrets says that the person asking cannot come.
func (h *Meetings) SendRegrets(ctx context.Context, r api.SendRegretsRequestObject) (api.SendRegretsResponseObject, error) {
	m, err := h.service.SendRegrets(ctx, actor(ctx), r.ID, value(r.Body.Note))
	answer, err := h.one(ctx, m, err)
	return api.SendRegrets200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// WithdrawRegrets takes regrets back.
func (h *Meetings) WithdrawRegrets(ctx context.Context, r api.WithdrawRegretsRequestObject) (api.WithdrawRegretsResponseObject, error) {
	m, err := h.service.WithdrawRegrets(ctx, actor(ctx), r.ID)
	answer, err := h.one(ctx, m, err)
	return api.WithdrawRegrets200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// SetAttendance writes a line of the list.
func (h *Meetings) SetAttendance(ctx context.Context, r api.SetAttendanceRequestObject) (api.SetAttendanceResponseObject, error) {
	m, err := h.service.SetAttendance(ctx, actor(ctx), r.ID, meeting.Attendance{
		Person: r.Person, Presence: meeting.Presence(r.Body.Presence), Note: value(r.Body.Note),
	})
	answer, err := h.one(ctx, m, err)
	return api.SetAttendance200JSONResponse{OneMeetingJSONResponse: answer}, err
}

// ClearAttendance takes a line off the list.
func (h *Meetings) ClearAttendance(ctx context.Context, r api.ClearAttendanceRequestObject) (api.ClearAttendanceResponseObject, error) {
	m, err := h.service.SetAttendance(ctx, actor(ctx), r.ID, meeting.Attendance{Person: r.Person})
	answer, err := h.one(ctx, m, err)
	return api.ClearAttendance200JSONResponse{OneMeetingJSONResponse: answer}, err
}

func itemFrom(w api.AgendaItemWords) meeting.ItemWords {
	return meeting.ItemWords{
		Title: w.Title, Purpose: meeting.Purpose(w.Purpose), Presenter: value(w.Presenter), Minutes: value(w.Minutes),
		Papers: each(value(w.Papers), func(p api.AgendaPaper) meeting.Paper {
			return meeting.Paper{Kind: meeting.PaperKind(p.Kind), Ref: p.Ref, Title: p.Title, Revision: value(p.Revision)}
		}),
	}
}
