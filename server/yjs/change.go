package yjs

import "iter"

// Change is what an update did to a document.
type Change struct {
	Added   []Range  // new pieces, also those that arrived dead
	Deleted []Range  // pieces that died or arrived dead, highest editor first
	Pends   bool     // a part waits for something the document lacks
	Orphans []Orphan // text nobody decided to delete

	t *transaction // nil once it is over
}

// Empty reports that the document had everything in the update already.
func (c *Change) Empty() bool { return len(c.Added) == 0 && len(c.Deleted) == 0 && !c.Pends }

// change describes the transaction before it is committed.
func (t *transaction) change() *Change {
	c := &Change{Pends: t.pends(), Orphans: t.orphans(), t: t}
	for _, p := range t.grown {
		c.Added = append(c.Added, Range{p.id, p.before, p.state() - p.before})
	}
	if len(t.dead) > 0 {
		t.dead.normalise()
		c.Deleted = t.dead.ranges()
	}
	return c
}

// PieceKind tells what a Piece is.
type PieceKind int

// The kinds of pieces.
const (
	PieceText    PieceKind = iota // Text, in In
	PieceEmbed                    // Value, in the text In
	PieceMark                     // a mark begins or ends: Key is its name, Value nil where it ends
	PieceElement                  // Type, a child of In, or with HasKey its entry Key
	PieceValue                    // Value, an item of the list In, or with HasKey its attribute or entry Key
	PieceDoc                      // a document within the document, which stays closed
)

// Piece is one run of content that an update added or removed.
type Piece struct {
	ID     ID
	Len    uint64
	Kind   PieceKind
	In     *Type
	HasKey bool
	Key    string
	Text   string
	Value  any // of several list items []any
	Type   *Type
	// Named, of a removed piece: whoever deleted it named it in the delete set
	// and so had seen it. Otherwise it died with its parent, or because another
	// value took its place.
	Named bool
}

// Pieces gives what was added and is alive, each editor's in its order. Only
// while the judge runs.
func (c *Change) Pieces() iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		if c.t == nil {
			return
		}
		for _, p := range c.t.grown {
			for i := p.index(p.before); i < len(p.structs); i++ {
				if it := p.structs[i]; !it.deleted() && !yield(it.piece()) {
					return
				}
			}
		}
	}
}

// Removed gives what was alive before and died, with its content. Only while
// the judge runs.
func (c *Change) Removed() iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		if c.t == nil {
			return
		}
		named := c.t.isNamed()
		for _, r := range c.Deleted {
			p := c.t.doc.peer(r.Client)
			for i := p.index(r.Clock); i < len(p.structs) && p.structs[i].id.Clock < r.End(); i++ {
				it := p.structs[i]
				if !c.t.old(it) {
					break
				}
				piece := it.piece()
				piece.Named = named[r.Client].covers(Range{r.Client, it.id.Clock, it.length})
				if !yield(piece) {
					return
				}
			}
		}
	}
}

// piece describes an item that has content.
func (it *item) piece() Piece {
	p := Piece{ID: it.id, Len: it.length, In: it.parent, Type: it.typ}
	if it.key != nil {
		p.HasKey, p.Key = true, *it.key
	}
	switch it.content {
	case contentText:
		p.Kind, p.Text = PieceText, string(it.data)
	case contentEmbed:
		p.Kind, p.Value = PieceEmbed, parseJSON(it.data)
	case contentMark:
		p.Kind = PieceMark
		p.Key, p.Value = it.mark()
	case contentType:
		p.Kind = PieceElement
	case contentDoc:
		p.Kind = PieceDoc
	default:
		p.Kind = PieceValue
		if p.Value = it.value(0); it.length > 1 && it.key == nil {
			p.Value = it.values()
		} else if it.length > 1 {
			p.Value = it.value(it.length - 1)
		}
	}
	return p
}
