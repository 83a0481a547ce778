package httpapi

import (
	"context"
	"slices"
	"time"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/meeting"
)

// one words a meeting after an act; err is passed on.
func (h *Meetings) one(ctx context.Context, m meeting.Seen, err error) (api.OneMeetingJSONResponse, error) {
	if err != nil {
		return api.OneMeetingJSONResponse{}, err
	}
	cards, err := h.cards.Cards(ctx, personsIn(m))
	if err != nil {
		return api.OneMeetingJSONResponse{}, err
	}
	return api.OneMeetingJSONResponse(wholeMeeting(m, cards)), nil
}

// answers words the meetings of a list, without what only the page of one needs.
func (h *Meetings) answers(ctx context.Context, found []meeting.Seen) ([]api.Meeting, error) {
	var persons []string
	for _, m := range found {
		persons = append(persons, m.Movers()...)
	}
	cards, err := h.cards.Cards(ctx, named(persons))
	if err != nil {
		return nil, err
	}
	return each(found, func(m meeting.Seen) api.Meeting { return meetingOf(m, cards) }), nil
}

// personsIn are all persons a meeting speaks of.
func personsIn(m meeting.Seen) []string {
	persons := append(m.Movers(), m.Scribe, m.Record.CirculatedBy, m.Record.Revision.By)
	for _, i := range m.Agenda.Items {
		persons = append(persons, i.By, i.Presenter)
	}
	for _, a := range m.Attendance {
		persons = append(persons, a.Person)
	}
	for _, c := range m.Record.Corrections {
		persons = append(persons, c.By)
	}
	return named(persons)
}

// named leaves out nobody, and everybody's second mention.
func named(persons []string) []string {
	slices.Sort(persons)
	return slices.DeleteFunc(slices.Compact(persons), func(id string) bool { return id == "" })
}

func detailsFrom(d api.MeetingDetails) meeting.Details {
	return meeting.Details{Title: d.Title, Mode: meeting.Mode(d.Mode), JoinLink: value(d.JoinLink), Place: value(d.Place)}
}

// meetingOf words a meeting for a list.
func meetingOf(m meeting.Seen, cards map[string]Card) api.Meeting {
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
			return api.MeetingMove{From: string(v.From), To: string(v.To), Zone: v.Zone, Reason: v.Reason, By: personCard(v.By, cards), At: v.At}
		})
		answer.Moves = &moves
	}
	return answer
}

// wholeMeeting words a meeting for its page.
func wholeMeeting(m meeting.Seen, cards map[string]Card) api.Meeting {
	answer := meetingOf(m, cards)
	if !m.Work {
		return answer
	}
	items := func(all []meeting.Item) []api.AgendaItem {
		return each(all, func(i meeting.Item) api.AgendaItem { return itemOf(i, cards) })
	}
	answer.Agenda = &api.Agenda{Published: moment(m.Agenda.Published), Items: items(m.Agenda.Live()), Proposals: items(m.Agenda.Proposals())}
	attendance := each(m.Attendance, func(a meeting.Attendance) api.Attendance {
		return api.Attendance{Person: personCard(a.Person, cards), Presence: api.AttendancePresence(a.Presence), Note: optional(a.Note), At: a.At}
	})
	answer.Attendance = &attendance
	answer.Scribe = maybeCard(m.Scribe, cards)
	answer.MinutesRecord = minutesOf(m.Meeting, cards)
	return answer
}

func itemOf(i meeting.Item, cards map[string]Card) api.AgendaItem {
	return api.AgendaItem{
		ID: i.ID, Title: i.Title, Purpose: api.AgendaPurpose(i.Purpose), Presenter: maybeCard(i.Presenter, cards),
		Minutes: i.Minutes, CarriedFrom: optional(i.CarriedFrom), By: personCard(i.By, cards), At: i.At,
		Papers: each(i.Papers, func(p meeting.Paper) api.AgendaPaper {
			return api.AgendaPaper{Kind: api.AgendaPaperKind(p.Kind), Ref: p.Ref, Title: p.Title, Revision: optional(p.Revision)}
		}),
	}
}

func minutesOf(m meeting.Meeting, cards map[string]Card) *api.Minutes {
	r := m.Record
	answer := &api.Minutes{
		State: recordOf(r.State), Since: moment(r.Since), CirculatedBy: maybeCard(r.CirculatedBy, cards), AnswerBy: optional(string(r.AnswerBy)),
		Corrections: each(r.Corrections, func(c meeting.Correction) api.Correction {
			return api.Correction{ID: c.ID, Text: c.Text, By: personCard(c.By, cards), At: c.At, State: api.CorrectionState(c.State), Answer: optional(c.Answer)}
		}),
	}
	if r.State != meeting.NoRecord {
		answer.Document = optional(meeting.DocumentName(m.ID))
	}
	if r.State == meeting.Approved {
		revision := revisionOf(r.Revision, cards)
		answer.Revision = &revision
	}
	return answer
}

func revisionOf(r meeting.Revision, cards map[string]Card) api.MinutesRevision {
	return api.MinutesRevision{Number: r.Number, Sha256: r.SHA256, By: personCard(r.By, cards), At: r.At}
}

// maybeCard gives a person, or nil where nobody is meant.
func maybeCard(id string, cards map[string]Card) *api.PersonCard {
	if id == "" {
		return nil
	}
	card := personCard(id, cards)
	return &card
}

func recordOf(s meeting.RecordState) api.MinutesState {
	if s == meeting.NoRecord {
		return api.MinutesStateNone
	}
	return api.MinutesState(s)
}

// moment gives a time for the contract; nil where it has not come.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
