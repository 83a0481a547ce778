package httpapi

import (
	"context"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/identity"
	"rapporteur/server/notify"
)

// InvitationLetter is the kind of an invitation's letter in the outbox.
const InvitationLetter = "invitation"

// Invitations answers those who invite and those who are invited.
type Invitations struct {
	invitations *identity.Invitations
	outbox      *notify.Outbox
	browser     *Browser
}

// NewInvitations makes the operations of /invitations.
func NewInvitations(invitations *identity.Invitations, outbox *notify.Outbox, browser *Browser) *Invitations {
	return &Invitations{invitations: invitations, outbox: outbox, browser: browser}
}

// ListInvitations shows the invitations of a group, or those to offices.
func (i *Invitations) ListInvitations(ctx context.Context, r api.ListInvitationsRequestObject) (api.ListInvitationsResponseObject, error) {
	all, err := i.invitations.List(ctx, actor(ctx), value(r.Params.Group))
	if err != nil {
		return nil, err
	}
	answer := api.ListInvitations200JSONResponse{Items: make([]api.Invitation, 0, len(all))}
	for _, one := range all {
		shown, err := i.show(ctx, one)
		if err != nil {
			return nil, err
		}
		answer.Items = append(answer.Items, shown)
	}
	return answer, nil
}

// Invite invites somebody.
func (i *Invitations) Invite(ctx context.Context, r api.InviteRequestObject) (api.InviteResponseObject, error) {
	made, err := i.invitations.Invite(ctx, actor(ctx), identity.Wanted{
		Email: r.Body.Email, Seat: value(r.Body.Seat), Office: identity.Office(value(r.Body.Office)), Locale: value(r.Body.Locale),
	})
	if err != nil {
		return nil, err
	}
	shown, err := i.show(ctx, made)
	return api.Invite201JSONResponse(shown), err
}

// SendInvitation sends one again.
func (i *Invitations) SendInvitation(ctx context.Context, r api.SendInvitationRequestObject) (api.SendInvitationResponseObject, error) {
	sent, err := i.invitations.SendAgain(ctx, actor(ctx), r.Invitation)
	if err != nil {
		return nil, err
	}
	shown, err := i.show(ctx, sent)
	return api.SendInvitation200JSONResponse(shown), err
}

// RevokeInvitation takes one back.
func (i *Invitations) RevokeInvitation(ctx context.Context, r api.RevokeInvitationRequestObject) (api.RevokeInvitationResponseObject, error) {
	return api.RevokeInvitation204Response{}, i.invitations.Revoke(ctx, actor(ctx), r.Invitation)
}

// show words one for those who may manage it.
func (i *Invitations) show(ctx context.Context, one identity.Invitation) (api.Invitation, error) {
	shown := api.Invitation{
		ID: one.ID, Email: one.Email, Made: one.Made, Ends: one.Ends, State: api.InvitationState(one.State), By: one.ByName,
		Seat: optional(one.Seat.ID), Group: optional(one.Seat.Group), GroupName: optional(one.Seat.GroupName),
		Role: optional(one.Seat.Role), Title: optional(one.Seat.Title), Office: optional(api.Office(one.Office)),
		Link: optional(one.Link), Can: api.Can{},
	}
	if one.State == identity.InvitationOpen || one.State == identity.InvitationExpired {
		shown.Can = api.Can{"send", "revoke"}
	}
	state, err := i.outbox.StateOf(ctx, InvitationLetter, one.ID)
	if state == notify.Waiting || state == notify.Sent || state == notify.Failed {
		shown.Mail = optional(api.InvitationMail(state))
	}
	return shown, err
}

// GetOpenedInvitation shows the invitation whose link this browser opened.
func (i *Invitations) GetOpenedInvitation(ctx context.Context, _ api.GetOpenedInvitationRequestObject) (api.GetOpenedInvitationResponseObject, error) {
	one, err := i.invitations.Opened(ctx, i.browser.cookieOf(ctx, invitationCookie))
	if err != nil {
		return nil, err
	}
	return api.GetOpenedInvitation200JSONResponse{
		State: api.InvitationState(one.State), Email: one.Email, Ends: &one.Ends, By: optional(one.ByName),
		Group: optional(one.Seat.Group), GroupName: optional(one.Seat.GroupName), Role: optional(one.Seat.Role),
		Title: optional(one.Seat.Title), Office: optional(api.Office(one.Office)),
	}, nil
}

// CloseInvitation has this browser forget the invitation.
func (i *Invitations) CloseInvitation(ctx context.Context, _ api.CloseInvitationRequestObject) (api.CloseInvitationResponseObject, error) {
	i.browser.clear(ctx, invitationCookie)
	return api.CloseInvitation204Response{}, nil
}

// AcceptInvitation gives the person signed in the seat.
func (i *Invitations) AcceptInvitation(ctx context.Context, _ api.AcceptInvitationRequestObject) (api.AcceptInvitationResponseObject, error) {
	group, err := i.invitations.Accept(ctx, actor(ctx), i.browser.cookieOf(ctx, invitationCookie))
	if err != nil {
		return nil, err
	}
	i.browser.clear(ctx, invitationCookie)
	return api.AcceptInvitation200JSONResponse{Group: optional(group)}, nil
}
