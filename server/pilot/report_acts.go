package pilot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// Write keeps answers: of a draft whatever there is, which only the city sees;
// of a report that was sent the correction, until it is accepted.
func (s *Service) Write(ctx context.Context, by identity.Actor, pilotID string, m Month, a Answers) (SeenReport, error) {
	a, wrong, err := s.answers(ctx, by, pilotID, a)
	if err != nil {
		return SeenReport{}, err
	}
	kind := "" // nobody hears of a draft
	before, err := s.Report(ctx, by, pilotID, m)
	if err != nil {
		return SeenReport{}, err
	}
	if before.State == Submitted || before.State == Questions {
		kind = "report.corrected"
	}
	return s.act(ctx, by, pilotID, m, group.WritePilot, "write report", kind, func(r Report) (Report, error) {
		switch {
		case wrong != nil:
			return r, wrong
		case r.State == Accepted:
			return r, ErrSettled
		case r.State == Submitted || r.State == Questions:
			if err := a.complete(); err != nil {
				return r, err
			}
			r.Corrected = s.now().UTC()
		default:
			r.State = Draft
		}
		r.Answers, r.NoChange = a.keepAnswers(r.Asks), false
		return r, nil
	})
}

// answers fits what was written to the pilot. wrong is what does not fit,
// which is told only to who may write.
func (s *Service) answers(ctx context.Context, by identity.Actor, pilotID string, a Answers) (fitted Answers, wrong, err error) {
	k, _, err := s.loadWork(ctx, by, pilotID)
	if err != nil {
		return a, nil, err
	}
	fitted, wrong = s.fit(a, k.Clauses)
	return fitted, wrong, nil
}

// Submit sends the report of a month to the group. answers are written first;
// nil sends the draft as it is.
func (s *Service) Submit(ctx context.Context, by identity.Actor, pilotID string, m Month, answers *Answers) (SeenReport, error) {
	var wrong error
	if answers != nil {
		fitted, doesNotFit, err := s.answers(ctx, by, pilotID, *answers)
		if err != nil {
			return SeenReport{}, err
		}
		answers, wrong = &fitted, doesNotFit
	}
	return s.act(ctx, by, pilotID, m, group.WritePilot, "submit report", "report.submitted", func(r Report) (Report, error) {
		switch {
		case wrong != nil:
			return r, wrong
		case r.State == Accepted:
			return r, ErrSettled
		case r.State == Submitted || r.State == Questions:
			return r, ErrSent
		}
		if answers != nil {
			r.Answers = answers.keepAnswers(r.Asks)
		}
		if err := r.complete(); err != nil {
			return r, err
		}
		return r.sent(by, s), nil
	})
}

func (r Report) sent(by identity.Actor, s *Service) Report {
	r.State, r.Sent, r.SentBy = Submitted, s.now().UTC(), by.Person
	return r
}

// NoChange sends the answers of the last report again, dated this month, in
// one call. What was asked then stays with that month, answered or not, and is
// not asked twice.
func (s *Service) NoChange(ctx context.Context, by identity.Actor, pilotID string, m Month) (SeenReport, error) {
	k, _, err := s.loadWork(ctx, by, pilotID)
	if err != nil {
		return SeenReport{}, err
	}
	last, there, err := s.lastSent(ctx, k.ID, m)
	if err != nil {
		return SeenReport{}, err
	}
	return s.act(ctx, by, pilotID, m, group.WritePilot, "report no change", "report.submitted", func(r Report) (Report, error) {
		switch {
		case r.State == Accepted:
			return r, ErrSettled
		case r.State == Submitted || r.State == Questions:
			return r, ErrSent
		case !there:
			return r, ErrNothing
		}
		r.Answers, r.NoChange = last.Answers, true
		r.Asks = nil
		return r.sent(by, s), nil
	})
}

// lastSent is the newest report before the month that was sent.
func (s *Service) lastSent(ctx context.Context, pilotID string, before Month) (Report, bool, error) {
	kept, err := s.reports.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is(byPilot, pilotID)}})
	if err != nil {
		return Report{}, false, fmt.Errorf("list reports: %w", err)
	}
	var last Report
	for _, d := range kept {
		if r := d.Value; r.State != Draft && r.Period < before && r.Period > last.Period {
			last = r
		}
	}
	return last, last.Period != "", nil
}

// TakeBack makes a report that was sent a draft again, until it is accepted.
func (s *Service) TakeBack(ctx context.Context, by identity.Actor, pilotID string, m Month) (SeenReport, error) {
	return s.act(ctx, by, pilotID, m, group.WritePilot, "take report back", "report.taken_back", func(r Report) (Report, error) {
		if err := r.open(); err != nil {
			return r, err
		}
		r.State, r.NoChange, r.Sent, r.SentBy = Draft, false, time.Time{}, ""
		return r, nil
	})
}

// open refuses where the report is not with the leaders.
func (r Report) open() error {
	switch r.State {
	case Submitted, Questions:
		return nil
	case Accepted:
		return ErrSettled
	default:
		return ErrNotSent
	}
}

// Ask asks the city back about its report.
func (s *Service) Ask(ctx context.Context, by identity.Actor, pilotID string, m Month, question string) (SeenReport, error) {
	question, wrong := s.words(question)
	return s.act(ctx, by, pilotID, m, group.ReviewReport, "ask about report", "report.questioned", func(r Report) (Report, error) {
		if err := r.open(); err != nil {
			return r, err
		}
		if wrong != nil {
			return r, wrong
		}
		if len(r.Questions) >= s.limits.Questions {
			return r, ErrTooMany
		}
		r.State = Questions
		r.Questions = append(slices.Clone(r.Questions), Question{Text: question, By: by.Person, At: s.now().UTC()})
		return r, nil
	})
}

// Answer answers what was asked about the report: every question that is open.
func (s *Service) Answer(ctx context.Context, by identity.Actor, pilotID string, m Month, answer string) (SeenReport, error) {
	answer, wrong := s.words(answer)
	return s.act(ctx, by, pilotID, m, group.WritePilot, "answer about report", "report.answered", func(r Report) (Report, error) {
		if err := r.open(); err != nil {
			return r, err
		}
		if !r.openQuestion() {
			return r, ErrNoOpen
		}
		if wrong != nil {
			return r, wrong
		}
		r.Questions = slices.Clone(r.Questions)
		for i := range r.Questions {
			if q := &r.Questions[i]; q.Answer == "" {
				q.Answer, q.AnsweredBy, q.AnsweredAt = answer, by.Person, s.now().UTC()
			}
		}
		r.State = Submitted
		return r, nil
	})
}

// Accept takes a report as it is; from then on it stays so.
func (s *Service) Accept(ctx context.Context, by identity.Actor, pilotID string, m Month) (SeenReport, error) {
	return s.act(ctx, by, pilotID, m, group.ReviewReport, "accept report", "report.accepted", func(r Report) (Report, error) {
		if err := r.open(); err != nil {
			return r, err
		}
		r.State, r.AcceptedAt, r.AcceptedBy = Accepted, s.now().UTC(), by.Person
		return r, nil
	})
}

// AnswerAsk answers something the city needs; also of a report that was
// accepted. number counts the asks from 0.
func (s *Service) AnswerAsk(ctx context.Context, by identity.Actor, pilotID string, m Month, number int, answer string) (SeenReport, error) {
	answer, wrong := s.words(answer)
	return s.act(ctx, by, pilotID, m, group.ReviewReport, "answer ask", "report.ask_answered", func(r Report) (Report, error) {
		switch {
		case r.State == Draft || r.State == "":
			return r, ErrNotSent
		case number < 0 || number >= len(r.Asks):
			return r, ErrNoAsk
		case wrong != nil:
			return r, wrong
		}
		now := s.now().UTC()
		r.Asks = slices.Clone(r.Asks)
		r.Asks[number].Answer, r.Asks[number].By, r.Asks[number].At = answer, by.Person, &now
		return r, nil
	})
}

// Recall takes in a report of the past as it was, for the demo: only the
// program itself can.
func (s *Service) Recall(ctx context.Context, by identity.Actor, pilotID string, r Report) error {
	if !by.IsSystem() {
		return group.ErrForbidden
	}
	k, err := s.pilots.Get(ctx, pilotID)
	if err != nil {
		return fmt.Errorf("take report in: %w", err)
	}
	r.Pilot, r.Group, r.Changed = pilotID, k.Value.Group, r.Sent
	d, err := s.reports.Insert(ctx, reportID(pilotID, r.Period), cmp.Or(r.SentBy, by.Person), "take report in", r)
	if err != nil {
		return fmt.Errorf("take report in: %w", err)
	}
	return s.note(ctx, d)
}
