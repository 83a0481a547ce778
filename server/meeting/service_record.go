package meeting

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/fault"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// MinutesRight says what by may do to the live text of a meeting's minutes.
// Before anybody began them there is no text to know of.
func (s *Service) MinutesRight(ctx context.Context, by identity.Actor, id string) (group.Right, error) {
	m, st, err := s.load(ctx, by, id, group.ReadWork)
	if err != nil {
		if fault.Of(err) != nil {
			return group.NoRight, nil
		}
		return group.NoRight, err
	}
	return minutesRight(m, st), nil
}

func minutesRight(m Meeting, st group.Standing) group.Right {
	switch {
	case m.Record.State == NoRecord:
		return group.NoRight
	case m.Record.State.Writable() && st.May(group.WriteMinutes):
		return group.MayEdit
	case (m.Record.State == Circulated || m.Record.State == Corrections) && st.May(group.CorrectMinutes):
		return group.MaySuggest
	case st.May(group.ReadWork):
		return group.MayRead
	}
	return group.NoRight
}

// MayRestoreMinutes says whether by may turn the text of minutes back: who may
// write it.
func (s *Service) MayRestoreMinutes(ctx context.Context, by identity.Actor, id string) (bool, error) {
	right, err := s.MinutesRight(ctx, by, id)
	return right == group.MayEdit, err
}

// Circulate sends the draft round. answerBy is the day by which corrections are
// asked for, "" for none.
func (s *Service) Circulate(ctx context.Context, by identity.Actor, id string, answerBy Day) (Seen, error) {
	if _, err := ParseDay(string(answerBy)); answerBy != "" && err != nil {
		return Seen{}, err
	}
	seen, err := s.change(ctx, by, id, group.WriteMinutes, "circulate minutes", func(m Meeting) (Meeting, []event.Event, error) {
		next, err := m.circulated(by.Person, answerBy, s.now().UTC())
		return next, []event.Event{happening("minutes.circulated", m.Group, nil)}, err
	})
	if err != nil {
		return seen, err
	}
	return seen, s.reconcile(ctx, seen.Meeting, by.Person)
}

// OpenCorrections lets those who write minutes change circulated ones.
func (s *Service) OpenCorrections(ctx context.Context, by identity.Actor, id string) (Seen, error) {
	return s.sit(ctx, by, id, "open minutes for corrections", "minutes.corrections", func(m Meeting) (Meeting, error) { return m.correcting(s.now().UTC()) })
}

// Correct says what is wrong with circulated minutes.
func (s *Service) Correct(ctx context.Context, by identity.Actor, id, text string) (Seen, error) {
	text = strings.TrimSpace(text)
	if text == "" || len([]rune(text)) > longestWords {
		return Seen{}, ErrCorrection.At("/text", "Between 1 and 2000 characters.")
	}
	correction := Correction{ID: s.newID(), Text: text, By: by.Person, At: s.now().UTC(), State: CorrectionOpen}
	return s.change(ctx, by, id, group.CorrectMinutes, "correct minutes", func(m Meeting) (Meeting, []event.Event, error) {
		switch {
		case m.Record.State != Circulated && m.Record.State != Corrections:
			return m, nil, ErrRecord.Saying("Only circulated minutes can be corrected.")
		case len(m.Record.Corrections) >= s.bounds.Corrections:
			return m, nil, ErrRecord.Saying("These minutes have as many corrections as they can have. Talk to the co-leaders.")
		}
		m.Record.Corrections = append(slices.Clone(m.Record.Corrections), correction)
		return m, []event.Event{happening("minutes.corrected", m.Group, nil)}, nil
	})
}

// AnswerCorrection takes a correction or declines it, which needs a reason.
func (s *Service) AnswerCorrection(ctx context.Context, by identity.Actor, id, correction string, taken bool, answer string) (Seen, error) {
	answer = strings.TrimSpace(answer)
	if !taken {
		var err error
		if answer, err = reasonable(answer); err != nil {
			return Seen{}, err
		}
	}
	return s.change(ctx, by, id, group.WriteMinutes, "answer correction", func(m Meeting) (Meeting, []event.Event, error) {
		at := slices.IndexFunc(m.Record.Corrections, func(c Correction) bool { return c.ID == correction })
		switch {
		case at < 0:
			return m, nil, ErrCorrection.Saying("This correction is not there.")
		case m.Record.State == Approved:
			return m, nil, ErrRecord.Saying("These minutes are approved.")
		}
		m.Record.Corrections = slices.Clone(m.Record.Corrections)
		c := &m.Record.Corrections[at]
		c.State, c.Answer, c.Closed = CorrectionDeclined, answer, by.Person
		if taken {
			c.State = CorrectionTaken
		}
		return m, []event.Event{happening("minutes.correction_answered", m.Group, nil)}, nil
	})
}

// Approve freezes the minutes as a numbered revision and closes the meeting.
// From then on the register is the record, and its decisions have numbers.
func (s *Service) Approve(ctx context.Context, by identity.Actor, id string) (Seen, error) {
	m, _, err := s.load(ctx, by, id, group.ApproveMinutes)
	if err != nil {
		return Seen{}, err
	}
	if err := m.approvable(); err != nil {
		return Seen{}, err
	}
	if err := s.reconcile(ctx, m, by.Person); err != nil {
		return Seen{}, err
	}
	text, err := s.texts.Freeze(ctx, id)
	if err != nil {
		return Seen{}, fmt.Errorf("freeze minutes of %s: %w", id, err)
	}
	revision := Revision{Number: 1, SHA256: text.SHA256, By: by.Person, At: s.now().UTC()}
	if err := s.freeze(ctx, FrozenMinutes{Meeting: id, Revision: revision, Content: text.Content}); err != nil {
		return Seen{}, err
	}
	seen, err := s.change(ctx, by, id, group.ApproveMinutes, "approve minutes", func(now Meeting) (Meeting, []event.Event, error) {
		if !now.Record.Since.Equal(m.Record.Since) {
			return now, nil, ErrRecord.Saying("The minutes were opened meanwhile. Read them again before you approve them.")
		}
		next, err := now.approved(revision)
		return next, []event.Event{happening("minutes.approved", m.Group, nil)}, err
	})
	if err != nil {
		return Seen{}, err
	}
	return seen, s.enter(ctx, seen.Meeting, by.Person)
}

// freeze keeps the words. An attempt to approve that did not get to its end
// leaves a revision nobody refers to; the next one writes over it.
func (s *Service) freeze(ctx context.Context, f FrozenMinutes) error {
	id := fmt.Sprintf("%s-r%d", f.Meeting, f.Revision.Number)
	_, err := s.frozen.Insert(ctx, id, f.Revision.By, "freeze minutes", f)
	if errors.Is(err, docstore.ErrExists) {
		_, err = s.frozen.Update(ctx, id, f.Revision.By, "freeze minutes", func(FrozenMinutes) (FrozenMinutes, []event.Event, error) { return f, nil, nil })
	}
	if err != nil {
		return fmt.Errorf("keep minutes of %s: %w", f.Meeting, err)
	}
	return nil
}

// FrozenMinutes gives the approved minutes of a meeting, word for word.
func (s *Service) FrozenMinutes(ctx context.Context, by identity.Actor, id string) (FrozenMinutes, error) {
	m, _, err := s.load(ctx, by, id, group.ReadWork)
	if err != nil {
		return FrozenMinutes{}, err
	}
	if m.Record.State != Approved {
		return FrozenMinutes{}, ErrNoRecord.Saying("The minutes of this meeting are not approved yet.")
	}
	d, err := s.frozen.Get(ctx, fmt.Sprintf("%s-r%d", id, m.Record.Revision.Number))
	if err != nil {
		return FrozenMinutes{}, fmt.Errorf("approved minutes of %s: %w", id, err)
	}
	return d.Value, nil
}
