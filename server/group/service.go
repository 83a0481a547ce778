package group

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/fault"
	"rapporteur/server/id"
	"rapporteur/server/identity"
)

// Limits of what is written about a group, in characters and lines.
const (
	maxName = 200
	maxLine = 1000
	maxList = 30
)

// Service keeps groups and seats.
type Service struct {
	groups *docstore.Collection[Group]
	seats  *docstore.Collection[Seat]
	ids    *id.Source
	now    func() time.Time
}

// NewService opens groups and seats on their home.
func NewService(ctx context.Context, home docstore.Home, ids *id.Source, now func() time.Time) (*Service, error) {
	groups, err := docstore.Open(ctx, home, groupShape, groupIndex, now)
	if err != nil {
		return nil, err
	}
	seats, err := docstore.Open(ctx, home, seatShape, seatIndex, now)
	if err != nil {
		return nil, err
	}
	return &Service{groups: groups, seats: seats, ids: ids, now: now}, nil
}

// all gives every group. An installation has tens of them, not thousands.
func (s *Service) all(ctx context.Context) ([]Known, error) {
	found, err := s.groups.All(ctx, docstore.Query{})
	if err != nil {
		return nil, fmt.Errorf("list groups: %w", err)
	}
	all := make([]Known, 0, len(found))
	for _, d := range found {
		all = append(all, Known{d.ID, d.Version, d.Value})
	}
	return all, nil
}

// List gives a page of groups in the order they were made. The page of a group
// is public, so everybody sees them all.
func (s *Service) List(ctx context.Context, limit int, after string) ([]Known, string, error) {
	found, next, err := s.groups.Find(ctx, docstore.Query{Limit: limit, After: after})
	if err != nil {
		return nil, "", fmt.Errorf("list groups: %w", err)
	}
	page := make([]Known, 0, len(found))
	for _, d := range found {
		page = append(page, Known{d.ID, d.Version, d.Value})
	}
	return page, next, nil
}

// Get returns ErrNotFound where there is no such group.
func (s *Service) Get(ctx context.Context, groupID string) (Known, error) {
	d, err := s.groups.Get(ctx, groupID)
	if errors.Is(err, docstore.ErrNotFound) {
		return Known{}, ErrNotFound
	}
	if err != nil {
		return Known{}, fmt.Errorf("get group: %w", err)
	}
	return Known{d.ID, d.Version, d.Value}, nil
}

// Can lists what somebody may do with a group, in the words of the contract.
func (s *Service) Can(ctx context.Context, by identity.Actor, groupID string) ([]string, error) {
	standing, err := s.Standing(ctx, by, groupID)
	if err != nil {
		return nil, err
	}
	var can []string
	for _, a := range []Act{SeeGroup, ReadWork, ChangeGroup, MakeDeliverable, PlanMeeting, ProposeItem, InviteCity, SeeOverview, SeeAudit} {
		if Refuse(by, standing, a) == nil {
			can = append(can, string(a))
		}
	}
	return can, nil
}

// CanOpen reports whether somebody may open a group with no group above it:
// the secretariat's.
func (s *Service) CanOpen(ctx context.Context, by identity.Actor) error {
	return s.Check(ctx, by, "", ChangeGroup)
}

// Open makes a new group, below parent or, for an initiative, below nothing.
func (s *Service) Open(ctx context.Context, by identity.Actor, g Group) (Known, error) {
	if err := s.Check(ctx, by, g.Parent, ChangeGroup); err != nil {
		return Known{}, err
	}
	if err := s.placeBelow(ctx, g); err != nil {
		return Known{}, err
	}
	if g.State == "" {
		g.State = GroupProposed
	}
	g, err := clean(g)
	if err != nil {
		return Known{}, err
	}
	groupID := s.ids.New()
	d, err := s.groups.Insert(ctx, groupID, by.Person, "open group", g, event.Event{Kind: "group.opened", Group: groupID})
	if err != nil {
		return Known{}, fmt.Errorf("open group: %w", err)
	}
	return Known{d.ID, d.Version, d.Value}, nil
}

// placeBelow checks that a group of this kind may stand below its parent.
func (s *Service) placeBelow(ctx context.Context, g Group) error {
	above := map[Kind]Kind{ThematicGroup: Initiative, WorkingGroup: ThematicGroup}
	want, needs := above[g.Kind]
	switch {
	case g.Kind == Initiative && g.Parent != "":
		return ErrInvalid.At("/parent", "An initiative stands below no other group.")
	case g.Kind == Initiative:
		return nil
	case !needs:
		return ErrInvalid.At("/kind", "Choose initiative, thematic group or working group.")
	case g.Parent == "" && g.Kind == ThematicGroup:
		return nil // a thematic group may stand alone
	case g.Parent == "":
		return ErrInvalid.At("/parent", "Choose the thematic group it belongs to.")
	}
	parent, err := s.Get(ctx, g.Parent)
	if err != nil {
		return err
	}
	if parent.Kind != want {
		return ErrInvalid.At("/parent", "A group of this kind cannot stand below that one.")
	}
	return nil
}

// Change is what of a group is to be another; nil leaves as it is.
type Change struct {
	Name, ShortName, Website, Contact      *string
	Objectives, Scope, Help, CoordinatedBy *[]string
	State                                  *State
	Reason                                 string // of a change of state
}

// Change writes the new words and takes the step, or neither.
func (s *Service) Change(ctx context.Context, by identity.Actor, groupID string, c Change) (Known, error) {
	if _, err := s.Get(ctx, groupID); err != nil {
		return Known{}, err
	}
	if err := s.Check(ctx, by, groupID, ChangeGroup); err != nil {
		return Known{}, err
	}
	d, err := s.groups.Update(ctx, groupID, by.Person, "change group", func(g Group) (Group, []event.Event, error) {
		set(&g.Name, c.Name)
		set(&g.ShortName, c.ShortName)
		set(&g.Website, c.Website)
		set(&g.Contact, c.Contact)
		set(&g.Objectives, c.Objectives)
		set(&g.Scope, c.Scope)
		set(&g.Help, c.Help)
		set(&g.CoordinatedBy, c.CoordinatedBy)
		if c.State != nil && *c.State != g.State {
			if !slices.Contains(steps[g.State], *c.State) {
				return g, nil, ErrStep.Saying("A group that is %s cannot become %s.", fault.Spoken(g.State), fault.Spoken(*c.State))
			}
			if *c.State == Dormant && strings.TrimSpace(c.Reason) == "" {
				return g, nil, ErrReason.At("/reason", "Say why it rests.")
			}
			g.State, g.StateReason = *c.State, strings.TrimSpace(c.Reason)
		}
		g, err := clean(g)
		return g, []event.Event{{Kind: "group.changed", Group: groupID}}, err
	})
	if err != nil {
		return Known{}, fmt.Errorf("change group: %w", err)
	}
	return Known{d.ID, d.Version, d.Value}, nil
}

func set[T any](to *T, value *T) {
	if value != nil {
		*to = *value
	}
}

// clean trims what people wrote, leaves out empty lines, and refuses what does not fit.
func clean(g Group) (Group, error) {
	g.Name, g.ShortName = strings.TrimSpace(g.Name), strings.TrimSpace(g.ShortName)
	g.Website, g.Contact = strings.TrimSpace(g.Website), strings.TrimSpace(g.Contact)
	bad := ErrInvalid
	if g.Name == "" {
		bad = bad.At("/name", "Give the group a name.")
	}
	for pointer, text := range map[string]string{"/name": g.Name, "/short_name": g.ShortName, "/contact": g.Contact, "/website": g.Website} {
		if utf8.RuneCountInString(text) > maxName {
			bad = bad.At(pointer, "At most %d characters.", maxName)
		}
	}
	if u, err := url.Parse(g.Website); g.Website != "" && (err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "") {
		bad = bad.At("/website", "Write an address such as https://u4ssc.itu.int.")
	}
	for pointer, list := range map[string]*[]string{"/objectives": &g.Objectives, "/scope": &g.Scope, "/help": &g.Help, "/coordinated_by": &g.CoordinatedBy} {
		var kept []string
		for _, line := range *list {
			if line = strings.TrimSpace(line); line != "" {
				kept = append(kept, line)
			}
			if utf8.RuneCountInString(line) > maxLine {
				bad = bad.At(pointer, "At most %d characters a line.", maxLine)
			}
		}
		if len(kept) > maxList {
			bad = bad.At(pointer, "At most %d lines.", maxList)
		}
		*list = kept
	}
	if len(bad.Fields) > 0 {
		slices.SortFunc(bad.Fields, func(a, b fault.Field) int { return cmp.Compare(a.Pointer, b.Pointer) })
		return g, bad
	}
	return g, nil
}
