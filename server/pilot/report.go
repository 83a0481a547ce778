package pilot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// Answers is what a city says of a month.
type Answers struct {
	Colour     Colour
	Reason     string
	Progress   string
	Difficulty string
	Clause     string
	Ask        string
}

// Save keeps answers as a draft, which only the city sees. Nothing is required yet.
func (s *Service) Save(ctx context.Context, by identity.Actor, pilotID, period string, a Answers) (View, error) {
	return s.write(ctx, by, pilotID, period, "save report "+period, "report.saved", func(p Pilot, now Report) (Report, error) {
		if now.State == Submitted || now.State == Questions {
			return now, nil // sent: a correction is sent, not saved beside it
		}
		return a.report(now, Draft), a.fit()
	})
}

// Submit sends the report of a month, or a correction of it until it is accepted.
func (s *Service) Submit(ctx context.Context, by identity.Actor, pilotID, period string, a Answers) (View, error) {
	return s.write(ctx, by, pilotID, period, "send report "+period, "report.submitted", func(p Pilot, now Report) (Report, error) {
		if err := a.whole(); err != nil {
			return now, err
		}
		return a.report(now, Submitted), nil
	})
}

// NoChange sends the answers of the last report again, dated the month asked for.
func (s *Service) NoChange(ctx context.Context, by identity.Actor, pilotID, period string) (View, error) {
	return s.write(ctx, by, pilotID, period, "report no change "+period, "report.submitted", func(p Pilot, now Report) (Report, error) {
		last, there := p.lastBefore(period)
		if !there {
			return now, ErrNothing
		}
		again := last
		again.Period, again.State, again.NoChange, again.Question = period, Submitted, true, ""
		return again, nil
	})
}

// TakeBack makes a sent report a draft again, until it is accepted.
func (s *Service) TakeBack(ctx context.Context, by identity.Actor, pilotID, period string) (View, error) {
	return s.write(ctx, by, pilotID, period, "take back report "+period, "report.taken_back", func(_ Pilot, now Report) (Report, error) {
		if now.State != Submitted && now.State != Questions {
			return now, ErrNotWaited
		}
		now.State, now.NoChange = Draft, false
		return now, nil
	})
}

// Ask asks the city back about a report it sent.
func (s *Service) Ask(ctx context.Context, by identity.Actor, pilotID, period, question string) (View, error) {
	question = strings.TrimSpace(question)
	if question == "" || utf8.RuneCountInString(question) > maxText {
		return View{}, ErrInvalid.At("/question", fmt.Sprintf("Write the question, at most %d characters.", maxText))
	}
	return s.review(ctx, by, pilotID, period, "ask back on report "+period, "report.questioned", func(r Report) Report {
		r.State, r.Question = Questions, question
		return r
	})
}

// Accept closes a report: the group has read it.
func (s *Service) Accept(ctx context.Context, by identity.Actor, pilotID, period string) (View, error) {
	return s.review(ctx, by, pilotID, period, "accept report "+period, "report.accepted", func(r Report) Report {
		r.State, r.Question = Accepted, ""
		return r
	})
}

func (s *Service) review(ctx context.Context, by identity.Actor, pilotID, period, doing, kind string, do func(Report) Report) (View, error) {
	return s.change(ctx, by, pilotID, group.ReviewReport, doing, kind, func(p Pilot) (Pilot, error) {
		r, there := p.report(period)
		if !there || (r.State != Submitted && r.State != Questions) {
			return p, ErrNotSent
		}
		return p.with(do(r)), nil
	})
}

// write changes the report of a month that is asked for, by the city's own official.
func (s *Service) write(ctx context.Context, by identity.Actor, pilotID, period, doing, kind string, do func(Pilot, Report) (Report, error)) (View, error) {
	return s.change(ctx, by, pilotID, group.WritePilot, doing, kind, func(p Pilot) (Pilot, error) {
		now, there := p.report(period)
		if !there && !slices.Contains(months(p.Since, asked(s.now())), period) {
			return p, ErrPeriod
		}
		if now.State == Accepted {
			return p, ErrAccepted
		}
		now.Period = period
		next, err := do(p, now)
		if err != nil {
			return p, err
		}
		next.By, next.At = by.Person, s.now().UTC()
		return p.with(next), nil
	})
}

func (p Pilot) lastBefore(period string) (Report, bool) {
	for _, r := range slices.Backward(p.Reports) {
		if r.Period < period && r.State != Draft {
			return r, true
		}
	}
	return Report{}, false
}

func (a Answers) report(now Report, state ReportState) Report {
	return Report{
		Period: now.Period, State: state, Question: now.Question,
		Colour: a.Colour, Reason: strings.TrimSpace(a.Reason), Progress: strings.TrimSpace(a.Progress),
		Difficulty: strings.TrimSpace(a.Difficulty), Clause: strings.TrimSpace(a.Clause), Ask: strings.TrimSpace(a.Ask),
	}
}

// whole says what is missing before a report can be sent.
func (a Answers) whole() error {
	bad := ErrInvalid
	switch a.Colour {
	case Green:
	case Amber, Red:
		if strings.TrimSpace(a.Reason) == "" {
			bad = bad.At("/reason", "Say in a sentence why it is not green.")
		}
	default:
		bad = bad.At("/colour", "Choose green, amber or red.")
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return a.fit()
}

// fit refuses what is too long.
func (a Answers) fit() error {
	bad := ErrInvalid
	for _, field := range []struct{ pointer, text string }{
		{"/reason", a.Reason}, {"/progress", a.Progress}, {"/difficulty", a.Difficulty}, {"/ask", a.Ask},
	} {
		if utf8.RuneCountInString(field.text) > maxText {
			bad = bad.At(field.pointer, fmt.Sprintf("At most %d characters.", maxText))
		}
	}
	if utf8.RuneCountInString(a.Clause) > maxShort {
		bad = bad.At("/clause", fmt.Sprintf("At most %d characters.", maxShort))
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}
