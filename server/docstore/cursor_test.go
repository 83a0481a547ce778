package docstore_test

import (
	"errors"
	"testing"
	"time"

	"rapporteur/server/docstore"
)

var shape = docstore.Shape{Name: "notes", Fields: []docstore.Field{
	{Name: "title", Kind: docstore.Text}, {Name: "rank", Kind: docstore.Number}, {Name: "due", Kind: docstore.Moment},
}}

// A cursor comes back from a client: whatever it is, it is the place of this
// order or ErrCursor.
func FuzzCursor(f *testing.F) {
	for order, value := range map[string]any{
		"": nil, "title": "مجموعة", "rank": int64(1) << 60, "due": time.UnixMilli(-5).UTC(),
	} {
		q := docstore.Query{Order: order, Descending: order == "rank"}
		after, err := q.Next(docstore.Cursor{Value: value, ID: "n1"})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(order, q.Descending, after)
		q.After = after
		if got, err := shape.Cursor(q); err != nil || got.ID != "n1" || got.Value != value {
			f.Fatalf("by %q: got %+v, %v, want %v", order, got, err, value)
		}
	}
	f.Add("rank", false, "eyJvIjoicmFuayIsInYiOjEuNSwiaSI6IiJ9")
	f.Fuzz(func(t *testing.T, order string, descending bool, after string) {
		q := docstore.Query{Order: order, Descending: descending, After: after}
		c, err := shape.Cursor(q)
		switch {
		case errors.Is(err, docstore.ErrCursor):
		case err != nil:
			t.Errorf("got %v, want ErrCursor", err)
		case c == nil && after != "":
			t.Error("a place was lost")
		case c != nil:
			again, err := q.Next(*c)
			if err != nil {
				t.Fatal(err)
			}
			q.After = again
			if same, err := shape.Cursor(q); err != nil || *same != *c {
				t.Errorf("got %+v, %v, want %+v", same, err, c)
			}
		}
	})
}
