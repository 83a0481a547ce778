package coedit

import (
	"encoding/json"
	"slices"
	"strings"
)

// Node is a piece of a text in ProseMirror's JSON, the form in which a revision
// is frozen and hashed: a block, an inline node, or a run of text with marks.
type Node struct {
	Type    string         `json:"type"`
	Attrs   map[string]any `json:"attrs,omitempty"`
	Content []Node         `json:"content,omitempty"`
	Text    string         `json:"text,omitempty"`
	Marks   []Mark         `json:"marks,omitempty"`
}

// Mark is what a run of text is: bold, a link, under a comment.
type Mark struct {
	Type  string         `json:"type"`
	Attrs map[string]any `json:"attrs,omitempty"`
}

// Doc makes a whole text of blocks. None means one empty paragraph, because an
// editor that opens an empty document writes one by itself.
func Doc(blocks ...Node) Node {
	if len(blocks) == 0 {
		blocks = []Node{Paragraph("")}
	}
	return Node{Type: "doc", Content: blocks}
}

// Paragraph makes a paragraph of plain text.
func Paragraph(text string) Node { return textblock("paragraph", nil, text) }

// Heading makes a heading of level 1 to 4.
func Heading(level int, text string) Node {
	return textblock("heading", map[string]any{"level": level}, text)
}

// AgendaItem makes the heading under which an item of the agenda is minuted.
func AgendaItem(item, title string) Node {
	return textblock("agendaItem", map[string]any{"item": item}, title)
}

func textblock(kind string, attrs map[string]any, text string) Node {
	n := Node{Type: kind, Attrs: attrs}
	if text != "" {
		n.Content = []Node{{Type: "text", Text: text}}
	}
	return n
}

// ParseNode reads a text in ProseMirror's JSON.
func ParseNode(data []byte) (Node, error) {
	var n Node
	err := json.Unmarshal(data, &n)
	return n, err
}

// Attr gives a text attribute, "" where it is absent.
func (n Node) Attr(name string) string {
	s, _ := n.Attrs[name].(string)
	return s
}

// Number gives a number attribute, or what it is when absent.
func (n Node) Number(name string, absent int) int {
	if f, ok := number(n.Attrs[name]); ok {
		return int(f)
	}
	return absent
}

// inline nodes stand within a line.
func (n Node) inline() bool {
	return slices.Contains(strings.Fields(schema.Nodes[n.Type].Group), "inline")
}

// PlainText gives the words alone: a line for each block, for search, counts
// and notices. Footnotes follow the block they are in.
func (n Node) PlainText() string {
	var b strings.Builder
	n.plain(&b)
	return strings.TrimRight(b.String(), "\n")
}

func (n Node) plain(b *strings.Builder) {
	var notes []Node
	for _, c := range n.Content {
		switch c.Type {
		case "text":
			b.WriteString(c.Text)
		case "hardBreak":
			b.WriteByte('\n')
		case "footnote":
			notes = append(notes, c)
		case "image":
			if alt := c.Attr("alt"); alt != "" {
				b.WriteString(alt + "\n")
			}
		default:
			c.plain(b)
		}
	}
	if len(n.Content) > 0 && (n.Content[0].inline() || n.Content[0].Type == "text") {
		b.WriteByte('\n')
	}
	for _, note := range notes {
		note.plain(b)
	}
}

// Walk visits n and everything in it, outer nodes first, until visit answers false.
func (n Node) Walk(visit func(Node) bool) bool {
	if !visit(n) {
		return false
	}
	for _, c := range n.Content {
		if !c.Walk(visit) {
			return false
		}
	}
	return true
}

// Outline gives the headings in their order.
func (n Node) Outline() []Node {
	var found []Node
	n.Walk(func(c Node) bool {
		if c.Type == "heading" || c.Type == "agendaItem" {
			found = append(found, c)
		}
		return true
	})
	return found
}
