package meeting

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"rapporteur/server/event"
	"rapporteur/server/fault"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// ItemWords are what an agenda item says.
type ItemWords struct {
	Title     string
	Purpose   Purpose
	Presenter string
	Minutes   int
	Papers    []Paper
}

// agendaOpen refuses changes to the agenda of a meeting that is over.
func agendaOpen(m Meeting) error {
	if !m.CanTakePlace() {
		return ErrState.Saying("This meeting is %s, so its agenda stays as it is.", fault.Spoken(m.State))
	}
	return nil
}

// AddItem puts an item on the agenda. From somebody who does not run the
// meetings it is a proposal, which those who do take on or not.
func (s *Service) AddItem(ctx context.Context, by identity.Actor, id string, words ItemWords) (Seen, string, error) {
	m, st, err := s.load(ctx, by, id, group.ProposeItem)
	if err != nil {
		return Seen{}, "", err
	}
	item, err := s.item(ctx, m, Item{ID: s.newID(), Proposed: !st.May(group.PlanMeeting), By: by.Person, At: s.now().UTC()}, words)
	if err != nil {
		return Seen{}, "", err
	}
	kind := "meeting.item_added"
	if item.Proposed {
		kind = "meeting.item_proposed"
	}
	seen, err := s.change(ctx, by, id, group.ProposeItem, "add agenda item", func(m Meeting) (Meeting, []event.Event, error) {
		if err := agendaOpen(m); err != nil {
			return m, nil, err
		}
		if len(m.Agenda.Items) >= s.bounds.AgendaItems {
			return m, nil, ErrTooManyItems
		}
		m.Agenda.Items = append(slices.Clone(m.Agenda.Items), item)
		return m, []event.Event{happening(kind, m.Group, map[string]string{"item": item.ID})}, nil
	})
	if err != nil || item.Proposed {
		return seen, item.ID, err
	}
	return seen, item.ID, s.head(ctx, by, seen.Meeting, item)
}

// head gives an item that comes up while minutes are being written its heading
// there: they began with the agenda as it was.
func (s *Service) head(ctx context.Context, by identity.Actor, m Meeting, i Item) error {
	if !m.Record.State.Writable() {
		return nil
	}
	if err := s.texts.AddHeading(ctx, by, m.ID, Heading{Item: i.ID, Title: i.Title}); err != nil {
		return fmt.Errorf("head %q in the minutes of %s: %w", i.Title, m.ID, err)
	}
	return nil
}

// item fills in the words of an item and checks them.
func (s *Service) item(ctx context.Context, m Meeting, i Item, words ItemWords) (Item, error) {
	i.Title, i.Purpose, i.Minutes = strings.TrimSpace(words.Title), words.Purpose, words.Minutes
	i.Papers = words.Papers
	if err := i.check(); err != nil {
		return i, err
	}
	if words.Presenter != "" && words.Presenter != i.Presenter {
		if err := s.near(ctx, m.Group, words.Presenter, "/presenter"); err != nil {
			return i, err
		}
	}
	i.Presenter = words.Presenter
	return i, nil
}

// seated refuses somebody who has no seat in the group.
func (s *Service) seated(ctx context.Context, groupID, person, pointer string) error {
	ok, err := s.policy.Seated(ctx, groupID, person)
	if err == nil && !ok {
		return ErrPerson.At(pointer, "Choose somebody of the group.")
	}
	return err
}

// near refuses somebody who has no seat in the group or below it.
func (s *Service) near(ctx context.Context, groupID, person, pointer string) error {
	ok, err := s.policy.Near(ctx, groupID, person)
	if err == nil && !ok {
		return ErrPerson.At(pointer, "Choose somebody of the group.")
	}
	return err
}

// changeItem changes one item: anybody's for who runs the meetings, and one's
// own proposal until it was taken on.
func (s *Service) changeItem(ctx context.Context, by identity.Actor, id, item, doing string, change func(Item) (Item, error)) (Seen, error) {
	m, st, err := s.load(ctx, by, id, group.ProposeItem)
	if err != nil {
		return Seen{}, err
	}
	own := func(i Item) bool { return i.Proposed && i.By == by.Person }
	if i, ok := m.Agenda.Item(item); !st.May(group.PlanMeeting) && (!ok || !own(i)) {
		return Seen{}, group.Refuse(by, st, group.PlanMeeting)
	}
	return s.change(ctx, by, id, group.ProposeItem, doing, func(m Meeting) (Meeting, []event.Event, error) {
		if err := agendaOpen(m); err != nil {
			return m, nil, err
		}
		agenda, err := m.Agenda.with(item, func(i Item) (Item, error) {
			if !st.May(group.PlanMeeting) && !own(i) {
				return i, group.Refuse(by, st, group.PlanMeeting) // taken on meanwhile
			}
			return change(i)
		})
		m.Agenda = agenda
		return m, []event.Event{happening("meeting.agenda_changed", m.Group, nil)}, err
	})
}

// ChangeItem gives an item other words.
func (s *Service) ChangeItem(ctx context.Context, by identity.Actor, id, item string, words ItemWords) (Seen, error) {
	m, _, err := s.load(ctx, by, id, group.ProposeItem)
	if err != nil {
		return Seen{}, err
	}
	now, _ := m.Agenda.Item(item)
	worded, err := s.item(ctx, m, now, words)
	if err != nil {
		return Seen{}, err
	}
	return s.changeItem(ctx, by, id, item, "change agenda item", func(i Item) (Item, error) {
		i.Title, i.Purpose, i.Presenter, i.Minutes, i.Papers = worded.Title, worded.Purpose, worded.Presenter, worded.Minutes, worded.Papers
		return i, nil
	})
}

// RemoveItem takes an item off the agenda. RestoreItem puts it back where it was.
func (s *Service) RemoveItem(ctx context.Context, by identity.Actor, id, item string) (Seen, error) {
	return s.changeItem(ctx, by, id, item, "remove agenda item", func(i Item) (Item, error) {
		i.Removed = true
		return i, nil
	})
}

// RestoreItem puts an item back that was taken off.
func (s *Service) RestoreItem(ctx context.Context, by identity.Actor, id, item string) (Seen, error) {
	return s.changeItem(ctx, by, id, item, "restore agenda item", func(i Item) (Item, error) {
		i.Removed = false
		return i, nil
	})
}

// AcceptItem takes a proposal onto the agenda.
func (s *Service) AcceptItem(ctx context.Context, by identity.Actor, id, item string) (Seen, error) {
	taken := Item{}
	seen, err := s.plan(ctx, by, id, "accept agenda item", "meeting.item_accepted", func(m Meeting) (Meeting, error) {
		agenda, err := m.Agenda.with(item, func(i Item) (Item, error) {
			taken = Item{}
			if i.Proposed {
				i.Proposed, taken = false, i
			}
			return i, nil
		})
		m.Agenda = agenda
		return m, err
	})
	if err != nil || taken.ID == "" {
		return seen, err
	}
	return seen, s.head(ctx, by, seen.Meeting, taken)
}

// PlaceItem moves an item to stand after another, or first where after is "".
func (s *Service) PlaceItem(ctx context.Context, by identity.Actor, id, item, after string) (Seen, error) {
	return s.plan(ctx, by, id, "reorder agenda", "meeting.agenda_changed", func(m Meeting) (Meeting, error) {
		agenda, err := m.Agenda.placed(item, after)
		m.Agenda = agenda
		return m, err
	})
}

// PublishAgenda says that the agenda stands. It also stands in the calendars
// from then on.
func (s *Service) PublishAgenda(ctx context.Context, by identity.Actor, id string) (Seen, error) {
	return s.plan(ctx, by, id, "publish agenda", "meeting.agenda_published", func(m Meeting) (Meeting, error) {
		if len(m.Agenda.Live()) == 0 {
			return m, ErrItem.Saying("Put an item on the agenda before it is published.")
		}
		m.Agenda.Published, m.Agenda.PublishedBy = s.now().UTC(), by.Person
		return m, nil
	})
}

// plan is a change of the agenda by who runs the meetings.
func (s *Service) plan(ctx context.Context, by identity.Actor, id, doing, kind string, do func(Meeting) (Meeting, error)) (Seen, error) {
	return s.change(ctx, by, id, group.PlanMeeting, doing, func(m Meeting) (Meeting, []event.Event, error) {
		if err := agendaOpen(m); err != nil {
			return m, nil, err
		}
		next, err := do(m)
		return next, []event.Event{happening(kind, m.Group, nil)}, err
	})
}

// CarryItem puts an item that was not reached on the agenda of another meeting
// of the group, and says where it came from. Carrying it twice is one item.
func (s *Service) CarryItem(ctx context.Context, by identity.Actor, id, item, to string) (Seen, error) {
	from, _, err := s.load(ctx, by, id, group.PlanMeeting)
	if err != nil {
		return Seen{}, err
	}
	carried, ok := from.Agenda.Item(item)
	if !ok || carried.Removed {
		return Seen{}, ErrNoItem
	}
	carried.ID, carried.CarriedFrom, carried.Proposed = s.newID(), from.ID, false
	carried.By, carried.At = by.Person, s.now().UTC()
	return s.plan(ctx, by, to, "carry agenda item over", "meeting.item_added", func(m Meeting) (Meeting, error) {
		switch {
		case m.Group != from.Group || m.ID == from.ID:
			return m, ErrNotFound.Saying("Carry an item to another meeting of the same group.")
		case len(m.Agenda.Items) >= s.bounds.AgendaItems:
			return m, ErrTooManyItems
		case slices.ContainsFunc(m.Agenda.Items, func(i Item) bool { return i.CarriedFrom == from.ID && i.Title == carried.Title }):
			return m, nil
		}
		m.Agenda.Items = append(slices.Clone(m.Agenda.Items), carried)
		return m, nil
	})
}
