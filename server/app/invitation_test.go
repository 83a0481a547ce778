package app_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

type invitationSeen struct {
	ID, Email, State, Link, Mail, Title string
	GroupName                           string `json:"group_name"`
	Can                                 []string
}

var linkInMail = regexp.MustCompile(`http://localhost:\d+/auth/invitation/\S+`)

// lastMail waits for a mail to somebody in the demo's box.
func (b *browser) lastMail(to string) string {
	b.t.Helper()
	var box struct {
		Items []struct{ To, Subject, Text string }
	}
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		b.send("GET", "/api/mailbox", "", &box)
		for _, m := range box.Items {
			if m.To == to {
				return m.Text
			}
		}
	}
	b.t.Fatalf("no mail to %s in %+v", to, box)
	return ""
}

// vacantSeat finds a seat nobody holds, as the group's page shows it.
func (b *browser) vacantSeat() (seat, group string) {
	b.t.Helper()
	var groups struct{ Items []struct{ ID, Name string } }
	b.send("GET", "/api/groups", "", &groups)
	for _, g := range groups.Items {
		var whole struct {
			Seats []struct {
				ID     string
				Holder *struct{ ID string }
			}
		}
		b.send("GET", "/api/groups/"+g.ID, "", &whole)
		for _, s := range whole.Seats {
			if s.Holder == nil {
				return s.ID, g.ID
			}
		}
	}
	b.t.Fatal("every seat is taken")
	return "", ""
}

func TestAnInvitationBringsSomebodyToASeat(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	warren, lena, pavel := p.browser(), p.browser(), p.browser()
	warren.signIn("warren-smith")
	pavel.signIn("pavel-novak")
	seat, group := warren.vacantSeat()
	wish := `{"email":"lena.okoro@example.org","seat":"` + seat + `"}`
	if status := pavel.send("POST", "/api/invitations", wish, nil); status != http.StatusForbidden {
		t.Errorf("an observer invites: %d", status)
	}
	var made invitationSeen
	if status := warren.send("POST", "/api/invitations", wish, &made); status != http.StatusCreated || !strings.Contains(made.Link, "/auth/invitation/") {
		t.Fatalf("%d %+v, want a link to copy: there is no relay", status, made)
	}
	if status := warren.send("POST", "/api/invitations", wish, nil); status != http.StatusConflict {
		t.Errorf("the same seat again: %d", status)
	}
	link := linkInMail.FindString(lena.lastMail("lena.okoro@example.org"))
	if link == "" || link == made.Link {
		t.Fatalf("the mail's link is %q, the one to copy %q: each has its own", link, made.Link)
	}

	// Opened before anybody is signed in: it shows, and changes nothing.
	if at := lena.get(link).at; at.Path != "/invitation" || at.RawQuery != "" {
		t.Errorf("the link ends at %s, want the page without the secret", at)
	}
	var opened invitationSeen
	if lena.send("GET", "/api/invitations/opened", "", &opened); opened.State != "open" || opened.Email != "lena.okoro@example.org" || opened.GroupName == "" {
		t.Errorf("opened %+v", opened)
	}
	if status := lena.send("POST", "/api/invitations/opened/accept", "", nil); status != http.StatusUnauthorized {
		t.Errorf("accepted by nobody: %d", status)
	}
	lena.signIn("lena-okoro")
	var taken struct{ Group string }
	if status := lena.send("POST", "/api/invitations/opened/accept", "", &taken); status != 200 || taken.Group != group {
		t.Fatalf("accepting: %d %+v", status, taken)
	}
	if session := lena.get("/api/session").body; !strings.Contains(session, seat) {
		t.Errorf("her seats lack the new one: %s", session)
	}
	if status := lena.send("GET", "/api/invitations/opened", "", nil); status != http.StatusNotFound {
		t.Errorf("the browser still holds the invitation: %d", status)
	}
	pavel.get(made.Link)
	if pavel.send("GET", "/api/invitations/opened", "", &opened); opened.State != "used" {
		t.Errorf("the other link says %q, want used", opened.State)
	}
	if status := pavel.send("POST", "/api/invitations/opened/accept", "", nil); status != http.StatusGone {
		t.Errorf("the other link gives: %d", status)
	}
	var list struct{ Items []invitationSeen }
	warren.send("GET", "/api/invitations?group="+group, "", &list)
	if len(list.Items) != 1 || list.Items[0].State != "used" || list.Items[0].Link != "" || list.Items[0].Mail != "sent" {
		t.Errorf("the list says %+v", list.Items)
	}
	if status := pavel.send("GET", "/api/invitations?group="+group, "", nil); status != http.StatusForbidden {
		t.Errorf("an observer reads the list: %d", status)
	}
}

func TestAnInvitationIsSentAgainAndTakenBack(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	warren, lena := p.browser(), p.browser()
	warren.signIn("warren-smith")
	lena.signIn("lena-okoro")
	seat, _ := warren.vacantSeat()
	var first, second invitationSeen
	warren.send("POST", "/api/invitations", `{"email":"lena.okoro@example.org","seat":"`+seat+`"}`, &first)
	if status := warren.send("POST", "/api/invitations/"+first.ID+"/send", "", &second); status != 200 || second.Link == first.Link {
		t.Fatalf("sent again: %d %+v", status, second)
	}
	lena.get(first.Link)
	if status := lena.send("POST", "/api/invitations/opened/accept", "", nil); status != http.StatusNotFound {
		t.Errorf("the first link: %d", status)
	}
	if status := lena.send("DELETE", "/api/invitations/"+first.ID, "", nil); status != http.StatusForbidden {
		t.Errorf("a member takes it back: %d", status)
	}
	if status := warren.send("DELETE", "/api/invitations/"+first.ID, "", nil); status != http.StatusNoContent {
		t.Errorf("taken back: %d", status)
	}
	lena.get(second.Link)
	if status := lena.send("POST", "/api/invitations/opened/accept", "", nil); status != http.StatusGone {
		t.Errorf("the second link, taken back: %d", status)
	}
}

func TestTheMailboxIsForThisMachine(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	b := p.browser()
	tests := map[string]func(*http.Request){
		"behind a proxy":              func(r *http.Request) { r.Header.Set("X-Forwarded-For", "192.0.2.7") },
		"by another name":             func(r *http.Request) { r.Host = "evil.example" },
		"by an address, not the name": func(r *http.Request) { r.Host = p.address },
	}
	for _, path := range []string{"/api/mailbox", "/demo-idp/.well-known/openid-configuration"} {
		if got := b.get(path).status; got != 200 {
			t.Errorf("%s: %d here", path, got)
		}
		for name, bend := range tests {
			r := b.request("GET", path, nil)
			bend(r)
			if got := b.do(r).status; got != 404 && got != 403 {
				t.Errorf("%s %s: %d, want a refusal", path, name, got)
			}
		}
	}
}
