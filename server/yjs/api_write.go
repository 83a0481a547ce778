package yjs

// Write changes the document as the editor client, which must be the server's
// own and used by nobody else at the same time. It gives the update that tells
// the others, nil where nothing changed. When f returns an error the document
// is as before.
func (d *Doc) Write(client uint64, f func(*Writer) error) ([]byte, error) { return nil, errUnbuilt }

// Writer changes a document within Write. Positions count living children, or
// UTF-16 units in a text; one outside the type is an error.
type Writer struct{}

// Element is what to insert: an element with children, or, without a name, a text.
type Element struct {
	Name     string
	Attrs    map[string]any
	Children []Element
	Text     []Span // of a text
}

// Span is text under marks, or an embed.
type Span struct {
	Text  string
	Embed any
	Marks map[string]any
}

// Insert puts elements and texts into an element or fragment before the child at index.
func (w *Writer) Insert(parent *Type, index int, elements ...Element) error { return errUnbuilt }

// Delete removes n children, list items or UTF-16 units from index on.
func (w *Writer) Delete(parent *Type, index, n int) error { return errUnbuilt }

// SetAttr sets an element's attribute or a map's entry.
func (w *Writer) SetAttr(t *Type, name string, value any) error { return errUnbuilt }

// RemoveAttr removes an attribute or entry; one that is not there is none.
func (w *Writer) RemoveAttr(t *Type, name string) error { return errUnbuilt }

// InsertText puts text with exactly these marks into a text.
func (w *Writer) InsertText(t *Type, index int, text string, marks map[string]any) error {
	return errUnbuilt
}

// InsertEmbed puts one embedded value with exactly these marks into a text.
func (w *Writer) InsertEmbed(t *Type, index int, value any, marks map[string]any) error {
	return errUnbuilt
}

// Format sets marks over n units; a nil value takes the mark off.
func (w *Writer) Format(t *Type, index, n int, marks map[string]any) error { return errUnbuilt }

// InsertValues puts values into a list.
func (w *Writer) InsertValues(list *Type, index int, values ...any) error { return errUnbuilt }
