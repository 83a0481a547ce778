package coedit_test

import (
	"strings"
	"testing"

	"rapporteur/server/coedit"
)

func parse(t *testing.T, source string) coedit.Node {
	t.Helper()
	n, err := coedit.ParseNode([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestHTMLShowsATextAndNeverWhatAWriterSmugglesIn(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ block, want string }{
		"a heading one can link to": {
			`{"type":"heading","attrs":{"level":2,"id":"k7"},"content":[{"type":"text","text":"Scope & aim"}]}`,
			`<h2 id="b-k7" dir="auto">Scope &amp; aim</h2>`,
		},
		"marks in their order": {
			`{"type":"paragraph","content":[{"type":"text","text":"now","marks":[{"type":"bold"},{"type":"italic"}]}]}`,
			`<p dir="auto"><strong><em>now</em></strong></p>`,
		},
		"markup that was typed": {
			`{"type":"paragraph","content":[{"type":"text","text":"<script>alert(1)</script>"}]}`,
			`<p dir="auto">&lt;script&gt;alert(1)&lt;/script&gt;</p>`,
		},
		"a link that runs a script": {
			`{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":" JaVaScript:alert(1)"}}]}]}`,
			`<p dir="auto">x</p>`,
		},
		"a link to another page": {
			`{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"https://example.org/?a=1&b=2","class":"evil"}}]}]}`,
			`<p dir="auto"><a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer nofollow">x</a></p>`,
		},
		"a picture of this installation": {
			`{"type":"image","attrs":{"src":"/api/files/f1","alt":"A \"map\"","width":640}}`,
			`<figure><img src="/api/files/f1" alt="A &#34;map&#34;" width="640" loading="lazy"></figure>`,
		},
		"a picture of another site": {
			`{"type":"image","attrs":{"src":"//evil.example/p.png","alt":"A map"}}`,
			`<p>A map</p>`,
		},
		"an element nobody knows": {`{"type":"iframe"}`, ``},
		"a numbered list that goes on": {
			`{"type":"orderedList","attrs":{"start":3},"content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"c"}]}]}]}`,
			"<ol start=\"3\" dir=\"auto\"><li dir=\"auto\"><p dir=\"auto\">c</p>\n</li>\n</ol>",
		},
		"an action with its owner": {
			`{"type":"action","attrs":{"owner":"p1","due":"2026-12-01"},"content":[{"type":"text","text":"Send the table"}]}`,
			`<p class="action" data-owner="p1" data-due="2026-12-01" dir="auto">Send the table</p>`,
		},
	}
	for name, test := range tests {
		doc := parse(t, `{"type":"doc","content":[`+test.block+`]}`)
		if got := strings.TrimSpace(doc.HTML()); got != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, test.want)
		}
	}
}

func TestFootnotesAreNumberedAndStandAtTheEnd(t *testing.T) {
	t.Parallel()
	doc := parse(t, `{"type":"doc","content":[{"type":"paragraph","content":[
		{"type":"text","text":"One"},{"type":"footnote","content":[{"type":"text","text":"First."}]},
		{"type":"text","text":" two"},{"type":"footnote","content":[{"type":"text","text":"Second."}]}]}]}`)
	got := doc.HTML()
	for _, want := range []string{`One<sup id="noteref-1">`, ` two<sup id="noteref-2">`, `<li id="note-2" dir="auto">Second.`} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s, want it to contain %s", got, want)
		}
	}
	if want := "One two\nFirst.\nSecond."; doc.PlainText() != want {
		t.Errorf("got %q, want %q", doc.PlainText(), want)
	}
}
