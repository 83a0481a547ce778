package meeting

import (
	"slices"
	"time"

	"rapporteur/server/group"
)

// offer is one act of the contract: who may do it, and when there is anything to do.
type offer struct {
	word string
	act  group.Act
	when func(m Meeting, now time.Time) bool
}

// offers are the acts on a meeting, in the words of the contract. Services
// check the same again; this only says what a page should show.
var offers = []offer{
	{"confirm", group.PlanMeeting, in(Provisional)},
	{"move", group.PlanMeeting, in(Provisional, Scheduled, Postponed)},
	{"cancel", group.PlanMeeting, in(Provisional, Scheduled, Postponed)},
	{"postpone", group.PlanMeeting, in(Provisional, Scheduled)},
	{"reinstate", group.PlanMeeting, in(Cancelled, Postponed)},
	{"describe", group.PlanMeeting, in(Provisional, Scheduled, Postponed, InProgress, Ended)},
	{"add_item", group.ProposeItem, coming},
	{"edit_agenda", group.PlanMeeting, coming},
	{"publish_agenda", group.PlanMeeting, func(m Meeting, _ time.Time) bool { return m.CanTakePlace() && len(m.Agenda.Live()) > 0 }},
	{"answer", group.ProposeItem, Meeting.answerable},
	{"name_scribe", group.PlanMeeting, func(m Meeting, _ time.Time) bool { return m.State != Cancelled && m.Record.State != Approved }},
	{"note_attendance", group.WriteMinutes, func(m Meeting, _ time.Time) bool { return m.State != Cancelled && m.Record.State != Approved }},
	{"start", group.WriteMinutes, in(Scheduled, Ended)},
	{"end", group.WriteMinutes, in(InProgress)},
	{"begin_minutes", group.WriteMinutes, func(m Meeting, now time.Time) bool {
		return m.Record.State == NoRecord && (m.State == Scheduled || m.State == Ended) && !m.StartsAt().After(now)
	}},
	{"write_minutes", group.WriteMinutes, func(m Meeting, _ time.Time) bool { return m.Record.State.Writable() }},
	{"circulate", group.WriteMinutes, func(m Meeting, _ time.Time) bool { return m.Record.State.Writable() && m.State != InProgress }},
	{"correct", group.CorrectMinutes, func(m Meeting, _ time.Time) bool {
		return m.Record.State == Circulated || m.Record.State == Corrections
	}},
	{"open_corrections", group.WriteMinutes, func(m Meeting, _ time.Time) bool { return m.Record.State == Circulated }},
	{"answer_corrections", group.WriteMinutes, func(m Meeting, _ time.Time) bool { return m.Record.Open() > 0 && m.Record.State != Approved }},
	{"approve", group.ApproveMinutes, func(m Meeting, _ time.Time) bool { return m.approvable() == nil }},
	{"decide", group.Decide, func(m Meeting, _ time.Time) bool { return m.Record.State.Writable() }},
}

// in offers an act while the meeting is in one of the states.
func in(states ...State) func(Meeting, time.Time) bool {
	return func(m Meeting, _ time.Time) bool { return slices.Contains(states, m.State) }
}

// coming offers an act while the meeting is still to come or under way.
func coming(m Meeting, _ time.Time) bool { return m.CanTakePlace() }

// can lists what somebody of that standing may do with the meeting now.
func can(m Meeting, st group.Standing, now time.Time) []string {
	var words []string
	for _, o := range offers {
		if o.when(m, now) && st.May(o.act) {
			words = append(words, o.word)
		}
	}
	return words
}

// canSeries lists what somebody may do with a series.
func canSeries(st group.Standing) []string {
	if st.May(group.PlanMeeting) {
		return []string{"describe", "change", "confirm"}
	}
	return nil
}
