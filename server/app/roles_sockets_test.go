package app_test

import (
	"net/http"
	"strings"
	"testing"

	"rapporteur/server/realtime/frame"
	"rapporteur/server/realtime/realtimetest"
)

// Who gets what scope on the socket of a text: w writes, r reads, - is told
// that there is no such text. The columns are the secretariat, a co-leader, the
// text's editor, the same person where they are a member only, a city official,
// an observer, and the administrator, who is as the public. It is the part of
// the policy about texts, asked over real sockets of the real program.
var socketRows = []struct{ stage, by, reason, scopes string }{
	//                                                                        se co ed me ci ob ad
	{"proposed", "", "", "                                                    r  w  w  r  r  r  -"},
	{"on_hold", "warren", "Nobody has time.", "                               r  w  w  r  r  r  -"},
	{"proposed", "warren", "", "                                              r  w  w  r  r  r  -"},
	{"outline", "warren", "", "                                               r  w  w  r  r  r  -"},
	{"drafting", "warren", "", "                                              r  w  w  r  r  r  -"},
	{"group_review", "warren", "", "                                          r  r  r  r  r  r  -"},
	{"secretariat_editing", "amina", "", "                                    w  r  r  r  r  r  -"},
	{"approval", "amina", "", "                                               r  r  r  r  r  r  -"},
	{"published", "amina", "", "                                              r  r  r  r  r  r  r"},
	{"in_review", "amina", "A clause was found wanting.", "                   r  r  r  r  r  r  r"},
	{"published", "amina", "", "                                              r  r  r  r  r  r  r"},
	{"superseded", "amina", "The second edition is out.", "                   r  r  r  r  r  r  -"},
}

func TestRolesAndSockets(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	tokens := map[string]string{}
	for _, name := range []string{"amina.haddad", "warren.smith", "lena.okoro", "ines.prado", "pavel.novak", "sam.keller"} {
		tokens[strings.Split(name, ".")[0]] = p.token(name + "@example.org")
	}
	edited, other := p.newDeliverable(tokens["warren"], p.idOf(tokens["lena"])), p.newDeliverable(tokens["warren"])
	scopes := map[string]string{"w": frame.ScopeReadWrite, "r": frame.ScopeReadOnly, "-": "not-found"}
	for _, row := range socketRows {
		for _, id := range []string{edited, other} {
			if row.by == "" {
				continue
			}
			if status := p.ask(tokens[row.by], "POST", "/api/deliverables/"+id+"/stage", map[string]string{"to": row.stage, "reason": row.reason}, nil); status != http.StatusOK {
				t.Fatalf("to %s: %d", row.stage, status)
			}
		}
		want := strings.Fields(row.scopes)
		for i, column := range []struct{ who, text string }{
			{"amina", edited}, {"warren", edited}, {"lena", edited}, {"lena", other}, {"ines", edited}, {"pavel", edited}, {"sam", edited},
		} {
			if got := p.scopeOf(tokens[column.who], "deliverable/"+column.text); got != scopes[want[i]] {
				t.Errorf("%s, column %d (%s): got %q, want %q", row.stage, i+1, column.who, got, scopes[want[i]])
			}
		}
		if got := p.scopeOf("", "deliverable/"+edited); got != scopes[want[len(want)-1]] {
			t.Errorf("%s: the public got %q, want what the administrator gets", row.stage, got)
		}
	}
}

// scopeOf opens a text and gives what the socket may do with it, or why not.
func (p *program) scopeOf(token, text string) string {
	p.t.Helper()
	s := realtimetest.Dial(p.t, "http://"+p.address+"/collab", nil)
	defer s.Close()
	s.Send(text, frame.Token(token))
	f := s.Next()
	if f.Kind != frame.Auth {
		p.t.Fatalf("%s: got %+v, want an answer to the token", text, f)
	}
	return f.Text
}

func (p *program) idOf(token string) string {
	p.t.Helper()
	var me struct{ ID string }
	p.ask(token, "GET", "/api/profile", nil, &me)
	return me.ID
}

// newDeliverable makes one, proposed, in the working group of the demo.
func (p *program) newDeliverable(token string, editors ...string) string {
	p.t.Helper()
	var groups struct {
		Items []struct{ ID, Kind, State string }
	}
	p.ask(token, "GET", "/api/groups", nil, &groups)
	for _, g := range groups.Items {
		var made struct{ ID string }
		if g.Kind == "working_group" && g.State != "completed" {
			body := map[string]any{"group": g.ID, "title": "Asked over sockets", "kind": "report", "editors": append([]string{}, editors...)}
			if status := p.ask(token, "POST", "/api/deliverables", body, &made); status != http.StatusCreated {
				p.t.Fatalf("create a deliverable: %d", status)
			}
			return made.ID
		}
	}
	p.t.Fatalf("no working group in %+v", groups)
	return ""
}
