package app

import (
	"context"
	"time"

	"rapporteur/server/event"
	"rapporteur/server/group"
	"rapporteur/server/httpapi"
	"rapporteur/server/identity"
	"rapporteur/server/mailer"
	"rapporteur/server/notify"
)

// sweepEvery is how often what is over is removed: sessions, tokens, sign-ins
// nobody came back from.
const sweepEvery = 10 * time.Minute

// wireIdentity makes sign-in, sessions and tokens. It keeps the real time: a
// provider does.
func (h *house) wireIdentity(ctx context.Context, known identity.Deps) (err error) {
	c := h.config
	oidc := c.OIDC
	if c.Demo {
		if oidc, err = h.wireDemoSignIn(); err != nil {
			return err
		}
	}
	if h.sessions, err = identity.NewSessions(ctx, known, h.people, c.Session); err != nil {
		return err
	}
	if h.tokens, err = identity.NewTokens(ctx, known, h.people, c.Token, c.Session.SeenEvery); err != nil {
		return err
	}
	h.browser = httpapi.NewBrowser(c, h.sessions, h.tokens, known.Now)
	if err := h.wireInvitations(ctx, known); err != nil {
		return err
	}
	provider := identity.NewProvider(oidc, c.PublicURL, known.Now, h.log)
	signIns, err := identity.NewSignIns(ctx, known, provider, h.people, h.sessions, h.invitations, c.Session.SignIn, c.AdminEmail)
	if err != nil {
		return err
	}
	h.whileServing("asking for the sign-in provider", provider.Keep)
	h.whileServing("the sweep of sessions", h.sweep(signIns.Sweep, h.sessions.Sweep, h.tokens.Sweep))
	h.bus.Listen(newSecretOnRights(h.sessions))

	people := httpapi.NewPeople(h.people, h.sessions, h.tokens, h.groups)
	h.door.Authenticator = h.browser
	h.door.SignIn = httpapi.NewSignInWalk(c, h.browser, signIns, h.log)
	h.door.Server.People = people
	h.door.Server.Session = httpapi.NewSession(h.browser, h.sessions, provider, people, c.PublicURL)
	h.door.Checks = append(h.door.Checks, httpapi.Check{Name: "oidc", Ask: provider.Reachable})
	return nil
}

// wireInvitations makes the outbox and what brings people in.
func (h *house) wireInvitations(ctx context.Context, known identity.Deps) (err error) {
	c := h.config
	var carrier notify.Carrier
	box := &httpapi.Mailbox{}
	switch {
	case c.Mail.Host != "":
		carrier = mailer.NewRelay(c.Mail, c.Public().Hostname())
	case c.Demo:
		mails := &mailer.Box{}
		carrier, box.Mails, box.Local = mails, mails.Mails, h.demoLocal
	}
	writers := map[string]notify.Writer{httpapi.InvitationLetter: h.writeInvitation}
	outbox, err := notify.NewOutbox(ctx, h.home, carrier, writers, c.Mail, known.Now, known.NewID, h.log)
	if err != nil {
		return err
	}
	post := postOffice{outbox: outbox, reaches: c.Mail.Host != ""}
	h.invitations, err = identity.NewInvitations(ctx, known, h.people, seatsToInvite{h.groups}, post, c.Invitation, c.PublicURL)
	if err != nil {
		return err
	}
	h.whileServing("the outbox", outbox.Run)
	h.door.Server.Invitations = httpapi.NewInvitations(h.invitations, outbox, h.browser)
	h.door.Server.Offices = httpapi.NewOffices(identity.NewOffices(h.people, seatsToInvite{h.groups}))
	h.door.Server.Mailbox = box
	return nil
}

// newSecretOnRights has a person's browsers given a new secret when a seat or
// an office of theirs changes.
func newSecretOnRights(sessions *identity.Sessions) event.Listener {
	return func(ctx context.Context, e event.Event) error {
		person := group.PersonOf(e)
		if person == "" && e.Kind == "person.appointed" {
			person = identity.PersonOf(e)
		}
		if person == "" {
			return nil
		}
		return sessions.RightsChanged(ctx, person)
	}
}

// sweep removes what is over every so often, until its context ends. What one
// round could not remove, the next will.
func (h *house) sweep(sweeps ...func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		every := time.NewTicker(sweepEvery)
		defer every.Stop()
		for {
			select {
			case <-ctx.Done():
				return nil
			case <-every.C:
			}
			for _, once := range sweeps {
				if err := once(ctx); err != nil && ctx.Err() == nil {
					h.log.Warn("some of what is over could not be removed", "error", err.Error())
				}
			}
		}
	}
}
