package coedit_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"rapporteur/server/coedit"
	"rapporteur/server/identity"
	"rapporteur/server/yjs"
)

// desk keeps one document open, as a room does.
type desk struct {
	*shelf
	open *coedit.Document
}

func (d *desk) Edit(_ context.Context, _ string, change func(*coedit.Document) (coedit.Outcome, error)) error {
	out, err := change(d.open)
	if err == nil {
		d.store(out)
	}
	return err
}

func (d *desk) Read(_ context.Context, _ string, look func(*coedit.Document) error) error {
	return look(d.open)
}

// rights are by person; only ines may restore.
type rights map[string]coedit.Right

func (r rights) TextRight(_ context.Context, by identity.Actor, _ string) (coedit.Right, error) {
	return r[by.Person], nil
}

func (r rights) MayRestore(_ context.Context, by identity.Actor, _ string) (bool, error) {
	return by.Person == "ines", nil
}

func newDesk(t *testing.T, adjust func(*coedit.Limits), blocks ...coedit.Node) (*desk, *coedit.Service) {
	t.Helper()
	d := &desk{shelf: newShelf(t, adjust, blocks...)}
	d.open = d.shelf.open()
	everybody := rights{"ines": coedit.RightEdit, "omar": coedit.RightEdit, "rita": coedit.RightRead}
	return d, coedit.NewService(d.library, d, everybody, everybody)
}

func as(person string) identity.Actor { return identity.Actor{Person: person, Name: person} }

// work writes three stretches: Ines and Omar together, then, after a pause, Omar.
func (d *desk) work() {
	y := copyOf(d.t, d.open)
	d.take(d.open, ines, paragraph(d.t, y, 101, "by Ines"), coedit.Taken)
	d.now = d.now.Add(10 * time.Minute)
	d.take(d.open, omar, paragraph(d.t, y, 102, "by Omar"), coedit.Taken)
	d.now = d.now.Add(10 * time.Minute)
	d.take(d.open, ines, paragraph(d.t, y, 101, "Ines again"), coedit.Taken)
	d.now = d.now.Add(time.Hour)
	d.take(d.open, omar, paragraph(d.t, y, 102, "Omar alone"), coedit.Taken)
}

func TestTheHistoryIsTheWritingSessions(t *testing.T) {
	t.Parallel()
	for sentence, compacted := range map[string]bool{"from the log": false, "from the archive": true} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			d, service := newDesk(t, func(l *coedit.Limits) { l.CompactEntries = 2 }, coedit.Heading(1, "Scope"))
			began := d.now
			d.work()
			if compacted {
				plan, _ := d.open.PlanCompaction()
				err := plan.Run(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				d.open.Compacted(plan, err)
			}
			got, err := service.History(t.Context(), as("rita"), name)
			if err != nil {
				t.Fatal(err)
			}
			want := []coedit.WritingSession{
				{From: began.Add(80 * time.Minute), To: began.Add(80 * time.Minute), People: []string{"omar"}, Updates: 1, Act: "update"},
				{From: began, To: began.Add(20 * time.Minute), People: []string{"ines", "omar"}, Updates: 3, Act: "update"},
				{From: began, To: began, Updates: 1, Act: "seed"},
			}
			if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(coedit.WritingSession{}, "ID"), cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("(-want +got):\n%s", diff)
			}
			then, err := service.At(t.Context(), as("rita"), name, got[1].ID)
			if err != nil {
				t.Fatal(err)
			}
			if want := "Scope\nby Ines\nby Omar\nInes again"; then.Doc.PlainText() != want || !then.At.Equal(got[1].To) {
				t.Errorf("got %q at %s, want %q", then.Doc.PlainText(), then.At, want)
			}
		})
	}
}

func TestRestoringWritesANewChange(t *testing.T) {
	t.Parallel()
	d, service := newDesk(t, nil, coedit.Heading(1, "Scope"))
	d.work()
	past, err := service.History(t.Context(), as("ines"), name)
	if err != nil {
		t.Fatal(err)
	}
	typist := copyOf(t, d.open)
	if err := service.Restore(t.Context(), as("ines"), name, past[1].ID); err != nil {
		t.Fatal(err)
	}
	if got, want := words(d.open), "Scope|by Ines|by Omar|Ines again"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	// Who typed meanwhile, in what is still there and in what is not, loses nothing.
	first := childAt(typist, 0)
	update, err := typist.Write(102, func(w *yjs.Writer) error {
		if err := w.InsertText(textIn(first), 5, " and aim", nil); err != nil {
			return err
		}
		return w.InsertText(textIn(childAt(typist, 4)), 0, "Typed meanwhile: ", nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	out := d.take(d.open, omar, update, coedit.Taken)
	if got, want := words(d.open), "Scope and aim|by Ines|by Omar|Ines again|Typed meanwhile: "; got != want || len(out.Tell) != 1 {
		t.Errorf("got %q and %d notices, want %q", got, len(out.Tell), want)
	}
	after, err := service.History(t.Context(), as("ines"), name)
	if err != nil || after[1].Act != "restore" || !cmp.Equal(after[1].People, []string{"ines"}) {
		t.Errorf("got %+v, %v, want the restoring in the history", after[1], err)
	}
	if err := service.Restore(t.Context(), as("ines"), name, past[0].ID); err != nil {
		t.Fatal(err)
	}
	if got, want := words(d.open), "Scope|by Ines|by Omar|Ines again|Omar alone"; got != want {
		t.Errorf("got %q, want the restoring undone: %q", got, want)
	}
}

func childAt(y *yjs.Doc, n int) *yjs.Type {
	for c := range y.Fragment("default").Children() {
		if n == 0 {
			return c
		}
		n--
	}
	return nil
}

func textIn(block *yjs.Type) *yjs.Type {
	for c := range block.Children() {
		return c
	}
	return nil
}

func TestATextIsBegunOnce(t *testing.T) {
	t.Parallel()
	d, service := newDesk(t, nil)
	begin := func(person, name string) error {
		return service.Begin(t.Context(), as(person), name, coedit.Doc(coedit.Heading(2, "Aim")))
	}
	if err := begin("rita", "deliverable/new"); !errors.Is(err, coedit.ErrMayNotEdit) {
		t.Errorf("a reader: got %v, want ErrMayNotEdit", err)
	}
	if err := begin("ines", "deliverable/new"); err != nil {
		t.Fatal(err)
	}
	if err := begin("omar", "deliverable/new"); !errors.Is(err, coedit.ErrBegun) {
		t.Errorf("a second time: got %v, want ErrBegun", err)
	}
	if err := begin("ines", name); !errors.Is(err, coedit.ErrBegun) {
		t.Errorf("a text that was opened: got %v, want ErrBegun", err)
	}
	opened, err := d.library.Open(t.Context(), "deliverable/new")
	if err != nil || words(opened) != "Aim" {
		t.Errorf("got %v, %v", opened, err)
	}
	past, err := service.History(t.Context(), as("rita"), "deliverable/new")
	if err != nil || len(past) != 1 || past[0].People[0] != "ines" {
		t.Errorf("got %+v, %v, want it begun by ines", past, err)
	}
}

func TestOnlyWhoMayReadsAndRestores(t *testing.T) {
	t.Parallel()
	d, service := newDesk(t, nil)
	d.work()
	past, err := service.History(t.Context(), as("ines"), name)
	if err != nil {
		t.Fatal(err)
	}
	_, hidden := service.History(t.Context(), as("eve"), name)
	_, content := service.Content(t.Context(), as("eve"), name)
	tests := map[string]struct{ got, want error }{
		"a stranger reads the history":         {hidden, coedit.ErrNotFound},
		"a stranger reads the text":            {content, coedit.ErrNotFound},
		"a stranger restores":                  {service.Restore(t.Context(), as("eve"), name, past[0].ID), coedit.ErrNotFound},
		"somebody who may edit, not restore":   {service.Restore(t.Context(), as("omar"), name, past[0].ID), coedit.ErrMayNotRestore},
		"a moment that never was":              {service.Restore(t.Context(), as("ines"), name, "00000000000000000000000001"), coedit.ErrNoSuchMoment},
		"a reader corrects a block":            {service.EditBlock(t.Context(), as("rita"), name, "b", nil), coedit.ErrMayNotEdit},
		"a block that is not there is changed": {service.EditBlock(t.Context(), as("ines"), name, "b", nil), coedit.ErrNoSuchBlock},
	}
	for sentence, test := range tests {
		if !errors.Is(test.got, test.want) {
			t.Errorf("%s: got %v, want %v", sentence, test.got, test.want)
		}
	}
}

func TestAWordCorrectedInARegisterIsCorrectedInTheBlock(t *testing.T) {
	t.Parallel()
	d, service := newDesk(t, nil, parse(t, `{"type":"action","attrs":{"id":"k1","owner":"omar","due":"2026-12-01"},"content":[{"type":"text","text":"Send the tabel 😀 soon"}]}`))
	typist := copyOf(t, d.open)
	err := service.EditBlock(t.Context(), as("ines"), name, "k1", func(n coedit.Node) coedit.Node {
		n.Attrs["due"] = "2026-12-08"
		delete(n.Attrs, "owner")
		n.Content[0].Text = "Send the table 😀 soon"
		return n
	})
	if err != nil {
		t.Fatal(err)
	}
	update, err := typist.Write(102, func(w *yjs.Writer) error {
		return w.InsertText(textIn(childAt(typist, 0)), 22, ", please", nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	d.take(d.open, omar, update, coedit.Taken)
	block := d.open.Content().Content[0]
	if block.PlainText() != "Send the table 😀 soon, please" || block.Attr("due") != "2026-12-08" || block.Attr("owner") != "" {
		t.Errorf("got %+v", block)
	}
}
