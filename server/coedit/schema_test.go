package coedit_test

import (
	"strings"
	"testing"

	"rapporteur/server/coedit"
)

func TestTheSchemaJudgesWhatADocumentMayHold(t *testing.T) {
	t.Parallel()
	s := coedit.CurrentSchema()
	tests := map[string]struct {
		err  error
		fine bool
	}{
		"a paragraph":                                {s.CheckElement("paragraph"), true},
		"an element nobody knows":                    {s.CheckElement("script"), false},
		"the top node inside the document":           {s.CheckElement("doc"), false},
		"a heading of level 4":                       {s.CheckAttr("heading", "level", 4.0), true},
		"a heading of level 5":                       {s.CheckAttr("heading", "level", int64(5)), false},
		"a heading whose level is a text":            {s.CheckAttr("heading", "level", "2"), false},
		"an attribute of another node":               {s.CheckAttr("paragraph", "level", 2.0), false},
		"an attribute of an element not seen yet":    {s.CheckAttr("", "level", 2.0), true},
		"an attribute no element has":                {s.CheckAttr("", "onclick", "x"), false},
		"an attribute set to nothing":                {s.CheckAttr("image", "alt", nil), true},
		"column widths, one not dragged yet":         {s.CheckAttr("tableCell", "colwidth", []any{120.0, nil}), true},
		"an address too long to be one":              {s.CheckAttr("image", "src", strings.Repeat("a", coedit.MaxAttrText+1)), false},
		"suggestions before they exist":              {s.CheckAttr("paragraph", "__marks", "[]"), false},
		"bold":                                       {s.CheckMark("bold", map[string]any{}), true},
		"the end of bold":                            {s.CheckMark("bold", nil), true},
		"a link with its address":                    {s.CheckMark("link", map[string]any{"href": "https://example.org", "class": nil}), true},
		"a link with a handler":                      {s.CheckMark("link", map[string]any{"onclick": "x"}), false},
		"two comments over the same words":           {s.CheckMark("comment--q0Zx+/a=", map[string]any{"threadId": "t1"}), true},
		"bold under a hash":                          {s.CheckMark("bold--q0Zx+/a=", map[string]any{}), false},
		"a picture of ours":                          {s.CheckAttr("image", "src", "/api/files/01m849hkyxfs8w0zxy4ncd4meq"), true},
		"a picture of another site":                  {s.CheckAttr("image", "src", "https://elsewhere.example/count.png"), false},
		"a picture in the address":                   {s.CheckAttr("image", "src", "data:image/svg+xml;base64,AAAA"), false},
		"a picture beside the files":                 {s.CheckAttr("image", "src", "/api/files/../session"), false},
		"a picture on another host":                  {s.CheckAttr("image", "src", "//elsewhere.example/api/files/x"), false},
		"a link to a mailbox":                        {s.CheckMark("link", map[string]any{"href": "mailto:a@example.org"}), true},
		"a link to a place in the text":              {s.CheckMark("link", map[string]any{"href": "#part-2"}), true},
		"a link to the first page here":              {s.CheckMark("link", map[string]any{"href": "/"}), true},
		"a link with a space in its path":            {s.CheckMark("link", map[string]any{"href": "https://example.org/a file.pdf"}), true},
		"a link to a script":                         {s.CheckMark("link", map[string]any{"href": "javascript:alert(1)"}), false},
		"a link to a script, disguised":              {s.CheckMark("link", map[string]any{"href": "java\nscript:alert(1)"}), false},
		"a link to a script, behind a space":         {s.CheckMark("link", map[string]any{"href": " javascript:alert(1)"}), false},
		"a link that is a page itself":               {s.CheckMark("link", map[string]any{"href": "data:text/html,<script>x</script>"}), false},
		"a link to another host, disguised":          {s.CheckMark("link", map[string]any{"href": "/\\elsewhere.example"}), false},
		"a link that is no text":                     {s.CheckMark("link", map[string]any{"href": 7.0}), false},
		"a mark nobody knows":                        {s.CheckMark("blink", map[string]any{}), false},
		"an insertion mark before suggestions exist": {s.CheckMark("insertion", map[string]any{"id": "x"}), false},
	}
	for name, test := range tests {
		if (test.err == nil) != test.fine {
			t.Errorf("%s: got %v, want fine: %v", name, test.err, test.fine)
		}
	}
}
