package identity

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"

	"rapporteur/config"
	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/fault"
)

// Refusals around invitations.
var (
	ErrNoInvitation = fault.New(fault.NotFound, "invitation.not_found", "There is no such invitation. Open the link in the mail again, or ask for a new one.")
	ErrUsed         = fault.New(fault.Gone, "invitation.used", "This invitation was used already. Each one works once.")
	ErrRevoked      = fault.New(fault.Gone, "invitation.revoked", "This invitation was taken back. Ask who invited you.")
	ErrLapsed       = fault.New(fault.Gone, "invitation.expired", "This invitation is too old. Ask who invited you to send it again.")
	ErrInvited      = fault.New(fault.Conflict, "invitation.open", "Somebody is invited to this seat already. Send that invitation again, or take it back first.")
	errInvitation   = fault.New(fault.Invalid, "invitation.invalid", "Nobody can be invited like that.")
)

// Seat is a place in a group, as an invitation shows it.
type Seat struct {
	ID, Group, GroupName, Role, Title string
}

// Seats is what invitations need of the groups, and of the one table of who
// may do what.
type Seats interface {
	// Seat describes a seat, whoever asks.
	Seat(ctx context.Context, seat string) (Seat, error)
	// MayInvite answers nil where by may invite somebody to this seat now.
	MayInvite(ctx context.Context, by Actor, seat string) error
	// MayManage answers nil where by may see and change a group's invitations.
	MayManage(ctx context.Context, by Actor, group string) error
	// MayAppoint answers nil where by may invite to an office.
	MayAppoint(ctx context.Context, by Actor) error
	// Take gives the seat to the person who has accepted. Taking again by its
	// holder changes nothing.
	Take(ctx context.Context, by Actor, seat string) error
}

// Post carries letters.
type Post interface {
	// Invite has the letter of an invitation sent, soon, and again until it arrives.
	Invite(ctx context.Context, by Actor, invitation string) error
	// Reaches reports whether letters leave this machine. Where they do not,
	// links are shown to copy.
	Reaches() bool
}

// InvitationState is where an invitation stands. That one has lapsed is
// computed, never stored.
type InvitationState string

// The states of an invitation.
const (
	InvitationOpen    InvitationState = "open"
	InvitationUsed    InvitationState = "used"
	InvitationRevoked InvitationState = "revoked"
	InvitationExpired InvitationState = "expired"
)

// maxLinks is how many links of one invitation work beside each other: the one
// shown, and those of letters whose arrival we could not be sure of.
const maxLinks = 5

// invitation brings one person to one seat or office, once. Its links are kept
// as hashes.
type invitation struct {
	Email   string          `json:"email"`
	Locale  string          `json:"locale,omitempty"`
	Seat    string          `json:"seat,omitempty"`
	Group   string          `json:"group,omitempty"`
	Office  Office          `json:"office,omitempty"`
	By      string          `json:"by"`
	Made    time.Time       `json:"made"`
	Ends    time.Time       `json:"ends"`
	State   InvitationState `json:"state"`
	Links   []string        `json:"links,omitempty"`
	Claimed string          `json:"claimed,omitempty"` // who is taking it, between the two steps
	UsedBy  string          `json:"used_by,omitempty"`
}

var invitationShape = docstore.Shape{Name: "invitations", Fields: []docstore.Field{
	{Name: "link", Kind: docstore.Text, List: true},
	{Name: "group", Kind: docstore.Text},
	{Name: "open_seat", Kind: docstore.Text, Unique: true}, // one open invitation a seat
}}

func invitationIndex(i invitation) map[string][]any {
	index := map[string][]any{"group": {i.Group}}
	for _, l := range i.Links {
		index["link"] = append(index["link"], l)
	}
	if i.State == InvitationOpen && i.Seat != "" {
		index["open_seat"] = []any{i.Seat}
	}
	return index
}

// stateAt says where the invitation stands at that moment.
func (i invitation) stateAt(now time.Time) InvitationState {
	if i.State == InvitationOpen && !now.Before(i.Ends) {
		return InvitationExpired
	}
	return i.State
}

// refusal is nil for an invitation that can be used.
func (i invitation) refusal(now time.Time) error {
	switch i.stateAt(now) {
	case InvitationUsed:
		return ErrUsed
	case InvitationRevoked:
		return ErrRevoked
	case InvitationExpired:
		return ErrLapsed
	default:
		return nil
	}
}

// Invitations brings people in.
type Invitations struct {
	deps   Deps
	people *People
	seats  Seats
	post   Post
	limits config.Invitation
	public string
	store  *docstore.Collection[invitation]
}

// NewInvitations opens the invitations on their home. publicURL begins their links.
func NewInvitations(ctx context.Context, deps Deps, people *People, seats Seats, post Post, limits config.Invitation, publicURL string) (*Invitations, error) {
	store, err := docstore.Open(ctx, deps.Home, invitationShape, invitationIndex, deps.Now)
	if err != nil {
		return nil, err
	}
	return &Invitations{deps: deps, people: people, seats: seats, post: post, limits: limits, public: publicURL, store: store}, nil
}

// Invitation is one as shown to those who may manage it, and to who opened it.
type Invitation struct {
	ID     string
	Email  string
	Locale string
	Seat   Seat // zero for an office
	Office Office
	By     string // person id, or "system"
	ByName string
	Made   time.Time
	Ends   time.Time
	State  InvitationState
	Link   string // only from Invite and SendAgain, and only where no mail leaves this machine
}

// Wanted says whom to invite, and to what: a seat or an office.
type Wanted struct {
	Email  string
	Seat   string
	Office Office
	Locale string // of the letter; "" is the inviter's
}

// Invite invites somebody. ErrInvited where somebody is invited to the seat already.
func (s *Invitations) Invite(ctx context.Context, by Actor, want Wanted) (Invitation, error) {
	doc, err := s.draft(ctx, by, want)
	if err != nil {
		return Invitation{}, err
	}
	id := s.deps.NewID()
	secret, err := s.shownSecret(&doc)
	if err != nil {
		return Invitation{}, err
	}
	insert := func() error {
		_, err := s.store.Insert(ctx, id, by.Person, "invite", doc, event.Event{Kind: "invitation.made", Group: doc.Group})
		return err
	}
	if err = insert(); errors.Is(err, docstore.ErrExists) {
		if err = s.lapse(ctx, doc.Seat); err == nil {
			err = insert()
		}
		if errors.Is(err, docstore.ErrExists) {
			err = ErrInvited
		}
	}
	if err != nil {
		return Invitation{}, err
	}
	if err := s.post.Invite(ctx, by, id); err != nil {
		return Invitation{}, fmt.Errorf("send the invitation: %w", err)
	}
	shown, err := s.show(ctx, id, doc)
	shown.Link = s.link(secret)
	return shown, err
}

// draft checks a wish and makes a document of it.
func (s *Invitations) draft(ctx context.Context, by Actor, want Wanted) (invitation, error) {
	now := s.deps.Now().UTC()
	doc := invitation{Email: strings.TrimSpace(want.Email), Seat: want.Seat, Office: want.Office, By: by.Person,
		Made: now, Ends: now.Add(s.limits.Lifetime), State: InvitationOpen}
	switch {
	case (want.Seat == "") == (want.Office == ""):
		return doc, errInvitation.At("/seat", "Choose one seat, or one office.")
	case want.Office != "":
		if err := s.seats.MayAppoint(ctx, by); err != nil {
			return doc, err
		}
		if !want.Office.Valid() {
			return doc, errInvitation.At("/office", "Choose admin or secretariat.")
		}
	default:
		if err := s.seats.MayInvite(ctx, by, want.Seat); err != nil {
			return doc, err
		}
		seat, err := s.seats.Seat(ctx, want.Seat)
		if err != nil {
			return doc, err
		}
		doc.Group = seat.Group
	}
	if !isAddress(doc.Email) {
		return doc, errInvitation.At("/email", "Write one e-mail address, such as name@example.org.")
	}
	if doc.Locale = cleanLocale(want.Locale); doc.Locale == "" && by.SignedIn() && !by.IsSystem() {
		inviter, err := s.people.Person(ctx, by.Person)
		if err != nil {
			return doc, err
		}
		doc.Locale = inviter.Locale
	}
	return doc, nil
}

func isAddress(text string) bool {
	a, err := mail.ParseAddress(text)
	return err == nil && a.Address == text && len(text) <= maxEmail
}

// shownSecret adds a link to show, where the letter will not arrive.
func (s *Invitations) shownSecret(doc *invitation) (string, error) {
	if s.post.Reaches() {
		return "", nil
	}
	secret, err := newSecret(s.deps.Random)
	if err == nil {
		doc.Links = append(doc.Links, digest(secret))
	}
	return secret, err
}

func (s *Invitations) link(secret string) string {
	if secret == "" {
		return ""
	}
	return s.public + "/auth/invitation/" + secret
}

// lapse makes room for a new invitation to a seat whose last one is too old.
func (s *Invitations) lapse(ctx context.Context, seat string) error {
	found, _, err := s.store.Find(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("open_seat", seat)}, Limit: 1})
	if err != nil || len(found) == 0 {
		return err
	}
	_, err = s.store.Update(ctx, found[0].ID, "system", "invitation too old", func(i invitation) (invitation, []event.Event, error) {
		if i.stateAt(s.deps.Now()) != InvitationExpired {
			return i, nil, ErrInvited
		}
		i.State = InvitationExpired
		return i, nil, nil
	})
	return err
}

// List gives the invitations of a group or, where group is "", those to
// offices; the newest first.
func (s *Invitations) List(ctx context.Context, by Actor, group string) ([]Invitation, error) {
	if err := s.mayManage(ctx, by, invitation{Group: group}); err != nil {
		return nil, err
	}
	all, err := s.store.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("group", group)}})
	if err != nil {
		return nil, err
	}
	list := make([]Invitation, 0, len(all))
	for _, d := range all {
		shown, err := s.show(ctx, d.ID, d.Value)
		if err != nil {
			return nil, err
		}
		list = append(list, shown)
	}
	slices.SortFunc(list, func(a, b Invitation) int { return strings.Compare(b.ID, a.ID) })
	return list, nil
}

func (s *Invitations) mayManage(ctx context.Context, by Actor, doc invitation) error {
	if doc.Group == "" {
		return s.seats.MayAppoint(ctx, by)
	}
	return s.seats.MayManage(ctx, by, doc.Group)
}

// manage finds an invitation for somebody who may change it.
func (s *Invitations) manage(ctx context.Context, by Actor, id string) (docstore.Doc[invitation], error) {
	d, err := s.store.Get(ctx, id)
	if errors.Is(err, docstore.ErrNotFound) {
		return d, ErrNoInvitation
	}
	if err != nil {
		return d, err
	}
	return d, s.mayManage(ctx, by, d.Value)
}

// SendAgain makes the links there were worthless, begins the time anew and
// sends a new letter.
func (s *Invitations) SendAgain(ctx context.Context, by Actor, id string) (Invitation, error) {
	if _, err := s.manage(ctx, by, id); err != nil {
		return Invitation{}, err
	}
	var fresh invitation
	secret, err := s.shownSecret(&fresh)
	if err != nil {
		return Invitation{}, err
	}
	d, err := s.store.Update(ctx, id, by.Person, "send invitation again", func(i invitation) (invitation, []event.Event, error) {
		// One that is too old is begun anew; one that was used or revoked is not.
		if i.State == InvitationUsed || i.State == InvitationRevoked {
			return i, nil, i.refusal(s.deps.Now())
		}
		i.State, i.Links, i.Claimed = InvitationOpen, fresh.Links, ""
		i.Ends = s.deps.Now().UTC().Add(s.limits.Lifetime)
		return i, []event.Event{{Kind: "invitation.sent", Group: i.Group}}, nil
	})
	if errors.Is(err, docstore.ErrExists) {
		err = ErrInvited // somebody else was invited to the seat meanwhile
	}
	if err != nil {
		return Invitation{}, err
	}
	if err := s.post.Invite(ctx, by, id); err != nil {
		return Invitation{}, fmt.Errorf("send the invitation again: %w", err)
	}
	shown, err := s.show(ctx, id, d.Value)
	shown.Link = s.link(secret)
	return shown, err
}

// Revoke takes an invitation back. One that was used stays used.
func (s *Invitations) Revoke(ctx context.Context, by Actor, id string) error {
	if _, err := s.manage(ctx, by, id); err != nil {
		return err
	}
	_, err := s.store.Update(ctx, id, by.Person, "revoke invitation", func(i invitation) (invitation, []event.Event, error) {
		switch i.State {
		case InvitationUsed:
			return i, nil, ErrUsed
		case InvitationRevoked:
			return i, nil, errUnchanged
		default:
		}
		i.State = InvitationRevoked // its links stay known, to say so
		return i, []event.Event{{Kind: "invitation.revoked", Group: i.Group}}, nil
	})
	if errors.Is(err, errUnchanged) {
		return nil
	}
	return err
}

func (s *Invitations) show(ctx context.Context, id string, doc invitation) (Invitation, error) {
	shown := Invitation{ID: id, Email: doc.Email, Locale: doc.Locale, Office: doc.Office, By: doc.By,
		Made: doc.Made, Ends: doc.Ends, State: doc.stateAt(s.deps.Now())}
	if inviter, err := s.people.Person(ctx, doc.By); err == nil {
		shown.ByName = inviter.Name
	} else if !errors.Is(err, ErrNoPerson) {
		return shown, err
	}
	if doc.Seat == "" {
		return shown, nil
	}
	seat, err := s.seats.Seat(ctx, doc.Seat)
	shown.Seat = seat
	return shown, err
}
