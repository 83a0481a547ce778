package coedit

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
)

//go:embed schema.json
var schemaJSON []byte

// Schema is the table of what a document may contain, read by the server to
// judge updates and by the editor's tests to prove that both ends agree. Its
// version rises with every addition; nothing is ever taken away, because an
// editor that does not know a node deletes it for everybody (docs/adr/0009).
type Schema struct {
	Version int    `json:"version"`
	Root    string `json:"root"` // the one top-level name of the Yjs document
	Top     string `json:"top"`  // the node the root stands for
	Nodes   map[string]NodeType
	Marks   map[string]MarkType
	// ReservedAttrs are written by a later schema and refused until then.
	ReservedAttrs []string `json:"reservedAttrs"`
	// Patterns are what a text of a kind must match, in the expressions that Go
	// and JavaScript read alike.
	Patterns map[AttrKind]*regexp.Regexp
}

// NodeType is one kind of node, in ProseMirror's words.
type NodeType struct {
	Group   string              `json:"group,omitempty"`
	Content string              `json:"content,omitempty"`
	Marks   *string             `json:"marks,omitempty"` // nil: any; "": none
	Attrs   map[string]AttrType `json:"attrs,omitempty"`
}

// MarkType is one kind of mark on text.
type MarkType struct {
	Excludes string `json:"excludes,omitempty"`
	// Overlaps says that several marks of this kind may cover the same text;
	// the binding then writes each under its name and a hash.
	Overlaps bool                `json:"overlaps,omitempty"`
	Attrs    map[string]AttrType `json:"attrs,omitempty"`
	// Reserved marks are known by name only: a later schema gives them.
	Reserved bool `json:"reserved,omitempty"`
}

// AttrType says which values an attribute may take. An absent value is always
// allowed and means Default.
type AttrType struct {
	Kind    AttrKind `json:"kind"`
	Default any      `json:"default,omitempty"`
	Min     *float64 `json:"min,omitempty"`
	Max     *float64 `json:"max,omitempty"`
}

// AttrKind is the type of an attribute's values.
type AttrKind string

// The kinds of attribute. A text is at most MaxAttrText bytes long.
const (
	AttrText    AttrKind = "text"
	AttrNumber  AttrKind = "number"
	AttrFlag    AttrKind = "flag"
	AttrNumbers AttrKind = "numbers"
	// AttrPicture is the address of a picture of this installation: another
	// site's would let it count who reads.
	AttrPicture AttrKind = "picture"
	// AttrLink is an address of a page, a mailbox, a telephone, or a place here.
	AttrLink AttrKind = "link"
)

// MaxAttrText bounds a text attribute, in bytes: long enough for any address
// of a page, too short to hide a picture in.
const MaxAttrText = 4096

// maxAttrNumbers bounds a list of numbers: a column width for each column a
// cell can span.
const maxAttrNumbers = 100

var schema = mustParseSchema(schemaJSON)

// CurrentSchema gives the table of this program.
func CurrentSchema() *Schema { return schema }

// SchemaJSON gives the table as it is stored, for whoever serves or compares it.
func SchemaJSON() []byte { return append([]byte(nil), schemaJSON...) }

// mustParseSchema panics on a broken table: it is part of the program, and the
// first test to run says so.
func mustParseSchema(data []byte) *Schema {
	var s Schema
	if err := json.Unmarshal(data, &s); err != nil {
		panic(fmt.Sprintf("schema.json: %v", err))
	}
	return &s
}

// hashedMark is how the binding names one of several overlapping marks.
var hashedMark = regexp.MustCompile(`^(.*)--[a-zA-Z0-9+/=]{8}$`)

// MarkName takes the hash off the name under which the binding keeps a mark.
func MarkName(key string) string {
	if m := hashedMark.FindStringSubmatch(key); m != nil {
		return m[1]
	}
	return key
}

// CheckElement says whether a document may hold an element of this name.
func (s *Schema) CheckElement(name string) error {
	if _, ok := s.Nodes[name]; !ok || name == s.Top || name == "text" {
		return fmt.Errorf("unknown element %q", name)
	}
	return nil
}

// CheckAttr says whether an element may carry this value. node is "" where the
// element is not known yet: then the attribute must belong to some node.
func (s *Schema) CheckAttr(node, name string, value any) error {
	if node != "" {
		a, ok := s.Nodes[node].Attrs[name]
		if !ok {
			return fmt.Errorf("unknown attribute %q of %q", name, node)
		}
		return s.check(a, name, value)
	}
	var last error = fmt.Errorf("unknown attribute %q", name)
	for _, n := range s.Nodes {
		if a, ok := n.Attrs[name]; ok {
			if last = s.check(a, name, value); last == nil {
				return nil
			}
		}
	}
	return last
}

// CheckMark says whether text may carry this mark. A nil value ends the mark.
func (s *Schema) CheckMark(key string, value any) error {
	name := MarkName(key)
	m, ok := s.Marks[name]
	if !ok || m.Reserved {
		return fmt.Errorf("unknown mark %q", key)
	}
	if (name != key) && !m.Overlaps {
		return fmt.Errorf("mark %q cannot overlap itself", name)
	}
	if value == nil {
		return nil
	}
	attrs, ok := value.(map[string]any)
	if !ok {
		return fmt.Errorf("mark %q is not a table of attributes", name)
	}
	for k, v := range attrs {
		a, ok := m.Attrs[k]
		if !ok {
			return fmt.Errorf("unknown attribute %q of mark %q", k, name)
		}
		if err := s.check(a, k, v); err != nil {
			return err
		}
	}
	return nil
}

func (s *Schema) check(a AttrType, name string, value any) error {
	if value == nil {
		return nil
	}
	ok := false
	switch a.Kind {
	case AttrText:
		var t string
		t, ok = value.(string)
		ok = ok && len(t) <= MaxAttrText
	case AttrPicture, AttrLink:
		var t string
		t, ok = value.(string)
		ok = ok && len(t) <= MaxAttrText && s.Patterns[a.Kind].MatchString(t)
	case AttrFlag:
		_, ok = value.(bool)
	case AttrNumber:
		ok = a.inRange(value)
	case AttrNumbers:
		var list []any
		list, ok = value.([]any)
		ok = ok && len(list) <= maxAttrNumbers
		for _, n := range list {
			// A column nobody has dragged yet has the width 0 or null.
			ok = ok && (n == nil || a.inRange(n))
		}
	}
	if !ok {
		return fmt.Errorf("attribute %q cannot be %.40q", name, fmt.Sprint(value))
	}
	return nil
}

func (a AttrType) inRange(value any) bool {
	n, ok := number(value)
	return ok && (a.Min == nil || n >= *a.Min) && (a.Max == nil || n <= *a.Max)
}

// number reads what a decoder may make of a number.
func number(value any) (float64, bool) {
	switch n := value.(type) {
	case float64:
		return n, true
	case float32:
		return float64(n), true
	case int:
		return float64(n), true
	case int64:
		return float64(n), true
	case uint64:
		return float64(n), true
	}
	return 0, false
}
