package review

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/fault"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// Text is what a thread hangs on, as one person meets it now.
type Text struct {
	Group    string
	Standing group.Standing // of the person, in the group and to the text
	Right    group.Right    // to its words at its stage
	// Dispose is the act that settles comments at this stage; "" where none are.
	Dispose group.Act
}

// Texts are the texts people can comment on.
type Texts interface {
	// Text refuses with NotFound where the person may not read the text.
	Text(ctx context.Context, by identity.Actor, document string) (Text, error)
}

// Limits bound a thread.
type Limits struct {
	Comments int // of one thread
	Text     int // characters of one comment
}

// maxAround is how much of the text an anchor quotes at most, in characters.
const maxAround = 500

// Service keeps threads.
type Service struct {
	store  *docstore.Collection[Thread]
	texts  Texts
	limits Limits
	now    func() time.Time
	newID  func() string
}

// NewService opens the threads on their home.
func NewService(ctx context.Context, home docstore.Home, texts Texts, limits Limits, now func() time.Time, newID func() string) (*Service, error) {
	store, err := docstore.Open(ctx, home, shape, index, now)
	if err != nil {
		return nil, err
	}
	return &Service{store: store, texts: texts, limits: limits, now: now, newID: newID}, nil
}

// Seen is a thread as one person meets it.
type Seen struct {
	ID      string
	Version int64
	Thread
	Can []string // in the words of the contract
	by  string
}

// CanEdit reports whether the person may change that comment.
func (t Seen) CanEdit(c Comment) bool { return slices.Contains(t.Can, "reply") && c.By == t.by }

// text asks the owner of a text, and refuses who may read it but not what is
// said about it: the public reads a published text, not its review.
func (s *Service) text(ctx context.Context, by identity.Actor, document string) (Text, error) {
	t, err := s.texts.Text(ctx, by, document)
	if err != nil {
		return Text{}, err
	}
	if !t.Standing.May(group.ReadWork) || t.Right < group.MayRead || !by.Allows(identity.ScopeRead) {
		return Text{}, ErrNotFound
	}
	return t, nil
}

func (s *Service) load(ctx context.Context, by identity.Actor, threadID string) (Seen, Text, error) {
	d, err := s.store.Get(ctx, threadID)
	if errors.Is(err, docstore.ErrNotFound) {
		return Seen{}, Text{}, ErrNotFound
	}
	if err != nil {
		return Seen{}, Text{}, fmt.Errorf("get thread: %w", err)
	}
	t, err := s.text(ctx, by, d.Value.Document)
	if fault.KindOf(err) == fault.NotFound {
		return Seen{}, Text{}, ErrNotFound
	}
	if err != nil {
		return Seen{}, Text{}, err
	}
	return seen(d, by, t), t, nil
}

// seen says what the person may do with the thread. The acts check the same again.
func seen(d docstore.Doc[Thread], by identity.Actor, t Text) Seen {
	s := Seen{ID: d.ID, Version: d.Version, Thread: d.Value, by: by.Person}
	if mayComment(by, t) != nil {
		return s
	}
	if s.State == Resolved {
		if t.maySettle(by) == nil || s.OpenedBy() == by.Person {
			s.Can = append(s.Can, "reopen")
		}
		return s
	}
	s.Can = append(s.Can, "reply")
	switch {
	case t.maySettle(by) == nil:
		s.Can = append(s.Can, "resolve")
	case t.mayWithdraw(s.Thread, by):
		s.Can = append(s.Can, "withdraw")
	}
	return s
}

func mayComment(by identity.Actor, t Text) error {
	switch {
	case t.Right < group.MayComment:
		return ErrSilent
	case !by.Allows(identity.ScopeWrite):
		return group.ErrReadToken
	default:
		return nil
	}
}

// maySettle asks whether the person disposes of comments, whoever made them.
func (t Text) maySettle(by identity.Actor) error {
	if t.Dispose == "" {
		return ErrStage
	}
	standing := t.Standing
	standing.Owns = false
	return group.RefuseSeen(by, standing, t.Dispose)
}

// mayWithdraw asks whether the thread is the person's own to take back.
func (t Text) mayWithdraw(thread Thread, by identity.Actor) bool {
	standing := t.Standing
	standing.Owns = by.Person != "" && thread.OpenedBy() == by.Person
	return t.Dispose != "" && standing.May(t.Dispose)
}

// Get gives one thread.
func (s *Service) Get(ctx context.Context, by identity.Actor, threadID string) (Seen, error) {
	thread, _, err := s.load(ctx, by, threadID)
	return thread, err
}

// Filter narrows a list; no states means all.
type Filter struct {
	States []State
	Limit  int
	After  string
}

// List gives the threads of a text in the order they were begun, and whether
// the person may begin another.
func (s *Service) List(ctx context.Context, by identity.Actor, document string, f Filter) (page []Seen, next string, mayOpen bool, err error) {
	t, err := s.text(ctx, by, document)
	if err != nil {
		return nil, "", false, err
	}
	q := docstore.Query{Where: []docstore.Condition{docstore.Is(byDocument, document)}, Limit: f.Limit, After: f.After}
	if len(f.States) > 0 {
		words := make([]string, 0, len(f.States))
		for _, state := range f.States {
			words = append(words, string(state))
		}
		q.Where = append(q.Where, docstore.AnyOf(byState, words...))
	}
	found, next, err := s.store.Find(ctx, q)
	if err != nil {
		return nil, "", false, fmt.Errorf("list threads: %w", err)
	}
	for _, d := range found {
		page = append(page, seen(d, by, t))
	}
	return page, next, mayComment(by, t) == nil, nil
}

// New is a thread about to be opened.
type New struct {
	Document string
	Kind     Kind
	Anchor   Anchor
	Text     string
	Sample   bool
}

// Open begins a thread with its first comment.
func (s *Service) Open(ctx context.Context, by identity.Actor, n New) (Seen, error) {
	t, err := s.text(ctx, by, n.Document)
	if err != nil {
		return Seen{}, err
	}
	if err := mayComment(by, t); err != nil {
		return Seen{}, err
	}
	said, err := s.said(by, n.Text)
	if err != nil {
		return Seen{}, err
	}
	if err := n.check(); err != nil {
		return Seen{}, err
	}
	thread := Thread{
		Document: n.Document, Group: t.Group, Kind: n.Kind, Anchor: n.Anchor, State: Open,
		Comments: []Comment{said}, Sample: n.Sample, Changed: said.At,
	}
	d, err := s.store.Insert(ctx, s.newID(), by.Person, "open thread", thread, event.Event{Kind: "thread.opened", Group: t.Group})
	if err != nil {
		return Seen{}, fmt.Errorf("open thread: %w", err)
	}
	return seen(d, by, t), nil
}

func (n New) check() error {
	bad := ErrInvalid
	if !slices.Contains([]Kind{General, Technical, Editorial}, n.Kind) {
		bad = bad.At("/kind", "Choose general, technical or editorial.")
	}
	for _, part := range []struct{ pointer, text string }{
		{"/anchor/block", n.Anchor.Block}, {"/anchor/quote", n.Anchor.Quote}, {"/anchor/prefix", n.Anchor.Prefix},
		{"/anchor/suffix", n.Anchor.Suffix}, {"/anchor/heading", n.Anchor.Heading},
	} {
		if utf8.RuneCountInString(part.text) > maxAround {
			bad = bad.At(part.pointer, "At most %d characters.", maxAround)
		}
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// said makes a comment of what somebody wrote.
func (s *Service) said(by identity.Actor, text string) (Comment, error) {
	text = strings.TrimSpace(text)
	if text == "" || utf8.RuneCountInString(text) > s.limits.Text {
		return Comment{}, ErrInvalid.At("/text", "Write between 1 and %d characters.", s.limits.Text)
	}
	return Comment{ID: s.newID(), By: by.Person, At: s.now().UTC(), Text: text}, nil
}
