package pilot

import (
	"slices"
	"time"

	"rapporteur/server/fault"
	"rapporteur/server/group"
)

// Stage is how far a pilot has come.
type Stage string

// The stages: the way, and what is beside it.
const (
	Candidate    Stage = "candidate"
	Invited      Stage = "invited"
	Onboarding   Stage = "onboarding"
	Baseline     Stage = "baseline"
	Planning     Stage = "planning"
	Implementing Stage = "implementing"
	Evaluating   Stage = "evaluating"
	Completed    Stage = "completed"
	Paused       Stage = "paused"
	Withdrawn    Stage = "withdrawn"
)

// way is the way of a pilot: one step forward at a time, any step back with a
// reason.
var way = []Stage{Candidate, Invited, Onboarding, Baseline, Planning, Implementing, Evaluating, Completed}

// underWay reports whether the city takes part now, so that a monthly report
// is asked for.
func (s Stage) underWay() bool {
	at := slices.Index(way, s)
	return at >= slices.Index(way, Onboarding) && at < slices.Index(way, Completed)
}

// UnderWay reports whether the city takes part now.
func (p Pilot) UnderWay() bool { return p.Stage.underWay() }

// begun reports whether the city has taken part at some time. Before that it
// has agreed to nothing, so only the group knows of it.
func (p Pilot) begun() bool { return len(p.Asked) > 0 }

// public are the stages that a pilot the public may know of can be in.
var public = []string{
	string(Onboarding), string(Baseline), string(Planning), string(Implementing), string(Evaluating), string(Completed), string(Paused),
}

func (p Pilot) public() bool { return slices.Contains(public, string(p.Stage)) }

// step describes a change of stage.
type step struct {
	needReason bool
	byCity     bool // the city itself may take it
}

// stepTo says what a change of stage needs; ErrStep where the way does not lead there.
func (p Pilot) stepTo(to Stage) (step, error) {
	from := p.Stage
	at, goal := slices.Index(way, from), slices.Index(way, to)
	switch {
	case from == to:
		return step{}, p.refuse(to)
	case from == Withdrawn:
		if to == Candidate {
			return step{needReason: true}, nil
		}
		return step{}, p.refuse(to)
	case to == Withdrawn && from != Completed:
		return step{needReason: true, byCity: true}, nil
	case from == Paused:
		if to == p.PausedFrom {
			return step{}, nil
		}
		return step{}, p.refuse(to)
	case to == Paused && from.underWay():
		return step{needReason: true}, nil
	case goal < 0 || at < 0:
		return step{}, p.refuse(to)
	case goal == at+1:
		return step{}, nil
	case goal < at && (goal >= slices.Index(way, Onboarding) || !p.begun()):
		return step{needReason: true}, nil
	default:
		return step{}, p.refuse(to)
	}
}

func (p Pilot) refuse(to Stage) error {
	return ErrStep.Saying("A pilot that is in the stage %q cannot go to %q.", fault.Spoken(p.Stage), fault.Spoken(to))
}

// steps lists where a pilot can go from here, in the order of the way.
func (p Pilot) steps() []Stage {
	var can []Stage
	for _, to := range append(slices.Clone(way), Paused, Withdrawn) {
		if _, err := p.stepTo(to); err == nil {
			can = append(can, to)
		}
	}
	return can
}

// moved takes the step and keeps which months a report is asked for.
func (p Pilot) moved(to Stage, reason string, now time.Time) Pilot {
	was := p.Stage.underWay()
	p.PausedFrom = ""
	if to == Paused {
		p.PausedFrom = p.Stage
	}
	p.Stage, p.StageReason, p.Since = to, reason, now
	switch is := to.underWay(); {
	case is && !was:
		p.Asked = append(slices.Clone(p.Asked), Stretch{From: MonthOf(now)})
	case was && !is:
		p.Asked = slices.Clone(p.Asked)
		p.Asked[len(p.Asked)-1].Before = MonthOf(now)
	}
	return p
}

// mayStep says whether somebody of that standing may take the step, or the
// refusal to show. A city withdraws by itself; everything else is the leaders'.
func mayStep(st group.Standing, s step) bool {
	return st.May(group.InviteCity) || s.byCity && st.Owns && st.Asks(group.InviteCity)
}
