package identity

import (
	"context"
	"errors"
	"fmt"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/fault"
)

// ErrTaking means another person is taking the same invitation this moment.
var ErrTaking = fault.New(fault.Conflict, "invitation.taking", "Somebody else is using this invitation right now. If it was meant for you, ask who invited you.")

// byLink finds the invitation a link opens. A link that was replaced, used or
// revoked opens nothing any more.
func (s *Invitations) byLink(ctx context.Context, secret string) (docstore.Doc[invitation], error) {
	var none docstore.Doc[invitation]
	if secret == "" || len(secret) > maxSecret {
		return none, ErrNoInvitation
	}
	found, _, err := s.store.Find(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("link", digest(secret))}, Limit: 1})
	if err != nil {
		return none, err
	}
	if len(found) == 0 {
		return none, ErrNoInvitation
	}
	return found[0], nil
}

// Opened shows the invitation to whoever holds its link; looking changes nothing.
func (s *Invitations) Opened(ctx context.Context, secret string) (Invitation, error) {
	d, err := s.byLink(ctx, secret)
	if err != nil {
		return Invitation{}, err
	}
	return s.show(ctx, d.ID, d.Value)
}

// Invited reports whether the link could be used now: who holds it may come in
// and be asked.
func (s *Invitations) Invited(ctx context.Context, secret string) (bool, error) {
	d, err := s.byLink(ctx, secret)
	if errors.Is(err, ErrNoInvitation) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return d.Value.refusal(s.deps.Now()) == nil, nil
}

// Accept gives the person asking the seat or the office, and uses the
// invitation up. group is whose seat it was; "" for an office. Two documents
// change, so the invitation is claimed first: after a crash in between, the
// same person can go on where they were, and nobody else.
func (s *Invitations) Accept(ctx context.Context, by Actor, secret string) (group string, err error) {
	if !by.BySession() {
		return "", errNeedsSession
	}
	d, err := s.byLink(ctx, secret)
	if err != nil {
		return "", err
	}
	claimed, err := s.claim(ctx, by, d.ID)
	if err != nil {
		return "", err
	}
	if claimed.Office != "" {
		err = s.people.Appoint(ctx, by, by.Person, claimed.Office)
	} else {
		err = s.seats.Take(ctx, by, claimed.Seat)
	}
	if err != nil {
		return "", errors.Join(fmt.Errorf("accept invitation: %w", err), s.release(ctx, by, d.ID))
	}
	_, err = s.store.Update(ctx, d.ID, by.Person, "accept invitation", func(i invitation) (invitation, []event.Event, error) {
		// The links stay known, so that opening one again says what became of it.
		i.State, i.UsedBy, i.Claimed = InvitationUsed, by.Person, ""
		return i, []event.Event{{Kind: "invitation.accepted", Group: i.Group}}, nil
	})
	return claimed.Group, err
}

func (s *Invitations) claim(ctx context.Context, by Actor, id string) (invitation, error) {
	d, err := s.store.Update(ctx, id, by.Person, "claim invitation", func(i invitation) (invitation, []event.Event, error) {
		if err := i.refusal(s.deps.Now()); err != nil {
			return i, nil, err
		}
		if i.Claimed != "" && i.Claimed != by.Person {
			return i, nil, ErrTaking
		}
		i.Claimed = by.Person
		return i, nil, nil
	})
	return d.Value, err
}

// release lets go of a claim that led to nothing.
func (s *Invitations) release(ctx context.Context, by Actor, id string) error {
	_, err := s.store.Update(context.WithoutCancel(ctx), id, by.Person, "release invitation", func(i invitation) (invitation, []event.Event, error) {
		i.Claimed = ""
		return i, nil, nil
	})
	return err
}

// Letter is what the mail of an invitation says.
type Letter struct {
	Invitation
	URL string
}

// Letter makes a new link for the mail and gives what it says. The secret is
// made when the letter is, so that it waits in no store. The refusals say that
// the letter is not needed any more.
func (s *Invitations) Letter(ctx context.Context, id string) (Letter, error) {
	secret, err := newSecret(s.deps.Random)
	if err != nil {
		return Letter{}, err
	}
	d, err := s.store.Update(ctx, id, "system", "write the letter", func(i invitation) (invitation, []event.Event, error) {
		if err := i.refusal(s.deps.Now()); err != nil {
			return i, nil, err
		}
		i.Links = append(append([]string(nil), i.Links...), digest(secret))
		i.Links = i.Links[max(0, len(i.Links)-maxLinks):]
		return i, nil, nil
	})
	if errors.Is(err, docstore.ErrNotFound) {
		err = ErrNoInvitation
	}
	if err != nil {
		return Letter{}, err
	}
	shown, err := s.show(ctx, id, d.Value)
	return Letter{Invitation: shown, URL: s.link(secret)}, err
}
