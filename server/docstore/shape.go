package docstore

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"time"
)

// Shape declares a collection: its name, and the fields by which it is found.
type Shape struct {
	Name   string // lower case letters, digits and _
	Fields []Field
	// Revision is raised when the same document gives other values for the same
	// fields than before, so that what is there is indexed again.
	Revision int
	// Index derives the values of the fields from a document's body. Open sets
	// it; a home reads with it what an earlier shape had indexed. A shape without
	// it looks at a collection and leaves its index alone.
	Index func(body []byte) (map[string][]any, error)
}

// Field is an index field: a value the collection can be searched by.
type Field struct {
	Name string // letters, digits and _
	Kind FieldKind
	// Unique refuses a second document with the same value (ErrExists). An
	// absent value is never in the way of another absent value.
	Unique bool
	// List says the field holds several values; a document is found by any of them.
	List bool
}

// FieldKind is the type of an index field's values.
type FieldKind int

const (
	Text   FieldKind = iota // string, compared byte by byte
	Number                  // int64
	Moment                  // time.Time, kept to the millisecond, UTC
)

var nameFits = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// Check refuses a shape that some home could not keep.
func (s Shape) Check() error {
	if !nameFits.MatchString(s.Name) {
		return fmt.Errorf("a collection cannot be named %q", s.Name)
	}
	for i, f := range s.Fields {
		if !nameFits.MatchString(f.Name) {
			return fmt.Errorf("an index field of %s cannot be named %q", s.Name, f.Name)
		}
		if slices.ContainsFunc(s.Fields[:i], func(other Field) bool { return other.Name == f.Name }) {
			return fmt.Errorf("%s declares the index field %q twice", s.Name, f.Name)
		}
	}
	return nil
}

// Stamp is a short text that changes with the fields and the revision. A home
// keeps it with each document, to know by which shape it was indexed.
func (s Shape) Stamp() string {
	h := sha256.New()
	fmt.Fprintln(h, s.Revision)
	for _, f := range s.Fields {
		fmt.Fprintln(h, f.Name, f.Kind, f.Unique, f.List)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Field gives the declaration of an index field.
func (s Shape) Field(name string) (Field, error) {
	for _, f := range s.Fields {
		if f.Name == name {
			return f, nil
		}
	}
	return Field{}, fmt.Errorf("%q is not an index field of %s", name, s.Name)
}

// Values gives an index as homes are handed it: only declared fields, each
// value once and of its kind, and no field without one.
func (s Shape) Values(index map[string][]any) (map[string][]any, error) {
	values := make(map[string][]any, len(index))
	for name, list := range index {
		f, err := s.Field(name)
		if err != nil {
			return nil, err
		}
		if len(list) > 1 && !f.List {
			return nil, fmt.Errorf("%q of %s holds one value, not %d", name, s.Name, len(list))
		}
		for _, v := range list {
			value, err := f.Value(v)
			if err != nil {
				return nil, err
			}
			if !slices.Contains(values[name], value) {
				values[name] = append(values[name], value)
			}
		}
	}
	return values, nil
}

// Value gives v as it is kept: a string, an int64, or a time.Time in UTC cut
// to the millisecond. A named type counts as what it is made of.
func (f Field) Value(v any) (any, error) {
	switch f.Kind {
	case Text:
		if r := reflect.ValueOf(v); r.Kind() == reflect.String {
			return r.String(), nil
		}
	case Number:
		if r := reflect.ValueOf(v); r.CanInt() {
			return r.Int(), nil
		}
	case Moment:
		if at, ok := v.(time.Time); ok {
			return time.UnixMilli(at.UnixMilli()).UTC(), nil
		}
	}
	return nil, fmt.Errorf("index field %q cannot hold a %T", f.Name, v)
}
