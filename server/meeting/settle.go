package meeting

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
)

// errSame ends an update that has nothing to write.
var errSame = errors.New("nothing to change")

// settle makes the meetings of a series what the series says: the store writes
// one document at a time, so a crash may leave a series ahead of its meetings.
// It runs after every change and again from the event of that change, and
// running it once more changes nothing.
func (s *Service) settle(ctx context.Context, by string, series Series) error {
	known, err := s.meetingsOf(ctx, series.ID)
	if err != nil {
		return err
	}
	for _, p := range series.Planned {
		m, ok := known[p.Meeting]
		if !ok {
			err = s.plant(ctx, by, series, p)
		} else if _, same := series.follows(m, p); !same {
			err = s.fit(ctx, by, series, p)
		}
		if err != nil {
			return fmt.Errorf("settle series %s: %w", series.ID, err)
		}
	}
	for _, r := range series.Retired {
		if m, ok := known[r.Meeting]; ok && !m.Retired {
			if err := s.retire(ctx, by, r); err != nil {
				return fmt.Errorf("settle series %s: %w", series.ID, err)
			}
		}
	}
	return nil
}

func (s *Service) plant(ctx context.Context, by string, series Series, p Planned) error {
	m := series.meeting(p, s.now().UTC())
	_, err := s.meetings.Insert(ctx, m.ID, by, "plan meeting", m, happening("meeting.planned", m.Group, nil))
	if errors.Is(err, docstore.ErrExists) {
		return nil // another run was quicker
	}
	return err
}

func (s *Service) fit(ctx context.Context, by string, series Series, p Planned) error {
	_, err := s.meetings.Update(ctx, p.Meeting, by, "follow series", func(m Meeting) (Meeting, []event.Event, error) {
		next, same := series.follows(m, p)
		if same {
			return m, nil, errSame
		}
		next.Changed = s.now().UTC()
		return next, []event.Event{happening("meeting.replanned", m.Group, nil)}, nil
	})
	if errors.Is(err, errSame) {
		return nil
	}
	return unlessGone(err) // a later change has dropped it meanwhile
}

func (s *Service) retire(ctx context.Context, by string, r Retired) error {
	gone := false
	_, err := s.meetings.Update(ctx, r.Meeting, by, "drop from series", func(m Meeting) (Meeting, []event.Event, error) {
		var next Meeting
		if next, gone = m.retired(r.Reason); gone || next.Retired == m.Retired {
			return m, nil, errSame
		}
		next.Changed = s.now().UTC()
		return next, []event.Event{happening("meeting.cancelled", m.Group, nil)}, nil
	})
	if err != nil && !errors.Is(err, errSame) {
		return unlessGone(err) // another run was quicker
	}
	if !gone {
		return nil
	}
	return unlessGone(s.meetings.Delete(ctx, r.Meeting, by, "drop from series"))
}

// textChanged is the event of a live text somebody wrote in (coedit).
const textChanged = "text.changed"

// Hear is an event.Listener. A series that was written is settled once more
// and an approval is entered once more, in case the program ended in between;
// minutes that were written in are read for decisions and actions.
func (s *Service) Hear(ctx context.Context, e event.Event) error {
	switch {
	case e.Collection == "series":
		d, err := s.series.Get(ctx, e.Document)
		if err != nil {
			return unlessGone(err)
		}
		return s.settle(ctx, e.By, d.Value)
	case e.Kind == textChanged:
		id, isMinutes := strings.CutPrefix(e.Document, DocumentName(""))
		if !isMinutes {
			return nil
		}
		d, err := s.meetings.Get(ctx, id)
		if err != nil {
			return unlessGone(err)
		}
		return s.reconcile(ctx, d.Value, e.By)
	case e.Kind == "minutes.approved":
		d, err := s.meetings.Get(ctx, e.Document)
		if err != nil {
			return unlessGone(err)
		}
		return s.enter(ctx, d.Value, e.By)
	}
	return nil
}

// unlessGone lets an event about what is no longer there pass.
func unlessGone(err error) error {
	if errors.Is(err, docstore.ErrNotFound) {
		return nil
	}
	return err
}

func isStoreNotFound(err error) bool { return errors.Is(err, docstore.ErrNotFound) }
