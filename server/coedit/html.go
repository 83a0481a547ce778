package coedit

import (
	"fmt"
	"html"
	"net/url"
	"strings"
)

// HTML renders a text for readers without an editor: published pages, the first
// sight of a document, mail. It is made of the schema alone, so nothing a
// writer types can become markup; addresses that are not of a page, a mailbox
// or this installation are left out.
func (n Node) HTML() string {
	r := &renderer{}
	r.blocks(n.Content)
	r.footnotes()
	return r.out.String()
}

type renderer struct {
	out   strings.Builder
	notes []Node
}

func (r *renderer) blocks(nodes []Node) {
	for _, n := range nodes {
		r.block(n)
	}
}

// simple blocks are one element around their content.
var simple = map[string]string{
	"paragraph": "p", "blockquote": "blockquote", "bulletList": "ul", "listItem": "li",
	"tableRow": "tr",
}

func (r *renderer) block(n Node) {
	switch n.Type {
	case "heading":
		level := min(max(n.Number("level", 1), 1), 4)
		r.element(fmt.Sprintf("h%d", level), n, "")
	case "agendaItem":
		r.element("h2", n, attr("class", "agenda-item")+attr("data-item", n.Attr("item")))
	case "decision":
		r.element("p", n, attr("class", "decision")+attr("data-review-on", n.Attr("reviewOn")))
	case "action":
		r.element("p", n, attr("class", "action")+attr("data-owner", n.Attr("owner"))+attr("data-due", n.Attr("due")))
	case "codeBlock":
		r.out.WriteString("<pre" + blockID(n) + `><code dir="ltr">`)
		r.inline(n.Content)
		r.out.WriteString("</code></pre>\n")
	case "horizontalRule":
		r.out.WriteString("<hr>\n")
	case "image":
		r.image(n)
	case "orderedList":
		start := ""
		if s := n.Number("start", 1); s != 1 {
			start = attr("start", fmt.Sprint(s))
		}
		r.element("ol", n, start)
	case "taskList":
		r.element("ul", n, attr("class", "tasks"))
	case "taskItem":
		box := "☐ "
		if done, _ := n.Attrs["checked"].(bool); done {
			box = "☑ "
		}
		r.out.WriteString("<li" + blockID(n) + ">" + box)
		r.blocks(n.Content)
		r.out.WriteString("</li>\n")
	case "table":
		r.out.WriteString("<table" + blockID(n) + "><tbody>\n")
		r.blocks(n.Content)
		r.out.WriteString("</tbody></table>\n")
	case "tableHeader":
		r.element("th", n, cell(n)+attr("scope", "col"))
	case "tableCell":
		r.element("td", n, cell(n))
	default:
		if tag := simple[n.Type]; tag != "" {
			r.element(tag, n, "")
		}
	}
}

func (r *renderer) element(tag string, n Node, attrs string) {
	r.out.WriteString("<" + tag + blockID(n) + attrs + ` dir="auto">`)
	if t := schema.Nodes[n.Type].Content; t == "inline*" || t == "text*" {
		r.inline(n.Content)
	} else {
		r.blocks(n.Content)
	}
	r.out.WriteString("</" + tag + ">\n")
}

func (r *renderer) inline(nodes []Node) {
	for _, n := range nodes {
		switch n.Type {
		case "text":
			r.text(n)
		case "hardBreak":
			r.out.WriteString("<br>")
		case "footnote":
			r.notes = append(r.notes, n)
			i := len(r.notes)
			fmt.Fprintf(&r.out, `<sup id="noteref-%d"><a href="#note-%d">%d</a></sup>`, i, i, i)
		}
	}
}

// marked says which element stands for a mark. A comment has none: threads are
// shown beside the text, to those who may read them.
var marked = map[string]string{
	"bold": "strong", "italic": "em", "underline": "u", "strike": "s", "code": "code",
	"subscript": "sub", "superscript": "sup", "highlight": "mark",
}

func (r *renderer) text(n Node) {
	var open, closing string
	for _, m := range n.Marks {
		if m.Type == "link" {
			href, _ := m.Attrs["href"].(string)
			if safe := SafeLink(href); safe != "" {
				open += "<a" + attr("href", safe) + ` rel="noopener noreferrer nofollow">`
				closing = "</a>" + closing
			}
		} else if tag := marked[m.Type]; tag != "" {
			open += "<" + tag + ">"
			closing = "</" + tag + ">" + closing
		}
	}
	r.out.WriteString(open + html.EscapeString(n.Text) + closing)
}

func (r *renderer) image(n Node) {
	alt := n.Attr("alt")
	src := n.Attr("src")
	if !ownPath(src) {
		// A picture of another site would tell that site who reads here.
		r.out.WriteString("<p>" + html.EscapeString(alt) + "</p>\n")
		return
	}
	r.out.WriteString("<figure" + blockID(n) + "><img" + attr("src", src) + ` alt="` + html.EscapeString(alt) + `"`)
	for _, size := range []string{"width", "height"} {
		if px := n.Number(size, 0); px > 0 {
			r.out.WriteString(attr(size, fmt.Sprint(px)))
		}
	}
	r.out.WriteString(` loading="lazy">`)
	if title := n.Attr("title"); title != "" {
		r.out.WriteString(`<figcaption dir="auto">` + html.EscapeString(title) + "</figcaption>")
	}
	r.out.WriteString("</figure>\n")
}

func (r *renderer) footnotes() {
	if len(r.notes) == 0 {
		return
	}
	r.out.WriteString("<ol class=\"notes\">\n")
	for i := 0; i < len(r.notes); i++ {
		fmt.Fprintf(&r.out, `<li id="note-%d" dir="auto">`, i+1)
		r.inline(r.notes[i].Content)
		fmt.Fprintf(&r.out, ` <a href="#noteref-%d">↩</a></li>`+"\n", i+1)
	}
	r.out.WriteString("</ol>\n")
}

// blockID makes a block a place one can link to.
func blockID(n Node) string {
	if id := n.Attr("id"); id != "" {
		return attr("id", "b-"+id)
	}
	return ""
}

func cell(n Node) string {
	out := ""
	for _, span := range []string{"colspan", "rowspan"} {
		if s := n.Number(span, 1); s > 1 {
			out += attr(span, fmt.Sprint(s))
		}
	}
	return out
}

func attr(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + html.EscapeString(value) + `"`
}

// SafeLink gives the address where it is one of a page, a mailbox, a telephone or a place
// within this installation, and "" for anything else, scripts above all.
func SafeLink(href string) string {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host != "" {
			return u.String()
		}
	case "mailto", "tel":
		return u.String()
	case "":
		if ownPath(href) || (strings.HasPrefix(href, "#") && u.Host == "") {
			return u.String()
		}
	}
	return ""
}

// ownPath reports whether an address stays on this installation: "//host" and
// "/\host" do not.
func ownPath(address string) bool {
	return strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") &&
		!strings.ContainsAny(address, "\\\t\r\n")
}
