package sqlitestore

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"rapporteur/server/docstore"
)

// cursor is where a page ended: the sort value of its last document (nil where
// it has none) and its id.
type cursor struct {
	Value any    `json:"v,omitempty"`
	ID    string `json:"i"`
}

// statement is a query being put together.
type statement struct {
	text strings.Builder
	args []any
}

func (s *statement) add(text string, args ...any) {
	s.text.WriteString(text)
	s.args = append(s.args, args...)
}

func (r *records) Find(ctx context.Context, q docstore.Query) (found []docstore.Record, next string, err error) {
	for _, w := range q.Where {
		if w.AnyOf != nil && len(w.AnyOf) == 0 {
			return nil, "", nil
		}
	}
	s, err := r.statement(q)
	if err != nil {
		return nil, "", err
	}
	rows, err := r.home.read.QueryContext(ctx, s.text.String(), s.args...)
	if err != nil {
		return nil, "", fmt.Errorf("query: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var last cursor
	for rows.Next() {
		if len(found) == q.Limit {
			return found, last.encode(), nil
		}
		var rec docstore.Record
		var value any
		if err := rows.Scan(&rec.ID, &rec.Version, &rec.Body, &value); err != nil {
			return nil, "", fmt.Errorf("read row: %w", err)
		}
		last = cursor{Value: value, ID: rec.ID}
		found = append(found, rec)
	}
	return found, "", rows.Err()
}

// statement selects one document more than the page holds, to know whether
// there is a next one.
func (r *records) statement(q docstore.Query) (*statement, error) {
	s := &statement{}
	value := "NULL"
	if q.Order != "" {
		value = "o.value"
	}
	s.add(`SELECT d.id, d.version, d.body, ` + value + ` FROM docs d`)
	if q.Order != "" {
		s.add(` LEFT JOIN fields o ON o.collection = d.collection AND o.id = d.id AND o.field = ?`, q.Order)
	}
	s.add(` WHERE d.collection = ?`, r.shape.Name)
	for _, w := range q.Where {
		if err := r.condition(s, w); err != nil {
			return nil, err
		}
	}
	if q.After != "" {
		if err := s.after(q); err != nil {
			return nil, err
		}
	}
	direction := ""
	if q.Descending {
		direction = " DESC"
	}
	if q.Order != "" {
		s.add(` ORDER BY o.value IS NULL, o.value` + direction + `, d.id` + direction)
	} else {
		s.add(` ORDER BY d.id` + direction)
	}
	s.add(` LIMIT ?`, q.Limit+1)
	return s, nil
}

func (r *records) condition(s *statement, w docstore.Condition) error {
	f, err := r.field(w.Field)
	if err != nil {
		return err
	}
	s.add(` AND d.id IN (SELECT id FROM fields WHERE collection = ? AND field = ?`, r.shape.Name, w.Field)
	if w.AnyOf != nil {
		s.add(` AND value IN (?` + strings.Repeat(", ?", len(w.AnyOf)-1) + `)`)
		for _, v := range w.AnyOf {
			value, err := stored(f, v)
			if err != nil {
				return err
			}
			s.args = append(s.args, value)
		}
	}
	for _, bound := range []struct {
		sign  string
		value any
	}{{">=", w.From}, {"<", w.Before}} {
		if bound.value == nil {
			continue
		}
		value, err := stored(f, bound.value)
		if err != nil {
			return err
		}
		s.add(` AND value `+bound.sign+` ?`, value)
	}
	s.add(`)`)
	return nil
}

func (r *records) field(name string) (docstore.Field, error) {
	for _, f := range r.shape.Fields {
		if f.Name == name {
			return f, nil
		}
	}
	return docstore.Field{}, fmt.Errorf("%q is not an index field of %s", name, r.shape.Name)
}

// after goes on behind the cursor, in the order of the page: values first,
// then the documents without one.
func (s *statement) after(q docstore.Query) error {
	c, err := decodeCursor(q.After)
	if err != nil {
		return err
	}
	sign := ">"
	if q.Descending {
		sign = "<"
	}
	switch {
	case q.Order == "":
		s.add(` AND d.id `+sign+` ?`, c.ID)
	case c.Value == nil:
		s.add(` AND o.value IS NULL AND d.id `+sign+` ?`, c.ID)
	default:
		s.add(` AND (o.value `+sign+` ? OR (o.value = ? AND d.id `+sign+` ?) OR o.value IS NULL)`, c.Value, c.Value, c.ID)
	}
	return nil
}

func (c cursor) encode() string {
	text, err := json.Marshal(c)
	if err != nil {
		return "" // a string or a number always encodes
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

func decodeCursor(text string) (cursor, error) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return cursor{}, docstore.ErrCursor.Because(err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(raw)))
	decoder.UseNumber()
	var c cursor
	if err := decoder.Decode(&c); err != nil {
		return cursor{}, docstore.ErrCursor.Because(err)
	}
	if n, ok := c.Value.(json.Number); ok {
		whole, err := n.Int64()
		if err != nil {
			return cursor{}, docstore.ErrCursor.Because(err)
		}
		c.Value = whole
	}
	return c, nil
}
