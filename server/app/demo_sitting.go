package app

import (
	"context"
	"fmt"
	"slices"

	"rapporteur/config/demo"
	"rapporteur/server/coedit"
	"rapporteur/server/event"
	"rapporteur/server/identity"
	"rapporteur/server/meeting"
)

// sittings fills meetings around today, each in the name of who runs it. One
// that is not there is left out: on the day of the facts no meeting was yet.
func (l *demoLoader) sittings(ctx context.Context, all []demo.Sitting) error {
	for _, s := range all {
		m, ok, err := l.around(ctx, s)
		if err == nil && ok {
			err = l.sitting(ctx, s, m)
		}
		if err != nil {
			return fmt.Errorf("fill meeting %d of the demo: %w", s.At, err)
		}
	}
	return nil
}

// around finds the meeting that is so many before or after today. Of those
// past, only meetings since the facts ended are filled: those of the facts
// have no record here.
func (l *demoLoader) around(ctx context.Context, s demo.Sitting) (meeting.Meeting, bool, error) {
	now := l.now()
	f := meeting.Filter{Group: l.groups[s.Group], States: []meeting.State{meeting.Scheduled}, From: now, Limit: s.At}
	if s.At < 0 {
		f.From, f.Before, f.Latest, f.Limit = now.AddDate(0, 0, -demoReach), now, true, -s.At
	}
	found, _, err := l.meetings.Meetings(ctx, l.people[s.By], f)
	if err != nil || len(found) < f.Limit {
		return meeting.Meeting{}, false, err
	}
	m := found[f.Limit-1].Meeting
	facts := slices.ContainsFunc(l.facts, func(series string) bool { return series == m.Series })
	return m, s.At > 0 || !facts, nil
}

// demoReach is how many days back the demo looks for its last meetings.
const demoReach = 90

func (l *demoLoader) sitting(ctx context.Context, s demo.Sitting, m meeting.Meeting) error {
	by := l.people[s.By]
	blocks, states, err := l.agenda(ctx, s, m)
	if err != nil {
		return err
	}
	for _, person := range sorted(s.Attendance) {
		line := meeting.Attendance{Person: l.people[person].Person, Presence: meeting.Presence(s.Attendance[person])}
		if _, err := l.meetings.SetAttendance(ctx, by, m.ID, line); err != nil {
			return err
		}
	}
	if s.Scribe != "" {
		if _, err := l.meetings.NameScribe(ctx, by, m.ID, l.people[s.Scribe].Person); err != nil {
			return err
		}
	}
	if s.Published {
		if _, err := l.meetings.PublishAgenda(ctx, by, m.ID); err != nil {
			return err
		}
	}
	if s.Minutes == "" {
		return nil
	}
	return l.minuted(ctx, s, m, blocks, states)
}

// agenda puts the items on and gives the text of the minutes, with the states
// its decisions and actions have come to, by their words.
func (l *demoLoader) agenda(ctx context.Context, s demo.Sitting, m meeting.Meeting) ([]coedit.Node, map[string]demo.Minuted, error) {
	var blocks []coedit.Node
	states := map[string]demo.Minuted{}
	for _, i := range slices.Concat(s.Agenda, s.Proposals) {
		by := l.people[s.By]
		if i.By != "" {
			by = l.people[i.By]
		}
		words := meeting.ItemWords{Title: i.Title, Purpose: meeting.Purpose(i.Purpose), Minutes: i.Minutes, Presenter: l.people[i.Presenter].Person}
		for _, p := range i.Papers {
			words.Papers = append(words.Papers, meeting.Paper{Kind: meeting.DeliverablePaper, Ref: l.made[p.Deliverable], Title: p.Title})
		}
		_, item, err := l.meetings.AddItem(ctx, by, m.ID, words)
		if err != nil {
			return nil, nil, err
		}
		blocks = append(blocks, coedit.AgendaItem(item, i.Title))
		for _, line := range i.Minuted {
			blocks = append(blocks, l.line(line))
			states[line.Decision+line.Action] = line
		}
	}
	return blocks, states, nil
}

// line is one line of minutes.
func (l *demoLoader) line(m demo.Minuted) coedit.Node {
	kind, words := meeting.DecisionKind, meeting.Words{Text: m.Decision}
	switch {
	case m.Text != "":
		return coedit.Paragraph(m.Text)
	case m.Action != "":
		kind = meeting.ActionKind
		words = meeting.Words{Text: m.Action, Owner: l.people[m.Owner].Person, Due: meeting.DayOf(l.now().AddDate(0, 0, m.DueIn))}
	}
	return recordBlock(l.ids.New(), kind, words)
}

// minuted writes the minutes, takes what was decided where it has come to, and
// the minutes as far as they are.
func (l *demoLoader) minuted(ctx context.Context, s demo.Sitting, m meeting.Meeting, blocks []coedit.Node, states map[string]demo.Minuted) error {
	by := l.people[s.By]
	if _, err := l.meetings.BeginRecord(ctx, by, m.ID); err != nil {
		return err
	}
	name := meeting.DocumentName(m.ID)
	if err := l.live.Begin(ctx, by, name, coedit.Doc(blocks...)); err != nil {
		return err
	}
	if err := l.meetings.Hear(ctx, event.Event{Kind: coedit.TextChanged, Document: name, By: by.Person}); err != nil {
		return err
	}
	if err := l.taken(ctx, m, by, states); err != nil {
		return err
	}
	answerBy := meeting.Day("")
	if s.AnswerIn > 0 {
		answerBy = meeting.DayOf(l.now().AddDate(0, 0, s.AnswerIn))
	}
	if _, err := l.meetings.Circulate(ctx, by, m.ID, answerBy); err != nil {
		return err
	}
	for _, c := range s.Corrections {
		if _, err := l.meetings.Correct(ctx, l.people[c.By], m.ID, c.Text); err != nil {
			return err
		}
	}
	if s.Minutes != string(meeting.Approved) {
		return nil
	}
	_, err := l.meetings.Approve(ctx, by, m.ID)
	return err
}

// taken takes decisions and actions to the states they have come to.
func (l *demoLoader) taken(ctx context.Context, m meeting.Meeting, by identity.Actor, states map[string]demo.Minuted) error {
	for _, kind := range []meeting.Kind{meeting.DecisionKind, meeting.ActionKind} {
		entries, _, err := l.meetings.Register(ctx, by, meeting.EntryFilter{Kind: kind, Meeting: m.ID})
		if err != nil {
			return err
		}
		for _, e := range entries {
			line := states[e.Text]
			if line.State == "" {
				continue
			}
			if _, err := l.meetings.Step(ctx, by, kind, e.ID, meeting.EntryState(line.State), line.Note); err != nil {
				return fmt.Errorf("take %q to %s: %w", e.Text, line.State, err)
			}
		}
	}
	return nil
}

// sorted gives the keys in order, so that the demo is the same each time.
func sorted(of map[string]string) []string {
	keys := make([]string, 0, len(of))
	for k := range of {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
