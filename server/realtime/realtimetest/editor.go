package realtimetest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"rapporteur/server/realtime/frame"
	"rapporteur/server/yjs"
)

// Doc is what an editor holds of a text; it outlives its sockets.
type Doc = yjs.Doc

// NewDoc begins an empty one. A browser has no limits.
func NewDoc() *Doc { return yjs.New(yjs.Limits{UpdateBytes: 64 << 20}) }

// Editor is a socket with a Yjs document behind it, as a browser has them. It
// hears nothing by itself: a test says how long it listens.
type Editor struct {
	*Socket
	Address string
	Doc     *Doc
	Client  uint64 // the Yjs client id it writes as

	Scope     string
	Denied    string
	Synced    bool
	Sent      int // updates and steps 2 that wait for an acknowledgement, counted as the provider does
	Updates   int // of others, one by one
	Saved     int // acknowledgements
	Refused   int
	Stateless []string
	Closed    string // reason of a CLOSE
	Gone      bool   // the socket is gone; only the Try methods live on after it
	Carets    map[uint64]frame.State
}

// NewEditor connects a document to a socket and sends what the provider sends
// first. doc may hold what was written offline; nil begins an empty one.
func NewEditor(t testing.TB, s *Socket, address, token string, client uint64, doc *Doc) *Editor {
	t.Helper()
	if doc == nil {
		doc = NewDoc()
	}
	e := &Editor{Socket: s, Address: address, Doc: doc, Client: client, Carets: map[uint64]frame.State{}}
	e.Send(address, frame.Token(token, "4.8.0"))
	e.Send(address, frame.SyncMessage(frame.Step1, doc.EncodeStateVector()))
	e.Sent = 1 // as the provider: the step 2 that answers the server's step 1
	return e
}

// Listen handles one frame and gives it.
func (e *Editor) Listen() frame.Frame {
	e.t.Helper()
	f := e.Next()
	e.hear(f)
	return f
}

func (e *Editor) hear(f frame.Frame) {
	e.t.Helper()
	switch f.Kind {
	case frame.Auth:
		if f.Answer == frame.AuthDenied {
			e.Denied = f.Text
		} else {
			e.Scope = f.Text
		}
	case frame.Sync:
		if f.Step == frame.Step1 {
			diff, err := e.Doc.Diff(f.Body)
			if err != nil {
				e.t.Fatalf("diff: %v", err)
			}
			e.Send(e.Address, frame.SyncMessage(frame.Step2, diff))
			return
		}
		if _, err := e.Doc.Apply(f.Body); err != nil {
			e.t.Fatalf("apply: %v", err)
		}
		e.Synced = e.Synced || f.Step == frame.Step2
		if f.Step == frame.Update {
			e.Updates++
		}
	case frame.SyncStatus:
		if f.Applied {
			e.Saved++
		} else {
			e.Refused++
		}
	case frame.Stateless:
		e.Stateless = append(e.Stateless, f.Text)
	case frame.Close:
		e.Closed = f.Text
	case frame.Awareness:
		states, err := frame.DecodeStates(f.Body)
		if err != nil {
			e.t.Fatalf("awareness: %v", err)
		}
		for _, s := range states {
			if s.Gone() {
				delete(e.Carets, s.Client)
			} else {
				e.Carets[s.Client] = s
			}
		}
	}
}

// ListenUntil handles frames until something has come true.
func (e *Editor) ListenUntil(what string, true func() bool) {
	e.t.Helper()
	for !true() {
		f, err := e.TryNext()
		if err != nil {
			e.t.Fatalf("waiting for %s: %v", what, err)
		}
		e.hear(f)
	}
}

// Settle listens until the document is in step and everything sent is saved.
func (e *Editor) Settle() {
	e.t.Helper()
	e.ListenUntil("the document to be in step", func() bool { return e.Synced && e.Saved >= e.Sent })
}

// Write changes the document and sends the update, if it changes anything.
func (e *Editor) Write(change func(*yjs.Writer) error) []byte {
	e.t.Helper()
	update, err := e.Doc.Write(e.Client, change)
	if err != nil {
		e.t.Fatalf("write: %v", err)
	}
	if update != nil {
		e.SendUpdate(update)
	}
	return update
}

// SendUpdate sends any bytes as an update.
func (e *Editor) SendUpdate(update []byte) {
	e.t.Helper()
	e.Sent++
	e.Send(e.Address, frame.SyncMessage(frame.Update, update))
}

// Paragraph writes a paragraph of its own at the end.
func (e *Editor) Paragraph(text string) []byte {
	e.t.Helper()
	root := e.Doc.Fragment("default")
	return e.Write(func(w *yjs.Writer) error {
		return w.Insert(root, root.Len(), yjs.Element{Name: "paragraph", Children: []yjs.Element{{Text: []yjs.Span{{Text: text}}}}})
	})
}

// Unheard writes a paragraph and loses the update on its way.
func (e *Editor) Unheard(text string) {
	e.t.Helper()
	root := e.Doc.Fragment("default")
	if _, err := e.Doc.Write(e.Client, func(w *yjs.Writer) error {
		return w.Insert(root, root.Len(), yjs.Element{Name: "paragraph", Children: []yjs.Element{{Text: []yjs.Span{{Text: text}}}}})
	}); err != nil {
		e.t.Fatalf("write: %v", err)
	}
}

// BlockIDs gives the ids of the blocks that have one, and how many blocks there are.
func (e *Editor) BlockIDs() (ids map[string]bool, blocks int) {
	ids = map[string]bool{}
	for b := range e.Doc.Fragment("default").Children() {
		if id, ok := b.Attr("id"); ok {
			ids[fmt.Sprint(id)] = true
		}
		blocks++
	}
	return ids, blocks
}

// Text gives all words of the document, a line for each text.
func (e *Editor) Text() string {
	var lines []string
	var walk func(t *yjs.Type)
	walk = func(t *yjs.Type) {
		for c := range t.Children() {
			if c.Kind() == yjs.KindXMLText {
				lines = append(lines, c.PlainText())
			} else {
				walk(c)
			}
		}
	}
	walk(e.Doc.Fragment("default"))
	return strings.Join(lines, "\n")
}

// TryEditor is NewEditor on a server that may die: it settles, or answers false.
func TryEditor(t testing.TB, s *Socket, address, token string, client uint64, doc *Doc) (*Editor, bool) {
	e := &Editor{Socket: s, Address: address, Doc: doc, Client: client, Carets: map[uint64]frame.State{}}
	for _, m := range []frame.Message{frame.Token(token, "4.8.0"), frame.SyncMessage(frame.Step1, doc.EncodeStateVector())} {
		if s.ws.WriteMessage(websocket.BinaryMessage, m.To(address)) != nil {
			return nil, false
		}
	}
	e.Sent = 1
	for !e.Synced || e.Saved < e.Sent {
		if !e.TryListen() {
			return nil, false
		}
	}
	return e, true
}

// TryListen handles one frame; false when the server is gone.
func (e *Editor) TryListen() bool {
	f, err := e.TryNext()
	if err != nil {
		e.Gone = true
		return false
	}
	if f.Kind == frame.Sync && f.Step == frame.Step1 {
		diff, err := e.Doc.Diff(f.Body)
		return err == nil && e.ws.WriteMessage(websocket.BinaryMessage, frame.SyncMessage(frame.Step2, diff).To(e.Address)) == nil
	}
	e.hear(f)
	return true
}

// TryParagraph is Paragraph; false when the server is gone.
func (e *Editor) TryParagraph(text string) bool {
	root := e.Doc.Fragment("default")
	update, err := e.Doc.Write(e.Client, func(w *yjs.Writer) error {
		return w.Insert(root, root.Len(), yjs.Element{Name: "paragraph", Children: []yjs.Element{{Text: []yjs.Span{{Text: text}}}}})
	})
	if err != nil {
		e.t.Errorf("write: %v", err)
		return false
	}
	e.Sent++
	return e.ws.WriteMessage(websocket.BinaryMessage, frame.SyncMessage(frame.Update, update).To(e.Address)) == nil
}
