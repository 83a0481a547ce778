package meeting

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"rapporteur/server/event"
	"rapporteur/server/fault"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// SendRegrets says that one cannot come, in one tap.
func (s *Service) SendRegrets(ctx context.Context, by identity.Actor, id, note string) (Seen, error) {
	return s.answer(ctx, by, id, Regrets, note)
}

// WithdrawRegrets takes one's regrets back.
func (s *Service) WithdrawRegrets(ctx context.Context, by identity.Actor, id string) (Seen, error) {
	return s.answer(ctx, by, id, "", "")
}

func (s *Service) answer(ctx context.Context, by identity.Actor, id string, presence Presence, note string) (Seen, error) {
	note = strings.TrimSpace(note)
	if utf8.RuneCountInString(note) > longestNote {
		return Seen{}, ErrAttendance.Saying("A note has at most %d characters.", longestNote).At("/note", "At most %d characters.", longestNote)
	}
	return s.change(ctx, by, id, group.ProposeItem, "answer meeting", func(m Meeting) (Meeting, []event.Event, error) {
		if !m.answerable(s.now()) {
			return m, nil, ErrState.Saying("This meeting is over, or will not take place, so there is nothing to answer.")
		}
		if a, ok := m.attendanceOf(by.Person); presence == "" && ok && a.Presence != Regrets {
			return m, nil, ErrAttendance.Saying("You are on the list as %s. Who writes the minutes can change that.", fault.Spoken(a.Presence))
		}
		m = m.attended(Attendance{Person: by.Person, Presence: presence, Note: note, By: by.Person, At: s.now().UTC()})
		return m, []event.Event{happening("meeting.answered", m.Group, nil)}, nil
	})
}

// SetAttendance writes down how somebody took part; presence "" takes the line
// away. It is part of the minutes, so who writes those does it.
func (s *Service) SetAttendance(ctx context.Context, by identity.Actor, id string, line Attendance) (Seen, error) {
	m, _, err := s.load(ctx, by, id, group.WriteMinutes)
	if err != nil {
		return Seen{}, err
	}
	if !slices.Contains([]Presence{Present, Online, Regrets, Delegate, Observer, ""}, line.Presence) || utf8.RuneCountInString(line.Note) > longestNote {
		return Seen{}, ErrAttendance
	}
	if _, there := m.attendanceOf(line.Person); !there {
		if err := s.near(ctx, m.Group, line.Person, "/person"); err != nil {
			return Seen{}, err
		}
	}
	line.By, line.At = by.Person, s.now().UTC()
	return s.change(ctx, by, id, group.WriteMinutes, "note attendance", func(m Meeting) (Meeting, []event.Event, error) {
		if m.Record.State == Approved {
			return m, nil, ErrRecord.Saying("The minutes are approved, so the list stays as it is.")
		}
		return m.attended(line), []event.Event{happening("meeting.attendance", m.Group, nil)}, nil
	})
}

// NameScribe says who writes the minutes of this one meeting; "" for nobody.
func (s *Service) NameScribe(ctx context.Context, by identity.Actor, id, person string) (Seen, error) {
	m, _, err := s.load(ctx, by, id, group.PlanMeeting)
	if err != nil {
		return Seen{}, err
	}
	if person != "" {
		if err := s.seated(ctx, m.Group, person, "/person"); err != nil {
			return Seen{}, err
		}
	}
	return s.change(ctx, by, id, group.PlanMeeting, "name scribe", func(m Meeting) (Meeting, []event.Event, error) {
		if m.Record.State == Approved {
			return m, nil, ErrRecord.Saying("The minutes are approved, so there is nothing left to write.")
		}
		m.Scribe = person
		return m, []event.Event{happening("meeting.scribe", m.Group, nil)}, nil
	})
}

// Start opens the meeting and its minutes. Starting an ended meeting goes on
// with it.
func (s *Service) Start(ctx context.Context, by identity.Actor, id string) (Seen, error) {
	return s.sit(ctx, by, id, "start meeting", "meeting.started", func(m Meeting) (Meeting, error) { return m.started(s.now().UTC()) })
}

// End closes the sitting; its minutes go on.
func (s *Service) End(ctx context.Context, by identity.Actor, id string) (Seen, error) {
	return s.sit(ctx, by, id, "end meeting", "meeting.ended", func(m Meeting) (Meeting, error) { return m.ended(s.now().UTC()) })
}

// BeginRecord opens the minutes of a meeting that took place without anybody
// starting it here.
func (s *Service) BeginRecord(ctx context.Context, by identity.Actor, id string) (Seen, error) {
	return s.sit(ctx, by, id, "begin minutes", "minutes.begun", func(m Meeting) (Meeting, error) { return m.recorded(s.now().UTC()) })
}

// sit is an act of who writes the minutes: the chair or the scribe.
func (s *Service) sit(ctx context.Context, by identity.Actor, id, doing, kind string, do func(Meeting) (Meeting, error)) (Seen, error) {
	return s.change(ctx, by, id, group.WriteMinutes, doing, func(m Meeting) (Meeting, []event.Event, error) {
		next, err := do(m)
		return next, []event.Event{happening(kind, m.Group, nil)}, err
	})
}
