package meeting

import (
	"context"
	"encoding/json"
	"time"

	"rapporteur/server/docstore"
)

// Index fields of the collections.
const (
	byGroup  = "group"
	bySeries = "series"
	byState  = "state"
	byStart  = "start"
)

func openSeries(ctx context.Context, home docstore.Home, now func() time.Time) (*docstore.Collection[Series], error) {
	shape := docstore.Shape{Name: "series", Fields: []docstore.Field{{Name: byGroup, Kind: docstore.Text}}}
	return docstore.Open(ctx, home, shape, func(s Series) map[string][]any {
		return map[string][]any{byGroup: {s.Group}}
	}, now)
}

func openMeetings(ctx context.Context, home docstore.Home, now func() time.Time) (*docstore.Collection[Meeting], error) {
	shape := docstore.Shape{Name: "meetings", Fields: []docstore.Field{
		{Name: byGroup, Kind: docstore.Text}, {Name: bySeries, Kind: docstore.Text}, {Name: byState, Kind: docstore.Text},
		{Name: byStart, Kind: docstore.Moment},
	}}
	return docstore.Open(ctx, home, shape, func(m Meeting) map[string][]any {
		index := map[string][]any{byGroup: {m.Group}, byState: {string(m.State)}, byStart: {m.StartsAt()}}
		if m.Series != "" {
			index[bySeries] = []any{m.Series}
		}
		return index
	}, now)
}

// Index fields of the register.
const (
	byMeeting = "meeting"
	byKind    = "kind"
	byOwner   = "owner"
	byDue     = "due"
	byMade    = "made"
	bySource  = "source" // meeting, kind and block: a block has one entry
	byShown   = "shown"  // 1 unless its block is gone
)

func openRegister(ctx context.Context, home docstore.Home, now func() time.Time) (*docstore.Collection[Entry], error) {
	shape := docstore.Shape{Name: "register", Fields: []docstore.Field{
		{Name: byGroup, Kind: docstore.Text}, {Name: byMeeting, Kind: docstore.Text}, {Name: byKind, Kind: docstore.Text},
		{Name: byState, Kind: docstore.Text}, {Name: byOwner, Kind: docstore.Text}, {Name: byDue, Kind: docstore.Text},
		{Name: byMade, Kind: docstore.Moment}, {Name: byShown, Kind: docstore.Number}, {Name: bySource, Kind: docstore.Text, Unique: true},
	}}
	return docstore.Open(ctx, home, shape, indexEntry, now)
}

func indexEntry(e Entry) map[string][]any {
	index := map[string][]any{byGroup: {e.Group}, byKind: {string(e.Kind)}, byState: {string(e.State)}, byMade: {e.Made}}
	if e.Meeting != "" {
		index[byMeeting] = []any{e.Meeting}
	}
	if e.Block != "" {
		index[bySource] = []any{e.Meeting + " " + source(e.Kind, e.Block)}
	}
	if e.Owner != "" {
		index[byOwner] = []any{e.Owner}
	}
	if e.Due != "" {
		index[byDue] = []any{string(e.Due)}
	}
	if !e.Gone {
		index[byShown] = []any{int64(1)}
	}
	return index
}

// numbers is what a group has numbered so far.
type numbers struct {
	Last  map[Kind]int              `json:"last"`
	Given map[string]map[Kind]given `json:"given"` // by meeting
}

// given are the numbers one meeting got: first, first+1, ...
type given struct {
	First int      `json:"first"`
	IDs   []string `json:"ids"`
}

func openNumbers(ctx context.Context, home docstore.Home, now func() time.Time) (*docstore.Collection[numbers], error) {
	return docstore.Open(ctx, home, docstore.Shape{Name: "register_numbers"}, func(numbers) map[string][]any { return nil }, now)
}

// FrozenMinutes are approved minutes, word for word.
type FrozenMinutes struct {
	Meeting  string          `json:"meeting"`
	Revision Revision        `json:"revision"`
	Content  json.RawMessage `json:"content"`
}

func openFrozen(ctx context.Context, home docstore.Home, now func() time.Time) (*docstore.Collection[FrozenMinutes], error) {
	shape := docstore.Shape{Name: "minutes_revisions", Fields: []docstore.Field{{Name: byMeeting, Kind: docstore.Text}}}
	return docstore.Open(ctx, home, shape, func(f FrozenMinutes) map[string][]any {
		return map[string][]any{byMeeting: {f.Meeting}}
	}, now)
}
