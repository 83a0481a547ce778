package httpapi

import (
	"context"
	"slices"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/oversight"
)

// Oversight answers how all groups stand.
type Oversight struct{ service *oversight.Service }

// NewOversight answers from the given service.
func NewOversight(s *oversight.Service) *Oversight { return &Oversight{s} }

// GetOverview gives the whole page.
func (h *Oversight) GetOverview(ctx context.Context, _ api.GetOverviewRequestObject) (api.GetOverviewResponseObject, error) {
	o, err := h.service.Overview(ctx, actor(ctx))
	if err != nil {
		return nil, err
	}
	return api.GetOverview200JSONResponse{
		AsAt: o.AsAt, Groups: each(o.Lines, lineOf), Deliverables: each(o.Deliverables, overseenOf), Pilots: each(o.Pilots, cityLineOf),
		Figures: each(o.Figures, figureOf), Attention: each(o.Attention, matterOf),
	}, nil
}

func lineOf(l oversight.Line) api.OverviewGroup {
	line := api.OverviewGroup{
		ID: l.ID, Name: l.Name, Number: optional(l.Number), Kind: api.GroupKind(l.Kind), State: api.GroupState(l.State), Parent: optional(l.Parent),
		Deliverables: list(l.Deliverables), Pilots: list(l.Pilots), LateActions: list(l.LateActions), VacantSeats: list(l.VacantSeats), Sample: optional(l.Sample),
	}
	if m := l.Next; m != nil {
		line.NextMeeting = &api.OverviewMeeting{
			ID: m.ID, Title: m.Title, Start: m.Start, Zone: m.Zone, State: api.OverviewMeetingStateScheduled, Sample: optional(m.Sample),
		}
		if m.Provisional {
			line.NextMeeting.State = api.OverviewMeetingStateProvisional
		}
	}
	return line
}

func overseenOf(d oversight.Deliverable) api.OverviewDeliverable {
	return api.OverviewDeliverable{
		ID: d.ID, Title: d.Title, Group: d.Group, State: api.DeliverableStage(d.Stage), Due: dayOf(d.Due), BaselineDue: dayOf(d.Baseline),
		LateBy: d.LateBy, SlippedBy: d.SlippedBy, SlipReason: optional(d.SlipReason), Sample: optional(d.Sample),
	}
}

func cityLineOf(p oversight.Pilot) api.OverviewPilot {
	months := each(p.Months, overviewMonth)
	slices.Reverse(months)
	line := api.OverviewPilot{
		ID: p.ID, Name: p.City, Group: p.Group, State: api.PilotStage(p.Stage), Months: months, Heard: moment(p.Heard), Sample: optional(p.Sample),
	}
	if p.Last != nil {
		last := overviewMonth(*p.Last)
		line.Last = &last
	}
	return line
}

func overviewMonth(m oversight.Month) api.OverviewMonth {
	return api.OverviewMonth{
		Period: m.Period, State: api.ReportState(m.State), Colour: optional(api.ReportColour(m.Colour)), Reason: optional(m.Reason),
		Sent: moment(m.Sent), NoChange: m.NoChange,
	}
}

func figureOf(f oversight.Figure) api.Figure {
	figure := api.Figure{Name: api.FigureName(f.Name), Value: len(f.IDs), Ids: list(f.IDs)}
	if f.Of != nil {
		out := len(f.Of)
		figure.Of, figure.OfIds = &out, &f.Of
	}
	return figure
}

func matterOf(m oversight.Matter) api.Matter {
	return api.Matter{
		Kind: api.MatterKind(m.Kind), ID: m.ID, Name: m.Name, Group: m.Group, Count: m.Count, Note: optional(m.Note),
		WaitsFor: optional(api.MatterWaitsFor(m.Waits)), From: list(m.From), Sample: optional(m.Sample),
	}
}
