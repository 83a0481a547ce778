package coedit

import (
	"errors"
	"fmt"

	"rapporteur/server/docstore"
	"rapporteur/server/yjs"
)

// Take judges an update and, where it may, lets it into the document. The
// engine shows it to the judge while it can still be taken back, because
// afterwards a Yjs document cannot undo anything. A refusal is final for the
// editor that sent it: what it sends later builds on what was refused.
func (d *Document) Take(w Writer, update []byte) Outcome {
	if len(update) > d.library.limits.MaxUpdate {
		return refuse(refusedTooLarge)
	}
	c := trial{document: d, writer: w}
	change, err := d.y.ApplyIf(update, c.judge)
	var no refusedError
	switch {
	case errors.As(err, &no):
		d.refuseEditors(w, c.editors)
		return refuse(no.Refusal)
	case errors.Is(err, yjs.ErrPends):
		return d.pending(update)
	case errors.Is(err, yjs.ErrTooLarge):
		return refuse(refusedTooLarge)
	case errors.Is(err, yjs.ErrBroken):
		// The room puts the document away and loads it anew.
		panic(err)
	case err != nil:
		return refuse(refusedMalformed)
	case change.Empty():
		return Outcome{Verdict: Unchanged}
	}
	return d.entered(w, update, change, &c)
}

func refuse(r Refusal) Outcome { return Outcome{Verdict: Refused, Refusal: r} }

// pending answers for an update that builds on what the document lacks. Of an
// editor that was refused, that is what was refused.
func (d *Document) pending(update []byte) Outcome {
	says, err := yjs.Inspect(update, d.library.engineLimits())
	if err != nil {
		return refuse(refusedMalformed)
	}
	for _, r := range says.Structs {
		if d.refused[r.Client] {
			return Outcome{Verdict: Refused}
		}
	}
	return Outcome{Verdict: Pends}
}

// refuseEditors makes a refusal final for the writer's own editors. Somebody
// else's, whose words were merely brought along, are not to suffer for it.
func (d *Document) refuseEditors(w Writer, editors []uint64) {
	for _, editor := range editors {
		if owner, known := d.owner(editor); !known || owner == w.Person {
			d.refused[editor] = true
		}
	}
}

// refusedError carries a refusal through the engine.
type refusedError struct{ Refusal }

func (r refusedError) Error() string { return "refused: " + r.Reason }

// trial is one update before its judge.
type trial struct {
	document *Document
	writer   Writer
	editors  []uint64 // that add something
	claims   []uint64 // of them, those nobody owns yet
	relayed  string   // owner of words the writer only brings back
	moved    []moved  // text that was deleted here and written anew there
}

func (c *trial) judge(change *yjs.Change) error {
	if change.Empty() {
		return nil
	}
	if err := c.owners(change); err != nil {
		return err
	}
	own := len(c.editors) == 0 && c.relayed == "" || c.writes()
	switch w := c.writer; {
	case own && !w.MayEdit:
		return refusedError{refusedForbidden}
	case own && w.Schema != 0 && w.Schema != schema.Version:
		// An older editor deletes what it does not know; a newer one writes what we do not know.
		return refusedError{refusedSchema}
	}
	for piece := range change.Pieces() {
		if err := checkPiece(piece); err != nil {
			d := c.document
			d.library.logger.Info("An update was refused.", "document", d.name, "error", err)
			return refusedError{refusedSchema}
		}
	}
	if len(change.Added) > 0 && len(change.Deleted) > 0 {
		c.moved = movedText(change)
	}
	return nil
}

// owners says whose the editors are that add something: the writer's, nobody's
// yet, or, for a while after an unclean end, somebody else's.
func (c *trial) owners(change *yjs.Change) error {
	d := c.document
	for _, r := range change.Added {
		c.editors = append(c.editors, r.Client)
	}
	for _, r := range change.Added {
		editor := r.Client
		owner, known := d.owner(editor)
		switch {
		case d.refused[editor]:
			return refusedError{}
		case !known && r.Clock == 0:
			c.claims = append(c.claims, editor)
		case known && owner == c.writer.Person:
		case d.library.takesRelayed(d.name):
			if c.relayed = owner; !known {
				c.relayed = serverPerson
			}
		default:
			return refusedError{refusedForeign}
		}
	}
	return nil
}

// writes reports whether any of what is added is the writer's own.
func (c *trial) writes() bool {
	if len(c.claims) > 0 {
		return true
	}
	for _, editor := range c.editors {
		if owner, _ := c.document.owner(editor); owner == c.writer.Person {
			return true
		}
	}
	return false
}

// checkPiece holds one piece of an update to the schema.
func checkPiece(p yjs.Piece) error {
	if p.In == nil || rootOf(p.In) != schema.Root {
		return errors.New("outside the text")
	}
	switch p.Kind {
	case yjs.PieceText:
		if p.In.Kind() != yjs.KindXMLText {
			return errors.New("characters outside a text")
		}
		return nil
	case yjs.PieceMark:
		return schema.CheckMark(p.Key, plainValue(p.Value))
	case yjs.PieceElement:
		switch {
		case p.Key != "" || p.In.Kind() == yjs.KindXMLText:
			return fmt.Errorf("an element as attribute %q", p.Key)
		case p.Type.Kind() == yjs.KindXMLText:
			return nil
		case p.Type.Kind() == yjs.KindElement:
			return schema.CheckElement(p.Type.Name())
		}
		return errors.New("a shared type that is no element")
	case yjs.PieceValue:
		if p.In.Kind() != yjs.KindElement || p.Key == "" {
			return fmt.Errorf("a value %q outside an element", p.Key)
		}
		return schema.CheckAttr(p.In.Name(), p.Key, p.Value)
	default:
		return errors.New("an embedded value")
	}
}

// rootOf gives the name of the root something is in.
func rootOf(t *yjs.Type) string {
	for t.Parent() != nil {
		t = t.Parent()
	}
	return t.Name()
}

// entered records an update that is in the document, and rescues whose words
// it buried.
func (d *Document) entered(w Writer, update []byte, change *yjs.Change, c *trial) Outcome {
	for _, editor := range c.claims {
		d.owners[editor] = w.Person
	}
	by, n := w.Person, note{Claims: c.claims}
	if c.relayed != "" {
		n.Relayed = w.Person
		if len(c.claims) == 0 {
			by = c.relayed
		}
	}
	e := d.entry(by, actUpdate, update, n)
	d.authors.add(change.Added, c.moved, func(editor uint64) string {
		if owner, known := d.owner(editor); known {
			return owner
		}
		return by
	}, e.At)
	out := Outcome{Verdict: Taken, Entries: []docstore.LogEntry{e}, Claims: len(c.claims) > 0, Relay: update}
	d.rescue(change.Orphans, &out)
	return out
}
