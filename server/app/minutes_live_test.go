package app_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"rapporteur/server/yjs"
)

// TestWhatIsTypedInMinutesStandsInTheRegister types into the minutes of a
// sitting meeting over a real socket, as an editor does, and reads the register.
func TestWhatIsTypedInMinutesStandsInTheRegister(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	warren, lena := p.token("warren.smith@example.org"), p.token("lena.okoro@example.org")
	var coming list
	p.ask(warren, "GET", "/api/meetings?mine=true&state=scheduled&latest=true&limit=1", nil, &coming)
	m := coming.Items[0].ID
	if status := p.ask(warren, "POST", "/api/meetings/"+m+"/start", nil, nil); status != http.StatusOK {
		t.Fatalf("start: %d", status)
	}
	e := p.edit(warren, "minutes/"+m, 1000)
	e.Write(func(w *yjs.Writer) error {
		return w.Insert(e.Doc.Fragment("default"), 0, yjs.Element{
			Name: "action", Attrs: map[string]any{"due": "2031-07-28"}, Children: []yjs.Element{{Text: []yjs.Span{{Text: "Send the scope note"}}}},
		})
	})
	written := p.waitForAction(lena, m, func(a listed) bool { return a.Title == "Send the scope note" })
	if status := p.ask(warren, "PUT", "/api/actions/"+written.ID, map[string]string{"title": "Send the scope note to all", "due": "2031-08-01"}, nil); status != http.StatusOK {
		t.Fatalf("reword: %d", status)
	}
	e.ListenUntil("the words of the register in the text", func() bool { return strings.Contains(e.Text(), "Send the scope note to all") })
}

// waitForAction asks for the actions of a meeting until one is as wanted.
func (p *program) waitForAction(token, meeting string, wanted func(listed) bool) listed {
	p.t.Helper()
	ended := time.After(patience)
	for {
		var actions list
		p.ask(token, "GET", "/api/actions?meeting="+meeting, nil, &actions)
		if at := slices.IndexFunc(actions.Items, wanted); at >= 0 {
			return actions.Items[at]
		}
		select {
		case <-ended:
			p.t.Fatalf("the register holds %+v", actions.Items)
		case <-time.After(100 * time.Millisecond):
		}
	}
}
