package httpapi

import (
	"context"

	"rapporteur/server/deliverable"
	"rapporteur/server/httpapi/api"
	"rapporteur/server/review"
)

// Threads answers for the comment threads on texts.
type Threads struct {
	threads *review.Service
	cards   Cards
}

// NewThreads serves threads with the names of who said what.
func NewThreads(threads *review.Service, cards Cards) *Threads { return &Threads{threads, cards} }

// ListThreads gives a page of the threads of a deliverable.
func (h *Threads) ListThreads(ctx context.Context, r api.ListThreadsRequestObject) (api.ListThreadsResponseObject, error) {
	f := review.Filter{Limit: value(r.Params.Limit), After: value(r.Params.After)}
	for _, s := range value(r.Params.State) {
		f.States = append(f.States, review.State(s))
	}
	page, next, mayOpen, err := h.threads.List(ctx, actor(ctx), deliverable.Document(r.Deliverable), f)
	if err != nil {
		return nil, err
	}
	answer := api.ListThreads200JSONResponse{Items: []api.Thread{}, Next: optional(next), Can: []string{}}
	if mayOpen {
		answer.Can = append(answer.Can, "open")
	}
	var people []string
	for _, t := range page {
		people = append(people, namedIn(t)...)
	}
	cards, err := h.cards.Cards(ctx, people)
	if err != nil {
		return nil, err
	}
	for _, t := range page {
		answer.Items = append(answer.Items, threadOf(t, cards))
	}
	return answer, nil
}

// OpenThread begins one.
func (h *Threads) OpenThread(ctx context.Context, r api.OpenThreadRequestObject) (api.OpenThreadResponseObject, error) {
	anchor := value(r.Body.Anchor)
	t, err := h.threads.Open(ctx, actor(ctx), review.New{
		Document: deliverable.Document(r.Deliverable), Kind: review.Kind(r.Body.Kind), Text: r.Body.Text,
		Anchor: review.Anchor{
			Block: value(anchor.Block), Quote: value(anchor.Quote), Prefix: value(anchor.Prefix),
			Suffix: value(anchor.Suffix), Heading: value(anchor.Heading),
		},
	})
	if err != nil {
		return nil, err
	}
	answer, err := h.answer(ctx, t)
	return api.OpenThread201JSONResponse(answer), err
}

// GetThread gives one.
func (h *Threads) GetThread(ctx context.Context, r api.GetThreadRequestObject) (api.GetThreadResponseObject, error) {
	t, err := h.threads.Get(ctx, actor(ctx), r.Thread)
	if err != nil {
		return nil, err
	}
	answer, err := h.answer(ctx, t)
	return api.GetThread200JSONResponse{OneThreadJSONResponse: api.OneThreadJSONResponse(answer)}, err
}

// ReplyInThread says something more.
func (h *Threads) ReplyInThread(ctx context.Context, r api.ReplyInThreadRequestObject) (api.ReplyInThreadResponseObject, error) {
	t, err := h.threads.Reply(ctx, actor(ctx), r.Thread, r.Body.Text)
	if err != nil {
		return nil, err
	}
	answer, err := h.answer(ctx, t)
	return api.ReplyInThread200JSONResponse{OneThreadJSONResponse: api.OneThreadJSONResponse(answer)}, err
}

// EditComment changes one's own words.
func (h *Threads) EditComment(ctx context.Context, r api.EditCommentRequestObject) (api.EditCommentResponseObject, error) {
	t, err := h.threads.Edit(ctx, actor(ctx), r.Thread, r.Comment, r.Body.Text)
	if err != nil {
		return nil, err
	}
	answer, err := h.answer(ctx, t)
	return api.EditComment200JSONResponse{OneThreadJSONResponse: api.OneThreadJSONResponse(answer)}, err
}

// ResolveThread settles one.
func (h *Threads) ResolveThread(ctx context.Context, r api.ResolveThreadRequestObject) (api.ResolveThreadResponseObject, error) {
	t, err := h.threads.Resolve(ctx, actor(ctx), r.Thread, review.Outcome(r.Body.Outcome), value(r.Body.Reason))
	if err != nil {
		return nil, err
	}
	answer, err := h.answer(ctx, t)
	return api.ResolveThread200JSONResponse{OneThreadJSONResponse: api.OneThreadJSONResponse(answer)}, err
}

// ReopenThread takes a settlement back.
func (h *Threads) ReopenThread(ctx context.Context, r api.ReopenThreadRequestObject) (api.ReopenThreadResponseObject, error) {
	t, err := h.threads.Reopen(ctx, actor(ctx), r.Thread, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	answer, err := h.answer(ctx, t)
	return api.ReopenThread200JSONResponse{OneThreadJSONResponse: api.OneThreadJSONResponse(answer)}, err
}

func (h *Threads) answer(ctx context.Context, t review.Seen) (api.Thread, error) {
	cards, err := h.cards.Cards(ctx, namedIn(t))
	return threadOf(t, cards), err
}

// namedIn are the persons whose names a thread shows.
func namedIn(t review.Seen) []string {
	var people []string
	for _, c := range t.Comments {
		people = append(people, c.By)
	}
	for _, s := range t.Settlements {
		people = append(people, s.By, s.ReopenedBy)
	}
	return people
}

func threadOf(t review.Seen, cards map[string]Card) api.Thread {
	answer := api.Thread{
		ID: t.ID, Title: t.Title(), State: api.ThreadState(t.State), Kind: api.ThreadKind(t.Kind), Document: t.Document,
		Group: t.Group, Changed: t.Changed, Sample: optional(t.Sample), Can: list(t.Can),
		Anchor: api.ThreadAnchor{
			Block: optional(t.Anchor.Block), Quote: optional(t.Anchor.Quote), Prefix: optional(t.Anchor.Prefix),
			Suffix: optional(t.Anchor.Suffix), Heading: optional(t.Anchor.Heading),
		},
		Comments: each(t.Comments, func(c review.Comment) api.Comment {
			can := []string{}
			if t.CanEdit(c) {
				can = append(can, "edit")
			}
			return api.Comment{ID: c.ID, By: personCard(c.By, cards), At: c.At, Text: c.Text, Edited: moment(c.Edited), Can: can}
		}),
		Settlements: each(t.Settlements, func(s review.Settlement) api.Settlement {
			settled := api.Settlement{Outcome: api.ThreadOutcome(s.Outcome), Reason: optional(s.Reason), By: personCard(s.By, cards), At: s.At}
			if s.ReopenedBy != "" {
				card := personCard(s.ReopenedBy, cards)
				settled.ReopenedBy, settled.ReopenedAt, settled.ReopenedReason = &card, moment(s.ReopenedAt), optional(s.ReopenedReason)
			}
			return settled
		}),
	}
	return answer
}
