package meeting

import "rapporteur/server/fault"

// Refusals about times and rules.
var (
	// ErrZone means the zone is not one of the IANA database.
	ErrZone = fault.New(fault.Invalid, "meeting.zone", "This time zone is not known. Choose one such as Europe/Zurich.")
	// ErrTime means a date or time cannot be read.
	ErrTime = fault.New(fault.Invalid, "meeting.time", "This is not a date or time.")
	// ErrRule means the recurrence rule cannot be used for meetings.
	ErrRule = fault.New(fault.Invalid, "meeting.rule", "This rule cannot be read. Write one such as FREQ=MONTHLY;BYDAY=3TH.")
	// ErrTooManyDates means the rule makes more dates than one series may have.
	ErrTooManyDates = fault.New(fault.Invalid, "meeting.too_many_dates", "This rule makes more meetings than one series can have.")
	// ErrNoDates means the rule makes no date in the range.
	ErrNoDates = fault.New(fault.Invalid, "meeting.no_dates", "This rule makes no date in the chosen range.")
	// ErrRange means the range of a plan is the wrong way round or too long.
	ErrRange = fault.New(fault.Invalid, "meeting.range", "The last day is before the first.")
)

// Refusals about one meeting.
var (
	// ErrNotFound also answers for a meeting the person may not know exists.
	ErrNotFound = fault.New(fault.NotFound, "meeting.not_found", "There is no such meeting.")
	// ErrState means the meeting is in a state that does not allow this.
	ErrState = fault.New(fault.Conflict, "meeting.state", "This meeting is in a state that does not allow this.")
	// ErrReason means a change that others will ask about came without a reason.
	ErrReason = fault.New(fault.Invalid, "meeting.reason", "Say why, in a sentence for everybody who planned to come.")
	// ErrTitle means the title is empty or too long.
	ErrTitle = fault.New(fault.Invalid, "meeting.title", "Give it a title of at most 300 characters.")
	// ErrMode means how people come together was not said in a way we know.
	ErrMode = fault.New(fault.Invalid, "meeting.mode", "A meeting is remote, in person or hybrid.")
	// ErrJoinLink means the link to the call is not a web address.
	ErrJoinLink = fault.New(fault.Invalid, "meeting.join_link", "The link to join must begin with https://.")
	// ErrNoItem means the agenda has no such item, or not any more.
	ErrNoItem = fault.New(fault.NotFound, "meeting.no_item", "This item is not on the agenda any more.")
	// ErrItem means an agenda item lacks something.
	ErrItem = fault.New(fault.Invalid, "meeting.item", "This item cannot stand on an agenda.")
	// ErrTooManyItems means the agenda is full.
	ErrTooManyItems = fault.New(fault.TooMany, "meeting.too_many_items", "This agenda has as many items as one can have.")
	// ErrAttendance means the line of the list cannot be written.
	ErrAttendance = fault.New(fault.Invalid, "meeting.attendance", "Say how the person took part.")
	// ErrPerson means somebody was named who has no seat in the group.
	ErrPerson = fault.New(fault.Invalid, "meeting.person", "This person has no seat in the group.")
	// ErrRecord means the minutes are in a state that does not allow this.
	ErrRecord = fault.New(fault.Conflict, "minutes.state", "These minutes are in a state that does not allow this.")
	// ErrNoRecord means nobody has begun minutes of the meeting.
	ErrNoRecord = fault.New(fault.NotFound, "minutes.none", "There is no record of this meeting here.")
	// ErrCorrection means a correction says nothing, or too much.
	ErrCorrection = fault.New(fault.Invalid, "minutes.correction", "Say what is wrong, in at most 2000 characters.")
)

// Refusals about a series.
var (
	// ErrNoSeries also answers for a series the person may not know exists.
	ErrNoSeries = fault.New(fault.NotFound, "series.not_found", "There is no such series of meetings.")
	// ErrWouldDrop means a change of the rule would drop a date nobody agreed to drop.
	ErrWouldDrop = fault.New(fault.Conflict, "series.would_drop", "This would drop meetings. Look at the dates again and confirm.")
)

// Refusals about decisions and actions.
var (
	// ErrNoEntry also answers for what the person may not know exists.
	ErrNoEntry = fault.New(fault.NotFound, "register.not_found", "There is no such decision or action.")
	// ErrStep means it cannot go from its state to that one, or not without a reason.
	ErrStep = fault.New(fault.Conflict, "register.step", "It cannot go from its state to that one.")
	// ErrWords means the words cannot stand in the register.
	ErrWords = fault.New(fault.Invalid, "register.words", "Say what it is, in at most 2000 characters.")
)
