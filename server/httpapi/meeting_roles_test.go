package httpapi_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"rapporteur/server/httpapi/api"
)

// Who the rows below are about, as in the policy. The scribe is a member.
const (
	anybody     = "secretariat co_leader scribe member city_official observer admin stranger"
	working     = "secretariat co_leader scribe member city_official observer"
	planning    = "secretariat co_leader"
	writing     = "secretariat co_leader scribe"
	correcting  = "secretariat co_leader scribe" // and members who came
	deciding    = "secretariat co_leader scribe"
	approving   = "co_leader"
	doingAny    = "co_leader"
	signedInAll = "secretariat co_leader scribe member city_official observer admin"
)

// routes are all operations on meetings and registers, and who may call each.
// {m} is a meeting that sits, {p} one whose minutes are circulated, {a} an
// action of nobody's, {d} a decision, {s} the series, {i} an item.
var routes = []struct{ method, path, body, may string }{
	{"GET", "/api/meetings", "", anybody},
	{"GET", "/api/meetings/{m}", "", anybody},
	{"GET", "/api/series?group=g1", "", anybody},
	{"GET", "/api/series/{s}", "", anybody},
	{"POST", "/api/series/preview", `{"plan":` + thirdThursdays + `,"zones":[]}`, signedInAll},
	{"POST", "/api/series", `{"group":"g1","details":{"title":"T","mode":"remote"},"plan":` + thirdThursdays + `}`, planning},
	{"PUT", "/api/series/{s}", `{"title":"T","mode":"remote"}`, planning},
	{"POST", "/api/series/{s}/change/preview", `{"plan":` + thirdThursdays + `}`, planning},
	{"POST", "/api/series/{s}/change", `{"plan":` + thirdThursdays + `,"reason":"x"}`, planning},
	{"POST", "/api/series/{s}/confirm", `{"meetings":["none"]}`, planning},
	{"POST", "/api/meetings", `{"group":"g1","details":{"title":"T","mode":"remote"},"local_start":"2023-08-01T10:00","zone":"UTC","minutes":30}`, planning},
	{"PUT", "/api/meetings/{m}", `{"title":"T","mode":"remote"}`, planning},
	{"POST", "/api/meetings/{m}/confirm", "", planning},
	{"POST", "/api/meetings/{m}/move", `{"local_start":"2023-08-01T10:00","reason":"x"}`, planning},
	{"POST", "/api/meetings/{m}/cancel", `{"reason":"x"}`, planning},
	{"POST", "/api/meetings/{m}/postpone", `{"reason":"x"}`, planning},
	{"POST", "/api/meetings/{m}/reinstate", "", planning},
	{"POST", "/api/meetings/{m}/agenda", `{"title":"T","purpose":"inform"}`, working},
	{"PUT", "/api/meetings/{m}/agenda/{i}", `{"title":"T","purpose":"inform"}`, planning},
	{"POST", "/api/meetings/{m}/agenda/{i}/accept", "", planning},
	{"POST", "/api/meetings/{m}/agenda/{i}/place", `{}`, planning},
	{"POST", "/api/meetings/{m}/agenda/{i}/carry", `{"to":"{p}"}`, planning},
	{"POST", "/api/meetings/{m}/agenda/publish", "", planning},
	{"DELETE", "/api/meetings/{m}/agenda/{i}", "", planning},
	{"POST", "/api/meetings/{m}/agenda/{i}/restore", "", planning},
	{"POST", "/api/meetings/{m}/regrets", `{}`, working},
	{"DELETE", "/api/meetings/{m}/regrets", "", working},
	{"PUT", "/api/meetings/{m}/attendance/observer", `{"presence":"observer"}`, writing},
	{"DELETE", "/api/meetings/{m}/attendance/observer", "", writing},
	{"PUT", "/api/meetings/{m}/scribe", `{"person":"scribe"}`, planning},
	{"POST", "/api/meetings/{m}/start", "", writing},
	{"POST", "/api/meetings/{m}/minutes", "", writing},
	{"POST", "/api/meetings/{p}/minutes/corrections", `{"text":"x"}`, correcting},
	{"PUT", "/api/meetings/{p}/minutes/corrections/none", `{"taken":true}`, writing},
	{"POST", "/api/meetings/{p}/minutes/approve", "", approving},
	{"POST", "/api/meetings/{p}/minutes/reopen", "", writing},
	{"POST", "/api/meetings/{p}/minutes/circulate", `{}`, writing},
	{"GET", "/api/meetings/{p}/minutes/approved", "", working},
	{"GET", "/api/decisions?group=g1", "", working},
	{"GET", "/api/actions?group=g1", "", working},
	{"GET", "/api/decisions/{d}", "", working},
	{"GET", "/api/actions/{a}", "", working},
	{"POST", "/api/decisions", `{"meeting":"{m}","words":{"title":"x"}}`, deciding},
	{"POST", "/api/actions", `{"meeting":"{m}","words":{"title":"x"}}`, deciding},
	{"POST", "/api/actions", `{"group":"g1","words":{"title":"x"}}`, planning},
	{"PUT", "/api/decisions/{d}", `{"title":"x"}`, deciding},
	{"PUT", "/api/actions/{a}", `{"title":"x"}`, deciding},
	{"PUT", "/api/decisions/{d}/state", `{"to":"adopted"}`, deciding},
	{"PUT", "/api/actions/{a}/state", `{"to":"accepted"}`, doingAny},
	{"POST", "/api/meetings/{m}/end", "", writing},
}

func TestRolesAndRoutesOfMeetings(t *testing.T) {
	t.Parallel()
	d, _ := meetingsDoor(t)
	series := as[api.Series](t, d, "co_leader", "POST", "/api/series",
		`{"group":"g1","details":{"title":"T","mode":"remote"},"plan":`+thirdThursdays+`,"scheduled_until":"2024-12-31"}`, 201)
	m, p := series.Planned[0].Meeting, series.Planned[1].Meeting
	for _, id := range []string{m, p} {
		as[api.Meeting](t, d, "co_leader", "PUT", "/api/meetings/"+id+"/scribe", `{"person":"scribe"}`, 200)
		as[api.Meeting](t, d, "scribe", "POST", "/api/meetings/"+id+"/start", "", 200)
	}
	agenda := as[api.Meeting](t, d, "co_leader", "POST", "/api/meetings/"+m+"/agenda", `{"title":"T","purpose":"inform"}`, 200)
	decision := as[api.Decision](t, d, "scribe", "POST", "/api/decisions", `{"meeting":"`+m+`","words":{"title":"So be it"}}`, 201)
	action := as[api.Action](t, d, "scribe", "POST", "/api/actions", `{"meeting":"`+m+`","words":{"title":"Do it"}}`, 201)
	as[api.Meeting](t, d, "co_leader", "POST", "/api/meetings/"+p+"/end", "", 200)
	as[api.Meeting](t, d, "co_leader", "POST", "/api/meetings/"+p+"/minutes/circulate", `{}`, 200)
	fill := strings.NewReplacer("{m}", m, "{p}", p, "{s}", series.ID, "{i}", agenda.Agenda.Items[0].ID, "{a}", action.ID, "{d}", decision.ID)

	for _, r := range routes {
		may := strings.Fields(r.may)
		// Who may not comes first: an act of who may changes what the others find.
		roles := strings.Fields(anybody)
		slices.SortStableFunc(roles, func(a, b string) int { return rank(slices.Contains(may, a)) - rank(slices.Contains(may, b)) })
		for _, role := range roles {
			var heads []string
			if role != "stranger" {
				heads = []string{"Test-Person: " + role}
			}
			answer, body := d.ask(t, r.method, fill.Replace(r.path), fill.Replace(r.body), heads...)
			refused := answer.StatusCode == http.StatusForbidden || answer.StatusCode == http.StatusUnauthorized ||
				(answer.StatusCode == http.StatusNotFound && (strings.Contains(body, "group.not_found") || strings.Contains(body, "register.not_found")))
			if refused == slices.Contains(may, role) || answer.StatusCode >= 500 {
				t.Errorf("%s %s by %s: %s %s", r.method, r.path, role, answer.Status, body)
			}
		}
	}
}

func rank(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
