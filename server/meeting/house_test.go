package meeting_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
	"rapporteur/server/group"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/meeting"
	"rapporteur/server/sqlitestore"
)

// roles is who has which role in which group: "group/person" -> role.
type roles map[string]group.Role

func (r roles) Standing(_ context.Context, by identity.Actor, groupID string, more ...group.Role) (group.Standing, error) {
	st := group.Standing{Roles: more}
	if role := r[groupID+"/"+by.Person]; role != "" {
		st.Roles = append(st.Roles, role)
	}
	return st, nil
}

func (r roles) Groups(ctx context.Context, by identity.Actor, act group.Act) ([]string, bool, error) {
	var groups []string
	for _, g := range []string{"g1", "g2"} {
		if st, _ := r.Standing(ctx, by, g); st.May(act) {
			groups = append(groups, g)
		}
	}
	return groups, false, nil
}

func (r roles) Seated(_ context.Context, groupID, person string) (bool, error) {
	return r[groupID+"/"+person] != "", nil
}

// Near knows one official, of a working group below g1.
func (r roles) Near(ctx context.Context, groupID, person string) (bool, error) {
	if groupID == "g1" && person == "ines" {
		return true, nil
	}
	return r.Seated(ctx, groupID, person)
}

func (r roles) Get(_ context.Context, groupID string) (group.Known, error) {
	if groupID != "g1" && groupID != "g2" {
		return group.Known{}, group.ErrNotFound
	}
	return group.Known{ID: groupID}, nil
}

var people = roles{
	"g1/warren": group.CoLeader, "g1/john": group.CoLeader, "g1/mei": group.Member, "g1/obi": group.Observer,
	"g1/lena": group.Secretariat, "g2/lena": group.Secretariat, "g2/paul": group.Member,
}

var (
	warren   = identity.Actor{Person: "warren", Name: "Warren Smith"}
	john     = identity.Actor{Person: "john", Name: "John Davies"}
	mei      = identity.Actor{Person: "mei", Name: "Mei Tanaka"}
	obi      = identity.Actor{Person: "obi", Name: "Obi Osei"}
	lena     = identity.Actor{Person: "lena", Name: "Lena Okoro"}
	paul     = identity.Actor{Person: "paul", Name: "Paul Ndege"}
	stranger = identity.Public()
)

// clock is a time that a test moves by hand.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) set(at string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at, _ = time.Parse(time.RFC3339, at)
}

// office is a service on a real store.
type office struct {
	*meeting.Service
	clock *clock
	home  *sqlitestore.Home
	texts *desk
}

// desk keeps the live texts of minutes, as far as a register sees them.
type desk struct {
	mu       sync.Mutex // guards blocks and edits
	blocks   map[string][]meeting.Block
	edits    []string // "person block"
	headings []string
	// meanwhile happens while a text is being frozen.
	meanwhile func()
}

func (d *desk) Blocks(_ context.Context, id string) ([]meeting.Block, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.blocks[id]), nil
}

func (d *desk) SetWords(_ context.Context, by identity.Actor, id, block string, _ meeting.Kind, words meeting.Words) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i, b := range d.blocks[id] {
		if b.ID == block {
			d.blocks[id][i].Words = words
			d.edits = append(d.edits, by.Person+" "+block)
		}
	}
	return nil
}

func (d *desk) Add(_ context.Context, by identity.Actor, id string, kind meeting.Kind, words meeting.Words) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	block := fmt.Sprintf("b%d", len(d.blocks[id])+1)
	d.blocks[id] = append(d.blocks[id], meeting.Block{ID: block, Kind: kind, Words: words})
	d.edits = append(d.edits, by.Person+" "+block)
	return nil
}

func (d *desk) AddHeading(_ context.Context, by identity.Actor, _ string, h meeting.Heading) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.headings = append(d.headings, by.Person+" "+h.Title)
	return nil
}

func (d *desk) Freeze(ctx context.Context, id string) (meeting.Frozen, error) {
	if d.meanwhile != nil {
		d.meanwhile()
	}
	blocks, _ := d.Blocks(ctx, id)
	content, err := json.Marshal(blocks)
	sum := sha256.Sum256(content)
	return meeting.Frozen{Content: content, SHA256: hex.EncodeToString(sum[:])}, err
}

// types writes the blocks of a text, as people do while they type.
func (o office) types(t *testing.T, id string, blocks ...meeting.Block) {
	t.Helper()
	o.texts.mu.Lock()
	o.texts.blocks[id] = blocks
	o.texts.mu.Unlock()
	if err := o.Hear(t.Context(), event.Event{Kind: "text.changed", Document: "minutes/" + id, By: "warren"}); err != nil {
		t.Fatal(err)
	}
}

// open starts on Tuesday 20 June 2023, the day of the facts.
func open(t *testing.T) office {
	t.Helper()
	home, err := sqlitestore.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := home.Close(); err != nil {
			t.Error(err)
		}
	})
	c := &clock{}
	c.set("2023-06-20T08:00:00Z")
	texts := &desk{blocks: map[string][]meeting.Block{}}
	s, err := meeting.NewService(t.Context(), home, people, texts, bounds, c.now, id.Default().New)
	if err != nil {
		t.Fatal(err)
	}
	return office{Service: s, clock: c, home: home, texts: texts}
}

// planned makes the series of the facts: six dates in 2023, 2024 provisional.
func (o office) planned(t *testing.T) meeting.SeenSeries {
	t.Helper()
	s, err := o.PlanSeries(t.Context(), warren, meeting.NewSeries{
		Group: "g1", Details: meeting.Details{Title: "Monthly meeting", Mode: meeting.Remote, JoinLink: "https://call.example.org/1"},
		Plan: year, ScheduledUntil: "2023-12-31",
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// on gives the meeting that was planned for that day.
func (o office) on(t *testing.T, s meeting.SeenSeries, day meeting.Day) meeting.Seen {
	t.Helper()
	s, err := o.Series(t.Context(), warren, s.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Planned {
		if p.Original.Day() == day {
			return must(o.Meeting(t.Context(), warren, p.Meeting))(t)
		}
	}
	t.Fatalf("no meeting was planned for %s", day)
	return meeting.Seen{}
}

// must fails the test where there is an error.
func must[T any](value T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// planWithoutMeetings writes a series as a program does that ends right after.
func (o office) planWithoutMeetings(t *testing.T) meeting.SeenSeries {
	t.Helper()
	series := must(docstore.Open(t.Context(), o.home, docstore.Shape{Name: "series", Fields: []docstore.Field{{Name: "group", Kind: docstore.Text}}},
		func(s meeting.Series) map[string][]any { return map[string][]any{"group": {s.Group}} }, o.clock.now))(t)
	s := o.planned(t)
	ids := id.Default()
	s.ID = ids.New()
	for i := range s.Planned {
		s.Planned[i].Meeting = ids.New()
	}
	must(series.Insert(t.Context(), s.ID, "warren", "plan series", s.Series))(t)
	return s
}
