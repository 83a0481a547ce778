package deliverable

import (
	"slices"

	"rapporteur/server/fault"
	"rapporteur/server/group"
)

// way is the way of a deliverable; one step forward at a time, any step back
// with a reason.
var way = []group.Stage{
	group.Proposed, group.Outline, group.Drafting, group.GroupReview, group.SecretariatEditing,
	group.Approval, group.Published, group.InReview,
}

// step describes a change of stage.
type step struct {
	act        group.Act
	needReason bool
}

// stepTo says who may take the deliverable to a stage and whether a reason is
// needed; ErrStep where the way does not lead there.
func (d Deliverable) stepTo(to group.Stage) (step, error) {
	from := d.Stage
	late := func(s group.Stage) bool { return slices.Index(way, s) > slices.Index(way, group.GroupReview) }
	act := group.MoveEarly
	if late(from) || late(to) || late(d.HeldFrom) {
		act = group.MoveLate
	}
	at, goal := slices.Index(way, from), slices.Index(way, to)
	published := at >= slices.Index(way, group.Published)
	switch {
	case from == to, from == group.Withdrawn, from == group.Superseded:
		return step{}, d.refuse(to)
	case from == group.OnHold:
		if to == d.HeldFrom || to == group.Withdrawn {
			return step{act, to == group.Withdrawn}, nil
		}
		return step{}, d.refuse(to)
	case to == group.OnHold && !published:
		return step{act, true}, nil
	case to == group.Withdrawn:
		return step{act, true}, nil
	case to == group.Superseded && published:
		return step{group.MoveLate, true}, nil
	case goal < 0:
		return step{}, d.refuse(to)
	case from == group.InReview && to == group.Published:
		return step{act, false}, nil // the review found nothing to change
	case goal == at+1:
		return step{act, false}, nil
	case goal < at && !published, from == group.InReview && to == group.Drafting:
		return step{act, true}, nil
	default:
		return step{}, d.refuse(to)
	}
}

func (d Deliverable) refuse(to group.Stage) error {
	return ErrStep.Saying("A deliverable that is in %q cannot go to %q.", fault.Spoken(d.Stage), fault.Spoken(to))
}

// steps lists where a deliverable can go from here, in the order of the way.
func (d Deliverable) steps() []group.Stage {
	var can []group.Stage
	for _, to := range append(slices.Clone(way), group.OnHold, group.Withdrawn, group.Superseded) {
		if _, err := d.stepTo(to); err == nil {
			can = append(can, to)
		}
	}
	return can
}

// Disposing is the act that accepts or rejects suggestions and settles comments
// at this stage; "" where nobody does.
func (d Deliverable) Disposing() group.Act {
	switch d.Stage {
	case group.Outline, group.Drafting, group.GroupReview:
		return group.DisposeEarly
	case group.SecretariatEditing:
		return group.DisposeLate
	default:
		return ""
	}
}
