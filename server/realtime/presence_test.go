package realtime_test

import (
	"encoding/json"
	"strings"
	"testing"

	"rapporteur/server/realtime"
	"rapporteur/server/realtime/frame"
	"rapporteur/server/realtime/realtimetest"
)

// speak sends an awareness state for an editor.
func speak(e *realtimetest.Editor, client, clock uint64, state string) {
	e.Send(e.Address, frame.AwarenessMessage(frame.EncodeStates([]frame.State{{Client: client, Clock: clock, JSON: []byte(state)}})))
}

func (h *house) watch(t *testing.T) (*realtimetest.Editor, func(client uint64) string) {
	w := h.edit(t, "rita", 900, nil)
	return w, func(client uint64) string { return string(w.Carets[client].JSON) }
}

func TestACaretSaysWhoTheServerKnows(t *testing.T) {
	t.Parallel()
	h := open(t)
	w, seen := h.watch(t)
	a := h.edit(t, "ines", 101, nil)
	speak(a, 101, 1, `{"user":{"name":"The Chair","color":"red"},"cursor":{"anchor":{"tname":"default"}},"secret":1}`)
	w.ListenUntil("the caret", func() bool { return seen(101) != "" })
	var state map[string]map[string]any
	if err := json.Unmarshal([]byte(seen(101)), &state); err != nil {
		t.Fatal(err)
	}
	if u := state["user"]; u["name"] != "ines" || u["id"] != "ines" || !strings.HasPrefix(u["color"].(string), "#") {
		t.Errorf("got user %v, want the one the server knows", u)
	}
	if len(state) != 2 || state["cursor"]["anchor"] == nil {
		t.Errorf("got %v, want cursor and user alone", state)
	}
	a.Close()
	w.ListenUntil("her to be gone", func() bool { return seen(101) == "" })
}

func TestNobodySpeaksForAnother(t *testing.T) {
	t.Parallel()
	h := open(t, func(l *realtime.Limits) { l.MaxClients = 2 })
	w, seen := h.watch(t)
	a, b := h.edit(t, "ines", 101, nil), h.edit(t, "omar", 102, nil)
	speak(a, 101, 5, `{"cursor":1}`)
	w.ListenUntil("her caret", func() bool { return strings.Contains(seen(101), `"cursor":1`) })
	speak(b, 101, 9, `{"cursor":2}`)
	speak(b, 101, 9, `null`)
	speak(b, 1, 1, `{"cursor":2}`) // the server's own editor
	speak(b, 102, 1, `{"cursor":3}`)
	w.ListenUntil("his caret", func() bool { return seen(102) != "" })
	if !strings.Contains(seen(101), `"cursor":1`) || seen(1) != "" {
		t.Errorf("got %q and %q, want hers untouched", seen(101), seen(1))
	}
	speak(b, 103, 1, `{"cursor":4}`)
	speak(b, 104, 1, `{"cursor":5}`) // one too many
	speak(b, 102, 2, `{"cursor":6}`)
	w.ListenUntil("his next caret", func() bool { return strings.Contains(seen(102), `"cursor":6`) && seen(103) != "" })
	if seen(104) != "" {
		t.Error("a connection speaks for more editors than it may")
	}
	speak(b, 102, 3, `{"cursor":"`+strings.Repeat("x", 5000)+`"}`)
	speak(b, 103, 2, `{"cursor":7}`)
	w.ListenUntil("the one after the too long", func() bool { return strings.Contains(seen(103), `"cursor":7`) })
	if !strings.Contains(seen(102), `"cursor":6`) {
		t.Errorf("got %.60s, want the too long state dropped", seen(102))
	}
}

func TestAnEditorThatComesBackIsSeenAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	w, seen := h.watch(t)
	a := h.edit(t, "ines", 101, nil)
	speak(a, 101, 4, `{"cursor":1}`)
	w.ListenUntil("her caret", func() bool { return seen(101) != "" })
	// A new socket before the server has missed the old one.
	b := h.edit(t, "ines", 101, a.Doc)
	speak(b, 101, 5, `{"cursor":2}`)
	w.ListenUntil("it to move", func() bool { return strings.Contains(seen(101), `"cursor":2`) })
	a.Close()
	speak(b, 101, 6, `{"cursor":3}`)
	w.ListenUntil("it to move on", func() bool { return strings.Contains(seen(101), `"cursor":3`) })
	b.Close()
	w.ListenUntil("her to be gone", func() bool { return seen(101) == "" })
	// And back with the clock it left with, which receivers would take for old news.
	c := h.edit(t, "ines", 101, a.Doc)
	speak(c, 101, 6, `{"cursor":4}`)
	w.ListenUntil("her to be back", func() bool { return strings.Contains(seen(101), `"cursor":4`) })
	if w.Carets[101].Clock <= 6 {
		t.Errorf("got clock %d, want it above 6", w.Carets[101].Clock)
	}
}

func TestALateReaderSeesWhoIsThere(t *testing.T) {
	t.Parallel()
	h := open(t)
	w, seen := h.watch(t)
	a := h.edit(t, "ines", 101, nil)
	speak(a, 101, 1, `{"cursor":1}`)
	w.ListenUntil("her caret", func() bool { return seen(101) != "" })
	late := h.edit(t, "omar", 102, nil)
	late.ListenUntil("her caret", func() bool { return len(late.Carets[101].JSON) > 0 })
	late.Carets = map[uint64]frame.State{}
	late.Send(text, frame.QueryMessage())
	late.ListenUntil("her caret again", func() bool { return len(late.Carets[101].JSON) > 0 })
}
