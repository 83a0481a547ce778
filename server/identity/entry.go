package identity

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
)

// Claims is what a provider says about who signed in, after it was verified.
type Claims struct {
	Issuer, Subject string
	Name            string
	Email           string
	EmailVerified   bool // false where the provider did not say
	Locale, Zone    string
}

// Introduction is a person brought in by the program itself: by the demo.
type Introduction struct {
	Claims
	Affiliations []Affiliation
	Offices      []Office
	Sample       bool
}

// Introduce makes the person known before they ever sign in, or finds them.
// Only the program itself introduces people.
func (s *People) Introduce(ctx context.Context, by Actor, who Introduction) (Known, error) {
	p := Person{
		Affiliations: who.Affiliations, Offices: who.Offices, Sample: who.Sample,
		Issuer: who.Issuer, Subject: who.Subject, Joined: s.deps.Now().UTC(),
	}.with(who.Claims)
	return s.insert(ctx, by.Person, "introduce a person", p)
}

// enter finds the person a provider has vouched for and writes down what it
// says of them today. One nobody knows comes in only when welcome.
func (s *People) enter(ctx context.Context, claims Claims, welcome bool) (Known, error) {
	known, err := s.byKey(ctx, claims.Issuer, claims.Subject)
	if errors.Is(err, ErrNoPerson) {
		if !welcome {
			return Known{}, ErrNoSeat
		}
		p := Person{Issuer: claims.Issuer, Subject: claims.Subject, Joined: s.deps.Now().UTC()}.with(claims)
		known, err = s.insert(ctx, "", "join by signing in", p)
	}
	if err != nil {
		return Known{}, err
	}
	d, err := s.store.Update(ctx, known.ID, known.ID, "sign in", func(p Person) (Person, []event.Event, error) {
		p = p.with(claims)
		p.SignedIn = s.deps.Now().UTC()
		return p, nil, nil
	})
	if err != nil {
		return Known{}, fmt.Errorf("write down the sign-in: %w", err)
	}
	return Known{d.ID, d.Value}, nil
}

// insert keeps a new person, or gives the one who was quicker. A person who
// joins acts for themselves.
func (s *People) insert(ctx context.Context, by, act string, p Person) (Known, error) {
	id := s.deps.NewID()
	if by == "" {
		by = id
	}
	d, err := s.store.Insert(ctx, id, by, act, p, about("person.joined", id))
	if errors.Is(err, docstore.ErrExists) {
		return s.byKey(ctx, p.Issuer, p.Subject)
	}
	if err != nil {
		return Known{}, err
	}
	return Known{d.ID, d.Value}, nil
}

// with takes over what a provider says, as far as the person did not choose
// otherwise here. What cannot be used is left as it was.
func (p Person) with(c Claims) Person {
	if name := strings.TrimSpace(c.Name); !p.OwnName && isName(name) {
		p.Name = name
	}
	if address := strings.TrimSpace(c.Email); address != "" && len(address) <= maxEmail && strings.Contains(address, "@") {
		p.Emails = []Email{{Address: address, Verified: c.EmailVerified}}
	}
	if p.Name == "" {
		p.Name, _, _ = strings.Cut(p.Email(), "@")
	}
	if p.Name == "" {
		p.Name = "Somebody without a name"
	}
	if p.Locale == "" {
		p.Locale = cleanLocale(c.Locale)
	}
	if p.Zone == "" {
		p.Zone = cleanZone(c.Zone)
	}
	return p
}

// MoveIssuer says that a provider is now reached at another address and its
// subjects are the same people: an organisation moved its login, or the demo
// its port. Only the program itself may say so.
func (s *People) MoveIssuer(ctx context.Context, by Actor, from, to string) error {
	moved, err := s.store.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("issuer", from)}})
	if err != nil {
		return err
	}
	for _, d := range moved {
		if _, err := s.store.Update(ctx, d.ID, by.Person, "move to another issuer", func(p Person) (Person, []event.Event, error) {
			p.Issuer = to
			return p, nil, nil
		}); err != nil {
			return fmt.Errorf("move issuer %s: %w", from, err)
		}
	}
	return nil
}

// Issuers lists the providers that people here come from.
func (s *People) Issuers(ctx context.Context) ([]string, error) {
	all, err := s.store.All(ctx, docstore.Query{})
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	var list []string
	for _, d := range all {
		if !seen[d.Value.Issuer] {
			seen[d.Value.Issuer] = true
			list = append(list, d.Value.Issuer)
		}
	}
	return list, nil
}
