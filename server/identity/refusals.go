package identity

import "rapporteur/server/fault"

// What can go wrong between "sign in" and being in. Each has a code that the
// client's page explains in the reader's language.
var (
	ErrUnreachable = fault.New(fault.Unavailable, "sign_in.unreachable",
		"Your organisation's sign-in did not answer. Nothing is wrong with your account; try again in a minute.")
	ErrExpired = fault.New(fault.Gone, "sign_in.expired",
		"Signing in took too long, or was begun in another browser. Begin again.")
	ErrDenied = fault.New(fault.Forbidden, "sign_in.denied",
		"Your organisation's sign-in did not let you in. Its help desk knows why.")
	ErrClock = fault.New(fault.Unavailable, "sign_in.clock",
		"The clock of this server and that of your organisation's sign-in do not agree. Tell your administrator.")
	ErrNoSubject = fault.New(fault.Unavailable, "sign_in.no_subject",
		"Your organisation's sign-in did not say who you are. Tell your administrator.")
	ErrNoSeat = fault.New(fault.Forbidden, "sign_in.no_seat",
		"You have an account, but nobody has invited you here yet. Open the link in your invitation, or ask a co-leader of your group for one.")
	ErrUnconfirmed = fault.New(fault.Forbidden, "sign_in.no_email",
		"Your organisation does not tell us a confirmed e-mail address of yours, so we cannot tell that you are the administrator. Use an invitation instead.")
	ErrMisconfigured = fault.New(fault.Unavailable, "sign_in.misconfigured",
		"Your organisation's sign-in does not accept this server as it is set up. Tell your administrator.")
	ErrUntrusted = fault.New(fault.Unavailable, "sign_in.untrusted",
		"What your organisation's sign-in answered cannot be trusted, so you were not signed in. Tell your administrator.")
)
