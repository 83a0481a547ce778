package calendar

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/fault"
	"rapporteur/server/identity"
)

// Personal is the feed of one person: the meetings of every group they work in.
const Personal = "personal"

// secretBytes makes 256 bits of randomness; 128 would be enough.
const secretBytes = 32

// maxSecret bounds what is hashed on behalf of somebody unknown.
const maxSecret = 128

// Feed is an address a calendar subscribes to. The secret in it is shown once
// and kept only as a hash.
type Feed struct {
	Person  string    `json:"person"`
	Scope   string    `json:"scope"`
	Hash    string    `json:"hash"`
	Created time.Time `json:"created"`
	Renewed time.Time `json:"renewed,omitzero"` // got a new secret
	Used    time.Time `json:"used,omitzero"`    // last fetched, to the hour
	// Tag and Changed are of the calendar it last gave: a right that ends takes
	// meetings away without changing any, so their own dates do not tell.
	Tag     string    `json:"tag,omitempty"`
	Changed time.Time `json:"changed,omitzero"`
}

// Known is a feed with its id.
type Known struct {
	ID string
	Feed
}

// Refusals around feeds.
var (
	ErrNoFeed  = fault.New(fault.NotFound, "calendar.not_found", "There is no such calendar feed, or not any more. Make a new one on your profile page.")
	ErrScope   = fault.New(fault.Invalid, "calendar.scope", "A calendar feed is personal.")
	ErrTooMany = fault.New(fault.TooMany, "calendar.too_many", "You have as many calendar feeds as one person can have. End one first.")
	errSignIn  = fault.New(fault.Unauthenticated, "session.required", "Sign in to do this.")
)

var feedShape = docstore.Shape{Name: "calendar_feeds", Fields: []docstore.Field{
	{Name: "person", Kind: docstore.Text},
	{Name: "hash", Kind: docstore.Text, Unique: true},
}}

func feedIndex(f Feed) map[string][]any {
	return map[string][]any{"person": {f.Person}, "hash": {f.Hash}}
}

// People says what a person may be taken for when a calendar asks in their name.
type People interface {
	// Reader gives the person as an actor that may only read. A person who is
	// not there any more is a refusal.
	Reader(ctx context.Context, person string) (identity.Actor, error)
}

// Limits of feeds, from the configuration (calendar.*).
type Limits struct {
	PerPerson int
	Past      time.Duration // how far back a feed goes
	Meetings  int           // most in one feed
}

// Service keeps feeds and answers calendars.
type Service struct {
	feeds  *docstore.Collection[Feed]
	source Source
	people People
	limits Limits
	now    func() time.Time
	newID  func() string
	random io.Reader // of cryptographic quality
}

// NewService opens the feeds on their home.
func NewService(ctx context.Context, home docstore.Home, source Source, people People, limits Limits, now func() time.Time, newID func() string, random io.Reader) (*Service, error) {
	feeds, err := docstore.Open(ctx, home, feedShape, feedIndex, now)
	if err != nil {
		return nil, err
	}
	return &Service{feeds: feeds, source: source, people: people, limits: limits, now: now, newID: newID, random: random}, nil
}

// Make opens a feed for the person who asks. The secret is in the answer and
// nowhere else.
func (s *Service) Make(ctx context.Context, by identity.Actor, scope string) (feed Known, secret string, err error) {
	if !by.SignedIn() {
		return Known{}, "", errSignIn
	}
	if scope != Personal {
		return Known{}, "", ErrScope
	}
	have, err := s.List(ctx, by)
	if err != nil {
		return Known{}, "", err
	}
	if len(have) >= s.limits.PerPerson {
		return Known{}, "", ErrTooMany
	}
	secret, hash, err := s.draw()
	if err != nil {
		return Known{}, "", err
	}
	f := Feed{Person: by.Person, Scope: scope, Hash: hash, Created: s.now().UTC()}
	d, err := s.feeds.Insert(ctx, s.newID(), by.Person, "make calendar feed", f, event.Event{Kind: "calendar.feed_made"})
	if err != nil {
		return Known{}, "", fmt.Errorf("make calendar feed: %w", err)
	}
	return Known{d.ID, d.Value}, secret, nil
}

// List gives the feeds of the person who asks, oldest first.
func (s *Service) List(ctx context.Context, by identity.Actor) ([]Known, error) {
	if !by.SignedIn() {
		return nil, errSignIn
	}
	found, err := s.feeds.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("person", by.Person)}})
	if err != nil {
		return nil, fmt.Errorf("list calendar feeds: %w", err)
	}
	feeds := make([]Known, 0, len(found))
	for _, d := range found {
		feeds = append(feeds, Known{d.ID, d.Value})
	}
	return feeds, nil
}

// Renew gives a feed of one's own another secret; the old address ends at once.
func (s *Service) Renew(ctx context.Context, by identity.Actor, id string) (Known, string, error) {
	if err := s.own(ctx, by, id); err != nil {
		return Known{}, "", err
	}
	secret, hash, err := s.draw()
	if err != nil {
		return Known{}, "", err
	}
	d, err := s.feeds.Update(ctx, id, by.Person, "renew calendar feed", func(f Feed) (Feed, []event.Event, error) {
		f.Hash, f.Renewed = hash, s.now().UTC()
		return f, []event.Event{{Kind: "calendar.feed_renewed"}}, nil
	})
	if err != nil {
		return Known{}, "", fmt.Errorf("renew calendar feed: %w", err)
	}
	return Known{d.ID, d.Value}, secret, nil
}

// End closes a feed of one's own. Its address answers nothing from now on.
func (s *Service) End(ctx context.Context, by identity.Actor, id string) error {
	if err := s.own(ctx, by, id); err != nil {
		return err
	}
	err := s.feeds.Delete(ctx, id, by.Person, "end calendar feed", event.Event{Kind: "calendar.feed_ended"})
	if errors.Is(err, docstore.ErrNotFound) {
		return ErrNoFeed
	}
	return err
}

// own refuses what is not a feed of the person who asks.
func (s *Service) own(ctx context.Context, by identity.Actor, id string) error {
	if !by.SignedIn() {
		return errSignIn
	}
	d, err := s.feeds.Get(ctx, id)
	if errors.Is(err, docstore.ErrNotFound) || (err == nil && d.Value.Person != by.Person) {
		return ErrNoFeed
	}
	return err
}

// Calendar is a feed as it is now.
type Calendar struct {
	Body    []byte
	Tag     string // changes with Body, and only with it
	Changed time.Time
}

// Fetch gives the calendar behind a secret, with the rights its person has now.
func (s *Service) Fetch(ctx context.Context, secret string) (Calendar, error) {
	feed, err := s.find(ctx, secret)
	if err != nil {
		return Calendar{}, err
	}
	by, err := s.people.Reader(ctx, feed.Person)
	if err != nil {
		if fault.Of(err) != nil {
			return Calendar{}, ErrNoFeed.Because(err)
		}
		return Calendar{}, fmt.Errorf("fetch calendar feed: %w", err)
	}
	now := s.now().UTC()
	agenda, err := s.source.Agenda(ctx, by, now.Add(-s.limits.Past), s.limits.Meetings)
	if err != nil {
		return Calendar{}, fmt.Errorf("fetch calendar feed: %w", err)
	}
	body, err := Write(agenda, "Rapporteur")
	if err != nil {
		return Calendar{}, err
	}
	sum := sha256.Sum256(body)
	tag := hex.EncodeToString(sum[:16])
	changed, err := s.noteUse(ctx, feed, tag, now)
	return Calendar{Body: body, Tag: tag, Changed: changed}, err
}

func (s *Service) find(ctx context.Context, secret string) (Known, error) {
	if secret == "" || len(secret) > maxSecret {
		return Known{}, ErrNoFeed
	}
	found, _, err := s.feeds.Find(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("hash", digest(secret))}, Limit: 1})
	if err != nil {
		return Known{}, fmt.Errorf("find calendar feed: %w", err)
	}
	if len(found) == 0 {
		return Known{}, ErrNoFeed
	}
	return Known{found[0].ID, found[0].Value}, nil
}

// noteUse remembers what was given and, to the hour, when. It gives the time
// since when the calendar is as it is.
func (s *Service) noteUse(ctx context.Context, feed Known, tag string, now time.Time) (time.Time, error) {
	hour := now.Truncate(time.Hour)
	if feed.Tag == tag && !feed.Used.Before(hour) {
		return feed.Changed, nil
	}
	d, err := s.feeds.Update(ctx, feed.ID, feed.Person, "fetch calendar feed", func(f Feed) (Feed, []event.Event, error) {
		if f.Tag != tag {
			f.Tag, f.Changed = tag, now.Truncate(time.Second)
		}
		f.Used = hour
		return f, nil, nil
	})
	if errors.Is(err, docstore.ErrNotFound) {
		return time.Time{}, ErrNoFeed // ended meanwhile
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("note the use of a calendar feed: %w", err)
	}
	return d.Value.Changed, nil
}

// Single gives one meeting as a file, to who may see it.
func (s *Service) Single(ctx context.Context, by identity.Actor, meeting string) ([]byte, error) {
	agenda, err := s.source.Single(ctx, by, meeting)
	if err != nil {
		return nil, err
	}
	agenda.Runs = nil // the one meeting, whole, under its own name
	return Write(agenda, "")
}

func (s *Service) draw() (secret, hash string, err error) {
	b := make([]byte, secretBytes)
	if _, err := io.ReadFull(s.random, b); err != nil {
		return "", "", fmt.Errorf("draw a secret: %w", err)
	}
	secret = base64.RawURLEncoding.EncodeToString(b)
	return secret, digest(secret), nil
}

func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
