package sqlitestore

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"rapporteur/server/docstore"
)

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
	q, nothing, err := r.shape.Prepare(q)
	if err != nil || nothing {
		return nil, "", err
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
	var last docstore.Cursor
	for rows.Next() {
		if len(found) == q.Limit {
			next, err = q.Next(last)
			return found, next, err
		}
		var rec docstore.Record
		var value any
		if err := rows.Scan(&rec.ID, &rec.Version, &rec.Body, &value); err != nil {
			return nil, "", fmt.Errorf("read row: %w", err)
		}
		last = docstore.Cursor{Value: value, ID: rec.ID}
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
		r.condition(s, w)
	}
	after, err := r.shape.Cursor(q)
	if err != nil {
		return nil, err
	}
	if after != nil {
		s.after(q, *after)
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

func (r *records) condition(s *statement, w docstore.Condition) {
	s.add(` AND d.id IN (SELECT id FROM fields WHERE collection = ? AND field = ?`, r.shape.Name, w.Field)
	if w.AnyOf != nil {
		s.add(` AND value IN (?` + strings.Repeat(", ?", len(w.AnyOf)-1) + `)`)
		for _, v := range w.AnyOf {
			s.args = append(s.args, stored(v))
		}
	}
	if w.From != nil {
		s.add(` AND value >= ?`, stored(w.From))
	}
	if w.Before != nil {
		s.add(` AND value < ?`, stored(w.Before))
	}
	s.add(`)`)
}

// after goes on behind the cursor, in the order of the page: values first,
// then the documents without one.
func (s *statement) after(q docstore.Query, c docstore.Cursor) {
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
		value := stored(c.Value)
		s.add(` AND (o.value `+sign+` ? OR (o.value = ? AND d.id `+sign+` ?) OR o.value IS NULL)`, value, value, c.ID)
	}
}
