package meeting

import (
	"slices"
	"time"

	"rapporteur/server/fault"
)

// The transitions of a meeting, as pure functions: what a meeting is
// afterwards, or the refusal that says what it would take.

// confirmed puts a provisional date into everybody's calendar.
func (m Meeting) confirmed() (Meeting, error) {
	if m.State != Provisional {
		return m, ErrState.Saying("Only a provisional meeting can be confirmed; this one is %s.", fault.Spoken(m.State))
	}
	m.State = Scheduled
	return m, nil
}

// moved gives the meeting another time and keeps its identity. A postponed
// meeting that gets a date is scheduled again.
func (m Meeting) moved(to Wall, minutes int, reason, by string, at time.Time) (Meeting, error) {
	if !slices.Contains([]State{Provisional, Scheduled, Postponed}, m.State) {
		return m, ErrState.Saying("This meeting is %s, so it cannot be moved.", fault.Spoken(m.State))
	}
	if minutes == 0 {
		minutes = m.Minutes
	}
	if to == m.Start && minutes == m.Minutes && m.State != Postponed {
		return m, ErrTime.Saying("The meeting is at that time already.")
	}
	if to != m.Start {
		m.Moves = append(slices.Clone(m.Moves), Move{From: m.Start, To: to, Zone: m.Zone, Reason: reason, By: by, At: at})
	}
	if m.State == Postponed {
		m.State, m.Before, m.Reason = Scheduled, "", ""
	}
	m.Start, m.Minutes = to, minutes
	m.Sequence++
	return m, nil
}

// cancelled says that the meeting will not take place.
func (m Meeting) cancelled(reason string) (Meeting, error) {
	if !slices.Contains([]State{Provisional, Scheduled, Postponed}, m.State) {
		return m, ErrState.Saying("This meeting is %s, so it cannot be cancelled.", fault.Spoken(m.State))
	}
	m.Before, m.State, m.Reason = m.standing(), Cancelled, reason
	m.Sequence++
	return m, nil
}

// postponed takes the date away and leaves the intention.
func (m Meeting) postponed(reason string) (Meeting, error) {
	if m.State != Scheduled && m.State != Provisional {
		return m, ErrState.Saying("This meeting is %s, so it cannot be postponed.", fault.Spoken(m.State))
	}
	m.Before, m.State, m.Reason = m.State, Postponed, reason
	m.Sequence++
	return m, nil
}

// reinstated undoes a cancellation or a postponement.
func (m Meeting) reinstated() (Meeting, error) {
	if m.State != Cancelled && m.State != Postponed {
		return m, ErrState.Saying("This meeting is %s, so there is nothing to take back.", fault.Spoken(m.State))
	}
	m.State, m.Before, m.Reason = m.standing(), "", ""
	m.Sequence++
	return m, nil
}

// standing is the state before a meeting was called off.
func (m Meeting) standing() State {
	if m.Before != "" {
		return m.Before
	}
	if m.State == Provisional {
		return Provisional
	}
	return Scheduled
}

// started opens the meeting and, the first time, its minutes.
func (m Meeting) started(at time.Time) (Meeting, error) {
	switch m.State {
	case Scheduled:
		m.Began = at
	case Ended: // closed too early; the time it began stays
		m.Finished = time.Time{}
	default:
		return m, ErrState.Saying("This meeting is %s. Only a scheduled meeting can be started.", fault.Spoken(m.State))
	}
	m.State = InProgress
	if m.Record.State == NoRecord {
		m.Record.State, m.Record.Since = Drafting, at
	}
	return m, nil
}

// ended closes the sitting; the minutes go on.
func (m Meeting) ended(at time.Time) (Meeting, error) {
	if m.State != InProgress {
		return m, ErrState.Saying("This meeting is %s, so it cannot be ended.", fault.Spoken(m.State))
	}
	m.State, m.Finished = Ended, at
	return m, nil
}

// recorded begins minutes after the fact, of a meeting that took place without
// anybody pressing start.
func (m Meeting) recorded(at time.Time) (Meeting, error) {
	switch {
	case m.Record.State != NoRecord:
		return m, ErrRecord.Saying("These minutes have been begun already.")
	case m.State != Scheduled && m.State != Ended:
		return m, ErrState.Saying("This meeting is %s, so it has no minutes to begin.", fault.Spoken(m.State))
	case m.StartsAt().After(at):
		return m, ErrState.Saying("This meeting has not begun yet. Start it to write its minutes.")
	}
	if m.State == Scheduled {
		m.State, m.Began, m.Finished = Ended, m.StartsAt(), m.EndsAt()
	}
	m.Record.State, m.Record.Since = Drafting, at
	return m, nil
}

// circulated sends the draft round; from now on nobody writes into it.
func (m Meeting) circulated(by string, answerBy Day, at time.Time) (Meeting, error) {
	switch {
	case m.State == InProgress:
		return m, ErrRecord.Saying("End the meeting before its minutes are circulated.")
	case !m.Record.State.Writable():
		return m, ErrRecord.Saying("Only minutes in drafting or correction can be circulated.")
	}
	m.Record.State, m.Record.Since = Circulated, at
	m.Record.CirculatedBy, m.Record.AnswerBy = by, answerBy
	return m, nil
}

// correcting opens circulated minutes to those who write them.
func (m Meeting) correcting(at time.Time) (Meeting, error) {
	if m.Record.State != Circulated {
		return m, ErrRecord.Saying("Only circulated minutes can be opened for corrections.")
	}
	m.Record.State, m.Record.Since = Corrections, at
	return m, nil
}

// approvable says whether the minutes could be approved as they are.
func (m Meeting) approvable() error {
	switch {
	case m.Record.State == Approved:
		return ErrRecord.Saying("These minutes are approved.")
	case m.Record.State != Circulated:
		return ErrRecord.Saying("Circulate the minutes before they are approved.")
	case m.Record.Open() > 0:
		return ErrRecord.Saying("Answer every correction before the minutes are approved; %d are open.", m.Record.Open())
	}
	return nil
}

// approved closes the meeting with its frozen minutes.
func (m Meeting) approved(r Revision) (Meeting, error) {
	if err := m.approvable(); err != nil {
		return m, err
	}
	m.Record.State, m.Record.Since, m.Record.Revision = Approved, r.At, r
	m.State = Closed
	return m, nil
}
