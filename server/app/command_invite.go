package app

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"rapporteur/server/identity"
)

var errInviteWhom = errors.New("who, and as what? Write -email and an address, and -role admin or -role secretariat. Seats of groups are given on their pages")

// invite brings in somebody for an office of the installation; the first
// administrator comes in so. It works beside a running server, which sends the
// letter where there is a relay.
func invite(ctx context.Context, in invocation) (err error) {
	set := flag.NewFlagSet("invite", flag.ContinueOnError)
	email := set.String("email", "", "whom")
	role := set.String("role", "", "admin or secretariat")
	locale := set.String("locale", "en", "language of the letter")
	if err := in.flags(set); err != nil {
		return err
	}
	if *email == "" || !identity.Office(*role).Valid() {
		return errInviteWhom
	}
	h, err := in.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close(context.WithoutCancel(ctx))) }()
	made, err := h.invitations.Invite(ctx, identity.System(), identity.Wanted{Email: *email, Office: identity.Office(*role), Locale: *locale})
	if err != nil {
		return err
	}
	until := made.Ends.UTC().Format("2 January 2006, 15:04 UTC")
	if made.Link == "" {
		_, err = fmt.Fprintf(in.out, "The server will send an invitation to %s; its link works once, until %s.\n", made.Email, until)
		return err
	}
	_, err = fmt.Fprintf(in.out, "No mail relay is set, so hand this link to %s; it works once, until %s:\n%s\n", made.Email, until, made.Link)
	return err
}

// sayIfEmpty tells whoever starts the program how the first administrator
// comes in, while there is none.
func (h *house) sayIfEmpty(ctx context.Context, say func(string)) error {
	admins, err := h.people.Holders(ctx, identity.OfficeAdmin)
	if err != nil || len(admins) > 0 {
		return err
	}
	if h.config.AdminEmail != "" {
		say("Nobody administers this installation yet. Sign in with the account whose confirmed address is " + h.config.AdminEmail + ", and you do.")
		return nil
	}
	say("Nobody administers this installation yet. Run: rapporteur invite -email you@example.org -role admin (or set RAPPORTEUR_ADMIN_EMAIL)")
	return nil
}
