package app

import (
	"context"

	"rapporteur/server/coedit"
	"rapporteur/server/event"
	"rapporteur/server/fault"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// textCollection is where events about live texts say they come from.
const textCollection = "texts"

// audience decides who may know of an event: whom it is about, who may read the
// text it is about, and who may read the work of the group it concerns.
type audience struct {
	texts  texts
	groups *group.Service
}

// MaySee answers for one person and one event.
func (a audience) MaySee(ctx context.Context, who identity.Actor, e event.Event) (bool, error) {
	switch {
	case who.Person == identity.PersonOf(e), who.Person == group.PersonOf(e):
		return true, nil
	case e.Collection == textCollection:
		right, err := a.texts.TextRight(ctx, who, e.Document)
		return right >= coedit.RightRead, refusalIsNo(err)
	case e.Group != "":
		err := a.groups.Check(ctx, who, e.Group, group.ReadWork)
		return err == nil, refusalIsNo(err)
	}
	return false, nil
}

// refusalIsNo keeps a surprise and lets a refusal be an answer.
func refusalIsNo(err error) error {
	if fault.KindOf(err) == fault.Internal {
		return err
	}
	return nil
}
