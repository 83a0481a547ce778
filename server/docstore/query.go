package docstore

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// Query finds documents by index fields. All conditions must hold. The zero
// Query finds everything, by id.
type Query struct {
	Where []Condition
	// Order is the index field to sort by, then by id; "" sorts by id alone. A
	// List field cannot be sorted by. Documents without a value come last,
	// whichever way.
	Order      string
	Descending bool
	Limit      int    // 0 means DefaultLimit; at most MaxLimit
	After      string // the next of the page before; opaque
}

// Limits of one page.
const (
	DefaultLimit = 100
	MaxLimit     = 1000
)

// Condition holds when a value of the field is one of AnyOf or, where AnyOf is
// nil, lies in [From, Before). A nil bound is open. Both nil: the field has a
// value. A list is searched by its values, not by a range: two of them could
// meet one bound each.
type Condition struct {
	Field  string
	AnyOf  []any
	From   any
	Before any
}

// Is finds documents with this value in the field.
func Is(field string, value any) Condition { return Condition{Field: field, AnyOf: []any{value}} }

// AnyOf finds documents with any of these values in the field; none finds nothing.
func AnyOf[V any](field string, values ...V) Condition {
	list := make([]any, 0, len(values))
	for _, v := range values {
		list = append(list, v)
	}
	return Condition{Field: field, AnyOf: list}
}

// Between finds documents whose value is at least from and below before.
func Between(field string, from, before any) Condition {
	return Condition{Field: field, From: from, Before: before}
}

// Prepare gives the query with its values as they are kept and its page size
// filled in, or says why the shape cannot answer it. nothing is true where no
// document can be found. Every home begins with it.
func (s Shape) Prepare(q Query) (prepared Query, nothing bool, err error) {
	where := make([]Condition, 0, len(q.Where))
	for _, w := range q.Where {
		f, err := s.Field(w.Field)
		if err != nil {
			return q, false, err
		}
		if f.List && (w.From != nil || w.Before != nil) {
			return q, false, fmt.Errorf("%s cannot be searched by a range of %q, which is a list", s.Name, w.Field)
		}
		if w, err = w.kept(f); err != nil {
			return q, false, err
		}
		nothing = nothing || (w.AnyOf != nil && len(w.AnyOf) == 0)
		where = append(where, w)
	}
	q.Where = where
	if q.Order != "" {
		f, err := s.Field(q.Order)
		if err != nil {
			return q, false, err
		}
		if f.List {
			return q, false, fmt.Errorf("%s cannot be sorted by %q, which is a list", s.Name, q.Order)
		}
	}
	if q.Limit <= 0 {
		q.Limit = DefaultLimit
	}
	q.Limit = min(q.Limit, MaxLimit)
	return q, nothing, nil
}

func (c Condition) kept(f Field) (Condition, error) {
	kept := Condition{Field: c.Field}
	if c.AnyOf != nil {
		kept.AnyOf = make([]any, 0, len(c.AnyOf))
	}
	for _, v := range c.AnyOf {
		value, err := f.Value(v)
		if err != nil {
			return kept, err
		}
		kept.AnyOf = append(kept.AnyOf, value)
	}
	for _, bound := range []struct{ from, to *any }{{&c.From, &kept.From}, {&c.Before, &kept.Before}} {
		if *bound.from == nil {
			continue
		}
		value, err := f.Value(*bound.from)
		if err != nil {
			return kept, err
		}
		*bound.to = value
	}
	return kept, nil
}

// Cursor is where a page ended: the id of its last document, and the value it
// was sorted by (nil where it has none). The next page begins behind it, also
// when that document was changed or deleted meanwhile.
type Cursor struct {
	Value any
	ID    string
}

// cursorText is a cursor on its way through the hands of a client, with the
// order it belongs to.
type cursorText struct {
	Order      string          `json:"o,omitempty"`
	Descending bool            `json:"d,omitempty"`
	Value      json.RawMessage `json:"v,omitempty"`
	ID         string          `json:"i"`
}

// Next gives the After that goes on behind c.
func (q Query) Next(c Cursor) (string, error) {
	text := cursorText{Order: q.Order, Descending: q.Descending, ID: c.ID}
	value := c.Value
	if at, ok := value.(time.Time); ok {
		value = at.UnixMilli()
	}
	if value != nil {
		raw, err := json.Marshal(value)
		if err != nil {
			return "", fmt.Errorf("encode the place in a list: %w", err)
		}
		text.Value = raw
	}
	raw, err := json.Marshal(text)
	if err != nil {
		return "", fmt.Errorf("encode the place in a list: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(raw), nil
}

// Cursor reads q.After; nil for the first page. It returns ErrCursor where
// After is not one we gave for this order.
func (s Shape) Cursor(q Query) (*Cursor, error) {
	if q.After == "" {
		return nil, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(q.After)
	if err != nil {
		return nil, ErrCursor.Because(err)
	}
	var text cursorText
	if err := json.Unmarshal(raw, &text); err != nil {
		return nil, ErrCursor.Because(err)
	}
	if text.Order != q.Order || text.Descending != q.Descending || (q.Order == "" && text.Value != nil) {
		return nil, ErrCursor
	}
	c := &Cursor{ID: text.ID}
	if text.Value == nil {
		return c, nil
	}
	f, err := s.Field(q.Order)
	if err != nil {
		return nil, ErrCursor.Because(err)
	}
	if c.Value, err = f.decode(text.Value); err != nil {
		return nil, ErrCursor.Because(err)
	}
	return c, nil
}

func (f Field) decode(raw json.RawMessage) (any, error) {
	if f.Kind == Text {
		var text any
		if err := json.Unmarshal(raw, &text); err != nil {
			return nil, fmt.Errorf("read the value of %q: %w", f.Name, err)
		}
		return f.Value(text)
	}
	number, err := strconv.ParseInt(string(raw), 10, 64)
	if err != nil {
		return nil, fmt.Errorf("read the value of %q: %w", f.Name, err)
	}
	if f.Kind == Moment {
		return time.UnixMilli(number).UTC(), nil
	}
	return number, nil
}
