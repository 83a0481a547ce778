package httpapi

import (
	"context"
	"time"

	"rapporteur/server/deliverable"
	"rapporteur/server/group"
	"rapporteur/server/httpapi/api"
)

// Deliverables answers for the deliverables of all groups.
type Deliverables struct {
	deliverables *deliverable.Service
	cards        Cards
	now          func() time.Time
}

// NewDeliverables serves deliverables with the names of who edits them.
func NewDeliverables(d *deliverable.Service, cards Cards, now func() time.Time) *Deliverables {
	return &Deliverables{d, cards, now}
}

// ListDeliverables gives a page of what the person asking may see.
func (d *Deliverables) ListDeliverables(ctx context.Context, r api.ListDeliverablesRequestObject) (api.ListDeliverablesResponseObject, error) {
	filter := deliverable.Filter{Group: value(r.Params.Group), Limit: value(r.Params.Limit), After: value(r.Params.After)}
	if r.Params.State != nil {
		filter.Stage = group.Stage(*r.Params.State)
	}
	page, next, err := d.deliverables.List(ctx, actor(ctx), filter)
	if err != nil {
		return nil, err
	}
	items, err := d.answers(ctx, page)
	return api.ListDeliverables200JSONResponse{Items: list(items), Next: optional(next)}, err
}

// GetDeliverable gives one.
func (d *Deliverables) GetDeliverable(ctx context.Context, r api.GetDeliverableRequestObject) (api.GetDeliverableResponseObject, error) {
	known, err := d.deliverables.Get(ctx, actor(ctx), r.Deliverable)
	if err != nil {
		return nil, err
	}
	answer, err := d.answer(ctx, known)
	return api.GetDeliverable200JSONResponse(answer), err
}

// CreateDeliverable makes one, proposed.
func (d *Deliverables) CreateDeliverable(ctx context.Context, r api.CreateDeliverableRequestObject) (api.CreateDeliverableResponseObject, error) {
	b := r.Body
	known, err := d.deliverables.Create(ctx, actor(ctx), deliverable.Deliverable{
		Group: b.Group, Title: b.Title, Kind: deliverable.Kind(b.Kind), Due: value(b.Due), Editors: value(b.Editors), Language: value(b.Language),
	})
	if err != nil {
		return nil, err
	}
	answer, err := d.answer(ctx, known)
	return api.CreateDeliverable201JSONResponse(answer), err
}

// ChangeDeliverable changes title, editors or dates.
func (d *Deliverables) ChangeDeliverable(ctx context.Context, r api.ChangeDeliverableRequestObject) (api.ChangeDeliverableResponseObject, error) {
	b := r.Body
	known, err := d.deliverables.Change(ctx, actor(ctx), r.Deliverable, deliverable.Change{
		Title: b.Title, Label: b.Label, Language: b.Language, Kind: (*deliverable.Kind)(b.Kind), Editors: b.Editors,
		MembersEdit: b.MembersEdit, SDGs: b.Sdgs, Due: b.Due, Reason: value(b.Reason),
	})
	if err != nil {
		return nil, err
	}
	answer, err := d.answer(ctx, known)
	return api.ChangeDeliverable200JSONResponse(answer), err
}

// MoveDeliverable takes one to another stage.
func (d *Deliverables) MoveDeliverable(ctx context.Context, r api.MoveDeliverableRequestObject) (api.MoveDeliverableResponseObject, error) {
	known, err := d.deliverables.Move(ctx, actor(ctx), r.Deliverable, group.Stage(r.Body.To), value(r.Body.Reason))
	if err != nil {
		return nil, err
	}
	answer, err := d.answer(ctx, known)
	return api.MoveDeliverable200JSONResponse(answer), err
}

func (d *Deliverables) answer(ctx context.Context, k deliverable.Known) (api.Deliverable, error) {
	all, err := d.answers(ctx, []deliverable.Known{k})
	if err != nil {
		return api.Deliverable{}, err
	}
	return all[0], nil
}

func (d *Deliverables) answers(ctx context.Context, page []deliverable.Known) ([]api.Deliverable, error) {
	var people []string
	for _, k := range page {
		people = append(people, k.Editors...)
		for _, s := range k.Slips {
			people = append(people, s.By)
		}
	}
	cards, err := d.cards.Cards(ctx, people)
	if err != nil {
		return nil, err
	}
	var answers []api.Deliverable
	for _, k := range page {
		can, err := d.deliverables.Can(ctx, actor(ctx), k)
		if err != nil {
			return nil, err
		}
		a := api.Deliverable{
			ID: k.ID, Title: k.Title, Kind: api.DeliverableKind(k.Kind), Label: optional(k.Label), State: api.DeliverableStage(k.Stage),
			StateReason: optional(k.StageReason), Group: k.Group, Editors: []api.PersonCard{}, MembersEdit: optional(k.MembersEdit),
			BaselineDue: dayOf(k.Baseline), Due: dayOf(k.Due), LateBy: k.LateBy(d.now()), Sdgs: list(k.SDGs), Language: optional(k.Language),
			Changed: &k.Changed, Sample: optional(k.Sample), Can: list(can),
		}
		for _, e := range k.Editors {
			a.Editors = append(a.Editors, personCard(e, cards))
		}
		a.Slips = slips(k.Slips, cards)
		answers = append(answers, a)
	}
	return answers, nil
}

// slip is the generated type of one entry, which has no name of its own.
type slip = struct {
	At     time.Time       `json:"at"`
	By     *api.PersonCard `json:"by,omitempty"`
	From   string          `json:"from"`
	Reason string          `json:"reason"`
	To     string          `json:"to"`
}

func slips(kept []deliverable.Slip, cards map[string]Card) []slip {
	shown := []slip{}
	for _, s := range kept {
		card := personCard(s.By, cards)
		shown = append(shown, slip{At: s.At, By: &card, From: s.From, Reason: s.Reason, To: s.To})
	}
	return shown
}
