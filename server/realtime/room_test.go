package realtime_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"rapporteur/server/coedit"
	"rapporteur/server/realtime"
	"rapporteur/server/realtime/frame"
	"rapporteur/server/realtime/realtimetest"
)

// edit opens the text as a person with an editor of that Yjs client id.
func (h *house) edit(t *testing.T, person string, client uint64, doc *realtimetest.Doc) *realtimetest.Editor {
	t.Helper()
	e := realtimetest.NewEditor(t, realtimetest.Dial(t, h.url, nil), text, "rap_"+person, client, doc)
	e.Settle()
	return e
}

// comeBack edits on as a provider does: told to try again while the room is
// being put away, it tries again.
func (h *house) comeBack(t *testing.T, person string, client uint64, doc *realtimetest.Doc) *realtimetest.Editor {
	t.Helper()
	for {
		e, in := realtimetest.TryEditor(t, realtimetest.Dial(t, h.url, nil), text, "rap_"+person, client, doc)
		if in {
			return e
		}
	}
}

func TestTwoWriteOneTextAndHearThatItIsSaved(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.edit(t, "ines", 101, nil), h.edit(t, "omar", 102, nil)
	a.Paragraph("from Ines")
	b.Paragraph("from Omar")
	for _, e := range []*realtimetest.Editor{a, b} {
		e.ListenUntil("both paragraphs", func() bool {
			return strings.Contains(e.Text(), "from Ines") && strings.Contains(e.Text(), "from Omar")
		})
		e.Settle()
	}
	if a.Text() != b.Text() || !strings.HasPrefix(a.Text(), "Scope") {
		t.Errorf("got %q and %q", a.Text(), b.Text())
	}
	late := h.edit(t, "rita", 103, nil)
	if late.Text() != a.Text() || late.Scope != "readonly" {
		t.Errorf("got %q (%s), want what the others have, to read", late.Text(), late.Scope)
	}
}

// inStep asks the room for its state and listens until the answer: everything
// the room did before is then heard.
func inStep(e *realtimetest.Editor) {
	e.Send(e.Address, frame.SyncMessage(frame.Step1, e.Doc.EncodeStateVector()))
	e.Sent++ // its answer to the server's step 1
	e.Synced = false
	e.ListenUntil("the answer to step 1", func() bool { return e.Synced })
}

func TestSavedIsSaidOnlyWhenItIsStored(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.edit(t, "ines", 101, nil), h.edit(t, "omar", 102, nil)
	a.Paragraph("first of this editor")
	a.Settle()
	b.ListenUntil("it", func() bool { return strings.Contains(b.Text(), "first") })

	gate := h.log.hold()
	saved := a.Saved
	a.Paragraph("not stored yet")
	b.ListenUntil("it, before it is stored", func() bool { return strings.Contains(b.Text(), "not stored") })
	inStep(a)
	if a.Saved != saved {
		t.Errorf("got %d acknowledgements while the append hangs, want none", a.Saved-saved)
	}
	close(gate)
	a.Settle()
}

func TestAnEditorIsOnRecordBeforeAnybodyHearsOfIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.edit(t, "ines", 101, nil), h.edit(t, "omar", 102, nil)
	gate := h.log.hold()
	a.Paragraph("by an editor nobody knows")
	// A fresh token is answered by the room, after everything it was sent before.
	for _, e := range []*realtimetest.Editor{a, b} {
		e.Scope = ""
		e.Send(text, frame.Token("rap_"+map[*realtimetest.Editor]string{a: "ines", b: "omar"}[e]))
		e.ListenUntil("the answer", func() bool { return e.Scope != "" })
	}
	if strings.Contains(b.Text(), "nobody knows") {
		t.Error("it was shown before its owner was on record")
	}
	close(gate)
	b.ListenUntil("it", func() bool { return strings.Contains(b.Text(), "nobody knows") })
}

func TestAFailingDatabaseIsNeverAcknowledgedAndNothingIsLost(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.edit(t, "ines", 101, nil), h.edit(t, "omar", 102, nil)
	a.Paragraph("stored")
	a.Settle()
	b.ListenUntil("it", func() bool { return strings.Contains(b.Text(), "stored") })
	h.log.fail(errors.New("disk full"))
	saved := a.Saved
	a.Paragraph("in the browser only")
	if code, _ := a.Ended(); code != 4205 {
		t.Errorf("got %d, want 4205", code)
	}
	if a.Saved != saved {
		t.Error("it was acknowledged")
	}
	h.log.fail(nil)
	again := h.comeBack(t, "ines", 101, a.Doc)
	if got := h.edit(t, "omar", 103, nil).Text(); got != again.Text() || !strings.Contains(got, "in the browser only") {
		t.Errorf("got %q, want it to have come back with its editor", got)
	}
}

func TestAReaderIsHeldReadOnlyAndStillInStep(t *testing.T) {
	t.Parallel()
	h := open(t)
	r := h.edit(t, "rita", 101, nil) // Settle: her step 2 without news was acknowledged
	r.Paragraph("not allowed")
	r.ListenUntil("the refusal", func() bool { return r.Refused == 1 && len(r.Stateless) == 1 })
	if !strings.Contains(r.Stateless[0], `"type":"refused","reason":"forbidden"`) {
		t.Errorf("got %s", r.Stateless[0])
	}
	r.Paragraph("neither is this")
	r.ListenUntil("the next refusal", func() bool { return r.Refused == 2 })
	if len(r.Stateless) != 1 {
		t.Errorf("got %v, want one word about it", r.Stateless)
	}
	w := h.edit(t, "ines", 102, nil)
	w.Paragraph("she reads on")
	r.ListenUntil("the others' words", func() bool { return strings.Contains(r.Text(), "she reads on") })
	if strings.Contains(w.Text(), "allowed") {
		t.Errorf("got %q", w.Text())
	}
}

func TestALostUpdateIsAskedForAndEveryOneIsAcknowledged(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.edit(t, "ines", 101, nil)
	a.Unheard("lost")
	for i := range 3 {
		a.Paragraph(fmt.Sprint("after it ", i))
	}
	a.Settle()
	if got := h.edit(t, "omar", 102, nil).Text(); got != a.Text() {
		t.Errorf("got %q, want %q", got, a.Text())
	}
}

func TestASlowReaderNeverSlowsTheRoomAndCatchesUp(t *testing.T) {
	t.Parallel()
	h := open(t, func(l *realtime.Limits) { l.QueueBytes = 4 << 10; l.FramesPerSec, l.FrameBurst = 1e6, 1e6 })
	slow, w := h.edit(t, "rita", 101, nil), h.edit(t, "ines", 102, nil)
	big := strings.Repeat("word ", 8000)
	// More than the kernel's buffers hold, while nobody reads.
	for range 400 {
		w.Paragraph(big)
	}
	w.Settle()
	w.Paragraph("the end")
	w.Settle()
	slow.ListenUntil("the end", func() bool { return strings.HasSuffix(slow.Text(), "the end") })
	if slow.Text() != w.Text() {
		t.Error("the slow reader has another text")
	}
	if slow.Updates >= 400 {
		t.Errorf("got all %d updates one by one, want those in between dropped", slow.Updates)
	}
	if slow.Saved != 1 {
		t.Errorf("got %d acknowledgements, want the one", slow.Saved)
	}
}

func TestTheServerEditsAnOpenText(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.edit(t, "ines", 101, nil)
	service := coedit.NewService(nil, h.rooms, h, nil)
	who, err := h.Token(t.Context(), "rap_omar")
	if err != nil {
		t.Fatal(err)
	}
	if err := service.Append(t.Context(), who, text, coedit.AgendaItem("a1", "Any other business")); err != nil {
		t.Fatal(err)
	}
	a.ListenUntil("it", func() bool { return strings.HasSuffix(a.Text(), "Any other business") })
	rita, _ := h.Token(t.Context(), "rap_rita")
	if err := service.Append(t.Context(), rita, text, coedit.Paragraph("x")); !errors.Is(err, coedit.ErrMayNotEdit) {
		t.Errorf("got %v, want ErrMayNotEdit", err)
	}
}

func TestADocumentIsPutAwayWhenItsLastReaderHasLeft(t *testing.T) {
	t.Parallel()
	h := open(t)
	for i := range 3 {
		a, b := h.edit(t, "ines", uint64(200+2*i), nil), h.edit(t, "omar", uint64(201+2*i), nil)
		a.Paragraph(fmt.Sprint("round ", i))
		a.Close() // with the update perhaps still on its way
		b.Send(text, frame.Message{byte(frame.Close)})
		b.Close()
		eventually(t, "the room has ended", func() bool { return h.rooms.Count() == 0 })
	}
	eventually(t, "all sockets are gone", func() bool { return h.server.Sockets() == 0 })
}

func TestNewBlocksAreGivenIdsAndTheChangeIsAnnounced(t *testing.T) {
	t.Parallel()
	h := open(t, func(l *realtime.Limits) { l.Quiet, l.TellEvery = time.Millisecond, time.Millisecond })
	a := h.edit(t, "ines", 101, nil)
	a.Paragraph("one")
	a.Paragraph("two")
	named := func() bool {
		ids, blocks := a.BlockIDs()
		return len(ids) == blocks
	}
	a.ListenUntil("an id for every block", named)
	if got := <-h.heard; got != text {
		t.Errorf("got %q announced, want %q", got, text)
	}
}

// eventually waits for what has to happen by itself.
func eventually(t *testing.T, what string, true func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !true(); runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatalf("it never came true that %s", what)
		}
	}
}
