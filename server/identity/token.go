package identity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"rapporteur/config"
	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/fault"
)

// TokenPrefix begins every personal access token, so that a program that
// looks for lost secrets knows one when it sees it.
const TokenPrefix = "rap_"

// Refusals around tokens.
var (
	ErrToken = fault.New(fault.Unauthenticated, "token.invalid",
		"This token is not known, was revoked, or has ended. Make a new one on your profile page.")
	ErrTooManyTokens = fault.New(fault.Conflict, "token.too_many",
		"You have as many tokens as one person can. Revoke one you no longer use.")
	errTokenRequest = fault.New(fault.Invalid, "token.request", "This token cannot be made like that.")
)

// maxTokenName is in characters.
const maxTokenName = 80

// token lets a program act for a person, as far as its scopes go.
type token struct {
	Hash    string    `json:"hash"`
	Person  string    `json:"person"`
	Name    string    `json:"name"`
	Scopes  []Scope   `json:"scopes"`
	Created time.Time `json:"created"`
	Ends    time.Time `json:"ends"`
	Used    time.Time `json:"used,omitzero"` // zero: never
}

var tokenShape = docstore.Shape{Name: "tokens", Fields: []docstore.Field{
	{Name: "hash", Kind: docstore.Text, Unique: true},
	{Name: "person", Kind: docstore.Text},
	{Name: "ends", Kind: docstore.Moment},
}}

func tokenIndex(t token) map[string][]any {
	return map[string][]any{"hash": {t.Hash}, "person": {t.Person}, "ends": {t.Ends}}
}

// Tokens keeps personal access tokens.
type Tokens struct {
	deps   Deps
	people *People
	limits config.Token
	every  time.Duration // how exactly the last use is written down
	store  *docstore.Collection[token]
}

// NewTokens opens the tokens on their home. usedEvery is how exactly their
// last use is written down.
func NewTokens(ctx context.Context, deps Deps, people *People, limits config.Token, usedEvery time.Duration) (*Tokens, error) {
	store, err := docstore.Open(ctx, deps.Home, tokenShape, tokenIndex, deps.Now)
	if err != nil {
		return nil, err
	}
	return &Tokens{deps: deps, people: people, limits: limits, every: usedEvery, store: store}, nil
}

// Token is one token as shown to its maker.
type Token struct {
	ID      string
	Name    string
	Scopes  []Scope
	Created time.Time
	Ends    time.Time
	Used    time.Time // zero: never; else exact to session.seen_every
}

// TokenRequest says what a token is for.
type TokenRequest struct {
	Name   string
	Scopes []Scope
	TTL    time.Duration // 0 means token.lifetime of the configuration
}

// Make makes a token for the person asking. The secret is in this answer and
// nowhere else. It needs a session: a token makes no tokens.
func (s *Tokens) Make(ctx context.Context, by Actor, want TokenRequest) (Token, string, error) {
	if !by.BySession() {
		return Token{}, "", errNeedsSession
	}
	return s.make(ctx, by, by.Person, want)
}

// MakeFor makes a token for somebody else. Only the program itself does, on
// behalf of the administrator of the machine.
func (s *Tokens) MakeFor(ctx context.Context, by Actor, person string, want TokenRequest) (Token, string, error) {
	if !by.IsSystem() {
		return Token{}, "", errNeedsSession
	}
	return s.make(ctx, by, person, want)
}

func (s *Tokens) make(ctx context.Context, by Actor, person string, want TokenRequest) (Token, string, error) {
	if want.TTL == 0 {
		want.TTL = s.limits.Lifetime
	}
	if err := s.check(&want); err != nil {
		return Token{}, "", err
	}
	others, err := s.of(ctx, person)
	if err != nil {
		return Token{}, "", err
	}
	now := s.deps.Now().UTC()
	living := 0
	for _, d := range others {
		if now.Before(d.Value.Ends) {
			living++
		}
	}
	if living >= s.limits.PerPerson && !by.IsSystem() {
		return Token{}, "", ErrTooManyTokens
	}
	secret, err := newSecret(s.deps.Random)
	if err != nil {
		return Token{}, "", err
	}
	secret = TokenPrefix + secret
	doc := token{Hash: digest(secret), Person: person, Name: want.Name, Scopes: want.Scopes, Created: now, Ends: now.Add(want.TTL)}
	id := s.deps.NewID()
	if _, err := s.store.Insert(ctx, id, by.Person, "make token", doc, about("token.made", person)); err != nil {
		return Token{}, "", fmt.Errorf("make token: %w", err)
	}
	return shown(id, doc), secret, nil
}

// check corrects what can be corrected and refuses the rest.
func (s *Tokens) check(want *TokenRequest) error {
	wrong := errTokenRequest
	want.Name = strings.TrimSpace(want.Name)
	if !isName(want.Name) || len([]rune(want.Name)) > maxTokenName {
		wrong = wrong.At("/name", "Say in 1 to %d letters what it is for.", maxTokenName)
	}
	if want.TTL < time.Minute || want.TTL > s.limits.MaxLifetime {
		wrong = wrong.At("/days", "It can last from a minute to %d days.", int(s.limits.MaxLifetime.Hours()/24))
	}
	var scopes []Scope
	for _, known := range []Scope{ScopeRead, ScopeWrite, ScopeCollab} {
		if slices.Contains(want.Scopes, known) {
			scopes = append(scopes, known)
		}
	}
	unknown := slices.ContainsFunc(want.Scopes, func(sc Scope) bool { return !slices.Contains(scopes, sc) })
	if len(scopes) == 0 || unknown {
		wrong = wrong.At("/scopes", "Choose one or more of read, write and collab.")
	}
	want.Scopes = scopes
	if len(wrong.Fields) > 0 {
		return wrong
	}
	return nil
}

// Authenticate gives the person a token acts for. It returns ErrToken for a
// token that is unknown, revoked or over.
func (s *Tokens) Authenticate(ctx context.Context, secret string) (Actor, error) {
	if !strings.HasPrefix(secret, TokenPrefix) || len(secret) > maxSecret {
		return Public(), ErrToken
	}
	found, _, err := s.store.Find(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("hash", digest(secret))}, Limit: 1})
	if err != nil {
		return Public(), err
	}
	if len(found) == 0 || !s.deps.Now().Before(found[0].Value.Ends) {
		return Public(), ErrToken
	}
	p, err := s.people.Person(ctx, found[0].Value.Person)
	if errors.Is(err, ErrNoPerson) {
		err = ErrToken.Because(err) // nobody is left to act for
	}
	if err != nil {
		return Public(), err
	}
	if err := s.used(ctx, found[0]); err != nil {
		return Public(), err
	}
	return actorFor(p, found[0].ID, found[0].Value.Scopes), nil
}

// used writes down the last use, at most every so often.
func (s *Tokens) used(ctx context.Context, d docstore.Doc[token]) error {
	now := s.deps.Now().UTC()
	stale := func(t token) bool { return t.Used.IsZero() || now.Sub(t.Used) >= s.every }
	if !stale(d.Value) {
		return nil
	}
	_, err := s.store.Update(ctx, d.ID, d.Value.Person, "use token", func(t token) (token, []event.Event, error) {
		if !stale(t) {
			return t, nil, errUnchanged
		}
		t.Used = now
		return t, nil, nil
	})
	switch {
	case errors.Is(err, errUnchanged):
		return nil
	case errors.Is(err, docstore.ErrNotFound):
		return ErrToken // revoked this moment
	}
	return err
}

// Alive answers nil while the token is good, ErrToken after.
func (s *Tokens) Alive(ctx context.Context, id string) error {
	d, err := s.store.Get(ctx, id)
	switch {
	case errors.Is(err, docstore.ErrNotFound):
		return ErrToken
	case err != nil:
		return err
	case !s.deps.Now().Before(d.Value.Ends):
		return ErrToken
	}
	return nil
}

// List gives the tokens of the person asking, the newest first; also those
// that are over, until they are swept.
func (s *Tokens) List(ctx context.Context, by Actor) ([]Token, error) {
	all, err := s.of(ctx, by.Person)
	if err != nil {
		return nil, err
	}
	list := make([]Token, len(all))
	for i, d := range all {
		list[i] = shown(d.ID, d.Value)
	}
	slices.SortFunc(list, func(a, b Token) int { return strings.Compare(b.ID, a.ID) })
	return list, nil
}

// Revoke ends one of the person's own tokens; its sockets close. A token may
// revoke itself, and no other.
func (s *Tokens) Revoke(ctx context.Context, by Actor, id string) error {
	if !by.BySession() && by.Via != id {
		return errNeedsSession
	}
	d, err := s.store.Get(ctx, id)
	if err == nil && d.Value.Person != by.Person {
		err = docstore.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("revoke token: %w", err)
	}
	return s.store.Delete(ctx, id, by.Person, "revoke token", about("token.revoked", d.Value.Person))
}

// keepOver is how long a token that has ended is still listed, so that its
// maker can see why a program stopped.
const keepOver = 30 * 24 * time.Hour

// Sweep removes tokens that were over long ago.
func (s *Tokens) Sweep(ctx context.Context) error {
	return pastEnd(ctx, s.store, s.deps.Now().Add(-keepOver), func(d docstore.Doc[token]) error {
		return s.store.Delete(ctx, d.ID, "system", "token over")
	})
}

func (s *Tokens) of(ctx context.Context, person string) ([]docstore.Doc[token], error) {
	return s.store.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("person", person)}})
}

func shown(id string, t token) Token {
	return Token{ID: id, Name: t.Name, Scopes: t.Scopes, Created: t.Created, Ends: t.Ends, Used: t.Used}
}
