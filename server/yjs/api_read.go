package yjs

import "iter"

// Kind is the kind of a shared type.
type Kind uint8

// The kinds, numbered as on the wire; KindRoot is a root nobody has asked for
// by its kind yet.
const (
	KindArray Kind = iota
	KindMap
	KindText
	KindElement
	KindFragment
	KindHook
	KindXMLText
	KindRoot
)

// Type is a shared type within a document: an element, a text, a map, a list.
// It stays valid while the document lives; a deleted one reads as empty.
type Type struct{}

// Fragment, Text, Map and Array give a root of the document by its name. It
// exists as soon as it is asked for; only what is written in it is stored.
func (d *Doc) Fragment(name string) *Type { return &Type{} }

// Text gives the root text of that name.
func (d *Doc) Text(name string) *Type { return &Type{} }

// Map gives the root map of that name.
func (d *Doc) Map(name string) *Type { return &Type{} }

// Array gives the root list of that name.
func (d *Doc) Array(name string) *Type { return &Type{} }

// Roots gives the names of all roots that have content, sorted.
func (d *Doc) Roots() []string { return nil }

// Type finds a shared type that is alive by its id.
func (d *Doc) Type(id ID) (*Type, bool) { return nil, false }

// Kind tells what the type is.
func (t *Type) Kind() Kind { return KindRoot }

// Name is the element's name, or the root's.
func (t *Type) Name() string { return "" }

// ID is the type's own id; ok is false for a root.
func (t *Type) ID() (id ID, ok bool) { return ID{}, false }

// Parent is the type this one is in; nil for a root.
func (t *Type) Parent() *Type { return nil }

// Alive reports that neither the type nor an ancestor is deleted.
func (t *Type) Alive() bool { return false }

// Len counts the living children, UTF-16 units for a text.
func (t *Type) Len() int { return 0 }

// Children gives the living elements and texts in an element or fragment.
func (t *Type) Children() iter.Seq[*Type] { return func(func(*Type) bool) {} }

// Attr gives an element's attribute or a map's entry: nil, bool, float64,
// string, []byte, []any, map[string]any, Undefined, BigInt or *Type.
func (t *Type) Attr(name string) (any, bool) { return nil, false }

// Attrs gives all attributes or entries.
func (t *Type) Attrs() map[string]any { return nil }

// Values gives the items of a list.
func (t *Type) Values() iter.Seq[any] { return func(func(any) bool) {} }

// Runs gives a text piece by piece, each with the ids of its units.
func (t *Type) Runs() iter.Seq[Run] { return func(func(Run) bool) {} }

// Run is a part of a text made by one editor in a row, under the same marks.
// Text is UTF-8, Len counts its UTF-16 units. An embed has Len 1 and no Text.
type Run struct {
	ID    ID
	Len   uint64
	Text  string
	Embed any            // an embedded value or *Type; nil for text
	Marks map[string]any // shared between runs: do not change it
}

// PlainText gives the characters of a text without marks.
func (t *Type) PlainText() string { return "" }

// Undefined is JavaScript's undefined, which JSON cannot say.
type Undefined struct{}

// BigInt is JavaScript's 64-bit integer.
type BigInt int64
