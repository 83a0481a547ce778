package yjs

import (
	"errors"
	"iter"
)

// errUnbuilt answers for what this package declares and does not do yet.
var errUnbuilt = errors.New("the Yjs engine is not built yet")

// Doc is one shared document.
type Doc struct{ limits Limits }

// New makes an empty document.
func New(limits Limits) *Doc { return &Doc{limits: limits.withDefaults()} }

// Load reads a stored document: one update with everything. It refuses one of
// which a part would stay pending, because that would be half a document.
// DocumentBytes bounds it instead of UpdateBytes.
func Load(state []byte, limits Limits) (*Doc, error) { return nil, errUnbuilt }

// Apply takes an update in. What builds on something the document lacks waits
// within it (Change.Pends) and is taken up when that arrives. After an error
// the document is as it was. The update's bytes are not kept.
func (d *Doc) Apply(update []byte) (*Change, error) { return nil, errUnbuilt }

// ApplyIf is Apply with a judge: it is called when the update is in the
// document and can still be taken back. While it runs, the Change answers what
// was added and removed, and the document can be read as it would be. When it
// returns an error, the document is as before and ApplyIf returns that error.
// An update that would pend, wholly or in part, is not judged: ErrPends.
func (d *Doc) ApplyIf(update []byte, judge func(*Change) error) (*Change, error) {
	return nil, errUnbuilt
}

// Change is what an update did to a document.
type Change struct {
	Added   []Range  // new pieces, also those that arrived dead
	Deleted []Range  // pieces that died, and did live before or arrive dead
	Pends   bool     // a part waits for something the document lacks
	Orphans []Orphan // text nobody decided to delete; see Orphan
}

// Empty reports that the document had everything in the update already.
func (c *Change) Empty() bool { return len(c.Added) == 0 && len(c.Deleted) == 0 && !c.Pends }

// Pieces gives what was added and is alive, in no useful order between
// editors. Only while the judge runs.
func (c *Change) Pieces() iter.Seq[Piece] { return func(func(Piece) bool) {} }

// Removed gives what was alive and died, with its content. Only while the
// judge runs.
func (c *Change) Removed() iter.Seq[Piece] { return func(func(Piece) bool) {} }

// PieceKind tells what a Piece is.
type PieceKind int

// The kinds of pieces.
const (
	PieceText    PieceKind = iota // Text, in In
	PieceEmbed                    // Value, in the text In
	PieceMark                     // a mark begins or ends: Key is its name, Value nil where it ends
	PieceElement                  // Type, a child of In (or its attribute Key)
	PieceValue                    // Value: an attribute or map entry Key of In, or without Key a list item
)

// Piece is one run of content that an update added or removed.
type Piece struct {
	ID    ID
	Len   uint64
	Kind  PieceKind
	In    *Type
	Key   string
	Text  string
	Value any
	Type  *Type
	// Named, of a removed piece: whoever deleted it named it in the delete set
	// and so had seen it. Otherwise it died with its parent.
	Named bool
}

// Orphan is text that would vanish although nobody decided so: it arrived
// under a parent that is deleted, or its parent was deleted by an editor that
// had not seen it (the delete set names the parent and not the text). Editor
// bindings delete and re-create a block when they change its kind, so this
// happens to whoever types in it at that moment.
type Orphan struct {
	Range
	Text string
	// Block is the element or text the run was written in, now dead.
	Block ID
}

// Place is where content can be inserted: Index among the children of Parent.
type Place struct {
	Parent *Type
	Index  int
}

// Places gives, for a dead or living piece, the places right behind it: in the
// nearest ancestor that is alive first, in the root last. ok is false when the
// document does not know any more where the piece was.
func (d *Doc) Places(id ID) (places []Place, ok bool) { return nil, false }

// Summary is what an update says of itself, before anything is applied.
type Summary struct {
	Structs []Range // what it carries, by editor; may repeat what a document has
	Deletes []Range // its delete set
}

// Inspect decodes an update within the limits and changes nothing.
func Inspect(update []byte, limits Limits) (Summary, error) { return Summary{}, errUnbuilt }

// HasNews reports whether the update has pieces or deletions the document lacks.
func (d *Doc) HasNews(update []byte) (bool, error) { return false, errUnbuilt }

// StateVector gives how much the document has of each editor; pending is not in it.
func (d *Doc) StateVector() StateVector { return nil }

// EncodeStateVector gives the state vector as it goes over the wire.
func (d *Doc) EncodeStateVector() []byte { return []byte{0} }

// DecodeStateVector is the inverse of EncodeStateVector.
func DecodeStateVector(b []byte) (StateVector, error) { return nil, errUnbuilt }

// Encode gives the whole document as one update. It is kept until the next
// change, so that one encoding serves many readers: do not change it. What is
// pending is not part of it.
func (d *Doc) Encode() []byte { return []byte{0, 0} }

// Diff gives what a holder of the state vector lacks.
func (d *Doc) Diff(stateVector []byte) ([]byte, error) { return nil, errUnbuilt }

// PendingBytes is how much waits for something the document lacks; 0 when it is whole.
func (d *Doc) PendingBytes() int { return 0 }

// Clone gives an independent copy without what is pending.
func (d *Doc) Clone() (*Doc, error) { return nil, errUnbuilt }
