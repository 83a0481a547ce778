package group

import "slices"

// Act is a row of the table below: something a person may want to do.
type Act string

// The acts, in the order of the table.
const (
	SeeGroup         Act = "see_group"          // its page, published work, public meetings, public case studies
	ReadWork         Act = "read_work"          // drafts, minutes, registers of the group
	ChangeGroup      Act = "change_group"       // the group, its seats; open a working group
	MakeDeliverable  Act = "make_deliverable"   // create one, name editors, set dates
	DisposeEarly     Act = "dispose_early"      // of suggestions and comments, outline to group review
	DisposeLate      Act = "dispose_late"       // the same in secretariat editing
	Freeze           Act = "freeze"             // a revision; restore
	MoveEarly        Act = "move_early"         // a stage, up to group review and back
	MoveLate         Act = "move_late"          // into secretariat editing, approval, published, and back
	TakePosition     Act = "take_position"      // in a round
	PlanMeeting      Act = "plan_meeting"       // plan, move, cancel; publish the agenda
	ProposeItem      Act = "propose_item"       // an agenda item; answer a date; send regrets
	WriteMinutes     Act = "write_minutes"      // while in progress or drafting
	CorrectMinutes   Act = "correct_minutes"    // circulated ones
	ApproveMinutes   Act = "approve_minutes"    //
	Decide           Act = "decide"             // decide, assign actions
	DoAction         Act = "do_action"          // accept, do, close one
	InviteCity       Act = "invite_city"        // and move a pilot's stage
	WritePilot       Act = "write_pilot"        // its profile, reports, answers, roadmap
	ReadPilotPrivate Act = "read_pilot_private" //
	ReadPilotGroup   Act = "read_pilot_group"   //
	ReadPilotPublic  Act = "read_pilot_public"  //
	ReviewReport     Act = "review_report"      // ask back, accept
	Triage           Act = "triage"             // guideline feedback
	SeeOverview      Act = "see_overview"       // over groups; the update deck; exports
	SeeAudit         Act = "see_audit"          //
	KeepPeople       Act = "keep_people"        // users, sessions, tokens, retention, backup
)

// Verdict is what the table says where a row and a column meet.
type Verdict int

const (
	no         Verdict = iota
	yes                // for everything below the group
	own                // for what is their own: their action, their pilot, their thread
	public             // as somebody who is not signed in
	byLink             // what the link names, and nothing else
	present            // where they were at the meeting
	ask                // may ask for it; somebody else does it
	bySettings         // as the group's own rule says
)

// row is one line of the table, column by column.
type row [columns]Verdict

// The columns, in the order of docs/policy: a role gives the permission, the
// title of a seat is a label.
const (
	colAdmin = iota
	colSecretariat
	colCoLeader
	colEditor
	colScribe
	colMember
	colCity
	colObserver
	colGuest
	colPublic
	columns
)

// table says who may do what. It is the only place that does.
//
//	admin    secr   co-lead     editor scribe member   city      obs  guest   public
var table = map[Act]row{
	SeeGroup:         {public, yes, yes, yes, yes, yes, yes, yes, yes, yes},
	ReadWork:         {no, yes, yes, yes, yes, yes, yes, yes, byLink, no},
	ChangeGroup:      {no, yes, yes, no, no, no, no, no, no, no},
	MakeDeliverable:  {no, yes, yes, no, no, no, no, no, no, no},
	DisposeEarly:     {no, no, yes, yes, no, own, own, no, no, no},
	DisposeLate:      {no, yes, no, no, no, no, no, no, no, no},
	Freeze:           {no, yes, yes, yes, no, no, no, no, no, no},
	MoveEarly:        {no, yes, yes, no, no, no, no, no, no, no},
	MoveLate:         {no, yes, ask, no, no, no, no, no, no, no},
	TakePosition:     {no, bySettings, bySettings, bySettings, bySettings, bySettings, bySettings, no, byLink, no},
	PlanMeeting:      {no, yes, yes, no, no, no, no, no, no, no},
	ProposeItem:      {no, yes, yes, yes, yes, yes, yes, yes, byLink, no},
	WriteMinutes:     {no, yes, yes, no, yes, no, no, no, no, no},
	CorrectMinutes:   {no, yes, yes, yes, yes, present, present, no, no, no},
	ApproveMinutes:   {no, no, yes, no, no, no, no, no, no, no},
	Decide:           {no, yes, yes, no, yes, own, own, no, no, no},
	DoAction:         {no, own, yes, own, own, own, own, own, byLink, no},
	InviteCity:       {no, yes, yes, no, no, no, ask, no, no, no},
	WritePilot:       {no, no, no, no, no, no, own, no, byLink, no},
	ReadPilotPrivate: {no, yes, yes, no, no, no, own, no, no, no},
	ReadPilotGroup:   {no, yes, yes, yes, yes, yes, yes, yes, no, no},
	ReadPilotPublic:  {public, yes, yes, yes, yes, yes, yes, yes, yes, yes},
	ReviewReport:     {no, yes, yes, no, no, no, no, no, no, no},
	Triage:           {no, yes, yes, yes, no, no, own, no, no, no},
	SeeOverview:      {no, yes, yes, no, no, no, no, no, no, no},
	SeeAudit:         {yes, yes, yes, no, no, no, no, no, no, no},
	KeepPeople:       {yes, ask, ask, no, no, own, own, own, no, no},
}

// Standing is everything somebody is to one thing: their roles in its group
// and above, and what they are to the thing itself.
type Standing struct {
	Roles  []Role
	Owns   bool // the action, the thread, the pilot in question is theirs
	Came   bool // they were at the meeting in question
	Linked bool // a guest whose link names this thing and this act
	system bool
}

// Is reports whether the role is among the roles.
func (s Standing) Is(r Role) bool {
	for _, have := range s.Roles {
		if have == r {
			return true
		}
	}
	return false
}

// May reports whether the table lets somebody of this standing do this.
func (s Standing) May(a Act) bool {
	if s.system {
		return true
	}
	line, known := table[a]
	if !known {
		return false
	}
	if s.grants(line[colPublic]) {
		return true
	}
	for _, r := range s.Roles {
		if column, ok := columnOf[r]; ok && s.grants(line[column]) {
			return true
		}
	}
	return false
}

// Asks reports whether the table lets somebody of this standing ask for this,
// where somebody else does it: a co-leader for publication, a city for a pilot.
func (s Standing) Asks(a Act) bool {
	line := table[a]
	for _, r := range s.Roles {
		if column, ok := columnOf[r]; ok && line[column] == ask {
			return true
		}
	}
	return false
}

// grants reads one field of the table for somebody of this standing.
func (s Standing) grants(v Verdict) bool {
	switch v {
	case yes, bySettings:
		return true
	case own:
		return s.Owns
	case present:
		return s.Came
	case byLink:
		return s.Linked
	case no, public, ask:
		return false
	default:
		return false
	}
}

var columnOf = map[Role]int{
	Admin: colAdmin, Secretariat: colSecretariat, CoLeader: colCoLeader, Editor: colEditor, Scribe: colScribe,
	Member: colMember, CityOfficial: colCity, Observer: colObserver, Guest: colGuest,
}

// WhoCan names the roles that may do this, for the sentence of a refusal, in
// the order of the table.
func WhoCan(a Act) []Role { return whoHas(a, yes, bySettings) }

// whoCanOwn names the roles that may do this to what is their own.
func whoCanOwn(a Act) []Role { return whoHas(a, own) }

func whoHas(a Act, one ...Verdict) []Role {
	var roles []Role
	line := table[a]
	for _, r := range []Role{Admin, Secretariat, CoLeader, Editor, Scribe, Member, CityOfficial, Observer} {
		if slices.Contains(one, line[columnOf[r]]) {
			roles = append(roles, r)
		}
	}
	return roles
}
