package httpapi

import (
	"context"
	"time"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"rapporteur/server/group"
	"rapporteur/server/httpapi/api"
	"rapporteur/server/identity"
)

// People answers what a person may know and change about themselves.
type People struct {
	people   *identity.People
	sessions *identity.Sessions
	tokens   *identity.Tokens
	groups   *group.Service
}

// NewPeople makes the operations of /profile.
func NewPeople(people *identity.People, sessions *identity.Sessions, tokens *identity.Tokens, groups *group.Service) *People {
	return &People{people: people, sessions: sessions, tokens: tokens, groups: groups}
}

// GetProfile shows the person asking to themselves.
func (p *People) GetProfile(ctx context.Context, _ api.GetProfileRequestObject) (api.GetProfileResponseObject, error) {
	profile, err := p.profile(ctx, actor(ctx))
	return api.GetProfile200JSONResponse(profile), err
}

// ChangeProfile changes what a person says about themselves.
func (p *People) ChangeProfile(ctx context.Context, r api.ChangeProfileRequestObject) (api.ChangeProfileResponseObject, error) {
	change := identity.Profile{Name: r.Body.Name, Locale: r.Body.Locale, Zone: r.Body.Zone}
	if r.Body.Affiliations != nil {
		list := make([]identity.Affiliation, 0, len(*r.Body.Affiliations))
		for _, a := range *r.Body.Affiliations {
			list = append(list, identity.Affiliation{Organization: a.Organization, Position: value(a.Position), From: day(a.From), To: day(a.To)})
		}
		change.Affiliations = &list
	}
	if _, err := p.people.ChangeProfile(ctx, actor(ctx), change); err != nil {
		return nil, err
	}
	profile, err := p.profile(ctx, actor(ctx))
	return api.ChangeProfile200JSONResponse(profile), err
}

// profile gathers what is known of a person, with the seats they hold.
func (p *People) profile(ctx context.Context, who identity.Actor) (api.Profile, error) {
	known, err := p.people.Person(ctx, who.Person)
	if err != nil {
		return api.Profile{}, err
	}
	profile := api.Profile{
		ID: known.ID, Name: known.Name, Email: known.Email(), Locale: optional(known.Locale), Zone: optional(known.Zone),
		Offices: []api.Office{}, Seats: []api.SeatHeld{}, Affiliations: []api.Affiliation{}, Can: api.Can{},
	}
	if known.Sample {
		profile.Sample = &known.Sample
	}
	for _, o := range known.Offices {
		profile.Offices = append(profile.Offices, api.Office(o))
	}
	for _, a := range known.Affiliations {
		profile.Affiliations = append(profile.Affiliations, api.Affiliation{
			Organization: a.Organization, Position: optional(a.Position), From: dayOf(a.From), To: dayOf(a.To),
		})
	}
	if profile.Seats, err = p.seats(ctx, who.Person); err != nil {
		return api.Profile{}, err
	}
	if former, err := p.groups.HeldBefore(ctx, who.Person); err != nil {
		return api.Profile{}, err
	} else if former {
		profile.Former = &former
	}
	if who.BySession() {
		profile.Can = append(profile.Can, "change", "make_token")
	}
	if who.Holds(identity.OfficeAdmin) {
		profile.Can = append(profile.Can, "invite_to_office")
	}
	if p.groups.CanOpen(ctx, who) == nil {
		profile.Can = append(profile.Can, "open_group")
	}
	overseen, all, err := p.groups.Groups(ctx, who, group.SeeOverview)
	if err != nil {
		return api.Profile{}, err
	}
	if all || len(overseen) > 0 {
		profile.Can = append(profile.Can, "see_overview")
	}
	return profile, nil
}

func (p *People) seats(ctx context.Context, person string) ([]api.SeatHeld, error) {
	held, err := p.groups.SeatsOf(ctx, person)
	if err != nil {
		return nil, err
	}
	list := make([]api.SeatHeld, 0, len(held))
	for _, seat := range held {
		g, err := p.groups.Get(ctx, seat.Group)
		if err != nil {
			return nil, err
		}
		shown := api.SeatHeld{ID: seat.ID, Group: seat.Group, GroupName: g.Name, Role: string(seat.Role), Title: seat.Title, Pilot: optional(seat.Pilot), To: seat.To}
		if seat.Sample {
			shown.Sample = &seat.Sample
		}
		list = append(list, shown)
	}
	return list, nil
}

// ListSessions shows where the person is signed in.
func (p *People) ListSessions(ctx context.Context, _ api.ListSessionsRequestObject) (api.ListSessionsResponseObject, error) {
	all, err := p.sessions.List(ctx, actor(ctx))
	if err != nil {
		return nil, err
	}
	answer := api.ListSessions200JSONResponse{Items: make([]api.SignedInAt, 0, len(all))}
	for _, s := range all {
		answer.Items = append(answer.Items, api.SignedInAt{ID: s.ID, Current: s.Current, Created: s.Created, Seen: s.Seen, Ends: s.Ends, Agent: s.Agent})
	}
	return answer, nil
}

// EndSession signs one browser out.
func (p *People) EndSession(ctx context.Context, r api.EndSessionRequestObject) (api.EndSessionResponseObject, error) {
	return api.EndSession204Response{}, p.sessions.End(ctx, actor(ctx), r.Session)
}

// EndOtherSessions signs out every browser but the one that asks.
func (p *People) EndOtherSessions(ctx context.Context, _ api.EndOtherSessionsRequestObject) (api.EndOtherSessionsResponseObject, error) {
	return api.EndOtherSessions204Response{}, p.sessions.EndOthers(ctx, actor(ctx))
}

// day writes a day of the contract as it is kept; "" for none.
func day(d *openapi_types.Date) string {
	if d == nil {
		return ""
	}
	return d.Format(time.DateOnly)
}
