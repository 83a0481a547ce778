package meeting

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/identity"
)

// entriesOf gives the register of one meeting, also what is gone from its text.
func (s *Service) entriesOf(ctx context.Context, meeting string) ([]Entry, error) {
	all, err := s.register.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is(byMeeting, meeting)}})
	if err != nil {
		return nil, fmt.Errorf("register of meeting %s: %w", meeting, err)
	}
	entries := make([]Entry, 0, len(all))
	for _, d := range all {
		entries = append(entries, d.Value)
	}
	return entries, nil
}

// reconcile brings the register to what the text of a meeting says, while the
// words are the text's. Running it twice, or twice at once, changes nothing more.
func (s *Service) reconcile(ctx context.Context, m Meeting, by string) error {
	if !m.Record.State.Live() {
		return nil
	}
	by = cmp.Or(by, identity.System().Person) // a text tells who wrote what; the event does not
	blocks, err := s.texts.Blocks(ctx, m.ID)
	if err != nil {
		return fmt.Errorf("decisions and actions in the minutes of %s: %w", m.ID, err)
	}
	entries, err := s.entriesOf(ctx, m.ID)
	if err != nil {
		return err
	}
	d := Reconcile(blocks, entries)
	for _, b := range d.Add {
		now := s.now().UTC()
		e := Entry{
			ID: s.newID(), Kind: b.Kind, Group: m.Group, Meeting: m.ID, Block: b.ID, Words: b.Words,
			State: b.Kind.first(), Sample: m.Sample, Made: now, Since: now, Changed: now,
		}
		_, err := s.register.Insert(ctx, e.ID, by, "write "+string(b.Kind), e, registered(e, "written"))
		if err != nil && !errors.Is(err, docstore.ErrExists) {
			return fmt.Errorf("enter %s of %s: %w", b.Kind, m.ID, err)
		}
	}
	for _, want := range d.Change {
		_, err := s.register.Update(ctx, want.ID, by, "reword "+string(want.Kind), func(e Entry) (Entry, []event.Event, error) {
			if e.Words == want.Words && e.Gone == want.Gone {
				return e, nil, errSame
			}
			e.Words, e.Gone, e.Changed = want.Words, want.Gone, s.now().UTC()
			return e, []event.Event{registered(e, "reworded")}, nil
		})
		if err != nil && !errors.Is(err, errSame) {
			return fmt.Errorf("reword %s of %s: %w", want.Kind, m.ID, err)
		}
	}
	return nil
}

// registered makes the event of an entry: "decision.written", "action.done".
func registered(e Entry, what string) event.Event {
	return happening(string(e.Kind)+"."+what, e.Group, map[string]string{"meeting": e.Meeting, "owner": e.Owner})
}

// enter gives the decisions and actions of approved minutes their numbers, in
// the order they stand in the text. The group's numbers are taken in one step
// and remembered by meeting, so that running it again gives the same.
func (s *Service) enter(ctx context.Context, m Meeting, by string) error {
	if m.Record.State != Approved {
		return nil
	}
	taken, err := s.taken(ctx, m)
	if err != nil {
		return err
	}
	if taken == nil {
		order, err := s.order(ctx, m.ID)
		if err != nil {
			return err
		}
		if taken, err = s.take(ctx, m, by, order); err != nil {
			return err
		}
	}
	for _, g := range taken {
		for i, id := range g.IDs {
			number := g.First + i
			_, err := s.register.Update(ctx, id, by, "number", func(e Entry) (Entry, []event.Event, error) {
				if e.Number == number {
					return e, nil, errSame
				}
				e.Number, e.Changed = number, s.now().UTC()
				return e, []event.Event{registered(e, "numbered")}, nil
			})
			if err != nil && !errors.Is(err, errSame) {
				return fmt.Errorf("number the register of %s: %w", m.ID, err)
			}
		}
	}
	return nil
}

// order lists the ids of what gets a number, by kind, in the order of the text.
func (s *Service) order(ctx context.Context, meeting string) (map[Kind][]string, error) {
	entries, err := s.entriesOf(ctx, meeting)
	if err != nil {
		return nil, err
	}
	blocks, err := s.texts.Blocks(ctx, meeting)
	if err != nil {
		return nil, fmt.Errorf("order of the minutes of %s: %w", meeting, err)
	}
	order := map[Kind][]string{}
	for _, b := range blocks {
		at := slices.IndexFunc(entries, func(e Entry) bool { return !e.Gone && e.Kind == b.Kind && e.Block == b.ID })
		if at >= 0 && !slices.Contains(order[b.Kind], entries[at].ID) {
			order[b.Kind] = append(order[b.Kind], entries[at].ID)
		}
	}
	return order, nil
}

// taken gives the numbers a meeting took before; nil where it has none yet.
func (s *Service) taken(ctx context.Context, m Meeting) (map[Kind]given, error) {
	d, err := s.numbers.Get(ctx, m.Group)
	if isStoreNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("numbers of group %s: %w", m.Group, err)
	}
	return d.Value.Given[m.ID], nil
}

// take takes the next numbers of the group, or finds those the meeting took.
func (s *Service) take(ctx context.Context, m Meeting, by string, order map[Kind][]string) (map[Kind]given, error) {
	_, err := s.numbers.Insert(ctx, m.Group, by, "begin numbering", numbers{})
	if err != nil && !errors.Is(err, docstore.ErrExists) {
		return nil, fmt.Errorf("begin numbering: %w", err)
	}
	d, err := s.numbers.Update(ctx, m.Group, by, "number the register", func(n numbers) (numbers, []event.Event, error) {
		if _, done := n.Given[m.ID]; done {
			return n, nil, nil
		}
		if n.Last == nil {
			n = numbers{Last: map[Kind]int{}, Given: map[string]map[Kind]given{}}
		}
		n.Given[m.ID] = map[Kind]given{}
		for kind, ids := range order {
			n.Given[m.ID][kind] = given{First: n.Last[kind] + 1, IDs: ids}
			n.Last[kind] += len(ids)
		}
		return n, nil, nil
	})
	if err != nil {
		return nil, fmt.Errorf("take numbers: %w", err)
	}
	return d.Value.Given[m.ID], nil
}
