package meeting

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// SeenEntry is a decision or an action as one person sees it.
type SeenEntry struct {
	Entry
	Overdue bool
	Can     []string
}

// EntryFilter chooses entries of a list. The zero filter chooses all.
type EntryFilter struct {
	Kind    Kind
	Group   string
	Meeting string
	Owner   string // person id
	States  []EntryState
	// Overdue lists actions that should have been done before today.
	Overdue bool
	Limit   int
	After   string
}

// Register lists decisions, the newest first, or actions, the nearest
// date first, a page at a time.
func (s *Service) Register(ctx context.Context, by identity.Actor, f EntryFilter) ([]SeenEntry, string, error) {
	q := docstore.Query{Limit: f.Limit, After: f.After, Order: byDue, Where: []docstore.Condition{
		docstore.Is(byKind, string(f.Kind)), docstore.Is(byShown, int64(1)),
	}}
	if f.Kind == DecisionKind {
		q.Order, q.Descending = byMade, true
	}
	if f.Group != "" {
		if _, err := s.inGroup(ctx, by, f.Group, group.ReadWork); err != nil {
			return nil, "", err
		}
		q.Where = append(q.Where, docstore.Is(byGroup, f.Group))
	} else {
		groups, all, err := s.policy.Groups(ctx, by, group.ReadWork)
		if err != nil {
			return nil, "", fmt.Errorf("groups to list the register of: %w", err)
		}
		if !all {
			q.Where = append(q.Where, docstore.AnyOf(byGroup, groups...))
		}
	}
	if f.Meeting != "" {
		q.Where = append(q.Where, docstore.Is(byMeeting, f.Meeting))
	}
	if f.Owner != "" {
		q.Where = append(q.Where, docstore.Is(byOwner, f.Owner))
	}
	if f.Overdue {
		f.States = unfinished
		q.Where = append(q.Where, docstore.Between(byDue, "", string(s.today())))
	}
	if len(f.States) > 0 {
		q.Where = append(q.Where, docstore.AnyOf(byState, texts(f.States)...))
	}
	docs, next, err := s.register.Find(ctx, q)
	if err != nil {
		return nil, "", fmt.Errorf("list the register: %w", err)
	}
	found := make([]SeenEntry, 0, len(docs))
	asked := s.asking(by)
	for _, d := range docs {
		st, err := asked(ctx, d.Value.Group)
		if err != nil {
			return nil, "", err
		}
		if st.May(group.ReadWork) {
			found = append(found, s.seenEntry(d.Value, st, by))
		}
	}
	return found, next, nil
}

// today is the date by which actions are overdue: a day has ended everywhere
// on earth before anything is.
func (s *Service) today() Day {
	return DayOf(s.now().In(time.FixedZone("the last to end a day", -12*60*60)))
}

// Entry gives one decision or action.
func (s *Service) Entry(ctx context.Context, by identity.Actor, kind Kind, id string) (SeenEntry, error) {
	e, st, err := s.loadEntry(ctx, by, kind, id, group.ReadWork)
	if err != nil {
		return SeenEntry{}, err
	}
	return s.seenEntry(e, st, by), nil
}

func (s *Service) seenEntry(e Entry, st group.Standing, by identity.Actor) SeenEntry {
	st.Owns = e.Owner != "" && e.Owner == by.Person
	seen := SeenEntry{Entry: e, Overdue: e.Overdue(s.today())}
	if st.May(group.Decide) {
		seen.Can = append(seen.Can, "change")
	}
	if st.May(e.Kind.act()) {
		for _, to := range e.open() {
			seen.Can = append(seen.Can, string(to))
		}
	}
	return seen
}

// act is what changing the state of an entry is, in the words of the policy.
func (k Kind) act() group.Act {
	if k == DecisionKind {
		return group.Decide
	}
	return group.DoAction
}

// loadEntry gets an entry and asks whether by may do this with it. A scribe
// may do with the entries of their meeting what the policy says.
func (s *Service) loadEntry(ctx context.Context, by identity.Actor, kind Kind, id string, act group.Act) (Entry, group.Standing, error) {
	d, err := s.register.Get(ctx, id)
	if errors.Is(err, docstore.ErrNotFound) || (err == nil && (d.Value.Gone || d.Value.Kind != kind)) {
		return Entry{}, group.Standing{}, ErrNoEntry
	}
	if err != nil {
		return Entry{}, group.Standing{}, err
	}
	e := d.Value
	st, err := s.policy.Standing(ctx, by, e.Group)
	if err != nil {
		return Entry{}, group.Standing{}, fmt.Errorf("standing in group %s: %w", e.Group, err)
	}
	if e.Meeting != "" && by.SignedIn() {
		if m, err := s.meetings.Get(ctx, e.Meeting); err == nil {
			st = toMeeting(st, by, m.Value)
		}
	}
	st.Owns = e.Owner != "" && e.Owner == by.Person
	if group.Refuse(by, st, group.ReadWork) != nil {
		return Entry{}, st, ErrNoEntry
	}
	return e, st, group.Refuse(by, st, act)
}

// Step takes a decision or an action to another state.
func (s *Service) Step(ctx context.Context, by identity.Actor, kind Kind, id string, to EntryState, note string) (SeenEntry, error) {
	e, st, err := s.loadEntry(ctx, by, kind, id, kind.act())
	if err != nil {
		return SeenEntry{}, err
	}
	if to == Superseded {
		return SeenEntry{}, ErrStep.Saying("Say which decision supersedes it.")
	}
	approved, err := s.approvedOf(ctx, e)
	if err != nil {
		return SeenEntry{}, err
	}
	return s.changeEntry(ctx, by, st, id, "take "+string(kind)+" to "+string(to), string(to), func(e Entry) (Entry, error) {
		return e.stepped(to, strings.TrimSpace(note), approved, s.now().UTC())
	})
}

// Supersede says that a later decision of the group takes the place of this one.
func (s *Service) Supersede(ctx context.Context, by identity.Actor, id, later string) (SeenEntry, error) {
	e, st, err := s.loadEntry(ctx, by, DecisionKind, id, group.Decide)
	if err != nil {
		return SeenEntry{}, err
	}
	other, _, err := s.loadEntry(ctx, by, DecisionKind, later, group.ReadWork)
	if err != nil || other.Group != e.Group || later == id {
		return SeenEntry{}, ErrNoEntry.Saying("Choose another decision of the same group.")
	}
	return s.changeEntry(ctx, by, st, id, "supersede decision", string(Superseded), func(e Entry) (Entry, error) {
		next, err := e.stepped(Superseded, "", true, s.now().UTC())
		next.SupersededBy = later
		return next, err
	})
}

func (s *Service) approvedOf(ctx context.Context, e Entry) (bool, error) {
	if e.Meeting == "" {
		return false, nil
	}
	m, err := s.meetings.Get(ctx, e.Meeting)
	if err != nil {
		return false, fmt.Errorf("meeting of an entry: %w", err)
	}
	return m.Value.Record.State == Approved, nil
}

func (s *Service) changeEntry(ctx context.Context, by identity.Actor, st group.Standing, id, doing, kind string, do func(Entry) (Entry, error)) (SeenEntry, error) {
	d, err := s.register.Update(ctx, id, by.Person, doing, func(e Entry) (Entry, []event.Event, error) {
		next, err := do(e)
		if err != nil {
			return e, nil, err
		}
		next.Changed = s.now().UTC()
		return next, []event.Event{registered(next, kind)}, nil
	})
	if err != nil {
		return SeenEntry{}, err
	}
	return s.seenEntry(d.Value, st, by), nil
}

// SetWords changes what a decision or an action says. While the words are
// those of the minutes the change is written there, as by's edit.
func (s *Service) SetWords(ctx context.Context, by identity.Actor, kind Kind, id string, words Words) (SeenEntry, error) {
	e, st, err := s.loadEntry(ctx, by, kind, id, group.Decide)
	if err != nil {
		return SeenEntry{}, err
	}
	if err := words.check(kind); err != nil {
		return SeenEntry{}, err
	}
	words = words.tidy(kind)
	if words.Owner != "" && words.Owner != e.Owner {
		if err := s.seated(ctx, e.Group, words.Owner, "/owner"); err != nil {
			return SeenEntry{}, err
		}
	}
	if e.Block != "" {
		d, err := s.meetings.Get(ctx, e.Meeting)
		if err != nil {
			return SeenEntry{}, fmt.Errorf("meeting of an entry: %w", err)
		}
		if m := d.Value; m.Record.State.Live() {
			return s.setInText(ctx, by, st, m, e, words)
		}
	}
	return s.changeEntry(ctx, by, st, id, "reword "+string(kind), "reworded", func(e Entry) (Entry, error) {
		e.Words = words
		return e, nil
	})
}

func (s *Service) setInText(ctx context.Context, by identity.Actor, st group.Standing, m Meeting, e Entry, words Words) (SeenEntry, error) {
	if !m.Record.State.Writable() {
		return SeenEntry{}, ErrRecord.Saying("The minutes are circulated. Open them for corrections to change their words.")
	}
	if err := s.texts.SetWords(ctx, by, m.ID, e.Block, e.Kind, words); err != nil {
		return SeenEntry{}, fmt.Errorf("write into the minutes of %s: %w", m.ID, err)
	}
	if err := s.reconcile(ctx, m, by.Person); err != nil {
		return SeenEntry{}, err
	}
	d, err := s.register.Get(ctx, e.ID)
	if err != nil {
		return SeenEntry{}, err
	}
	return s.seenEntry(d.Value, st, by), nil
}

// NewEntry is a decision or an action given in the register.
type NewEntry struct {
	Kind    Kind
	Group   string
	Meeting string // whose minutes it is written into; "" for none
	Words   Words
	Sample  bool
}

// Give writes a decision or an action: into the minutes of the meeting while
// they are being written, else into the register alone. Decisions are always
// taken in a meeting.
func (s *Service) Give(ctx context.Context, by identity.Actor, in NewEntry) (SeenEntry, error) {
	if err := in.Words.check(in.Kind); err != nil {
		return SeenEntry{}, err
	}
	in.Words = in.Words.tidy(in.Kind)
	if in.Meeting != "" {
		return s.giveInMeeting(ctx, by, in)
	}
	if in.Kind == DecisionKind {
		return SeenEntry{}, ErrWords.Saying("A decision is taken in a meeting. Say in which.").At("/meeting", "This is needed.")
	}
	if _, err := s.policy.Get(ctx, in.Group); err != nil {
		return SeenEntry{}, err
	}
	st, err := s.policy.Standing(ctx, by, in.Group)
	if err != nil {
		return SeenEntry{}, err
	}
	if err := s.mayGive(ctx, by, &st, in); err != nil {
		return SeenEntry{}, err
	}
	now := s.now().UTC()
	e := Entry{ID: s.newID(), Kind: in.Kind, Group: in.Group, Words: in.Words, State: in.Kind.first(), Sample: in.Sample, Made: now, Since: now, Changed: now}
	d, err := s.register.Insert(ctx, e.ID, by.Person, "give action", e, registered(e, "written"))
	if err != nil {
		return SeenEntry{}, fmt.Errorf("give action: %w", err)
	}
	return s.seenEntry(d.Value, st, by), nil
}

func (s *Service) mayGive(ctx context.Context, by identity.Actor, st *group.Standing, in NewEntry) error {
	st.Owns = in.Kind == ActionKind && in.Words.Owner != "" && in.Words.Owner == by.Person
	if err := group.Refuse(by, *st, group.Decide); err != nil {
		return err
	}
	if in.Words.Owner == "" {
		return nil
	}
	return s.seated(ctx, in.Group, in.Words.Owner, "/owner")
}

func (s *Service) giveInMeeting(ctx context.Context, by identity.Actor, in NewEntry) (SeenEntry, error) {
	m, st, err := s.load(ctx, by, in.Meeting, group.ReadWork)
	if err != nil {
		return SeenEntry{}, err
	}
	in.Group = m.Group
	if err := s.mayGive(ctx, by, &st, in); err != nil {
		return SeenEntry{}, err
	}
	if !m.Record.State.Writable() {
		return SeenEntry{}, ErrRecord.Saying("Nobody is writing the minutes of this meeting now.")
	}
	before, err := s.entriesOf(ctx, m.ID)
	if err != nil {
		return SeenEntry{}, err
	}
	if err := s.texts.Add(ctx, by, m.ID, in.Kind, in.Words); err != nil {
		return SeenEntry{}, fmt.Errorf("write into the minutes of %s: %w", m.ID, err)
	}
	if err := s.reconcile(ctx, m, by.Person); err != nil {
		return SeenEntry{}, err
	}
	after, err := s.entriesOf(ctx, m.ID)
	if err != nil {
		return SeenEntry{}, err
	}
	for _, e := range slices.Backward(after) {
		if e.Kind == in.Kind && e.Words == in.Words && !slices.ContainsFunc(before, func(b Entry) bool { return b.ID == e.ID }) {
			return s.seenEntry(e, st, by), nil
		}
	}
	return SeenEntry{}, ErrNoEntry.Saying("It was written into the minutes, and somebody has changed it there meanwhile.")
}
