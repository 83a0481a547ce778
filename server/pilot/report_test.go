package pilot_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"rapporteur/server/event"
	"rapporteur/server/fault"
	"rapporteur/server/group"
	"rapporteur/server/identity"
	"rapporteur/server/pilot"
)

var amber = pilot.Answers{
	Colour: pilot.Amber, Reason: "No budget line for ICT.", Progress: "Two offices read the needs statement.",
	Difficulties: []pilot.Difficulty{{Clause: "2.1", Text: "Who signs a need?"}},
	Asks:         []pilot.Ask{{Text: "An example of a shared budget line."}, {Text: "A call with Tamarua."}}, Private: "The mayor hesitates.",
}

func TestSilenceIsShownAsSilence(t *testing.T) {
	t.Parallel()
	f := newField(t)
	const all = "2023-06 not_reported, 2023-05 not_reported, 2023-04 not_reported"
	if got := f.record(t, lena); got != all {
		t.Errorf("got %s, want %s", got, all)
	}
	f.now = time.Date(2023, 7, 15, 23, 59, 0, 0, time.UTC)
	if got, want := f.record(t, lena), "2023-06 due, 2023-05 not_reported, 2023-04 not_reported"; got != want {
		t.Errorf("on the last day: got %s, want %s", got, want)
	}
	_, err := f.Report(t.Context(), lena, f.pilot, "2023-07")
	check(t, "a month that is not over", err, pilot.ErrNoReport)
	_, err = f.Report(t.Context(), lena, f.pilot, "2023-03")
	check(t, "a month before it took part", err, pilot.ErrNoReport)
	_, err = f.Reports(t.Context(), stranger, f.pilot)
	check(t, "a stranger", err, pilot.ErrNotFound)
}

func TestNoReportIsAskedForWhileAPilotRests(t *testing.T) {
	t.Parallel()
	f := newField(t)
	f.now = time.Date(2023, 5, 10, 9, 0, 0, 0, time.UTC)
	_, err := f.Move(t.Context(), john, f.pilot, pilot.Paused, "Elections.")
	must(t, err)
	f.now = time.Date(2023, 8, 2, 9, 0, 0, 0, time.UTC)
	f.move(t, f.pilot, pilot.Onboarding)
	f.now = time.Date(2023, 10, 1, 9, 0, 0, 0, time.UTC)
	if got, want := f.record(t, lena), "2023-09 due, 2023-08 not_reported, 2023-04 not_reported"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestADraftIsTheCitysOwn(t *testing.T) {
	t.Parallel()
	f := newField(t)
	_, err := f.Write(t.Context(), ines, f.pilot, "2023-06", pilot.Answers{Progress: "Half a sentence"})
	must(t, err)
	for _, by := range []identity.Actor{john, secretariat, lena, teva} {
		r, err := f.Report(t.Context(), by, f.pilot, "2023-06")
		if err != nil || r.State != pilot.NotReported || r.Progress != "" {
			t.Errorf("%s sees %s %q, %v", by.Person, r.State, r.Progress, err)
		}
	}
	mine, err := f.Report(t.Context(), ines, f.pilot, "2023-06")
	if err != nil || mine.State != pilot.Draft || mine.Progress == "" || !mine.Late {
		t.Errorf("got %+v, %v, want the draft back, late", mine, err)
	}
	_, err = f.Submit(t.Context(), ines, f.pilot, "2023-06", nil)
	check(t, "sent without a colour", err, pilot.ErrUnready)
	_, err = f.Submit(t.Context(), ines, f.pilot, "2023-06", &pilot.Answers{Colour: pilot.Red})
	if field := fault.Of(err).Fields; len(field) != 1 || field[0].Pointer != "/reason" {
		t.Errorf("red without a reason: got %v", err)
	}
}

func TestAReportGoesAndIsQuestionedAndAccepted(t *testing.T) {
	t.Parallel()
	f := newField(t)
	ctx := t.Context()
	_, err := f.Submit(ctx, john, f.pilot, "2023-06", &amber)
	check(t, "a co-leader reports for the city", err, group.ErrForbidden)
	_, err = f.Submit(ctx, teva, f.pilot, "2023-06", &amber)
	check(t, "another city", err, group.ErrForbidden)
	_, err = f.Accept(ctx, john, f.pilot, "2023-06")
	check(t, "accepted before it is sent", err, pilot.ErrNotSent)
	sent, err := f.Submit(ctx, ines, f.pilot, "2023-06", &amber)
	if err != nil || sent.State != pilot.Submitted || !sent.Late || !slices.Equal(sent.Can, []string{"write", "take_back"}) {
		t.Fatalf("got %+v, %v", sent, err)
	}
	_, err = f.Submit(ctx, ines, f.pilot, "2023-06", &amber)
	check(t, "sent twice", err, pilot.ErrSent)
	_, err = f.Ask(ctx, lena, f.pilot, "2023-06", "Why?")
	check(t, "a member asks back", err, group.ErrForbidden)
	asked, err := f.Ask(ctx, john, f.pilot, "2023-06", "Which offices?")
	if err != nil || asked.State != pilot.Questions {
		t.Fatalf("got %s, %v", asked.State, err)
	}
	if seen, err := f.Report(ctx, lena, f.pilot, "2023-06"); err != nil || seen.Questions != nil || seen.Private != "" || seen.Progress == "" {
		t.Errorf("a member sees %+v, %v", seen, err)
	}
	answered, err := f.Answer(ctx, ines, f.pilot, "2023-06", "Finance and IT.")
	if err != nil || answered.State != pilot.Submitted || answered.Questions[0].Answer != "Finance and IT." {
		t.Fatalf("got %+v, %v", answered, err)
	}
	corrected, err := f.Write(ctx, ines, f.pilot, "2023-06", pilot.Answers{Colour: pilot.Green, Reason: "dropped with the colour"})
	if err != nil || corrected.State != pilot.Submitted || corrected.Reason != "" || corrected.Corrected.IsZero() {
		t.Fatalf("got %+v, %v, want a correction of what was sent", corrected, err)
	}
	_, err = f.Write(ctx, ines, f.pilot, "2023-06", pilot.Answers{})
	check(t, "a correction that lacks its colour", err, pilot.ErrUnready)
	_, err = f.Accept(ctx, secretariat, f.pilot, "2023-06")
	must(t, err)
	for name, try := range map[string]func() error{
		"written":    func() error { _, err := f.Write(ctx, ines, f.pilot, "2023-06", amber); return err },
		"taken back": func() error { _, err := f.TakeBack(ctx, ines, f.pilot, "2023-06"); return err },
		"asked":      func() error { _, err := f.Ask(ctx, john, f.pilot, "2023-06", "x"); return err },
	} {
		check(t, name+" after it was accepted", try(), pilot.ErrSettled)
	}
}

func TestNoChangeIsOneCall(t *testing.T) {
	t.Parallel()
	f := newField(t)
	ctx := t.Context()
	_, err := f.NoChange(ctx, ines, f.pilot, "2023-04")
	check(t, "nothing before it", err, pilot.ErrNothing)
	_, err = f.Submit(ctx, ines, f.pilot, "2023-04", &amber)
	must(t, err)
	_, err = f.AnswerAsk(ctx, john, f.pilot, "2023-04", 1, "On Friday.")
	must(t, err)
	again, err := f.NoChange(ctx, ines, f.pilot, "2023-06")
	must(t, err)
	if again.State != pilot.Submitted || !again.NoChange || again.Period != "2023-06" || again.Reason != amber.Reason || again.Private != amber.Private {
		t.Errorf("got %+v, want the answers of April dated June", again)
	}
	p, err := f.Get(ctx, lena, f.pilot)
	must(t, err)
	if open := p.Strip[0].OpenAsks + p.Strip[1].OpenAsks + p.Strip[2].OpenAsks; len(again.Asks) != 0 || open != 1 {
		t.Errorf("asks %+v and %d open in all, want the one of April to stay where it was asked", again.Asks, open)
	}
	if got, want := f.record(t, lena), "2023-06 submitted, 2023-05 not_reported, 2023-04 submitted"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	back, err := f.TakeBack(ctx, ines, f.pilot, "2023-06")
	if err != nil || back.State != pilot.Draft || back.NoChange {
		t.Errorf("got %+v, %v", back, err)
	}
	if got, want := f.record(t, lena), "2023-06 not_reported, 2023-05 not_reported, 2023-04 submitted"; got != want {
		t.Errorf("taken back: got %s, want %s", got, want)
	}
}

func TestAnAnswerToAnAskOutlivesACorrection(t *testing.T) {
	t.Parallel()
	f := newField(t)
	ctx := t.Context()
	_, err := f.Submit(ctx, ines, f.pilot, "2023-06", &amber)
	must(t, err)
	_, err = f.AnswerAsk(ctx, ines, f.pilot, "2023-06", 0, "x")
	check(t, "the city answers itself", err, group.ErrForbidden)
	_, err = f.AnswerAsk(ctx, john, f.pilot, "2023-06", 7, "x")
	check(t, "an ask there is not", err, pilot.ErrNoAsk)
	_, err = f.AnswerAsk(ctx, john, f.pilot, "2023-06", 0, "Tamarua sent one.")
	must(t, err)
	forged := pilot.Answers{Colour: pilot.Green, Asks: []pilot.Ask{{Text: "A call with Tamarua.", Answer: "forged", By: "john"}}}
	r, err := f.Write(ctx, ines, f.pilot, "2023-06", forged)
	must(t, err)
	if len(r.Asks) != 2 || r.Asks[0].Answer != "" || r.Asks[1].Answer != "Tamarua sent one." {
		t.Errorf("got %+v, want the answered ask kept and no answer forged", r.Asks)
	}
}

func TestThePilotRemembersItsNewestReports(t *testing.T) {
	t.Parallel()
	f := newField(t)
	_, err := f.Submit(t.Context(), ines, f.pilot, "2023-05", &amber)
	must(t, err)
	p, err := f.Get(t.Context(), lena, f.pilot)
	must(t, err)
	if len(p.Strip) != 3 || p.Strip[0].State != pilot.NotReported || p.Strip[1].Colour != pilot.Amber || p.Strip[1].OpenAsks != 2 || !p.Heard.Equal(f.now) {
		t.Errorf("got %+v, heard %s", p.Strip, p.Heard)
	}
	version := p.Version
	// The relay delivers at least once: what is known already changes nothing.
	must(t, f.Hear(t.Context(), event.Event{Collection: "reports", Document: f.pilot + ":2023-05"}))
	if p, err = f.Get(t.Context(), lena, f.pilot); err != nil || p.Version != version {
		t.Errorf("heard twice: version %d, %v, want %d", p.Version, err, version)
	}
}

func TestTwoOfficialsWhoBeginAtOnceWriteOneReport(t *testing.T) {
	t.Parallel()
	f := newField(t)
	second, err := f.AddOfficial(t.Context(), john, f.pilot, "")
	must(t, err)
	_, err = f.groups.Fill(t.Context(), john, second.ID, "diego")
	must(t, err)
	var all sync.WaitGroup
	for _, person := range []string{"ines", "diego", "ines", "diego"} {
		all.Go(func() {
			if _, err := f.Write(context.WithoutCancel(t.Context()), identity.Actor{Person: person}, f.pilot, "2023-06", pilot.Answers{Progress: person}); err != nil {
				t.Errorf("%s: %v", person, err)
			}
		})
	}
	all.Wait()
	if r, err := f.Report(t.Context(), ines, f.pilot, "2023-06"); err != nil || r.State != pilot.Draft {
		t.Errorf("got %+v, %v", r, err)
	}
}

func TestADifficultyIsAboutAClauseInTest(t *testing.T) {
	t.Parallel()
	f := newField(t)
	_, err := f.Write(t.Context(), ines, f.pilot, "2023-06", pilot.Answers{Difficulties: []pilot.Difficulty{{Clause: "9.9", Text: "x"}}})
	if field := fault.Of(err); field == nil || field.Fields[0].Pointer != "/difficulties/0/clause" {
		t.Errorf("got %v", err)
	}
	_, err = f.Write(t.Context(), lena, f.pilot, "2023-06", pilot.Answers{Difficulties: []pilot.Difficulty{{Clause: "9.9", Text: "x"}}})
	check(t, "who may not write is not told what is wrong", err, group.ErrForbidden)
}
