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
}

// in offers an act while the meeting is in one of the states.
func in(states ...State) func(Meeting, time.Time) bool {
	return func(m Meeting, _ time.Time) bool { return slices.Contains(states, m.State) }
}

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

// CanSeries lists what somebody may do with a series.
func canSeries(st group.Standing) []string {
	if st.May(group.PlanMeeting) {
		return []string{"describe", "change", "confirm"}
	}
	return nil
}
