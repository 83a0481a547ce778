package httpapi

import (
	"context"
	"time"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/meeting"
)

// ListSeries gives the series of a group.
func (h *Meetings) ListSeries(ctx context.Context, r api.ListSeriesRequestObject) (api.ListSeriesResponseObject, error) {
	found, err := h.service.SeriesOf(ctx, actor(ctx), r.Params.Group)
	if err != nil {
		return nil, err
	}
	return api.ListSeries200JSONResponse{Items: each(found, seriesOf)}, nil
}

// PlanSeries makes a series and its meetings.
func (h *Meetings) PlanSeries(ctx context.Context, r api.PlanSeriesRequestObject) (api.PlanSeriesResponseObject, error) {
	s, err := h.service.PlanSeries(ctx, actor(ctx), meeting.NewSeries{
		Group: r.Body.Group, Details: detailsFrom(r.Body.Details), Plan: planFrom(r.Body.Plan),
		ScheduledUntil: meeting.Day(value(r.Body.ScheduledUntil)),
	})
	if err != nil {
		return nil, err
	}
	return api.PlanSeries201JSONResponse(seriesOf(s)), nil
}

// PreviewSeries shows the dates of a plan.
func (h *Meetings) PreviewSeries(_ context.Context, r api.PreviewSeriesRequestObject) (api.PreviewSeriesResponseObject, error) {
	dates, err := h.service.PreviewPlan(planFrom(r.Body.Plan), r.Body.Zones)
	if err != nil {
		return nil, err
	}
	return api.PreviewSeries200JSONResponse{Items: each(dates, dateOf)}, nil
}

// GetSeries gives one series.
func (h *Meetings) GetSeries(ctx context.Context, r api.GetSeriesRequestObject) (api.GetSeriesResponseObject, error) {
	s, err := h.service.Series(ctx, actor(ctx), r.ID)
	if err != nil {
		return nil, err
	}
	return api.GetSeries200JSONResponse(seriesOf(s)), nil
}

// DescribeSeries changes what the meetings of a series have in common.
func (h *Meetings) DescribeSeries(ctx context.Context, r api.DescribeSeriesRequestObject) (api.DescribeSeriesResponseObject, error) {
	s, err := h.service.DescribeSeries(ctx, actor(ctx), r.ID, detailsFrom(*r.Body))
	if err != nil {
		return nil, err
	}
	return api.DescribeSeries200JSONResponse(seriesOf(s)), nil
}

// PreviewSeriesChange says what another rule would do.
func (h *Meetings) PreviewSeriesChange(ctx context.Context, r api.PreviewSeriesChangeRequestObject) (api.PreviewSeriesChangeResponseObject, error) {
	c, err := h.service.PreviewChange(ctx, actor(ctx), r.ID, changeFrom(*r.Body))
	if err != nil {
		return nil, err
	}
	dropped, err := h.answers(ctx, each(c.Dropped, func(m meeting.Meeting) meeting.Seen { return meeting.Seen{Meeting: m} }))
	return api.PreviewSeriesChange200JSONResponse{Kept: list(c.Kept), Added: each(c.Added, plannedOf), Dropped: dropped}, err
}

// ChangeSeries gives a series another rule.
func (h *Meetings) ChangeSeries(ctx context.Context, r api.ChangeSeriesRequestObject) (api.ChangeSeriesResponseObject, error) {
	s, err := h.service.ReplanSeries(ctx, actor(ctx), r.ID, changeFrom(*r.Body))
	if err != nil {
		return nil, err
	}
	return api.ChangeSeries200JSONResponse(seriesOf(s)), nil
}

// ConfirmSeries schedules provisional meetings of a series.
func (h *Meetings) ConfirmSeries(ctx context.Context, r api.ConfirmSeriesRequestObject) (api.ConfirmSeriesResponseObject, error) {
	confirmed, err := h.service.ConfirmSeries(ctx, actor(ctx), r.ID, value(r.Body.Meetings))
	if err != nil {
		return nil, err
	}
	items, err := h.answers(ctx, confirmed)
	return api.ConfirmSeries200JSONResponse{Items: items}, err
}

func planFrom(p api.Plan) meeting.Plan {
	return meeting.Plan{
		Rule: p.Rule, Zone: p.Zone, Start: meeting.Clock(p.Start), Minutes: p.Minutes,
		From: meeting.Day(p.From), Until: meeting.Day(p.Until),
	}
}

func changeFrom(c api.SeriesChange) meeting.ChangeSeries {
	return meeting.ChangeSeries{
		Plan: planFrom(c.Plan), ScheduledUntil: meeting.Day(value(c.ScheduledUntil)),
		Reason: value(c.Reason), Drop: value(c.Drop),
	}
}

func plannedOf(p meeting.Planned) api.PlannedDate {
	return api.PlannedDate{Meeting: p.Meeting, Original: string(p.Original), Provisional: p.Provisional}
}

func seriesOf(s meeting.SeenSeries) api.Series {
	state := api.SeriesStatePast
	if s.Running {
		state = api.SeriesStateRunning
	}
	return api.Series{
		ID: s.ID, Title: s.Details.Title, State: state, Group: s.Group, Sample: s.Sample, Can: list(s.Can),
		Details: api.MeetingDetails{
			Title: s.Details.Title, Mode: api.MeetingMode(s.Details.Mode),
			JoinLink: optional(s.Details.JoinLink), Place: optional(s.Details.Place),
		},
		Parts: each(s.Parts, func(p meeting.Part) api.Plan {
			return api.Plan{Rule: p.Rule, Zone: p.Zone, Start: string(p.Start), Minutes: p.Minutes, From: string(p.From), Until: string(p.Until)}
		}),
		Planned: each(s.Planned, plannedOf),
	}
}

func dateOf(d meeting.Date) api.SeriesDate {
	return api.SeriesDate{
		Original: string(d.Original), Start: d.Start, End: d.End,
		Local: each(d.Local, func(l meeting.LocalTime) api.DateInZone {
			return api.DateInZone{Zone: l.Zone, Start: string(l.Start), End: string(l.End), OffsetMinutes: int(l.Offset / time.Minute)}
		}),
		Notes: each(d.Notes, func(n meeting.Note) api.DateNote {
			return api.DateNote{Kind: api.DateNoteKind(n.Kind), Zone: n.Zone, At: moment(n.At), Minutes: optional(int(n.By / time.Minute))}
		}),
	}
}
