package httpapi

import (
	"context"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/identity"
)

// Offices answers administrators about who stands over the whole installation.
type Offices struct{ offices *identity.Offices }

// NewOffices makes the operations of /offices.
func NewOffices(offices *identity.Offices) *Offices { return &Offices{offices: offices} }

// ListOfficers shows who holds an office.
func (o *Offices) ListOfficers(ctx context.Context, _ api.ListOfficersRequestObject) (api.ListOfficersResponseObject, error) {
	all, err := o.offices.List(ctx, actor(ctx))
	if err != nil {
		return nil, err
	}
	answer := api.ListOfficers200JSONResponse{Items: make([]api.Officer, 0, len(all))}
	for _, one := range all {
		shown := api.Officer{ID: one.ID, Name: one.Name, Email: one.Email(), Sample: optional(one.Sample)}
		for _, office := range one.Offices {
			shown.Offices = append(shown.Offices, api.Office(office))
		}
		answer.Items = append(answer.Items, shown)
	}
	return answer, nil
}

// WithdrawOffice takes an office from somebody.
func (o *Offices) WithdrawOffice(ctx context.Context, r api.WithdrawOfficeRequestObject) (api.WithdrawOfficeResponseObject, error) {
	return api.WithdrawOffice204Response{}, o.offices.Withdraw(ctx, actor(ctx), r.Person, identity.Office(r.Office))
}
