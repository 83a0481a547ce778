package pilot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// SeenReport is one month of a pilot as one person may see it.
type SeenReport struct {
	Report
	City     string
	Deadline time.Time // until when it is in time
	Late     bool      // it was sent after that, or is not sent and it has passed
	Can      []string
}

// Reports lists every month a report was asked for, newest first, with the
// silent ones.
func (s *Service) Reports(ctx context.Context, by identity.Actor, pilotID string) ([]SeenReport, error) {
	k, st, err := s.loadWork(ctx, by, pilotID)
	if err != nil {
		return nil, err
	}
	kept, err := s.reports.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is(byPilot, k.ID)}})
	if err != nil {
		return nil, fmt.Errorf("list reports: %w", err)
	}
	byMonth := map[Month]Report{}
	for _, d := range kept {
		byMonth[d.Value.Period] = d.Value
	}
	months := k.asked(s.now())
	for m := range byMonth {
		if !slices.Contains(months, m) {
			months = append(months, m) // of a time the demo, or an earlier stage, knew
		}
	}
	slices.Sort(months)
	slices.Reverse(months)
	list := make([]SeenReport, 0, len(months))
	for _, m := range months {
		r, there := byMonth[m]
		list = append(list, s.seenReport(by, k, st, m, r, there))
	}
	return list, nil
}

// Report gives one month; ErrNoReport where none was asked for.
func (s *Service) Report(ctx context.Context, by identity.Actor, pilotID string, m Month) (SeenReport, error) {
	k, st, err := s.loadWork(ctx, by, pilotID)
	if err != nil {
		return SeenReport{}, err
	}
	r, there, err := s.report(ctx, k, m)
	if err != nil {
		return SeenReport{}, err
	}
	return s.seenReport(by, k, st, m, r, there), nil
}

// loadWork is load for what only the group reads.
func (s *Service) loadWork(ctx context.Context, by identity.Actor, pilotID string) (Known, group.Standing, error) {
	k, st, err := s.load(ctx, by, pilotID)
	if err == nil && !st.May(group.ReadPilotGroup) {
		err = ErrNotFound
	}
	return k, st, err
}

// report finds what is kept of a month that was asked for.
func (s *Service) report(ctx context.Context, k Known, m Month) (Report, bool, error) {
	d, err := s.reports.Get(ctx, reportID(k.ID, m))
	switch {
	case err == nil:
		return d.Value, true, nil
	case !errors.Is(err, docstore.ErrNotFound):
		return Report{}, false, fmt.Errorf("get report: %w", err)
	case !slices.Contains(k.asked(s.now()), m):
		return Report{}, false, ErrNoReport
	default:
		return Report{Pilot: k.ID, Group: k.Group, Period: m}, false, nil
	}
}

// seenReport leaves out what somebody of that standing may not know. A draft is
// the city's own: to everybody else its month is due, or silent.
func (s *Service) seenReport(by identity.Actor, k Known, st group.Standing, m Month, r Report, there bool) SeenReport {
	now := s.now()
	v := SeenReport{Report: r, City: k.City.Name, Deadline: m.deadline(s.limits.DueDay)}
	past := !now.Before(v.Deadline)
	if !there || r.State == Draft && !st.May(group.WritePilot) {
		v.Report = Report{Pilot: k.ID, Group: k.Group, Period: m, State: Due, Sample: k.Sample}
		if past {
			v.State = NotReported
		}
	}
	if v.Late = past; !v.Sent.IsZero() {
		v.Late = !v.Sent.Before(v.Deadline)
	}
	if !st.May(group.ReadPilotPrivate) {
		v.Private, v.Questions = "", nil
	}
	v.Can = canReport(by, st, v.State, r, k.hasBefore(m))
	return v
}

// hasBefore reports whether something was sent before that month, which "no
// change" could send again.
func (p Pilot) hasBefore(m Month) bool {
	return slices.ContainsFunc(p.Recent, func(s Summary) bool { return s.Period < m })
}

func canReport(by identity.Actor, st group.Standing, state ReportState, r Report, before bool) []string {
	var can []string
	if group.RefuseSeen(by, st, group.WritePilot) == nil {
		switch state {
		case Due, NotReported, Draft:
			can = append(can, "write", "submit")
			if before {
				can = append(can, "no_change")
			}
		case Submitted, Questions:
			can = append(can, "write", "take_back")
			if r.openQuestion() {
				can = append(can, "answer")
			}
		case Accepted: // stays as it is
		}
	}
	if group.RefuseSeen(by, st, group.ReviewReport) == nil {
		if state == Submitted || state == Questions {
			can = append(can, "ask", "accept")
		}
		if len(r.openAsks()) > 0 && !slices.Contains([]ReportState{Due, NotReported, Draft}, state) {
			can = append(can, "answer_ask")
		}
	}
	return can
}

// act changes the report of one month. do gets what is kept, or an empty report
// that begins; the events it names are the group's, "" for none: nobody hears
// of a draft.
func (s *Service) act(ctx context.Context, by identity.Actor, pilotID string, m Month, may group.Act, doing, kind string, do func(Report) (Report, error)) (SeenReport, error) {
	k, st, err := s.loadWork(ctx, by, pilotID)
	if err != nil {
		return SeenReport{}, err
	}
	if err := group.RefuseSeen(by, st, may); err != nil {
		return SeenReport{}, err
	}
	begun, there, err := s.report(ctx, k, m)
	if err != nil {
		return SeenReport{}, err
	}
	change := func(r Report) (Report, []event.Event, error) {
		next, err := do(r)
		if err != nil {
			return r, nil, err
		}
		next.Changed = s.now().UTC()
		if kind == "" {
			return next, nil, nil
		}
		return next, []event.Event{{Kind: kind, Group: k.Group}}, nil
	}
	written, err := s.write(ctx, by, reportID(k.ID, m), doing, begun, there, change)
	if err != nil {
		return SeenReport{}, err
	}
	if err := s.note(ctx, written); err != nil {
		return SeenReport{}, err
	}
	return s.seenReport(by, k, st, m, written.Value, true), nil
}

// write inserts the first version of a report, or changes what is there. Two
// officials who begin at once both land in one report.
func (s *Service) write(ctx context.Context, by identity.Actor, id, doing string, begun Report, there bool, change func(Report) (Report, []event.Event, error)) (docstore.Doc[Report], error) {
	if !there {
		next, events, err := change(begun)
		if err != nil {
			return docstore.Doc[Report]{}, err
		}
		d, err := s.reports.Insert(ctx, id, by.Person, doing, next, events...)
		if !errors.Is(err, docstore.ErrExists) {
			return d, err
		}
	}
	return s.reports.Update(ctx, id, by.Person, doing, change)
}

// errKnown ends an update that found nothing new.
var errKnown = errors.New("known already")

// note has the pilot remember its newest reports. Who hears of a report notes
// it again, so that one written just before a crash is not forgotten.
func (s *Service) note(ctx context.Context, r docstore.Doc[Report]) error {
	_, err := s.pilots.Update(ctx, r.Value.Pilot, identity.System().Person, "note report", func(p Pilot) (Pilot, []event.Event, error) {
		next, news := p.noted(r.Value, r.Version)
		if !news {
			return p, nil, errKnown
		}
		return next, []event.Event{{Kind: "pilot.heard", Group: p.Group}}, nil
	})
	if errors.Is(err, errKnown) {
		return nil
	}
	return err
}

// Hear notes a report whose writer did not get to it. It is an event.Listener.
func (s *Service) Hear(ctx context.Context, e event.Event) error {
	if e.Collection != reportShape.Name {
		return nil
	}
	d, err := s.reports.Get(ctx, e.Document)
	if err != nil {
		return err
	}
	return s.note(ctx, d)
}

// fit trims answers and says what does not fit.
func (s *Service) fit(a Answers, clauses []Clause) (Answers, error) {
	a = a.clean()
	w := wrongs{ErrInvalid}
	if a.Colour != "" && !slices.Contains(colours, a.Colour) {
		w.at("/colour", "Choose green, amber or red.")
	}
	for pointer, text := range map[string]string{"/reason": a.Reason, "/progress": a.Progress, "/private": a.Private} {
		w.tooLong(pointer, text, s.limits.Text)
	}
	for i, d := range a.Difficulties {
		w.tooLong(fmt.Sprintf("/difficulties/%d/text", i), d.Text, s.limits.Text)
		if d.Clause != "" && !slices.ContainsFunc(clauses, func(c Clause) bool { return c.Number == d.Clause }) {
			w.at(fmt.Sprintf("/difficulties/%d/clause", i), "Choose a clause you have in test, or none.")
		}
	}
	for i, ask := range a.Asks {
		w.tooLong(fmt.Sprintf("/asks/%d/text", i), ask.Text, s.limits.Text)
	}
	for pointer, count := range map[string]int{"/difficulties": len(a.Difficulties), "/asks": len(a.Asks)} {
		if count > s.limits.Entries {
			w.at(pointer, "At most %d entries.", s.limits.Entries)
		}
	}
	return a, w.err()
}

// words reads a question or an answer: needed, and not a book.
func (s *Service) words(text string) (string, error) {
	text = strings.TrimSpace(text)
	w := wrongs{ErrInvalid}
	if text == "" {
		w.at("/text", "This is needed.")
	}
	w.tooLong("/text", text, s.limits.Text)
	return text, w.err()
}
