package calendar_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"rapporteur/server/calendar"
	"rapporteur/server/docstore"
	"rapporteur/server/fault"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/sqlitestore"
)

var (
	mei  = identity.Actor{Person: "mei"}
	paul = identity.Actor{Person: "paul"}
	gone = fault.New(fault.NotFound, "test.gone", "There is no such person.")
)

// desk is a service whose surroundings a test changes under it.
type desk struct {
	*calendar.Service
	home   *sqlitestore.Home
	now    time.Time
	agenda map[string]calendar.Agenda // by person
	left   []string                   // persons who are not there any more
	asked  []identity.Actor
}

func (d *desk) Agenda(_ context.Context, by identity.Actor, _ time.Time, _ int) (calendar.Agenda, error) {
	d.asked = append(d.asked, by)
	return d.agenda[by.Person], nil
}

func (d *desk) Single(_ context.Context, by identity.Actor, _ string) (calendar.Agenda, error) {
	return d.agenda[by.Person], nil
}

func (d *desk) Reader(_ context.Context, person string) (identity.Actor, error) {
	if slices.Contains(d.left, person) {
		return identity.Actor{}, gone
	}
	return identity.Actor{Person: person, Scopes: []identity.Scope{identity.ScopeRead}}, nil
}

func open(t *testing.T) *desk {
	t.Helper()
	home, err := sqlitestore.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { home.Close() })
	d := &desk{home: home, now: utc("2023-06-20T08:00:00Z"), agenda: map[string]calendar.Agenda{"mei": programme(t)}}
	d.Service, err = calendar.NewService(t.Context(), home, d, d, calendar.Limits{PerPerson: 3, Past: time.Hour, Meetings: 10},
		func() time.Time { return d.now }, id.Default().New, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *desk) make(t *testing.T, by identity.Actor) (calendar.Known, string) {
	t.Helper()
	feed, secret, err := d.Make(t.Context(), by, calendar.Personal)
	if err != nil {
		t.Fatal(err)
	}
	return feed, secret
}

func TestTheSecretIsShownOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	feed, secret := d.make(t, mei)
	if raw, err := base64.RawURLEncoding.DecodeString(secret); err != nil || len(raw) < 16 {
		t.Errorf("%d octets of randomness, want 16 or more (%v)", len(raw), err)
	}
	records, err := d.home.Records(t.Context(), docstore.Shape{Name: "calendar_feeds", Fields: []docstore.Field{{Name: "person"}, {Name: "hash", Unique: true}}})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := records.Get(t.Context(), feed.ID)
	if err != nil || bytes.Contains(kept.Body, []byte(secret)) {
		t.Errorf("kept as %s (%v)", kept.Body, err)
	}
	history, err := records.History(t.Context(), feed.ID)
	if err != nil || len(history) != 1 || bytes.Contains(history[0].Body, []byte(secret)) {
		t.Errorf("the history holds the secret (%v)", err)
	}
	if c, err := d.Fetch(t.Context(), secret); err != nil || !slices.Equal(read(t, c.Body), instants) {
		t.Errorf("fetched %v", err)
	}
	if a := d.asked[0]; a.Person != "mei" || a.Allows(identity.ScopeWrite) {
		t.Errorf("asked as %+v, want mei, to read only", a)
	}
}

func TestAddressesThatAnswerNothing(t *testing.T) {
	t.Parallel()
	d := open(t)
	feed, old := d.make(t, mei)
	_, renewed, err := d.Renew(t.Context(), mei, feed.ID)
	if err != nil {
		t.Fatal(err)
	}
	ended, endedSecret := d.make(t, mei)
	if err := d.End(t.Context(), mei, ended.ID); err != nil {
		t.Fatal(err)
	}
	_, left := d.make(t, paul)
	d.left = []string{"paul"}
	if _, err := d.Fetch(t.Context(), renewed); err != nil {
		t.Errorf("the new address: %v", err)
	}
	for name, secret := range map[string]string{
		"one that was renewed": old, "one that has ended": endedSecret, "of a person who left": left,
		"a guess": "guess", "nothing": "", "a very long guess": strings.Repeat("a", 1<<20), "the hash itself": renewed[:10],
	} {
		if _, err := d.Fetch(t.Context(), secret); !errors.Is(err, calendar.ErrNoFeed) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestRightsAreThoseOfNow(t *testing.T) {
	t.Parallel()
	d := open(t)
	_, secret := d.make(t, mei)
	fetch := func() calendar.Calendar {
		c, err := d.Fetch(t.Context(), secret)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	first := fetch()
	d.now = d.now.Add(90 * time.Minute)
	if again := fetch(); again.Tag != first.Tag || !again.Changed.Equal(first.Changed) {
		t.Errorf("nothing changed, and yet the tag went from %s to %s, the time from %s to %s", first.Tag, again.Tag, first.Changed, again.Changed)
	}
	delete(d.agenda, "mei") // her seat has ended
	empty := fetch()
	if got := read(t, empty.Body); len(got) != 0 {
		t.Errorf("without a seat the calendar still holds %v", got)
	}
	if empty.Tag == first.Tag || !empty.Changed.After(first.Changed) {
		t.Error("a calendar that lost its meetings says it has not changed")
	}
	feeds, err := d.List(t.Context(), mei)
	if err != nil || len(feeds) != 1 || !feeds[0].Used.Equal(utc("2023-06-20T09:00:00Z")) {
		t.Errorf("listed %+v, %v", feeds, err)
	}
}

func TestFeedsAreOnesOwn(t *testing.T) {
	t.Parallel()
	d := open(t)
	feed, _ := d.make(t, mei)
	stranger := identity.Public()
	_, _, makeErr := d.Make(t.Context(), stranger, calendar.Personal)
	_, listErr := d.List(t.Context(), stranger)
	_, _, renewErr := d.Renew(t.Context(), paul, feed.ID)
	for name, test := range map[string]struct {
		got  error
		want fault.Kind
	}{
		"a stranger makes one":           {makeErr, fault.Unauthenticated},
		"a stranger lists":               {listErr, fault.Unauthenticated},
		"somebody else renews it":        {renewErr, fault.NotFound},
		"somebody else ends it":          {d.End(t.Context(), paul, feed.ID), fault.NotFound},
		"one that is not there is ended": {d.End(t.Context(), mei, "nothing"), fault.NotFound},
	} {
		if fault.KindOf(test.got) != test.want {
			t.Errorf("%s: got %v", name, test.got)
		}
	}
	if _, _, err := d.Make(t.Context(), mei, "everybody's"); !errors.Is(err, calendar.ErrScope) {
		t.Errorf("another scope: %v", err)
	}
	d.make(t, mei)
	d.make(t, mei)
	if _, _, err := d.Make(t.Context(), mei, calendar.Personal); !errors.Is(err, calendar.ErrTooMany) {
		t.Errorf("a fourth of three: %v", err)
	}
}
