package app

import (
	"context"
	"strings"

	"rapporteur/server/deliverable"
	"rapporteur/server/files"
	"rapporteur/server/group"
	"rapporteur/server/identity"
	"rapporteur/server/meeting"
)

// fileRights gives a file the rights of what it hangs on.
type fileRights struct {
	deliverables *deliverable.Service
	meetings     *meeting.Service
	groups       *group.Service
}

func (f fileRights) MayRead(ctx context.Context, by identity.Actor, owner string) error {
	kind, id, _ := strings.Cut(owner, "/")
	switch kind {
	case "deliverable":
		_, err := f.deliverables.TextRight(ctx, by, id)
		return err
	case "minutes", "meeting":
		return f.inMeeting(ctx, by, id, group.ReadWork)
	default:
		return files.ErrNotFound
	}
}

func (f fileRights) MayAttach(ctx context.Context, by identity.Actor, owner string, purpose files.Purpose) error {
	kind, id, _ := strings.Cut(owner, "/")
	switch {
	case kind == "deliverable" && purpose == files.Picture:
		right, err := f.deliverables.TextRight(ctx, by, id)
		if err != nil {
			return err
		}
		if right < group.MayEdit {
			return group.ErrForbidden.Saying("At this stage your seat allows reading this text, not adding pictures to it.")
		}
		return nil
	case kind == "minutes" && purpose == files.Picture:
		return f.inMeeting(ctx, by, id, group.WriteMinutes)
	case kind == "meeting" && purpose == files.Paper:
		return f.inMeeting(ctx, by, id, group.ProposeItem)
	default:
		return files.ErrNotFound
	}
}

// inMeeting asks the group of a meeting.
func (f fileRights) inMeeting(ctx context.Context, by identity.Actor, id string, act group.Act) error {
	m, err := f.meetings.Meeting(ctx, by, id)
	if err != nil {
		return err
	}
	return f.groups.Check(ctx, by, m.Group, act)
}
