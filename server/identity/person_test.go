package identity_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"rapporteur/server/fault"
	"rapporteur/server/identity"
)

func TestAPersonIsIssuerAndSubject(t *testing.T) {
	t.Parallel()
	h := build(t)
	introduce := func(issuer, subject, email string, verified bool) identity.Known {
		t.Helper()
		p, err := h.people.Introduce(t.Context(), identity.System(), identity.Introduction{Claims: identity.Claims{
			Issuer: issuer, Subject: subject, Name: "N", Email: email, EmailVerified: verified,
		}})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	first := introduce(issuer, "1", "Lena@Example.org", true)
	if again := introduce(issuer, "1", "lena@elsewhere.example", true); again.ID != first.ID {
		t.Error("the same identity twice is two people")
	}
	for name, other := range map[string]identity.Known{
		"another subject with the same address": introduce(issuer, "2", "lena@example.org", false),
		"another issuer with the same subject":  introduce("https://other.example", "1", "", false),
		"a subject that spells the pair":        introduce(issuer+"\n1", "", "", false),
	} {
		if other.ID == first.ID {
			t.Errorf("%s is the same person", name)
		}
	}
	found, err := h.people.ByEmail(t.Context(), " LENA@example.org ")
	if err != nil || found.ID != first.ID {
		t.Errorf("by confirmed address: %v %v, want the one who confirmed it", found.ID, err)
	}
	introduce(issuer, "3", "lena@example.org", true)
	if _, err := h.people.ByEmail(t.Context(), "lena@example.org"); !errors.Is(err, identity.ErrSharedEmail) {
		t.Errorf("an address two have confirmed: %v", err)
	}
	if _, err := h.people.ByEmail(t.Context(), "nobody@example.org"); !errors.Is(err, identity.ErrNoEmail) {
		t.Errorf("nobody's address: %v", err)
	}
}

func TestTwoSignInsAtOnceMakeOnePerson(t *testing.T) {
	t.Parallel()
	h := build(t)
	ids := make([]string, 16)
	var all sync.WaitGroup
	for i := range ids {
		all.Go(func() { ids[i] = h.somebody(t, "lena").ID })
	}
	all.Wait()
	if slices.ContainsFunc(ids, func(id string) bool { return id != ids[0] }) {
		t.Errorf("one identity became %v", ids)
	}
}

func TestWhatAPersonSaysOfThemselves(t *testing.T) {
	t.Parallel()
	h := build(t)
	_, me := h.signIn(t, h.somebody(t, "lena").ID)
	text := func(s string) *string { return &s }
	tests := map[string]struct {
		change identity.Profile
		field  string // "" where it can be saved
	}{
		"a name":                       {identity.Profile{Name: text("Lena O.")}, ""},
		"a name in another script":     {identity.Profile{Name: text("لينا")}, ""},
		"a language":                   {identity.Profile{Locale: text("fr")}, ""},
		"no language of one's own":     {identity.Profile{Locale: text("")}, ""},
		"a zone":                       {identity.Profile{Zone: text("America/Lima")}, ""},
		"an empty name":                {identity.Profile{Name: text("  ")}, "/name"},
		"a name of several lines":      {identity.Profile{Name: text("Lena\nOkoro")}, "/name"},
		"a name of a page":             {identity.Profile{Name: text(strings.Repeat("n", 121))}, "/name"},
		"a language nobody speaks":     {identity.Profile{Locale: text("not a language")}, "/locale"},
		"a zone there is not":          {identity.Profile{Zone: text("Mars/Olympus")}, "/zone"},
		"the zone of the machine":      {identity.Profile{Zone: text("Local")}, "/zone"},
		"a zone out of the zone files": {identity.Profile{Zone: text("../../etc/passwd")}, "/zone"},
	}
	for name, test := range tests {
		_, err := h.people.ChangeProfile(t.Context(), me, test.change)
		f := fault.Of(err)
		if test.field == "" && err != nil || test.field != "" && (f == nil || len(f.Fields) != 1 || f.Fields[0].Pointer != test.field) {
			t.Errorf("%s: %v, want %q refused", name, err, test.field)
		}
	}
}
