package yjs

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
type Type struct {
	doc     *Doc
	item    *item // that holds it; nil for a root
	start   *item // first of its list
	entries map[string]*item
	length  uint64 // positions in its list
	name    string
	depth   int // 0 for a root
	kind    Kind
}

// Fragment gives the root fragment of that name. A root exists as soon as it is
// asked for; only what is written in it is stored.
func (d *Doc) Fragment(name string) *Type { return d.rootAs(name, KindFragment) }

// Text gives the root text of that name.
func (d *Doc) Text(name string) *Type { return d.rootAs(name, KindText) }

// Map gives the root map of that name.
func (d *Doc) Map(name string) *Type { return d.rootAs(name, KindMap) }

// Array gives the root list of that name.
func (d *Doc) Array(name string) *Type { return d.rootAs(name, KindArray) }

func (d *Doc) rootAs(name string, kind Kind) *Type {
	t := d.roots[name]
	if t == nil {
		t = d.newRoot(name)
	}
	t.kind = kind
	return t
}

func (d *Doc) newRoot(name string) *Type {
	t := &Type{doc: d, name: name, kind: KindRoot}
	d.roots[name] = t
	return t
}

// Roots gives the names of all roots in which something was written, sorted.
func (d *Doc) Roots() []string {
	names := make([]string, 0, len(d.roots))
	for _, name := range sortedKeys(d.roots) {
		if !d.roots[name].untouched() {
			names = append(names, name)
		}
	}
	return names
}

func (t *Type) untouched() bool { return t.start == nil && len(t.entries) == 0 }

// Type finds a shared type that is alive by its id.
func (d *Doc) Type(id ID) (*Type, bool) {
	it := d.find(id)
	if it == nil || it.content != contentType || it.deleted() {
		return nil, false
	}
	return it.typ, true
}

// Kind tells what the type is.
func (t *Type) Kind() Kind { return t.kind }

// Name is the element's name, or the root's.
func (t *Type) Name() string { return t.name }

// ID is the type's own id; ok is false for a root.
func (t *Type) ID() (id ID, ok bool) {
	if t.item == nil {
		return ID{}, false
	}
	return t.item.id, true
}

// Parent is the type this one is in; nil for a root.
func (t *Type) Parent() *Type {
	if t.item == nil {
		return nil
	}
	return t.item.parent
}

// Alive reports that neither the type nor an ancestor is deleted.
func (t *Type) Alive() bool { return t.item == nil || !t.item.deleted() }

// Len counts the living children; UTF-16 units for a text.
func (t *Type) Len() int { return int(t.length) }
