package coedit

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"

	"rapporteur/server/yjs"
)

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

// namedSeed gives every block of a first text its id. The ids follow from the
// text's name, because two servers that seed at once have to write the same.
func namedSeed(name string, content Node) Node {
	count := 0
	var walk func(Node) Node
	walk = func(n Node) Node {
		if _, named := schema.Nodes[n.Type].Attrs["id"]; named && n.Attrs["id"] == nil {
			count++
			sum := sha256.Sum256([]byte(name + " " + strconv.Itoa(count)))
			attrs := maps.Clone(n.Attrs)
			if attrs == nil {
				attrs = make(map[string]any)
			}
			attrs["id"] = hex.EncodeToString(sum[:13])
			n.Attrs = attrs
		}
		children := slices.Clone(n.Content)
		for i, child := range children {
			children[i] = walk(child)
		}
		n.Content = children
		return n
	}
	return walk(content)
}
