package app

import (
	"context"
	"crypto/rand"

	"rapporteur/server/calendar"
	"rapporteur/server/docstore"
	"rapporteur/server/httpapi"
	"rapporteur/server/meeting"
)

// wireMeetings makes meetings and the calendars that subscribe to them. It
// needs people, groups and live texts, and gives h.meetings.
func (h *house) wireMeetings(ctx context.Context, home docstore.Home) (err error) {
	// Meetings: series, agendas, attendance, minutes, the registers.
	limits := h.config.Meeting
	texts := textsOfMinutes{live: h.live, newID: h.ids.New}
	h.meetings, err = meeting.NewService(ctx, home, meetingPolicy{h.groups, h.people}, texts, meeting.Bounds{
		Occurrences: limits.Occurrences, Horizon: limits.Horizon, Zones: limits.Zones,
		AgendaItems: limits.AgendaItems, Corrections: limits.Corrections,
	}, h.now, h.ids.New)
	if err != nil {
		return err
	}
	h.bus.Listen(h.meetings.Hear)
	h.texts["minutes"] = minutesTexts(h.meetings)
	h.door.Server.Meetings = httpapi.NewMeetings(h.meetings, peopleCards{h.people})

	// Calendars: a secret address each.
	source := meetingsForCalendar{meetings: h.meetings, pages: h.config.PublicURL}
	feeds, err := calendar.NewService(ctx, home, source, readerFor{h.people}, calendar.Limits{
		PerPerson: h.config.Calendar.FeedsPerPerson, Past: h.config.Calendar.Past, Meetings: h.config.Calendar.Meetings,
	}, h.now, h.ids.New, rand.Reader)
	if err != nil {
		return err
	}
	h.door.Server.Calendars = httpapi.NewCalendars(feeds, h.config, h.log)
	h.door.Mounts = append(h.door.Mounts, httpapi.Mount{Pattern: httpapi.CalendarPattern, Handler: h.door.Server.Calendars, Rate: httpapi.General})
	return nil
}
