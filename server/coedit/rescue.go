package coedit

import (
	"fmt"
	"maps"
	"slices"

	"rapporteur/server/yjs"
)

// rescueKey is the words of one person under one block that is gone.
type rescueKey struct {
	block  yjs.ID
	person string
}

// Rescued tells a person that words of theirs met a change to their block and
// were put back beside it (docs/adr/0011).
type Rescued struct {
	Type    string   `json:"type"` // "rescued"
	Rescues []Rescue `json:"rescues"`
}

// Rescue is one stretch of such words.
type Rescue struct {
	Text  string `json:"text"`
	Block string `json:"block"` // id of the block that holds them now
}

// rescue puts words back that an update buried although nobody decided to
// delete them: as a paragraph behind the block that took the place of theirs.
func (d *Document) rescue(orphans []yjs.Orphan, out *Outcome) {
	texts := make(map[rescueKey]string)
	var order []rescueKey
	for _, o := range orphans {
		key := rescueKey{o.Block, d.authorOf(yjs.ID{Client: o.Client, Clock: o.Clock})}
		if _, known := texts[key]; !known {
			order = append(order, key)
		}
		texts[key] += o.Text
	}
	told := make(map[string][]Rescue)
	for _, key := range order {
		if texts[key] == "" {
			continue
		}
		block, err := d.putBack(key, texts[key], out)
		if err != nil {
			// Better nothing of the update than an update with somebody's words lost.
			panic(fmt.Errorf("rescue words in %s: %w", d.name, err))
		}
		told[key.person] = append(told[key.person], Rescue{texts[key], block})
	}
	delete(told, serverPerson)
	for _, person := range slices.Sorted(maps.Keys(told)) {
		out.Tell = append(out.Tell, Notice{person, Rescued{"rescued", told[person]}})
	}
}

// authorOf gives whose a character is; what nobody is on record for is the server's.
func (d *Document) authorOf(id yjs.ID) string {
	if person, _ := d.authors.of(id); person != "" {
		return person
	}
	if owner, known := d.owner(id.Client); known {
		return owner
	}
	return serverPerson
}

// putBack writes one person's words and gives the id of the block they are in.
// Words that follow others of the same person under the same block join them:
// somebody types on until their editor has heard of the change.
func (d *Document) putBack(key rescueKey, text string, out *Outcome) (block string, err error) {
	if paragraph, ok := d.y.Type(d.rescues[key]); ok && paragraph.Alive() && paragraph.Name() == "paragraph" {
		block, _ = attrText(paragraph, "id")
		err = d.write(key.person, actRescue, out, func(w *yjs.Writer) error { return appendWords(w, paragraph, text) })
		return block, err
	}
	place, err := d.placeFor(key.block)
	if err != nil {
		return "", err
	}
	block = d.library.ids.New()
	paragraph := yjs.Element{Name: "paragraph", Attrs: map[string]any{"id": block},
		Children: []yjs.Element{{Text: []yjs.Span{{Text: text}}}}}
	err = d.write(key.person, actRescue, out, func(w *yjs.Writer) error { return w.Insert(place.Parent, place.Index, paragraph) })
	if err != nil {
		return "", err
	}
	i := 0
	for t := range place.Parent.Children() {
		if i == place.Index {
			d.rescues[key], _ = t.ID()
			break
		}
		i++
	}
	return block, nil
}

// placeFor finds where a paragraph can stand behind a block that is gone.
func (d *Document) placeFor(block yjs.ID) (yjs.Place, error) {
	places, _ := d.y.Places(block)
	for _, p := range places {
		if _, inside := p.Parent.ID(); !inside || holdsBlocks(p.Parent.Name()) {
			return p, nil
		}
	}
	root := d.y.Fragment(schema.Root)
	return yjs.Place{Parent: root, Index: root.Len()}, nil
}

// appendWords writes at the end of a block's last text.
func appendWords(w *yjs.Writer, block *yjs.Type, text string) error {
	var last *yjs.Type
	for c := range block.Children() {
		last = c
	}
	if last != nil && last.Kind() == yjs.KindXMLText {
		return w.InsertText(last, last.Len(), text, nil)
	}
	return w.Insert(block, block.Len(), yjs.Element{Text: []yjs.Span{{Text: text}}})
}

func attrText(t *yjs.Type, name string) (string, bool) {
	value, _ := t.Attr(name)
	text, ok := value.(string)
	return text, ok
}
