package httpapi

import (
	"context"
	"slices"

	"rapporteur/server/group"
	"rapporteur/server/httpapi/api"
)

// Groups answers for groups and seats.
type Groups struct {
	groups *group.Service
	cards  Cards
}

// NewGroups serves the groups with the names of who sits in them.
func NewGroups(groups *group.Service, cards Cards) *Groups { return &Groups{groups, cards} }

// ListGroups gives a page of groups.
func (g *Groups) ListGroups(ctx context.Context, r api.ListGroupsRequestObject) (api.ListGroupsResponseObject, error) {
	page, next, err := g.groups.List(ctx, value(r.Params.Limit), value(r.Params.After))
	if err != nil {
		return nil, err
	}
	answer := api.ListGroups200JSONResponse{Items: []api.Group{}, Next: optional(next), Can: []string{}}
	for _, known := range page {
		item, err := g.answer(ctx, known)
		if err != nil {
			return nil, err
		}
		answer.Items = append(answer.Items, item)
	}
	if actor(ctx).SignedIn() && g.groups.CanOpen(ctx, actor(ctx)) == nil {
		answer.Can = append(answer.Can, "open")
	}
	return answer, nil
}

// GetGroup gives a group with its seats.
func (g *Groups) GetGroup(ctx context.Context, r api.GetGroupRequestObject) (api.GetGroupResponseObject, error) {
	known, err := g.groups.Get(ctx, r.Group)
	if err != nil {
		return nil, err
	}
	answer, err := g.withSeats(ctx, known)
	return api.GetGroup200JSONResponse(answer), err
}

// OpenGroup opens one.
func (g *Groups) OpenGroup(ctx context.Context, r api.OpenGroupRequestObject) (api.OpenGroupResponseObject, error) {
	b := r.Body
	known, err := g.groups.Open(ctx, actor(ctx), group.Group{
		Kind: group.Kind(b.Kind), Parent: value(b.Parent), Number: value(b.Number), Name: b.Name, ShortName: value(b.ShortName),
		Objectives: value(b.Objectives), Scope: value(b.Scope), Website: value(b.Website), Contact: value(b.Contact),
	})
	if err != nil {
		return nil, err
	}
	answer, err := g.withSeats(ctx, known)
	return api.OpenGroup201JSONResponse(answer), err
}

// ChangeGroup changes its words or its state.
func (g *Groups) ChangeGroup(ctx context.Context, r api.ChangeGroupRequestObject) (api.ChangeGroupResponseObject, error) {
	b := r.Body
	known, err := g.groups.Change(ctx, actor(ctx), r.Group, group.Change{
		Name: b.Name, ShortName: b.ShortName, Website: b.Website, Contact: b.Contact,
		Objectives: b.Objectives, Scope: b.Scope, Help: b.Help, CoordinatedBy: b.CoordinatedBy,
		State: (*group.State)(b.State), Reason: value(b.Reason),
	})
	if err != nil {
		return nil, err
	}
	answer, err := g.withSeats(ctx, known)
	return api.ChangeGroup200JSONResponse(answer), err
}

// AddSeat adds a vacant seat.
func (g *Groups) AddSeat(ctx context.Context, r api.AddSeatRequestObject) (api.AddSeatResponseObject, error) {
	b := r.Body
	placed, err := g.groups.AddSeat(ctx, actor(ctx), group.Seat{
		Group: r.Group, Role: group.Role(b.Role), Title: b.Title, Note: value(b.Note), Call: value(b.Call), Pilot: value(b.Pilot),
	})
	if err != nil {
		return nil, err
	}
	answer, err := g.seat(ctx, placed)
	return api.AddSeat201JSONResponse(answer), err
}

// ChangeSeat changes the words, the role or the end of a seat.
func (g *Groups) ChangeSeat(ctx context.Context, r api.ChangeSeatRequestObject) (api.ChangeSeatResponseObject, error) {
	b := r.Body
	placed, err := g.groups.ChangeSeat(ctx, actor(ctx), r.Seat, group.SeatChange{
		Title: b.Title, Note: b.Note, Call: b.Call, Role: (*group.Role)(b.Role), To: b.To,
	})
	if err != nil {
		return nil, err
	}
	answer, err := g.seat(ctx, placed)
	return api.ChangeSeat200JSONResponse(answer), err
}

// EndSeat ends a seat now.
func (g *Groups) EndSeat(ctx context.Context, r api.EndSeatRequestObject) (api.EndSeatResponseObject, error) {
	if _, err := g.groups.End(ctx, actor(ctx), r.Seat); err != nil {
		return nil, err
	}
	return api.EndSeat204Response{}, nil
}

// VacateSeat ends who holds a seat and leaves the seat.
func (g *Groups) VacateSeat(ctx context.Context, r api.VacateSeatRequestObject) (api.VacateSeatResponseObject, error) {
	placed, err := g.groups.Vacate(ctx, actor(ctx), r.Seat)
	if err != nil {
		return nil, err
	}
	answer, err := g.seat(ctx, placed)
	return api.VacateSeat200JSONResponse(answer), err
}

func (g *Groups) answer(ctx context.Context, k group.Known) (api.Group, error) {
	can, err := g.groups.Can(ctx, actor(ctx), k.ID)
	if err != nil {
		return api.Group{}, err
	}
	answer := api.Group{
		ID: k.ID, Kind: api.GroupKind(k.Kind), Parent: optional(k.Parent), Name: k.Name, ShortName: optional(k.ShortName),
		State: api.GroupState(k.State), StateReason: optional(k.StateReason), Objectives: list(k.Objectives), Scope: list(k.Scope),
		Help: maybe(k.Help), CoordinatedBy: maybe(k.CoordinatedBy), Contact: optional(k.Contact), Website: optional(k.Website),
		Sample: optional(k.Sample), Can: list(can),
	}
	if k.Number != 0 {
		answer.Number = &k.Number
	}
	return answer, nil
}

// withSeats adds the seats: all of them for who reads the work of the group,
// its leaders and its vacant seats for everybody.
func (g *Groups) withSeats(ctx context.Context, k group.Known) (api.Group, error) {
	answer, err := g.answer(ctx, k)
	if err != nil {
		return answer, err
	}
	seats, err := g.groups.Seats(ctx, k.ID)
	if err != nil {
		return answer, err
	}
	if !slices.Contains(answer.Can, string(group.ReadWork)) {
		seats = slices.DeleteFunc(seats, func(p group.Placed) bool {
			return p.Role != group.CoLeader && !p.Vacant(g.groups.Now())
		})
	}
	shown := []api.Seat{}
	cards, err := g.cards.Cards(ctx, holders(seats))
	if err != nil {
		return answer, err
	}
	for _, p := range seats {
		shown = append(shown, g.seatAnswer(p, cards, answer.Can))
	}
	answer.Seats = &shown
	return answer, nil
}

func (g *Groups) seat(ctx context.Context, p group.Placed) (api.Seat, error) {
	cards, err := g.cards.Cards(ctx, holders([]group.Placed{p}))
	if err != nil {
		return api.Seat{}, err
	}
	can, err := g.groups.Can(ctx, actor(ctx), p.Group)
	return g.seatAnswer(p, cards, can), err
}

func (g *Groups) seatAnswer(p group.Placed, cards map[string]Card, groupCan []string) api.Seat {
	answer := api.Seat{
		ID: p.ID, Role: api.SeatRole(p.Role), Title: p.Title, Note: optional(p.Note), Call: optional(p.Call), Pilot: optional(p.Pilot),
		To: p.To, Sample: optional(p.Sample), Can: []string{},
	}
	vacant := p.Vacant(g.groups.Now())
	if !vacant {
		card := personCard(p.Holder, cards)
		answer.Holder = &card
	}
	if slices.Contains(groupCan, string(group.ChangeGroup)) {
		answer.Can = append(answer.Can, "change", "end")
		if vacant {
			answer.Can = append(answer.Can, "invite")
		} else {
			answer.Can = append(answer.Can, "vacate")
		}
	}
	return answer
}

func holders(seats []group.Placed) []string {
	var ids []string
	for _, p := range seats {
		if p.Holder != "" {
			ids = append(ids, p.Holder)
		}
	}
	return ids
}
