package coedit

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"rapporteur/server/yjs"
)

// This file is where Yjs elements become ProseMirror nodes and back, as the
// editor's binding does it: a node is an element, its attributes are the
// element's, a stretch of text with marks is one text under formats.

// readDoc reads the whole text of a document.
func readDoc(y *yjs.Doc) Node {
	doc := Node{Type: schema.Top}
	for t := range y.Fragment(schema.Root).Children() {
		if t.Kind() == yjs.KindXMLText {
			// Text without a block around it: no editor of ours writes that, and none shows it.
			if runs := readText(t); len(runs) > 0 {
				doc.Content = append(doc.Content, Node{Type: "paragraph", Content: runs})
			}
			continue
		}
		doc.Content = append(doc.Content, readElement(t))
	}
	return doc
}

// readElement reads an element with everything in it. Its depth is bounded by
// the engine's limit on nesting.
func readElement(t *yjs.Type) Node {
	n := Node{Type: t.Name(), Attrs: readAttrs(t.Attrs())}
	for c := range t.Children() {
		if c.Kind() == yjs.KindXMLText {
			n.Content = append(n.Content, readText(c)...)
		} else {
			n.Content = append(n.Content, readElement(c))
		}
	}
	return n
}

func readAttrs(attrs map[string]any) map[string]any {
	var kept map[string]any
	for name, value := range attrs {
		if plain := plainValue(value); plain != nil {
			if kept == nil {
				kept = make(map[string]any, len(attrs))
			}
			kept[name] = plain
		}
	}
	return kept
}

// plainValue is what JSON can say of a value; nil for what it cannot.
func plainValue(value any) any {
	switch v := value.(type) {
	case yjs.Undefined, []byte, *yjs.Type:
		return nil
	case yjs.BigInt:
		return float64(v)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = plainValue(v[i])
		}
		return list
	case map[string]any:
		table := make(map[string]any, len(v))
		for k := range v {
			table[k] = plainValue(v[k])
		}
		return table
	}
	return value
}

// readText reads a text as nodes, one for each stretch under the same marks.
func readText(t *yjs.Type) []Node {
	var nodes []Node
	for run := range t.Runs() {
		if run.Text == "" {
			continue
		}
		marks := readMarks(run.Marks)
		if n := len(nodes) - 1; n >= 0 && sameMarks(nodes[n].Marks, marks) {
			nodes[n].Text += run.Text
			continue
		}
		nodes = append(nodes, Node{Type: "text", Text: run.Text, Marks: marks})
	}
	return nodes
}

// readMarks gives marks in a fixed order, so that equal text is equal JSON.
func readMarks(formats map[string]any) []Mark {
	if len(formats) == 0 {
		return nil
	}
	var marks []Mark
	for _, key := range slices.Sorted(maps.Keys(formats)) {
		if formats[key] == nil {
			continue
		}
		attrs, _ := plainValue(formats[key]).(map[string]any)
		maps.DeleteFunc(attrs, func(_ string, v any) bool { return v == nil })
		if len(attrs) == 0 {
			attrs = nil
		}
		marks = append(marks, Mark{Type: MarkName(key), Attrs: attrs})
	}
	return marks
}

func sameMarks(a, b []Mark) bool {
	return slices.EqualFunc(a, b, func(x, y Mark) bool {
		return x.Type == y.Type && sameJSON(x.Attrs, y.Attrs)
	})
}

// sameJSON compares values as JSON sees them: 2 and 2.0 are one number.
func sameJSON(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

// elements turns blocks into what the engine inserts.
func elements(nodes []Node) []yjs.Element {
	var all []yjs.Element
	for _, n := range nodes {
		if n.Type != "text" {
			all = append(all, yjs.Element{Name: n.Type, Attrs: n.writtenAttrs(), Children: elements(n.Content)})
			continue
		}
		span := yjs.Span{Text: n.Text, Marks: formats(n.Marks)}
		if i := len(all) - 1; i >= 0 && all[i].Name == "" {
			all[i].Text = append(all[i].Text, span)
			continue
		}
		all = append(all, yjs.Element{Text: []yjs.Span{span}})
	}
	return all
}

// writtenAttrs are the attributes as the binding writes them: an absent one is
// not written, a number is JavaScript's.
func (n Node) writtenAttrs() map[string]any {
	attrs := make(map[string]any, len(n.Attrs))
	for name, value := range n.Attrs {
		if f, ok := number(value); ok {
			value = f
		}
		if value != nil {
			attrs[name] = value
		}
	}
	return attrs
}

// formats names marks as the binding does. One that may overlap itself carries
// a hash, so that two of them over the same words stay two.
func formats(marks []Mark) map[string]any {
	if len(marks) == 0 {
		return nil
	}
	all := make(map[string]any, len(marks))
	for _, m := range marks {
		attrs := m.Attrs
		if attrs == nil {
			attrs = map[string]any{}
		}
		key := m.Type
		if schema.Marks[m.Type].Overlaps {
			data, err := json.Marshal(m)
			if err != nil {
				continue
			}
			sum := sha256.Sum256(data)
			key += "--" + base64.StdEncoding.EncodeToString(sum[:6])
		}
		all[key] = attrs
	}
	return all
}

// CheckNode says whether a whole text fits the table: every name known, every
// value of its kind. It does not check what stands in what; the editor does.
func (s *Schema) CheckNode(n Node) error {
	if n.Type == "text" {
		for _, m := range n.Marks {
			if t, ok := s.Marks[m.Type]; !ok || t.Reserved {
				return fmt.Errorf("unknown mark %q", m.Type)
			}
		}
		return nil
	}
	if n.Type != s.Top {
		if err := s.CheckElement(n.Type); err != nil {
			return err
		}
	}
	for name, value := range n.Attrs {
		if err := s.CheckAttr(n.Type, name, value); err != nil {
			return err
		}
	}
	for _, c := range n.Content {
		if err := s.CheckNode(c); err != nil {
			return err
		}
	}
	return nil
}

// holdsBlocks reports whether a paragraph can stand in this element; "" is the
// document itself.
func holdsBlocks(element string) bool {
	if element == "" {
		element = schema.Top
	}
	return strings.Contains(schema.Nodes[element].Content, "block")
}
