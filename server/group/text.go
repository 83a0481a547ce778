package group

// Right is what somebody may do to a live text. Each includes the ones before.
type Right int

// The rights, from none: who has none does not know that the text exists.
const (
	NoRight Right = iota
	MayRead
	MayComment
	MaySuggest
	MayEdit
)

// String gives the word of the contract.
func (r Right) String() string {
	return [...]string{"none", "read", "comment", "suggest", "edit"}[r]
}

// Stage is where a deliverable is on its way.
type Stage string

// The stages of a deliverable: the way, and what is beside it.
const (
	Proposed           Stage = "proposed"
	Outline            Stage = "outline"
	Drafting           Stage = "drafting"
	GroupReview        Stage = "group_review"
	SecretariatEditing Stage = "secretariat_editing"
	Approval           Stage = "approval"
	Published          Stage = "published"
	InReview           Stage = "in_review"
	OnHold             Stage = "on_hold"
	Withdrawn          Stage = "withdrawn"
	Superseded         Stage = "superseded"
)

// textRow says what each role may do to the text of a deliverable at a stage.
type textRow struct {
	secretariat, coLeader, editor, member, city, observer, public Right
}

// texts is the part of the table about the text of a deliverable.
var texts = map[Stage]textRow{
	//                   secretariat  co-leader    editor       member       city         observer public
	Proposed:           {MayRead, MayEdit, MayEdit, MayRead, MayRead, MayRead, NoRight},
	OnHold:             {MayRead, MayEdit, MayEdit, MayRead, MayRead, MayRead, NoRight},
	Outline:            {MaySuggest, MayEdit, MayEdit, MaySuggest, MayComment, MayRead, NoRight},
	Drafting:           {MaySuggest, MayEdit, MayEdit, MaySuggest, MayComment, MayRead, NoRight},
	GroupReview:        {MaySuggest, MaySuggest, MaySuggest, MaySuggest, MaySuggest, MayRead, NoRight},
	SecretariatEditing: {MayEdit, MaySuggest, MaySuggest, MayRead, MayRead, MayRead, NoRight},
	Approval:           {MayRead, MayRead, MayRead, MayRead, MayRead, MayRead, NoRight},
	Published:          {MayRead, MayRead, MayRead, MayRead, MayRead, MayRead, MayRead},
	InReview:           {MayRead, MayRead, MayRead, MayRead, MayComment, MayRead, MayRead},
	Withdrawn:          {MayRead, MayRead, MayRead, MayRead, MayRead, MayRead, NoRight},
	Superseded:         {MayRead, MayRead, MayRead, MayRead, MayRead, MayRead, NoRight},
}

// TextRight gives the most that any role of the standing allows at a stage.
// membersEdit is a co-leader's leave for members to edit this one deliverable;
// it holds while it is in outline or drafting.
func (s Standing) TextRight(stage Stage, membersEdit bool) Right {
	line, known := texts[stage]
	if !known {
		return NoRight
	}
	if s.system {
		return MayEdit
	}
	right := line.public
	for _, r := range s.Roles {
		right = max(right, line.of(r))
		if r == Member && membersEdit && (stage == Outline || stage == Drafting) {
			right = MayEdit
		}
	}
	return right
}

func (t textRow) of(r Role) Right {
	switch r {
	case Secretariat:
		return t.secretariat
	case CoLeader:
		return t.coLeader
	case Editor:
		return t.editor
	case Member:
		return t.member
	case CityOfficial:
		return t.city
	case Observer, Scribe:
		return t.observer
	case Admin, Guest:
		return NoRight
	default:
		return NoRight
	}
}
