package deliverable

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/group"
	"rapporteur/server/id"
	"rapporteur/server/identity"
)

// Limits of what is written about a deliverable.
const (
	maxTitle   = 200  // characters
	maxReason  = 1000 // characters
	maxEditors = 20
)

// Policy is what a deliverable asks of its group.
type Policy interface {
	// Standing gives everything somebody is to a group.
	Standing(ctx context.Context, by identity.Actor, groupID string, more ...group.Role) (group.Standing, error)
	// Groups are the groups in which somebody may do this; all for everywhere.
	Groups(ctx context.Context, by identity.Actor, act group.Act) (ids []string, all bool, err error)
	// Seated reports whether the person holds a seat in the group or above it.
	Seated(ctx context.Context, groupID, person string) (bool, error)
	// Get returns a NotFound refusal where there is no such group.
	Get(ctx context.Context, groupID string) (group.Known, error)
}

// Service keeps deliverables.
type Service struct {
	store  *docstore.Collection[Deliverable]
	policy Policy
	ids    *id.Source
	now    func() time.Time
}

// NewService opens the deliverables on their home.
func NewService(ctx context.Context, home docstore.Home, policy Policy, ids *id.Source, now func() time.Time) (*Service, error) {
	store, err := docstore.Open(ctx, home, shape, index, now)
	if err != nil {
		return nil, err
	}
	return &Service{store: store, policy: policy, ids: ids, now: now}, nil
}

// load gives a deliverable and what somebody is to it; ErrNotFound where they
// may not know of it: published work is everybody's, the rest the group's.
func (s *Service) load(ctx context.Context, by identity.Actor, deliverableID string) (Known, group.Standing, error) {
	d, err := s.store.Get(ctx, deliverableID)
	if errors.Is(err, docstore.ErrNotFound) {
		return Known{}, group.Standing{}, ErrNotFound
	}
	if err != nil {
		return Known{}, group.Standing{}, fmt.Errorf("get deliverable: %w", err)
	}
	known := Known{d.ID, d.Version, d.Value}
	standing, err := s.standing(ctx, by, known)
	if err != nil {
		return Known{}, group.Standing{}, err
	}
	if standing.TextRight(known.Stage, known.MembersEdit) < group.MayRead || !by.Allows(identity.ScopeRead) {
		return Known{}, group.Standing{}, ErrNotFound
	}
	return known, standing, nil
}

func (s *Service) standing(ctx context.Context, by identity.Actor, d Known) (group.Standing, error) {
	var more []group.Role
	if by.SignedIn() && slices.Contains(d.Editors, by.Person) {
		seated, err := s.policy.Seated(ctx, d.Group, by.Person)
		if err != nil {
			return group.Standing{}, err
		}
		if seated { // an editor whose seat has ended edits no more
			more = append(more, group.Editor)
		}
	}
	return s.policy.Standing(ctx, by, d.Group, more...)
}

// Get returns ErrNotFound where there is none, or none for this person.
func (s *Service) Get(ctx context.Context, by identity.Actor, deliverableID string) (Known, error) {
	d, _, err := s.load(ctx, by, deliverableID)
	return d, err
}

// Reading gives a deliverable with everything the person asking is to it, for
// features that hang on its text. ErrNotFound as Get.
func (s *Service) Reading(ctx context.Context, by identity.Actor, deliverableID string) (Known, group.Standing, error) {
	return s.load(ctx, by, deliverableID)
}

// TextRight says what somebody may do to the words now. It is asked again
// whenever rights may have changed.
func (s *Service) TextRight(ctx context.Context, by identity.Actor, deliverableID string) (group.Right, error) {
	d, standing, err := s.load(ctx, by, deliverableID)
	if err != nil {
		return group.NoRight, err
	}
	return standing.TextRight(d.Stage, d.MembersEdit), nil
}

// Filter narrows a list; empty fields do not.
type Filter struct {
	Group string
	Stage group.Stage
	Limit int
	After string
}

// List gives a page of what somebody may see, oldest first.
func (s *Service) List(ctx context.Context, by identity.Actor, f Filter) ([]Known, string, error) {
	var where []docstore.Condition
	if f.Stage != "" {
		where = append(where, docstore.Is("stage", string(f.Stage)))
	}
	if f.Group != "" {
		where = append(where, docstore.Is("group", f.Group))
	}
	mine, all, err := s.policy.Groups(ctx, by, group.ReadWork)
	if err != nil {
		return nil, "", err
	}
	if !all && (f.Group == "" || !slices.Contains(mine, f.Group)) {
		if f.Group != "" || len(mine) == 0 {
			where = append(where, docstore.AnyOf("stage", string(group.Published), string(group.InReview)))
		} else {
			return s.listMixed(ctx, mine, where, f)
		}
	}
	found, next, err := s.store.Find(ctx, docstore.Query{Where: where, Limit: f.Limit, After: f.After})
	if err != nil {
		return nil, "", fmt.Errorf("list deliverables: %w", err)
	}
	return knownOf(found), next, nil
}

// listMixed lists over all groups for somebody who sees the drafts of some: a
// page is filled from the whole list, leaving out what is not for them.
func (s *Service) listMixed(ctx context.Context, mine []string, where []docstore.Condition, f Filter) ([]Known, string, error) {
	limit := f.Limit
	if limit <= 0 {
		limit = docstore.DefaultLimit
	}
	var page []Known
	after := f.After
	for {
		found, next, err := s.store.Find(ctx, docstore.Query{Where: where, Limit: limit - len(page), After: after})
		if err != nil {
			return nil, "", fmt.Errorf("list deliverables: %w", err)
		}
		for _, d := range knownOf(found) {
			if d.Stage == group.Published || d.Stage == group.InReview || slices.Contains(mine, d.Group) {
				page = append(page, d)
			}
		}
		if next == "" || len(page) >= limit {
			return page, next, nil
		}
		after = next
	}
}

func knownOf(found []docstore.Doc[Deliverable]) []Known {
	list := make([]Known, 0, len(found))
	for _, d := range found {
		list = append(list, Known{d.ID, d.Version, d.Value})
	}
	return list
}

// Can lists what somebody may do with a deliverable, in the words of the
// contract: their right to the text, acts, and "move:<stage>".
func (s *Service) Can(ctx context.Context, by identity.Actor, d Known) ([]string, error) {
	standing, err := s.standing(ctx, by, d)
	if err != nil {
		return nil, err
	}
	var can []string
	if right := standing.TextRight(d.Stage, d.MembersEdit); right > group.NoRight {
		can = append(can, "text:"+right.String())
	}
	for _, a := range []group.Act{group.MakeDeliverable, group.Freeze} {
		if group.RefuseSeen(by, standing, a) == nil {
			can = append(can, map[group.Act]string{group.MakeDeliverable: "change", group.Freeze: "freeze"}[a])
		}
	}
	for _, to := range d.steps() {
		if way, err := d.stepTo(to); err == nil && group.RefuseSeen(by, standing, way.act) == nil {
			can = append(can, "move:"+string(to))
		}
	}
	return can, nil
}

// Create makes a deliverable in the stage it begins with, or where the demo
// says it is.
func (s *Service) Create(ctx context.Context, by identity.Actor, d Deliverable) (Known, error) {
	if _, err := s.policy.Get(ctx, d.Group); err != nil {
		return Known{}, err
	}
	standing, err := s.policy.Standing(ctx, by, d.Group)
	if err != nil {
		return Known{}, err
	}
	if err := group.Refuse(by, standing, group.MakeDeliverable); err != nil {
		return Known{}, err
	}
	if d.Stage == "" || !by.IsSystem() {
		d.Stage = group.Proposed
	}
	d.Baseline, d.Changed = d.Due, s.now().UTC()
	if d, err = clean(d); err != nil {
		return Known{}, err
	}
	if err := s.editorsSeated(ctx, d); err != nil {
		return Known{}, err
	}
	deliverableID := s.ids.New()
	made, err := s.store.Insert(ctx, deliverableID, by.Person, "create deliverable", d, event.Event{Kind: "deliverable.created", Group: d.Group})
	if err != nil {
		return Known{}, fmt.Errorf("create deliverable: %w", err)
	}
	return Known{made.ID, made.Version, made.Value}, nil
}

// editorsSeated refuses an editor without a seat in the group or above it.
func (s *Service) editorsSeated(ctx context.Context, d Deliverable) error {
	for _, person := range d.Editors {
		seated, err := s.policy.Seated(ctx, d.Group, person)
		if err != nil {
			return err
		}
		if !seated {
			return ErrInvalid.At("/editors", "An editor needs a seat in the group first.")
		}
	}
	return nil
}

func clean(d Deliverable) (Deliverable, error) {
	d.Title, d.Label = strings.TrimSpace(d.Title), strings.TrimSpace(d.Label)
	bad := ErrInvalid
	if d.Title == "" {
		bad = bad.At("/title", "Give the deliverable a title.")
	}
	if utf8.RuneCountInString(d.Title) > maxTitle || utf8.RuneCountInString(d.Label) > maxTitle {
		bad = bad.At("/title", "At most %d characters.", maxTitle)
	}
	if !slices.Contains(kinds, d.Kind) {
		bad = bad.At("/kind", "Choose guideline, methodology, framework, collection of case studies or report.")
	}
	if !day(d.Due) {
		bad = bad.At("/due", "Write the day as 2023-11-30.")
	}
	if len(d.Editors) > maxEditors {
		bad = bad.At("/editors", "At most %d editors.", maxEditors)
	}
	if _, err := language.Parse(d.Language); d.Language != "" && err != nil {
		bad = bad.At("/language", "Write the language as en, fr or ar.")
	}
	for _, goal := range d.SDGs {
		if goal < 1 || goal > 17 {
			bad = bad.At("/sdgs", "The Sustainable Development Goals are 1 to 17.")
		}
	}
	if len(bad.Fields) > 0 {
		return d, bad
	}
	return d, nil
}

func day(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return text == "" || err == nil
}
