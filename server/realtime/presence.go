package realtime

import (
	"encoding/json"
	"maps"
	"slices"

	"rapporteur/server/coedit"
	"rapporteur/server/realtime/frame"
)

// caretColours are dark enough for white text (contrast at least 6.3).
var caretColours = [...]string{
	"#0b5c96", "#7a3e9d", "#a33b20", "#1b6b3a", "#8a5300", "#9c2463", "#3d52a0", "#0f6a73",
}

// user is what everybody is told about the person behind a caret. The server
// writes it over whatever the editor claims.
type user struct {
	Name  string `json:"name"`
	Color string `json:"color"` // the provider's editors read the American word
	ID    string `json:"id"`    // of the person
}

func userOf(w coedit.Writer) user {
	// The same sum as the avatars of the client (ui/avatar.tsx), so that a
	// caret has the colour of its person's disc.
	var sum uint32
	for _, letter := range w.Person {
		sum = sum*31 + uint32(letter)
	}
	return user{Name: w.Name, Color: caretColours[sum%uint32(len(caretColours))], ID: w.Person}
}

// caret is the newest state of one editor.
type caret struct {
	state frame.State
	link  *link // who may change it
	// shift is added to the editor's clock. It grows when an editor that was
	// announced as gone comes back with the clock it left with: others would
	// take that for old news for up to 15 s.
	shift uint64
	gone  bool
}

func (c *caret) seen() frame.State {
	s := c.state
	s.Clock += c.shift
	return s
}

// presence is who is in a room and where. It belongs to the room's goroutine.
type presence struct {
	carets  map[uint64]*caret
	changed map[uint64]bool // to be sent with the next flush
}

func newPresence() presence {
	return presence{carets: make(map[uint64]*caret), changed: make(map[uint64]bool)}
}

// set takes a state a link sends for one of its editors. The caller has made
// sure that the editor belongs to the link's person.
func (p *presence) set(l *link, s frame.State, maxState int) {
	c := p.carets[s.Client]
	if c == nil {
		if s.Gone() {
			return
		}
		c = &caret{gone: true}
		p.carets[s.Client] = c
	} else if s.Clock < c.state.Clock || (s.Clock == c.state.Clock && !c.gone && !s.Gone()) {
		return
	}
	if c.gone && !s.Gone() && c.state.JSON != nil && s.Clock == c.state.Clock {
		c.shift++
	}
	if !s.Gone() {
		clean, ok := cleanState(s.JSON, userOf(l.writer), maxState)
		if !ok {
			return
		}
		s.JSON = clean
	}
	if c.link != nil && c.link != l {
		// The same person came back on another socket before the old one was missed.
		delete(c.link.editors, s.Client)
	}
	c.link, c.state, c.gone = l, s, s.Gone()
	l.editors[s.Client] = true
	p.changed[s.Client] = true
}

// leave announces the editors of a link as gone, with the clock they had:
// receivers take that for a removal.
func (p *presence) leave(l *link) {
	for client := range l.editors {
		c := p.carets[client]
		if c == nil || c.link != l || c.gone {
			continue
		}
		c.gone, c.state.JSON = true, []byte("null")
		p.changed[client] = true
	}
	clear(l.editors)
}

// rename writes the user of a link's carets anew, when a name or right changed.
func (p *presence) rename(l *link, maxState int) {
	for client := range l.editors {
		if c := p.carets[client]; c != nil && c.link == l && !c.gone {
			if clean, ok := cleanState(c.state.JSON, userOf(l.writer), maxState); ok {
				c.state.JSON = clean
				c.shift++
				p.changed[client] = true
			}
		}
	}
}

// all gives the states of everybody who is there.
func (p *presence) all() []frame.State {
	states := make([]frame.State, 0, len(p.carets))
	for _, c := range p.carets {
		if !c.gone {
			states = append(states, c.seen())
		}
	}
	return states
}

// flush gives the states that changed since the last one. Who has left and was
// announced is remembered by clock, until too many have.
func (p *presence) flush() []frame.State {
	states := make([]frame.State, 0, len(p.changed))
	for client := range p.changed {
		states = append(states, p.carets[client].seen())
	}
	clear(p.changed)
	if len(p.carets) > maxRemembered {
		maps.DeleteFunc(p.carets, func(_ uint64, c *caret) bool { return c.gone })
	}
	return states
}

// maxRemembered bounds the editors a room remembers, most of them long gone.
const maxRemembered = 4096

// others leaves out what a link said itself: a provider that hears its own
// state with a later clock would take it for a newer one.
func others(states []frame.State, l *link) []frame.State {
	if !slices.ContainsFunc(states, func(s frame.State) bool { return l.editors[s.Client] }) {
		return states
	}
	rest := make([]frame.State, 0, len(states))
	for _, s := range states {
		if !l.editors[s.Client] {
			rest = append(rest, s)
		}
	}
	return rest
}

// cleanState keeps the cursor, puts the user the server knows in place of the
// one the editor claims, and drops everything else.
func cleanState(raw []byte, u user, maxState int) ([]byte, bool) {
	if len(raw) > maxState {
		return nil, false
	}
	var in struct {
		Cursor json.RawMessage `json:"cursor"`
	}
	if json.Unmarshal(raw, &in) != nil {
		return nil, false
	}
	out, err := json.Marshal(struct {
		User   user            `json:"user"`
		Cursor json.RawMessage `json:"cursor"`
	}{u, in.Cursor})
	return out, err == nil
}
