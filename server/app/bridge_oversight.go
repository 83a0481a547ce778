package app

import (
	"context"
	"slices"
	"time"

	"rapporteur/server/deliverable"
	"rapporteur/server/docstore"
	"rapporteur/server/group"
	"rapporteur/server/identity"
	"rapporteur/server/meeting"
	"rapporteur/server/oversight"
	"rapporteur/server/pilot"
)

// pages follows a list to its end.
func pages[T any](list func(after string) ([]T, string, error)) ([]T, error) {
	var all []T
	for after := ""; ; {
		page, next, err := list(after)
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if after = next; after == "" {
			return all, nil
		}
	}
}

func within(in oversight.Scope, groupID string) bool {
	return in.All || slices.Contains(in.Groups, groupID)
}

// overseenWork tells the overview of deliverables.
type overseenWork struct {
	deliverables *deliverable.Service
	now          func() time.Time
}

func (o overseenWork) Portfolio(ctx context.Context, by identity.Actor, in oversight.Scope) ([]oversight.Deliverable, error) {
	all, err := pages(func(after string) ([]deliverable.Known, string, error) {
		return o.deliverables.List(ctx, by, deliverable.Filter{Limit: docstore.MaxLimit, After: after})
	})
	if err != nil {
		return nil, err
	}
	var told []oversight.Deliverable
	for _, d := range all {
		if !within(in, d.Group) {
			continue
		}
		one := oversight.Deliverable{
			ID: d.ID, Title: d.Title, Group: d.Group, Stage: d.Stage, Baseline: d.Baseline, Due: d.Due, LateBy: d.LateBy(o.now()),
			SlippedBy: d.SlippedBy(), Editors: len(d.Editors), Open: d.Owed(), Sample: d.Sample,
		}
		if n := len(d.Slips); n > 0 {
			one.Slipped, one.SlipReason = d.Slips[n-1].At, d.Slips[n-1].Reason
		}
		told = append(told, one)
	}
	return told, nil
}

// overseenMeetings tells it of dates and promises.
type overseenMeetings struct {
	meetings *meeting.Service
	now      func() time.Time
}

func (o overseenMeetings) Next(ctx context.Context, by identity.Actor, in oversight.Scope) (map[string]oversight.Meeting, error) {
	all, err := pages(func(after string) ([]meeting.Seen, string, error) {
		return o.meetings.Meetings(ctx, by, meeting.Filter{
			States: []meeting.State{meeting.Provisional, meeting.Scheduled}, From: o.now(), Limit: docstore.MaxLimit, After: after,
		})
	})
	if err != nil {
		return nil, err
	}
	next := map[string]oversight.Meeting{}
	for _, m := range all { // by their start
		if _, nearer := next[m.Group]; nearer || !within(in, m.Group) {
			continue
		}
		next[m.Group] = oversight.Meeting{
			ID: m.ID, Title: m.Title, Group: m.Group, Start: m.StartsAt(), Zone: m.Zone, Provisional: m.State == meeting.Provisional, Sample: m.Sample,
		}
	}
	return next, nil
}

func (o overseenMeetings) LateActions(ctx context.Context, by identity.Actor, in oversight.Scope) ([]oversight.Action, error) {
	all, err := pages(func(after string) ([]meeting.SeenEntry, string, error) {
		return o.meetings.Register(ctx, by, meeting.EntryFilter{Kind: meeting.ActionKind, Overdue: true, Limit: docstore.MaxLimit, After: after})
	})
	if err != nil {
		return nil, err
	}
	var late []oversight.Action
	for _, a := range all {
		if within(in, a.Group) {
			late = append(late, oversight.Action{ID: a.ID, Group: a.Group, Due: string(a.Due), Sample: a.Sample})
		}
	}
	return late, nil
}

// overseenPilots tells it of the cities.
type overseenPilots struct{ pilots *pilot.Service }

func (o overseenPilots) Cities(ctx context.Context, by identity.Actor, in oversight.Scope) ([]oversight.Pilot, error) {
	all, err := pages(func(after string) ([]pilot.Seen, string, error) {
		return o.pilots.List(ctx, by, pilot.Filter{Limit: docstore.MaxLimit, After: after})
	})
	if err != nil {
		return nil, err
	}
	var told []oversight.Pilot
	for _, p := range all {
		if !within(in, p.Group) {
			continue
		}
		one := oversight.Pilot{
			ID: p.ID, City: p.City.Name, Group: p.Group, Stage: string(p.Stage), Heard: p.Heard, UnderWay: p.UnderWay(), Sample: p.Sample,
		}
		for _, m := range p.Strip {
			one.Months = append(one.Months, monthOf(m))
		}
		if n := len(p.Recent); n > 0 {
			last := monthOf(p.Recent[n-1])
			one.Last = &last
		}
		one.Officials = len(slices.DeleteFunc(slices.Clone(p.Officials), func(s group.Placed) bool { return s.Holder == "" }))
		told = append(told, one)
	}
	return told, nil
}

func monthOf(m pilot.Summary) oversight.Month {
	return oversight.Month{
		Period: string(m.Period), State: string(m.State), Colour: string(m.Colour), Reason: m.Reason, Sent: m.Sent, NoChange: m.NoChange,
	}
}
