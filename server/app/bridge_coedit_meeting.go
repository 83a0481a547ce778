package app

import (
	"context"
	"strings"

	"rapporteur/server/coedit"
	"rapporteur/server/identity"
	"rapporteur/server/meeting"
)

// minutesTexts is the home of the live texts of minutes. They begin with the
// agenda as headings, an empty line below each to write in.
func minutesTexts(s *meeting.Service) textHome {
	return textHome{
		right:   s.MinutesRight,
		restore: s.MayRestoreMinutes,
		seed: func(ctx context.Context, id string) (coedit.Node, error) {
			headings, err := s.SeedMinutes(ctx, id)
			if err != nil {
				return coedit.Node{}, err
			}
			var blocks []coedit.Node
			for _, h := range headings {
				blocks = append(blocks, coedit.AgendaItem(h.Item, h.Title), coedit.Paragraph(""))
			}
			return coedit.Doc(blocks...), nil
		},
	}
}

// textsOfMinutes lets meetings read and write the decisions and actions in
// their live texts.
type textsOfMinutes struct {
	live  *coedit.Service
	newID func() string
}

// Blocks reads the decisions and actions of a text, in their order.
func (t textsOfMinutes) Blocks(ctx context.Context, id string) ([]meeting.Block, error) {
	c, err := t.live.Content(ctx, identity.System(), meeting.DocumentName(id))
	if err != nil {
		return nil, err
	}
	var blocks []meeting.Block
	c.Doc.Walk(func(n coedit.Node) bool {
		if kind := meeting.Kind(n.Type); kind == meeting.DecisionKind || kind == meeting.ActionKind {
			blocks = append(blocks, meeting.Block{ID: n.Attr("id"), Kind: kind, Words: meeting.Words{
				Text: strings.TrimSpace(n.PlainText()), Owner: n.Attr("owner"), Due: meeting.Day(n.Attr("due")), ReviewOn: meeting.Day(n.Attr("reviewOn")),
			}})
		}
		return true
	})
	return blocks, nil
}

// SetWords writes other words into a block. Where only the date or the owner
// changed the words stay as they are, with whatever is bold in them.
func (t textsOfMinutes) SetWords(ctx context.Context, by identity.Actor, id, block string, kind meeting.Kind, words meeting.Words) error {
	return t.live.EditBlock(ctx, identity.OnBehalf(by), meeting.DocumentName(id), block, func(n coedit.Node) coedit.Node {
		if strings.TrimSpace(n.PlainText()) != words.Text {
			n.Content = []coedit.Node{{Type: "text", Text: words.Text}}
		}
		n.Attrs = attrsOf(n.Attr("id"), kind, words)
		return n
	})
}

// Add writes a block at the end of a text.
func (t textsOfMinutes) Add(ctx context.Context, by identity.Actor, id string, kind meeting.Kind, words meeting.Words) error {
	return t.live.Append(ctx, identity.OnBehalf(by), meeting.DocumentName(id), recordBlock(t.newID(), kind, words))
}

// AddHeading writes the heading of an agenda item at the end of a text.
func (t textsOfMinutes) AddHeading(ctx context.Context, by identity.Actor, id string, h meeting.Heading) error {
	heading, line := coedit.AgendaItem(h.Item, h.Title), coedit.Paragraph("")
	heading.Attrs["id"], line.Attrs = t.newID(), map[string]any{"id": t.newID()}
	return t.live.Append(ctx, identity.OnBehalf(by), meeting.DocumentName(id), heading, line)
}

// recordBlock makes the block of a decision or an action.
func recordBlock(id string, kind meeting.Kind, w meeting.Words) coedit.Node {
	return coedit.Node{Type: string(kind), Attrs: attrsOf(id, kind, w), Content: []coedit.Node{{Type: "text", Text: w.Text}}}
}

// Freeze gives a text as it stands.
func (t textsOfMinutes) Freeze(ctx context.Context, id string) (meeting.Frozen, error) {
	c, err := t.live.Content(ctx, identity.System(), meeting.DocumentName(id))
	if err != nil {
		return meeting.Frozen{}, err
	}
	return meeting.Frozen{Content: c.JSON(), SHA256: c.SHA256}, nil
}

func attrsOf(id string, kind meeting.Kind, w meeting.Words) map[string]any {
	attrs := map[string]any{"id": id}
	set := func(name, value string) {
		if value != "" {
			attrs[name] = value
		}
	}
	if kind == meeting.ActionKind {
		set("owner", w.Owner)
		set("due", string(w.Due))
	} else {
		set("reviewOn", string(w.ReviewOn))
	}
	return attrs
}
