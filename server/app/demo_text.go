package app

import (
	"context"
	"strings"

	"rapporteur/config/demo"
	"rapporteur/server/coedit"
	"rapporteur/server/identity"
)

// begin writes the first words of a deliverable, in the name of its first
// editor where it has one.
func (l *demoLoader) begin(ctx context.Context, d demo.Deliverable, id string) error {
	if len(d.Begins) == 0 {
		return nil
	}
	by := identity.System()
	if len(d.Editors) > 0 {
		by = l.people[d.Editors[0]]
	}
	return l.live.Begin(ctx, by, "deliverable/"+id, wordsOf(d.Begins))
}

// wordsOf reads lines: "## " a heading, "- " an item of a list, else a paragraph.
func wordsOf(lines []string) coedit.Node {
	var blocks []coedit.Node
	for _, line := range lines {
		if title, ok := strings.CutPrefix(line, "## "); ok {
			blocks = append(blocks, coedit.Heading(2, title))
			continue
		}
		item, ok := strings.CutPrefix(line, "- ")
		if !ok {
			blocks = append(blocks, coedit.Paragraph(line))
			continue
		}
		if n := len(blocks); n == 0 || blocks[n-1].Type != "bulletList" {
			blocks = append(blocks, coedit.Node{Type: "bulletList"})
		}
		list := &blocks[len(blocks)-1]
		list.Content = append(list.Content, coedit.Node{Type: "listItem", Content: []coedit.Node{coedit.Paragraph(item)}})
	}
	return coedit.Doc(blocks...)
}
