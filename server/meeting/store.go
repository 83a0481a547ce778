package meeting

import (
	"context"
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
