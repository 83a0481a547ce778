package meeting

import (
	"context"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/fault"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// Service is everything people do with meetings. It decides permission before
// it touches the store, and is safe for many goroutines.
type Service struct {
	series   *docstore.Collection[Series]
	meetings *docstore.Collection[Meeting]
	register *docstore.Collection[Entry]
	numbers  *docstore.Collection[numbers]
	frozen   *docstore.Collection[FrozenMinutes]
	policy   Policy
	texts    Texts
	bounds   Bounds
	now      func() time.Time
	newID    func() string
}

// NewService opens the collections of meetings in home.
func NewService(ctx context.Context, home docstore.Home, policy Policy, texts Texts, bounds Bounds, now func() time.Time, newID func() string) (*Service, error) {
	s := &Service{policy: policy, texts: texts, bounds: bounds, now: now, newID: newID}
	var err error
	if s.series, err = openSeries(ctx, home, now); err != nil {
		return nil, err
	}
	if s.meetings, err = openMeetings(ctx, home, now); err != nil {
		return nil, err
	}
	if s.register, err = openRegister(ctx, home, now); err != nil {
		return nil, err
	}
	if s.numbers, err = openNumbers(ctx, home, now); err != nil {
		return nil, err
	}
	if s.frozen, err = openFrozen(ctx, home, now); err != nil {
		return nil, err
	}
	return s, nil
}

// happening makes the event of a meeting, for its group.
func happening(kind, group string, data map[string]string) event.Event {
	e := event.Event{Kind: kind, Group: group}
	if len(data) > 0 {
		e.Data, _ = json.Marshal(data) // a map of strings always can be
	}
	return e
}

// load gets a meeting and asks whether by may do this with it. Who may not
// even see the group's page is told that it is not there.
func (s *Service) load(ctx context.Context, by identity.Actor, id string, act group.Act) (Meeting, group.Standing, error) {
	d, err := s.meetings.Get(ctx, id)
	if err != nil {
		return Meeting{}, group.Standing{}, orNotFound(err)
	}
	st, err := s.policy.Standing(ctx, by, d.Value.Group)
	if err != nil || !st.May(group.SeeGroup) {
		return Meeting{}, group.Standing{}, hidden(err)
	}
	st = toMeeting(st, by, d.Value)
	return d.Value, st, group.Refuse(by, st, act)
}

// hidden turns a refusal into "there is no such meeting", and lets a surprise be one.
func hidden(err error) error {
	if err == nil || fault.Of(err) != nil {
		return ErrNotFound.Because(err)
	}
	return err
}

// change loads, asks and writes one meeting. The function may run again.
func (s *Service) change(ctx context.Context, by identity.Actor, id string, act group.Act, doing string, do func(Meeting) (Meeting, []event.Event, error)) (Seen, error) {
	_, st, err := s.load(ctx, by, id, act)
	if err != nil {
		return Seen{}, err
	}
	d, err := s.meetings.Update(ctx, id, by.Person, doing, func(m Meeting) (Meeting, []event.Event, error) {
		next, events, err := do(m)
		if err != nil {
			return m, nil, err
		}
		next.Changed = s.now().UTC()
		return next, events, nil
	})
	if err != nil {
		return Seen{}, orNotFound(err)
	}
	return s.seen(d.Value, toMeeting(st, by, d.Value)), nil
}

// orNotFound words the store's "not there" as ours.
func orNotFound(err error) error {
	if isStoreNotFound(err) {
		return ErrNotFound.Because(err)
	}
	return err
}

// reasonable reads a reason: needed, and not a page long.
func reasonable(reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "":
		return "", ErrReason.At("/reason", "This is needed.")
	case utf8.RuneCountInString(reason) > longestNote:
		return "", ErrReason.Saying("Say why in at most %d characters.", longestNote).At("/reason", "At most %d characters.", longestNote)
	}
	return reason, nil
}
