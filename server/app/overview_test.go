package app_test

import (
	"net/http"
	"slices"
	"testing"
)

// The client shows the way to the overview to whom the overview answers, no one else.
func TestWhoIsShownTheWayToTheOverview(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	for email, want := range map[string]int{
		"amina.haddad@example.org": http.StatusOK,        // the secretariat
		"warren.smith@example.org": http.StatusOK,        // a co-leader
		"lena.okoro@example.org":   http.StatusForbidden, // a member
		"ines.prado@example.org":   http.StatusForbidden, // an official of a city
		"sam.keller@example.org":   http.StatusForbidden, // the administrator
	} {
		var me struct{ Can []string }
		token := p.token(email)
		p.ask(token, "GET", "/api/profile", nil, &me)
		got := p.ask(token, "GET", "/api/oversight", nil, nil)
		if shown := slices.Contains(me.Can, "see_overview"); got != want || shown != (want == http.StatusOK) {
			t.Errorf("%s: answered %d, want %d; shown the way: %t", email, got, want, shown)
		}
	}
}
