package identity_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"rapporteur/server/fault"
	"rapporteur/server/identity"
)

var errNotYours = fault.New(fault.Forbidden, "test.forbidden", "Not yours.")

// seats stand for the groups: one vacant seat a name, run by one person.
type seats struct {
	leader string
	mu     sync.Mutex // guards holder and fail
	holder map[string]string
	fail   error
	during func() // what happens while a seat is being given
}

func (s *seats) Seat(_ context.Context, seat string) (identity.Seat, error) {
	return identity.Seat{ID: seat, Group: "g1", GroupName: "Procurement", Role: "member", Title: "Expert"}, nil
}
func (s *seats) MayInvite(ctx context.Context, by identity.Actor, _ string) error {
	return s.MayManage(ctx, by, "g1")
}
func (s *seats) MayManage(_ context.Context, by identity.Actor, _ string) error {
	if by.IsSystem() || by.Person == s.leader {
		return nil
	}
	return errNotYours
}
func (s *seats) MayAppoint(_ context.Context, by identity.Actor) error {
	if by.IsSystem() || by.Holds(identity.OfficeAdmin) {
		return nil
	}
	return errNotYours
}
func (s *seats) Take(_ context.Context, by identity.Actor, seat string) error {
	if meanwhile := s.during; meanwhile != nil {
		s.during = nil
		meanwhile()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return s.fail
	}
	if s.holder[seat] != "" && s.holder[seat] != by.Person {
		return errNotYours
	}
	s.holder[seat] = by.Person
	return nil
}

// post remembers what it was asked to send.
type post struct {
	reaches bool
	mu      sync.Mutex // guards sent
	sent    []string
}

func (p *post) Invite(_ context.Context, _ identity.Actor, id string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sent = append(p.sent, id)
	return nil
}
func (p *post) Reaches() bool { return p.reaches }

// bureau is a house with invitations, a leader and a guest to be.
type bureau struct {
	*house
	seats       *seats
	post        *post
	invitations *identity.Invitations
	leader      identity.Actor
	guest       identity.Actor
}

func openBureau(t *testing.T, reaches bool) *bureau {
	t.Helper()
	h := build(t)
	b := &bureau{house: h, seats: &seats{holder: map[string]string{}}, post: &post{reaches: reaches}}
	_, b.leader = h.signIn(t, h.somebody(t, "warren").ID)
	_, b.guest = h.signIn(t, h.somebody(t, "lena").ID)
	b.seats.leader = b.leader.Person
	var err error
	b.invitations, err = identity.NewInvitations(t.Context(), h.deps, h.people, b.seats, b.post, h.config.Invitation, "https://rapporteur.example.org")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func secretOf(link string) string {
	_, secret, _ := strings.Cut(link, "/auth/invitation/")
	return secret
}

func (b *bureau) invite(t *testing.T) (identity.Invitation, string) {
	t.Helper()
	made, err := b.invitations.Invite(t.Context(), b.leader, identity.Wanted{Email: "lena@example.org", Seat: "s1"})
	if err != nil {
		t.Fatal(err)
	}
	return made, secretOf(made.Link)
}

func TestAnInvitationGivesItsSeatOnce(t *testing.T) {
	t.Parallel()
	b := openBureau(t, false)
	made, secret := b.invite(t)
	if len(secret) != 43 || !slices.Equal(b.post.sent, []string{made.ID}) {
		t.Fatalf("link %q, letters %v: want a link to copy and a letter", made.Link, b.post.sent)
	}
	for range 3 { // looking, as a mail scanner does, uses nothing up
		opened, err := b.invitations.Opened(t.Context(), secret)
		if err != nil || opened.State != identity.InvitationOpen || opened.Email != "lena@example.org" || opened.Seat.Title != "Expert" {
			t.Fatalf("%+v %v", opened, err)
		}
	}
	if invited, err := b.invitations.Invited(t.Context(), secret); !invited || err != nil {
		t.Errorf("who holds the link may not come in: %v", err)
	}
	group, err := b.invitations.Accept(t.Context(), b.guest, secret)
	if err != nil || group != "g1" || b.seats.holder["s1"] != b.guest.Person {
		t.Fatalf("%q %v, the seat is held by %q", group, err, b.seats.holder["s1"])
	}
	if _, err := b.invitations.Accept(t.Context(), b.guest, secret); !errors.Is(err, identity.ErrUsed) {
		t.Errorf("a second time: %v", err)
	}
	if opened, err := b.invitations.Opened(t.Context(), secret); err != nil || opened.State != identity.InvitationUsed {
		t.Errorf("opened again: %+v %v, want to hear what became of it", opened, err)
	}
	if invited, _ := b.invitations.Invited(t.Context(), secret); invited {
		t.Error("a used link lets people in")
	}
	for _, e := range b.history(t, "invitations", made.ID) {
		if strings.Contains(string(e.Body), secret) {
			t.Errorf("%s: the store holds the secret", e.Act)
		}
	}
}

func TestAnInvitationThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		before func(*bureau, *testing.T, identity.Invitation)
		bend   func(*bureau, string) (identity.Actor, string)
		want   error
	}{
		"after 14 days": {before: func(b *bureau, _ *testing.T, _ identity.Invitation) { b.clock.pass(14 * 24 * time.Hour) }, want: identity.ErrLapsed},
		"after it was taken back": {before: func(b *bureau, t *testing.T, i identity.Invitation) {
			if err := b.invitations.Revoke(t.Context(), b.leader, i.ID); err != nil {
				t.Fatal(err)
			}
		}, want: identity.ErrRevoked},
		"by a link that was replaced": {before: func(b *bureau, t *testing.T, i identity.Invitation) {
			if _, err := b.invitations.SendAgain(t.Context(), b.leader, i.ID); err != nil {
				t.Fatal(err)
			}
		}, want: identity.ErrNoInvitation},
		"by a guess":        {bend: func(b *bureau, _ string) (identity.Actor, string) { return b.guest, strings.Repeat("A", 43) }, want: identity.ErrNoInvitation},
		"by no link at all": {bend: func(b *bureau, _ string) (identity.Actor, string) { return b.guest, "" }, want: identity.ErrNoInvitation},
		"by nobody":         {bend: func(_ *bureau, s string) (identity.Actor, string) { return identity.Public(), s }, want: fault.New(fault.Forbidden, "session.needed", "")},
		"by a program": {bend: func(b *bureau, s string) (identity.Actor, string) {
			who := b.guest
			who.Scopes = []identity.Scope{identity.ScopeWrite}
			return who, s
		}, want: fault.New(fault.Forbidden, "session.needed", "")},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := openBureau(t, false)
			made, secret := b.invite(t)
			who := b.guest
			if test.before != nil {
				test.before(b, t, made)
			}
			if test.bend != nil {
				who, secret = test.bend(b, secret)
			}
			if _, err := b.invitations.Accept(t.Context(), who, secret); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if invited, err := b.invitations.Invited(t.Context(), secret); invited && test.bend == nil || err != nil {
				t.Errorf("may come in: %v %v", invited, err)
			}
			if b.seats.holder["s1"] != "" {
				t.Error("the seat was given")
			}
		})
	}
}

func TestOnlyOneTakesAnInvitation(t *testing.T) {
	t.Parallel()
	b := openBureau(t, false)
	_, secret := b.invite(t)
	var all sync.WaitGroup
	taken := make([]error, 8)
	people := make([]identity.Actor, len(taken))
	for i := range people {
		_, people[i] = b.signIn(t, b.somebody(t, "guest"+string(rune('a'+i))).ID)
	}
	for i := range taken {
		all.Go(func() { _, taken[i] = b.invitations.Accept(t.Context(), people[i], secret) })
	}
	all.Wait()
	won := 0
	for i, err := range taken {
		if err == nil {
			won++
			if b.seats.holder["s1"] != people[i].Person {
				t.Error("somebody was told yes and another sits there")
			}
		}
	}
	if won != 1 {
		t.Errorf("%d people took one invitation: %v", won, taken)
	}
}

func TestNobodyElseTakesWhatIsBeingTaken(t *testing.T) {
	t.Parallel()
	b := openBureau(t, false)
	_, secret := b.invite(t)
	_, other := b.signIn(t, b.somebody(t, "otto").ID)
	b.seats.during = func() {
		if _, err := b.invitations.Accept(t.Context(), other, secret); !errors.Is(err, identity.ErrTaking) {
			t.Errorf("another, meanwhile: %v", err)
		}
	}
	if _, err := b.invitations.Accept(t.Context(), b.guest, secret); err != nil || b.seats.holder["s1"] != b.guest.Person {
		t.Errorf("the first: %v, the seat is held by %q", err, b.seats.holder["s1"])
	}
}

func TestASeatThatIsRefusedLeavesTheInvitationOpen(t *testing.T) {
	t.Parallel()
	b := openBureau(t, false)
	_, secret := b.invite(t)
	b.seats.fail = errNotYours
	if _, err := b.invitations.Accept(t.Context(), b.guest, secret); !errors.Is(err, errNotYours) {
		t.Fatalf("got %v, want the refusal of the seat", err)
	}
	b.seats.fail = nil
	_, other := b.signIn(t, b.somebody(t, "otto").ID)
	if _, err := b.invitations.Accept(t.Context(), other, secret); err != nil {
		t.Errorf("afterwards: %v, want it open to whoever comes", err)
	}
}

func TestWhoMayInvite(t *testing.T) {
	t.Parallel()
	b := openBureau(t, true)
	seat := identity.Wanted{Email: "a@example.org", Seat: "s1"}
	tests := map[string]struct {
		by   identity.Actor
		want identity.Wanted
		code string // "" for yes
	}{
		"a leader to a seat":                  {b.leader, seat, ""},
		"a member to a seat":                  {b.guest, identity.Wanted{Email: "a@example.org", Seat: "s2"}, "test.forbidden"},
		"a leader to an office":               {b.leader, identity.Wanted{Email: "a@example.org", Office: identity.OfficeAdmin}, "test.forbidden"},
		"the machine's owner to an office":    {identity.System(), identity.Wanted{Email: "a@example.org", Office: identity.OfficeAdmin}, ""},
		"to an office there is not":           {identity.System(), identity.Wanted{Email: "a@example.org", Office: "root"}, "invitation.invalid"},
		"to nothing":                          {b.leader, identity.Wanted{Email: "a@example.org"}, "invitation.invalid"},
		"to a seat and an office":             {b.leader, identity.Wanted{Email: "a@example.org", Seat: "s1", Office: "admin"}, "invitation.invalid"},
		"no address":                          {b.leader, identity.Wanted{Email: "a", Seat: "s3"}, "invitation.invalid"},
		"two addresses":                       {b.leader, identity.Wanted{Email: "a@example.org, b@example.org", Seat: "s3"}, "invitation.invalid"},
		"an address that begins another head": {b.leader, identity.Wanted{Email: "a@example.org\r\nBcc: b@example.org", Seat: "s3"}, "invitation.invalid"},
	}
	for name, test := range tests {
		made, err := b.invitations.Invite(t.Context(), test.by, test.want)
		if f := fault.Of(err); (test.code == "") != (err == nil) || f != nil && f.Code != test.code {
			t.Errorf("%s: %v, want %q", name, err, test.code)
		}
		if made.Link != "" {
			t.Errorf("%s: the link is shown although mail carries it", name)
		}
	}
	if _, err := b.invitations.Invite(t.Context(), b.leader, seat); !errors.Is(err, identity.ErrInvited) {
		t.Errorf("a second one to the same seat: %v", err)
	}
	b.clock.pass(15 * 24 * time.Hour)
	if _, err := b.invitations.Invite(t.Context(), b.leader, seat); err != nil {
		t.Errorf("a second one when the first is too old: %v", err)
	}
	list, err := b.invitations.List(t.Context(), b.leader, "g1")
	if err != nil || len(list) != 2 || list[0].State != identity.InvitationOpen || list[1].State != identity.InvitationExpired || list[0].ByName != "Lena Okoro" {
		t.Errorf("list %+v %v, want both, the newest first", list, err)
	}
	if _, err := b.invitations.SendAgain(t.Context(), b.leader, list[1].ID); !errors.Is(err, identity.ErrInvited) {
		t.Errorf("the first begun anew beside the second: %v", err)
	}
	for _, group := range []string{"g1", ""} {
		if _, err := b.invitations.List(t.Context(), b.guest, group); !errors.Is(err, errNotYours) {
			t.Errorf("a member reads the list of %q: %v", group, err)
		}
	}
	for name, act := range map[string]func() error{
		"sends again": func() error { _, err := b.invitations.SendAgain(t.Context(), b.guest, list[0].ID); return err },
		"takes back":  func() error { return b.invitations.Revoke(t.Context(), b.guest, list[0].ID) },
	} {
		if err := act(); !errors.Is(err, errNotYours) {
			t.Errorf("a member %s: %v", name, err)
		}
	}
}

func TestALetterMakesItsOwnLink(t *testing.T) {
	t.Parallel()
	b := openBureau(t, true)
	made, _ := b.invite(t)
	var links []string
	for range 7 { // tried again and again: some of these may have arrived
		letter, err := b.invitations.Letter(t.Context(), made.ID)
		if err != nil || letter.Email != "lena@example.org" || letter.Seat.GroupName != "Procurement" {
			t.Fatalf("%+v %v", letter, err)
		}
		links = append(links, secretOf(letter.URL))
	}
	for i, secret := range links {
		_, err := b.invitations.Opened(t.Context(), secret)
		if lives := i >= 2; (err == nil) != lives {
			t.Errorf("link %d of 7: %v, want the last five to open", i+1, err)
		}
	}
	if _, err := b.invitations.Accept(t.Context(), b.guest, links[4]); err != nil {
		t.Fatal(err)
	}
	if _, err := b.invitations.Accept(t.Context(), b.guest, links[6]); !errors.Is(err, identity.ErrUsed) {
		t.Errorf("another link of a used invitation: %v", err)
	}
	if _, err := b.invitations.Letter(t.Context(), made.ID); !errors.Is(err, identity.ErrUsed) {
		t.Errorf("a letter for a used invitation: %v", err)
	}
}

func TestAnOfficeByInvitation(t *testing.T) {
	t.Parallel()
	b := openBureau(t, false)
	made, err := b.invitations.Invite(t.Context(), identity.System(), identity.Wanted{Email: "sam@example.org", Office: identity.OfficeAdmin})
	if err != nil {
		t.Fatal(err)
	}
	if group, err := b.invitations.Accept(t.Context(), b.guest, secretOf(made.Link)); group != "" || err != nil {
		t.Fatalf("%q %v", group, err)
	}
	if p, err := b.people.Person(t.Context(), b.guest.Person); err != nil || !p.Holds(identity.OfficeAdmin) {
		t.Errorf("%+v %v, want an administrator", p.Offices, err)
	}
}
