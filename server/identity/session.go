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

// ErrSession means a session has ended, or never was.
var ErrSession = fault.New(fault.Unauthenticated, "session.ended", "You are no longer signed in. Sign in again to go on.")

// errNeedsSession keeps a token from making itself a longer life.
var errNeedsSession = fault.New(fault.Forbidden, "session.needed", "This can only be done in a browser where you are signed in, not with a token.")

// renewGrace is how long the secret before still works after a renewal, for
// the requests that were under way with it.
const renewGrace = time.Minute

// maxAgent bounds what is kept of how a browser describes itself.
const maxAgent = 300

// session is one browser in which a person is signed in. The secret in its
// cookie is kept as a hash only.
type session struct {
	Hash    string    `json:"hash"`
	Before  string    `json:"before,omitempty"` // hash of the secret before a renewal
	Renewed time.Time `json:"renewed,omitzero"`
	Renew   bool      `json:"renew,omitempty"` // rights have changed: give a new secret at the next request
	Person  string    `json:"person"`
	Created time.Time `json:"created"`
	Seen    time.Time `json:"seen"`
	Ends    time.Time `json:"ends"`
	Agent   string    `json:"agent,omitempty"`
	// Hint is the provider's ID token, which its sign-out asks for. It is
	// locked with the secret of the cookie: the store alone cannot read it.
	Hint []byte `json:"hint,omitempty"`
}

var sessionShape = docstore.Shape{Name: "sessions", Fields: []docstore.Field{
	{Name: "hash", Kind: docstore.Text, List: true},
	{Name: "person", Kind: docstore.Text},
	{Name: "ends", Kind: docstore.Moment},
}}

func sessionIndex(s session) map[string][]any {
	hashes := []any{s.Hash}
	if s.Before != "" {
		hashes = append(hashes, s.Before)
	}
	return map[string][]any{"hash": hashes, "person": {s.Person}, "ends": {s.Ends}}
}

// Sessions keeps who is signed in where.
type Sessions struct {
	deps   Deps
	people *People
	limits config.Session
	store  *docstore.Collection[session]
}

// NewSessions opens the sessions on their home.
func NewSessions(ctx context.Context, deps Deps, people *People, limits config.Session) (*Sessions, error) {
	store, err := docstore.Open(ctx, deps.Home, sessionShape, sessionIndex, deps.Now)
	if err != nil {
		return nil, err
	}
	return &Sessions{deps: deps, people: people, limits: limits, store: store}, nil
}

// Opened is a new session, or one with a new secret. The secret goes into a
// cookie and is nowhere else.
type Opened struct {
	ID     string
	Person string
	Secret string
	Ends   time.Time
}

// Open signs a person in. hint is what the provider wants back at sign-out; "" for nothing.
func (s *Sessions) Open(ctx context.Context, person, agent, hint string) (Opened, error) {
	secret, err := newSecret(s.deps.Random)
	if err != nil {
		return Opened{}, err
	}
	now := s.deps.Now().UTC()
	doc := session{
		Hash: digest(secret), Person: person, Created: now, Seen: now, Ends: now.Add(s.limits.Lifetime), Agent: cleanAgent(agent),
	}
	if hint != "" {
		if doc.Hint, err = seal(s.deps.Random, secret, hint); err != nil {
			return Opened{}, err
		}
	}
	id := s.deps.NewID()
	if _, err := s.store.Insert(ctx, id, person, "sign in", doc, about("session.opened", person)); err != nil {
		return Opened{}, fmt.Errorf("open a session: %w", err)
	}
	return Opened{ID: id, Person: person, Secret: secret, Ends: doc.Ends}, nil
}

// Actor gives who holds the secret of a session. renew says that rights have
// changed since it was given, so the browser should be given a new one. It
// returns ErrSession for a session that is not, or no longer, there.
func (s *Sessions) Actor(ctx context.Context, secret string) (who Actor, renew bool, err error) {
	d, err := s.find(ctx, secret)
	if err != nil {
		return Public(), false, err
	}
	p, err := s.people.Person(ctx, d.Value.Person)
	if errors.Is(err, ErrNoPerson) {
		err = ErrSession.Because(err) // nobody is left to be
	}
	if err != nil {
		return Public(), false, err
	}
	if err := s.seen(ctx, d); err != nil {
		return Public(), false, err
	}
	return actorFor(p, d.ID, nil), d.Value.Renew && d.Value.Hash == digest(secret), nil
}

// actorFor makes the actor that a person is through a session or a token.
func actorFor(p Known, via string, scopes []Scope) Actor {
	return Actor{Person: p.ID, Name: p.Name, Via: via, Scopes: scopes, Offices: p.Offices}
}

// find gives the living session that a secret opens.
func (s *Sessions) find(ctx context.Context, secret string) (docstore.Doc[session], error) {
	var none docstore.Doc[session]
	if secret == "" || len(secret) > maxSecret {
		return none, ErrSession
	}
	hash := digest(secret)
	found, _, err := s.store.Find(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("hash", hash)}, Limit: 1})
	if err != nil {
		return none, err
	}
	now := s.deps.Now()
	if len(found) == 0 || s.over(found[0].Value, now) {
		return none, ErrSession
	}
	if found[0].Value.Hash != hash && now.Sub(found[0].Value.Renewed) > renewGrace {
		return none, ErrSession
	}
	return found[0], nil
}

// over reports whether a session has reached one of its limits.
func (s *Sessions) over(doc session, now time.Time) bool {
	return !now.Before(doc.Ends) || now.Sub(doc.Seen) >= s.limits.Idle
}

// seen writes down that the person is here, at most every so often.
func (s *Sessions) seen(ctx context.Context, d docstore.Doc[session]) error {
	now := s.deps.Now().UTC()
	stale := func(doc session) bool { return now.Sub(doc.Seen) >= s.limits.SeenEvery }
	if !stale(d.Value) {
		return nil
	}
	_, err := s.store.Update(ctx, d.ID, d.Value.Person, "seen", func(doc session) (session, []event.Event, error) {
		if !stale(doc) {
			return doc, nil, errUnchanged
		}
		doc.Seen = now
		return doc, nil, nil
	})
	switch {
	case errors.Is(err, errUnchanged):
		return nil
	case errors.Is(err, docstore.ErrNotFound):
		return ErrSession // ended this moment
	}
	return err
}

// Alive answers nil while the session lasts, ErrSession after. Asking does not
// lengthen it.
func (s *Sessions) Alive(ctx context.Context, id string) error {
	d, err := s.store.Get(ctx, id)
	switch {
	case errors.Is(err, docstore.ErrNotFound):
		return ErrSession
	case err != nil:
		return err
	case s.over(d.Value, s.deps.Now()):
		return ErrSession
	}
	return nil
}

// Here says that the person of a session is at work without asking for
// anything: they write in a live document. It lengthens the session as a
// request would.
func (s *Sessions) Here(ctx context.Context, id string) error {
	d, err := s.store.Get(ctx, id)
	switch {
	case errors.Is(err, docstore.ErrNotFound):
		return ErrSession
	case err != nil:
		return err
	case s.over(d.Value, s.deps.Now()):
		return ErrSession
	}
	return s.seen(ctx, d)
}

// Renew gives the session a new secret; the one before works for a moment
// longer. It is called at the next request after rights have changed (OWASP
// ASVS 7.2.4). ok is false where another request of the same browser was quicker.
func (s *Sessions) Renew(ctx context.Context, secret string) (opened Opened, ok bool, err error) {
	d, err := s.find(ctx, secret)
	if err != nil {
		return Opened{}, false, err
	}
	next, err := newSecret(s.deps.Random)
	if err != nil {
		return Opened{}, false, err
	}
	hint, err := s.reseal(d.Value.Hint, secret, next)
	if err != nil {
		return Opened{}, false, err
	}
	renewed, err := s.store.Update(ctx, d.ID, d.Value.Person, "renew session", func(doc session) (session, []event.Event, error) {
		if doc.Hash != digest(secret) {
			return doc, nil, errUnchanged
		}
		doc.Before, doc.Hash, doc.Hint = doc.Hash, digest(next), hint
		doc.Renewed, doc.Renew = s.deps.Now().UTC(), false
		return doc, nil, nil
	})
	if errors.Is(err, errUnchanged) {
		return Opened{}, false, nil
	}
	if err != nil {
		return Opened{}, false, fmt.Errorf("renew session: %w", err)
	}
	return Opened{ID: d.ID, Person: d.Value.Person, Secret: next, Ends: renewed.Value.Ends}, true, nil
}

// reseal locks a hint with the next secret. One that this secret does not open
// is dropped: sign-out works without.
func (s *Sessions) reseal(hint []byte, secret, next string) ([]byte, error) {
	text, err := unseal(secret, hint)
	if err != nil {
		return nil, nil
	}
	return seal(s.deps.Random, next, text)
}

// RightsChanged has every browser of the person given a new secret.
func (s *Sessions) RightsChanged(ctx context.Context, person string) error {
	all, err := s.of(ctx, person)
	if err != nil {
		return err
	}
	for _, d := range all {
		_, err := s.store.Update(ctx, d.ID, "system", "rights changed", func(doc session) (session, []event.Event, error) {
			if doc.Renew {
				return doc, nil, errUnchanged
			}
			doc.Renew = true
			return doc, nil, nil
		})
		if err != nil && !errors.Is(err, errUnchanged) && !errors.Is(err, docstore.ErrNotFound) {
			return err
		}
	}
	return nil
}

func (s *Sessions) of(ctx context.Context, person string) ([]docstore.Doc[session], error) {
	return s.store.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("person", person)}})
}

// Session is one place where a person is signed in, as shown to them.
type Session struct {
	ID      string
	Current bool // the one they ask with
	Created time.Time
	Seen    time.Time
	Ends    time.Time
	Agent   string
}

// List gives where the person asking is signed in, the newest first.
func (s *Sessions) List(ctx context.Context, by Actor) ([]Session, error) {
	all, err := s.of(ctx, by.Person)
	if err != nil {
		return nil, err
	}
	list := make([]Session, 0, len(all))
	for _, d := range all {
		if !s.over(d.Value, s.deps.Now()) {
			list = append(list, Session{ID: d.ID, Current: d.ID == by.Via, Created: d.Value.Created, Seen: d.Value.Seen, Ends: d.Value.Ends, Agent: d.Value.Agent})
		}
	}
	slices.SortFunc(list, func(a, b Session) int { return strings.Compare(b.ID, a.ID) })
	return list, nil
}

// End ends one of the person's own sessions; its sockets close.
func (s *Sessions) End(ctx context.Context, by Actor, id string) error {
	if !by.BySession() {
		return errNeedsSession
	}
	d, err := s.store.Get(ctx, id)
	if err == nil && d.Value.Person != by.Person {
		err = docstore.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	return s.store.Delete(ctx, id, by.Person, "end session", about("session.ended", d.Value.Person))
}

// EndOthers ends all of the person's sessions but the one they ask with.
func (s *Sessions) EndOthers(ctx context.Context, by Actor) error {
	all, err := s.List(ctx, by)
	if err != nil {
		return err
	}
	for _, other := range all {
		if other.Current {
			continue
		}
		if err := s.End(ctx, by, other.ID); err != nil && !errors.Is(err, docstore.ErrNotFound) {
			return err
		}
	}
	return nil
}

// SignOut ends the session a secret opens, and gives back the provider's hint;
// "" where there is none. A session that has ended is no error.
func (s *Sessions) SignOut(ctx context.Context, secret string) (hint string, err error) {
	d, err := s.find(ctx, secret)
	if errors.Is(err, ErrSession) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	err = s.store.Delete(ctx, d.ID, d.Value.Person, "sign out", about("session.ended", d.Value.Person))
	if err != nil && !errors.Is(err, docstore.ErrNotFound) {
		return "", err
	}
	if hint, err = unseal(secret, d.Value.Hint); err != nil {
		return "", nil // none, or sealed with the secret before: the provider asks instead
	}
	return hint, nil
}

// Sweep removes sessions that are over, so that the list stays short.
func (s *Sessions) Sweep(ctx context.Context) error {
	return pastEnd(ctx, s.store, s.deps.Now(), func(d docstore.Doc[session]) error {
		return s.store.Delete(ctx, d.ID, "system", "session over", about("session.ended", d.Value.Person))
	})
}

// cleanAgent keeps what can be shown of a User-Agent.
func cleanAgent(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	if runes := []rune(text); len(runes) > maxAgent {
		text = string(runes[:maxAgent])
	}
	return text
}
