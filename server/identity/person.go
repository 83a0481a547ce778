package identity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/fault"
)

// Person is somebody who has signed in, or whom the demo brought. Issuer and
// Subject together say who it is, for ever; an e-mail address never does,
// because addresses are handed on (OpenID Connect Core 1.0 §5.7).
type Person struct {
	Issuer       string        `json:"issuer"`
	Subject      string        `json:"subject"`
	Name         string        `json:"name"`
	OwnName      bool          `json:"own_name,omitempty"` // they chose it here; signing in leaves it
	Emails       []Email       `json:"emails,omitempty"`   // the first is the one shown
	Locale       string        `json:"locale,omitempty"`   // BCP 47; "" follows the browser
	Zone         string        `json:"zone,omitempty"`     // IANA; "" follows the browser
	Affiliations []Affiliation `json:"affiliations,omitempty"`
	Offices      []Office      `json:"offices,omitempty"`
	Sample       bool          `json:"sample,omitempty"` // made up for the demo
	Joined       time.Time     `json:"joined"`
	SignedIn     time.Time     `json:"signed_in,omitzero"` // last time; zero for never
}

// Email is an address the provider gave. Verified only where it said so.
type Email struct {
	Address  string `json:"address"`
	Verified bool   `json:"verified,omitempty"`
}

// Affiliation says for whom a person works.
type Affiliation struct {
	Organization string `json:"organization"`
	Position     string `json:"position,omitempty"`
	From         string `json:"from,omitempty"` // a day, 2023-06-20; "" where unknown
	To           string `json:"to,omitempty"`
}

// Email gives the address to show and to write to; "" where the provider gave none.
func (p Person) Email() string {
	if len(p.Emails) == 0 {
		return ""
	}
	return p.Emails[0].Address
}

// Holds reports whether the person has the office.
func (p Person) Holds(o Office) bool { return slices.Contains(p.Offices, o) }

// Known is a person with the id everything else refers to them by.
type Known struct {
	ID string
	Person
}

// Refusals around persons.
var (
	ErrNoPerson = fault.New(fault.NotFound, "person.not_found", "There is no such person here.")
	ErrNoEmail  = fault.New(fault.NotFound, "person.no_email",
		"Nobody here has this e-mail address, confirmed by their provider. The person has to sign in once before this.")
	ErrSharedEmail = fault.New(fault.Conflict, "person.shared_email",
		"Several people here have this e-mail address, so it does not say who is meant.")
	errProfile = fault.New(fault.Invalid, "profile.invalid", "Some of this cannot be used. Correct it and save again.")
)

// Limits of what a person writes about themselves, in characters.
const (
	maxName  = 120
	maxEmail = 254 // RFC 5321 §4.5.3.1.3
)

var personShape = docstore.Shape{Name: "persons", Fields: []docstore.Field{
	{Name: "key", Kind: docstore.Text, Unique: true},
	{Name: "issuer", Kind: docstore.Text},
	{Name: "email", Kind: docstore.Text, List: true},
	{Name: "office", Kind: docstore.Text, List: true},
}}

func personIndex(p Person) map[string][]any {
	index := map[string][]any{"key": {personKey(p.Issuer, p.Subject)}, "issuer": {p.Issuer}}
	for _, e := range p.Emails {
		if e.Verified {
			index["email"] = append(index["email"], fold(e.Address))
		}
	}
	for _, o := range p.Offices {
		index["office"] = append(index["office"], string(o))
	}
	return index
}

// personKey joins the two halves of an identity so that no other pair gives
// the same: a URL holds no line break.
func personKey(issuer, subject string) string { return issuer + "\n" + subject }

// fold makes two ways of writing an address one.
func fold(address string) string { return strings.ToLower(strings.TrimSpace(address)) }

// People keeps persons.
type People struct {
	deps  Deps
	store *docstore.Collection[Person]
}

// NewPeople opens the persons on their home.
func NewPeople(ctx context.Context, deps Deps) (*People, error) {
	store, err := docstore.Open(ctx, deps.Home, personShape, personIndex, deps.Now)
	if err != nil {
		return nil, err
	}
	return &People{deps: deps, store: store}, nil
}

// Person finds one by id; ErrNoPerson where there is none.
func (s *People) Person(ctx context.Context, id string) (Known, error) {
	d, err := s.store.Get(ctx, id)
	if errors.Is(err, docstore.ErrNotFound) {
		return Known{}, fmt.Errorf("find person: %w", ErrNoPerson)
	}
	if err != nil {
		return Known{}, err
	}
	return Known{d.ID, d.Value}, nil
}

// Persons finds several by id; one that is not there is left out.
func (s *People) Persons(ctx context.Context, ids []string) (map[string]Known, error) {
	found := make(map[string]Known, len(ids))
	for _, id := range ids {
		if _, done := found[id]; done {
			continue
		}
		p, err := s.Person(ctx, id)
		if errors.Is(err, ErrNoPerson) {
			continue
		}
		if err != nil {
			return nil, err
		}
		found[id] = p
	}
	return found, nil
}

// ByEmail finds who has the address confirmed by their provider. It is for the
// administrator on the machine; signing in never asks it. ErrNoEmail,
// ErrSharedEmail.
func (s *People) ByEmail(ctx context.Context, address string) (Known, error) {
	found, _, err := s.store.Find(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("email", fold(address))}, Limit: 2})
	switch {
	case err != nil:
		return Known{}, err
	case len(found) == 0:
		return Known{}, ErrNoEmail
	case len(found) > 1:
		return Known{}, ErrSharedEmail
	}
	return Known{found[0].ID, found[0].Value}, nil
}

func (s *People) byKey(ctx context.Context, issuer, subject string) (Known, error) {
	found, _, err := s.store.Find(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("key", personKey(issuer, subject))}, Limit: 1})
	if err != nil {
		return Known{}, err
	}
	if len(found) == 0 {
		return Known{}, ErrNoPerson
	}
	return Known{found[0].ID, found[0].Value}, nil
}

// Profile is what a person may change about themselves; a nil field stays.
type Profile struct {
	Name         *string
	Locale       *string // "" follows the browser
	Zone         *string // "" follows the browser
	Affiliations *[]Affiliation
}

// ChangeProfile changes one's own profile.
func (s *People) ChangeProfile(ctx context.Context, by Actor, change Profile) (Known, error) {
	if err := change.check(); err != nil {
		return Known{}, err
	}
	d, err := s.store.Update(ctx, by.Person, by.Person, "change own profile", func(p Person) (Person, []event.Event, error) {
		if change.Name != nil {
			p.Name, p.OwnName = strings.TrimSpace(*change.Name), true
		}
		if change.Locale != nil {
			p.Locale = *change.Locale
		}
		if change.Zone != nil {
			p.Zone = *change.Zone
		}
		if change.Affiliations != nil {
			p.Affiliations = *change.Affiliations
		}
		return p, []event.Event{about("person.changed", by.Person)}, nil
	})
	if err != nil {
		return Known{}, fmt.Errorf("change profile: %w", err)
	}
	return Known{d.ID, d.Value}, nil
}

func (c Profile) check() error {
	wrong := errProfile
	if c.Name != nil && !isName(*c.Name) {
		wrong = wrong.At("/name", "Write a name of 1 to %d letters.", maxName)
	}
	if c.Locale != nil && *c.Locale != "" && cleanLocale(*c.Locale) == "" {
		wrong = wrong.At("/locale", "Write a language such as en, fr or ar.")
	}
	if c.Zone != nil && *c.Zone != "" && cleanZone(*c.Zone) == "" {
		wrong = wrong.At("/zone", "Write a time zone such as Europe/Paris.")
	}
	if len(wrong.Fields) > 0 {
		return wrong
	}
	return nil
}

// isName accepts what can stand beside an act: something visible, on one line.
func isName(name string) bool {
	name = strings.TrimSpace(name)
	if name == "" || len([]rune(name)) > maxName {
		return false
	}
	return !strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' })
}

// cleanLocale gives a language tag as it is written, "" for what is none.
func cleanLocale(text string) string {
	tag, err := language.Parse(text)
	if err != nil || len(text) > 35 { // RFC 5646 §4.4.1
		return ""
	}
	return tag.String()
}

// cleanZone gives a zone we can calculate with, "" for what is none. "Local"
// would be this machine's.
func cleanZone(text string) string {
	if text == "" || text == "Local" {
		return ""
	}
	if _, err := time.LoadLocation(text); err != nil {
		return ""
	}
	return text
}
