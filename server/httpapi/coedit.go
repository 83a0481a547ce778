package httpapi

import (
	"bytes"
	"context"
	"strconv"

	"rapporteur/server/coedit"
	"rapporteur/server/fault"
	"rapporteur/server/httpapi/api"
)

// Texts answers what is asked of live texts outside their socket: how they
// read, who worked on them, and how they were.
type Texts struct {
	service *coedit.Service
	cards   Cards
}

// NewTexts answers for the documents of service, with the names of who wrote.
func NewTexts(service *coedit.Service, cards Cards) *Texts { return &Texts{service, cards} }

var errPage = fault.New(fault.Invalid, "page.after", "This page does not exist. Start from the first one.")

func textName(kind api.TextKind, id api.TextID) string { return string(kind) + "/" + id }

func textAnswer(c coedit.Content) api.Text {
	answer := api.Text{Doc: c.JSON(), HTML: c.Doc.HTML(), Text: c.Doc.PlainText(), Schema: c.Schema, Sha256: c.SHA256}
	if !c.At.IsZero() {
		answer.At = &c.At
	}
	return answer
}

// GetText gives the newest state of a text in every form but its updates.
func (t *Texts) GetText(ctx context.Context, r api.GetTextRequestObject) (api.GetTextResponseObject, error) {
	c, err := t.service.Content(ctx, actor(ctx), textName(r.Kind, r.ID))
	return api.GetText200JSONResponse(textAnswer(c)), err
}

// GetTextState gives what an editor starts from.
func (t *Texts) GetTextState(ctx context.Context, r api.GetTextStateRequestObject) (api.GetTextStateResponseObject, error) {
	update, tag, err := t.service.State(ctx, actor(ctx), textName(r.Kind, r.ID))
	tag = strconv.Quote(tag)
	return api.GetTextState200ApplicationOctetStreamResponse{
		Body: bytes.NewReader(update), ContentLength: int64(len(update)),
		Headers: api.GetTextState200ResponseHeaders{ETag: &tag},
	}, err
}

// ListWritingSessions pages through the history, newest first.
func (t *Texts) ListWritingSessions(ctx context.Context, r api.ListWritingSessionsRequestObject) (api.ListWritingSessionsResponseObject, error) {
	all, err := t.service.History(ctx, actor(ctx), textName(r.Kind, r.ID))
	if err != nil {
		return nil, err
	}
	from, limit := 0, 100
	if r.Params.Limit != nil {
		limit = *r.Params.Limit
	}
	if r.Params.After != nil {
		// The page before ended with this session; newer ones may have come since.
		for from < len(all) && all[from].ID != *r.Params.After {
			from++
		}
		if from++; from > len(all) {
			return nil, errPage
		}
	}
	to := min(from+limit, len(all))
	var people []string
	for _, s := range all[from:to] {
		people = append(people, s.People...)
	}
	cards, err := t.cards.Cards(ctx, people)
	if err != nil {
		return nil, err
	}
	page := api.ListWritingSessions200JSONResponse{Items: make([]api.WritingSession, 0, to-from)}
	for _, s := range all[from:to] {
		page.Items = append(page.Items, api.WritingSession{ID: s.ID, From: s.From, To: s.To,
			People: each(s.People, func(id string) api.PersonCard { return personCard(id, cards) }), Updates: s.Updates, Act: api.WritingSessionAct(s.Act)})
	}
	if to < len(all) {
		page.Next = &all[to-1].ID
	}
	return page, nil
}

// GetTextAt gives an earlier state.
func (t *Texts) GetTextAt(ctx context.Context, r api.GetTextAtRequestObject) (api.GetTextAtResponseObject, error) {
	c, err := t.service.At(ctx, actor(ctx), textName(r.Kind, r.ID), r.Moment)
	return api.GetTextAt200JSONResponse(textAnswer(c)), err
}

// RestoreText writes an earlier state as a new change.
func (t *Texts) RestoreText(ctx context.Context, r api.RestoreTextRequestObject) (api.RestoreTextResponseObject, error) {
	return api.RestoreText204Response{}, t.service.Restore(ctx, actor(ctx), textName(r.Kind, r.ID), r.Moment)
}
