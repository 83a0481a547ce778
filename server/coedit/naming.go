package coedit

import "rapporteur/server/yjs"

// NameBlocks gives every block that has none an id of its own, and one that
// carries another's (the second half of a split block) a new one. Only the
// server gives ids: an editor that did would write for people who may not.
func (d *Document) NameBlocks() (Outcome, error) {
	var nameless []*yjs.Type
	taken := make(map[string]bool)
	var walk func(in *yjs.Type)
	walk = func(in *yjs.Type) {
		for c := range in.Children() {
			if c.Kind() != yjs.KindElement {
				continue
			}
			if _, named := schema.Nodes[c.Name()].Attrs["id"]; named {
				id, _ := attrText(c, "id")
				if id == "" || taken[id] {
					nameless = append(nameless, c)
				}
				taken[id] = true
			}
			walk(c)
		}
	}
	walk(d.y.Fragment(schema.Root))
	if len(nameless) == 0 {
		return Outcome{}, nil
	}
	return d.edit(serverPerson, actServer, func(w *yjs.Writer) error {
		for _, block := range nameless {
			if err := w.SetAttr(block, "id", d.library.ids.New()); err != nil {
				return err
			}
		}
		return nil
	})
}
