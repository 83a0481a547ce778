package app

import (
	"context"

	"rapporteur/server/httpapi"
	"rapporteur/server/identity"
	"rapporteur/server/notify"
)

// postOffice puts the letters of invitations into the outbox.
type postOffice struct {
	outbox  *notify.Outbox
	reaches bool // mail leaves this machine
}

func (p postOffice) Invite(ctx context.Context, by identity.Actor, invitation string) error {
	return p.outbox.Queue(ctx, by, httpapi.InvitationLetter, invitation)
}

func (p postOffice) Reaches() bool { return p.reaches }

// writeInvitation words the letter of an invitation when it is sent.
func (h *house) writeInvitation(ctx context.Context, invitation string) (notify.Letter, error) {
	l, err := h.invitations.Letter(ctx, invitation)
	if err != nil {
		return notify.Letter{}, err
	}
	words := notify.Invitation{To: l.Email, Locale: l.Locale, Inviter: l.ByName, Group: l.Seat.GroupName, Title: l.Seat.Title,
		URL: l.URL, Ends: l.Ends, Platform: h.config.PublicURL}
	if l.Office != "" {
		words.Title = string(l.Office)
	}
	return notify.InvitationLetter(words), nil
}
