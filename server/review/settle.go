package review

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"rapporteur/server/event"
	"rapporteur/server/identity"
)

// Reply says something in a thread that is not settled.
func (s *Service) Reply(ctx context.Context, by identity.Actor, threadID, text string) (Seen, error) {
	said, err := s.said(by, text)
	if err != nil {
		// Whether the thread may be known of comes before what is wrong with the words.
		if _, _, hidden := s.load(ctx, by, threadID); hidden != nil {
			return Seen{}, hidden
		}
		return Seen{}, err
	}
	return s.change(ctx, by, threadID, "reply in thread", "thread.replied", func(thread Thread, _ Text) (Thread, error) {
		if thread.State == Resolved {
			return thread, ErrResolved
		}
		if len(thread.Comments) >= s.limits.Comments {
			return thread, ErrFull
		}
		thread.Comments = append(slices.Clone(thread.Comments), said)
		return thread, nil
	})
}

// Edit changes the words of one's own comment; the ones before stay in the
// history.
func (s *Service) Edit(ctx context.Context, by identity.Actor, threadID, commentID, text string) (Seen, error) {
	said, wrong := s.said(by, text)
	return s.change(ctx, by, threadID, "edit comment", "thread.changed", func(thread Thread, _ Text) (Thread, error) {
		at := slices.IndexFunc(thread.Comments, func(c Comment) bool { return c.ID == commentID })
		switch {
		case at < 0:
			return thread, ErrNotFound
		case thread.Comments[at].By != by.Person:
			return thread, ErrAuthor
		case thread.State == Resolved:
			return thread, ErrResolved
		case wrong != nil:
			return thread, wrong
		}
		thread.Comments = slices.Clone(thread.Comments)
		thread.Comments[at].Text, thread.Comments[at].Edited = said.Text, said.At
		return thread, nil
	})
}

// Resolve settles a thread. Editors and co-leaders settle any, and say why
// where it was not simply accepted; who opened one may withdraw it, as noted.
func (s *Service) Resolve(ctx context.Context, by identity.Actor, threadID string, outcome Outcome, reason string) (Seen, error) {
	reason = strings.TrimSpace(reason)
	return s.change(ctx, by, threadID, "resolve thread", "thread.resolved", func(thread Thread, t Text) (Thread, error) {
		refused := t.maySettle(by)
		withdraws := refused != nil && t.mayWithdraw(thread, by)
		switch {
		case refused != nil && !withdraws:
			return thread, refused
		case withdraws && outcome != Noted:
			return thread, ErrOwnOnly
		case thread.State == Resolved:
			return thread, ErrResolved
		case !slices.Contains([]Outcome{Accepted, Partly, NotAccepted, Noted}, outcome):
			return thread, ErrInvalid.At("/outcome", "Choose accepted, partly, not accepted or noted.")
		case reason == "" && outcome != Accepted && !withdraws:
			return thread, ErrReason.At("/reason", "Say why it was not simply accepted.")
		case utf8.RuneCountInString(reason) > s.limits.Text:
			return thread, ErrReason.At("/reason", "At most %d characters.", s.limits.Text)
		}
		thread.State = Resolved
		thread.Settlements = append(slices.Clone(thread.Settlements), Settlement{Outcome: outcome, Reason: reason, By: by.Person, At: s.now().UTC()})
		return thread, nil
	})
}

// Reopen takes a settlement back, with a reason; the settlement stays on record.
func (s *Service) Reopen(ctx context.Context, by identity.Actor, threadID, reason string) (Seen, error) {
	reason = strings.TrimSpace(reason)
	return s.change(ctx, by, threadID, "reopen thread", "thread.reopened", func(thread Thread, t Text) (Thread, error) {
		refused := t.maySettle(by)
		switch {
		case refused != nil && thread.OpenedBy() != by.Person:
			return thread, refused
		case thread.State != Resolved:
			return thread, ErrOpen
		case reason == "" || utf8.RuneCountInString(reason) > s.limits.Text:
			return thread, ErrReason.At("/reason", "Say why, in at most %d characters.", s.limits.Text)
		}
		thread.State = Reopened
		thread.Settlements = slices.Clone(thread.Settlements)
		last := &thread.Settlements[len(thread.Settlements)-1]
		last.ReopenedBy, last.ReopenedAt, last.ReopenedReason = by.Person, s.now().UTC(), reason
		return thread, nil
	})
}

// change loads, asks whether the person may comment at all, writes and tells.
func (s *Service) change(ctx context.Context, by identity.Actor, threadID, act, kind string, do func(Thread, Text) (Thread, error)) (Seen, error) {
	_, t, err := s.load(ctx, by, threadID)
	if err != nil {
		return Seen{}, err
	}
	if err := mayComment(by, t); err != nil {
		return Seen{}, err
	}
	d, err := s.store.Update(ctx, threadID, by.Person, act, func(thread Thread) (Thread, []event.Event, error) {
		next, err := do(thread, t)
		next.Changed = s.now().UTC()
		return next, []event.Event{{Kind: kind, Group: thread.Group}}, err
	})
	if err != nil {
		return Seen{}, err
	}
	return seen(d, by, t), nil
}
