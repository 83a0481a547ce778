package httpapi_test

import (
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// acts are the rows of the policy as routes: what each of the cast is answered.
// A row holds, in the order of the cast, y for done, 1 for "sign in", 3 for
// "not you, but ...", 4 for "there is no such thing", 9 for "not now". A route
// of the contract without a row here, or in a table named below, fails.
var acts = []struct{ operation, path, body, answers string }{
	//                                                                    ad se co ed me ci ot ob st pu
	{"listGroups", "/groups", "", "                                         y  y  y  y  y  y  y  y  y  y"},
	{"getGroup", "/groups/{group}", "", "                                   y  y  y  y  y  y  y  y  y  y"},
	{"openGroup", "/groups", `{"kind":"working_group","parent":"{thematic}","name":"Third"}`, "3  y  y  3  3  3  3  3  3  1"},
	{"openGroup", "/groups", `{"kind":"initiative","name":"Another"}`, "    3  y  3  3  3  3  3  3  3  1"},
	{"changeGroup", "/groups/{group}", `{"short_name":"WG"}`, "             3  y  y  3  3  3  3  3  3  1"},
	{"addSeat", "/groups/{group}/seats", `{"role":"member","title":"x"}`, " 3  y  y  3  3  3  3  3  3  1"},
	{"changeSeat", "/seats/{vacant}", `{"note":"x"}`, "                     3  y  y  3  3  3  3  3  3  1"},
	{"endSeat", "/seats/{vacant}", "", "                                    3  y  y  3  3  3  3  3  3  1"},
	{"vacateSeat", "/seats/{seat of member}/holder", "", "                  3  y  y  3  3  3  3  3  3  1"},

	{"listDeliverables", "/deliverables", "", "                             y  y  y  y  y  y  y  y  y  y"},
	{"getDeliverable", "/deliverables/{draft}", "", "                       4  y  y  y  y  y  y  y  4  4"},
	{"getDeliverable", "/deliverables/{published}", "", "                   y  y  y  y  y  y  y  y  y  y"},
	{"createDeliverable", "/deliverables", `{"group":"{group}","title":"x","kind":"report"}`, "3 y y 3 3 3 3 3 3 1"},
	{"changeDeliverable", "/deliverables/{draft}", `{"title":"x"}`, "       4  y  y  3  3  3  3  3  4  1"},
	{"changeDeliverable", "/deliverables/{published}", `{"title":"x"}`, "   3  y  y  3  3  3  3  3  3  1"},
	{"moveDeliverable", "/deliverables/{draft}/stage", `{"to":"group_review"}`, "4 y y 3 3 3 3 3 4 1"},
	{"moveDeliverable", "/deliverables/{published}/stage", `{"to":"in_review"}`, "3 y 3 3 3 3 3 3 3 1"},

	{"listThreads", "/deliverables/{draft}/threads", "", "                  4  y  y  y  y  y  y  y  4  1"},
	{"listThreads", "/deliverables/{published}/threads", "", "              4  y  y  y  y  y  y  y  4  1"},
	{"openThread", "/deliverables/{draft}/threads", `{"kind":"general","text":"x"}`, "4 y y y y y y 3 4 1"},
	{"openThread", "/deliverables/{published}/threads", `{"kind":"general","text":"x"}`, "4 3 3 3 3 3 3 3 4 1"},
	{"getThread", "/threads/{thread}", "", "                                4  y  y  y  y  y  y  y  4  1"},
	{"replyInThread", "/threads/{thread}/comments", `{"text":"x"}`, "       4  y  y  y  y  y  y  3  4  1"},
	{"editComment", "/threads/{thread}/comments/{first comment}", `{"text":"x"}`, "4 3 3 3 y 3 3 3 4 1"},
	{"resolveThread", "/threads/{thread}/resolve", `{"outcome":"accepted"}`, "4 3 y y 3 3 3 3 4 1"},
	{"resolveThread", "/threads/{thread}/resolve", `{"outcome":"noted","reason":"x"}`, "4 3 y y y 3 3 3 4 1"},
	{"reopenThread", "/threads/{settled}/reopen", `{"reason":"x"}`, "       4  3  y  y  y  3  3  3  4  1"},

	{"listPilots", "/pilots", "", "                                         y  y  y  y  y  y  y  y  y  y"},
	{"getPilot", "/pilots/{pilot}", "", "                                   y  y  y  y  y  y  y  y  y  y"},
	{"getPilot", "/pilots/{candidate}", "", "                               4  y  y  y  y  y  y  y  4  4"},
	{"createPilot", "/pilots", `{"group":"{group}","city":{"name":"x"}}`, " 3  y  y  3  3  9  9  3  3  1"},
	{"changePilot", "/pilots/{pilot}", `{"goals":["x"]}`, "                 3  3  3  3  3  y  3  3  3  1"},
	{"changePilot", "/pilots/{candidate}", `{"goals":["x"]}`, "             4  y  y  3  3  3  y  3  4  1"},
	{"movePilot", "/pilots/{pilot}/stage", `{"to":"baseline"}`, "           3  y  y  3  3  3  3  3  3  1"},
	{"movePilot", "/pilots/{pilot}/stage", `{"to":"withdrawn","reason":"x"}`, "3 y y 3 3 y 3 3 3 1"},
	{"addOfficial", "/pilots/{pilot}/seats", `{}`, "                        3  y  y  3  3  3  3  3  3  1"},
	{"getReport", "/pilots/{pilot}/reports/2023-05", "", "                  4  y  y  y  y  y  y  y  4  1"},
	{"writeReport", "/pilots/{pilot}/reports/2023-06", `{"progress":"x"}`, "4  3  3  3  3  y  3  3  4  1"},
	{"submitReport", "/pilots/{pilot}/reports/2023-06/submit", `{"colour":"green"}`, "4 3 3 3 3 y 3 3 4 1"},
	{"reportNoChange", "/pilots/{pilot}/reports/2023-06/no-change", "", "   4  3  3  3  3  y  3  3  4  1"},
	{"takeBackReport", "/pilots/{pilot}/reports/2023-05/take-back", "", "   4  3  3  3  3  y  3  3  4  1"},
	{"askAboutReport", "/pilots/{pilot}/reports/2023-05/question", `{"text":"x"}`, "4 y y 3 3 3 3 3 4 1"},
	{"answerAboutReport", "/pilots/{pilot}/reports/2023-05/answer", `{"text":"x"}`, "4 3 3 3 3 y 3 3 4 1"},
	{"acceptReport", "/pilots/{pilot}/reports/2023-05/accept", "", "        4  y  y  3  3  3  3  3  4  1"},
	{"answerAsk", "/pilots/{pilot}/reports/2023-05/asks/0", `{"text":"x"}`, "4 y y 3 3 3 3 3 4 1"},

	{"getOverview", "/oversight", "", "                                     3  y  y  3  3  3  3  3  3  1"},
}

// elsewhere are routes whose rights are held by another test, and which.
var elsewhere = map[string]string{
	"getInstallation": "says the same to everybody: door_test.go",
	"getSession":      "says who asks, to who asks: app/signin_test.go", "signOut": "app/signin_test.go",
	"getProfile": "one's own: app/signin_test.go", "changeProfile": "one's own", "listSessions": "one's own", "endOtherSessions": "one's own",
	"endSession": "one's own: identity/session_test.go", "listTokens": "one's own", "makeToken": "one's own: identity/token_test.go", "revokeToken": "one's own",
	"listOfficers": "identity's: office_test.go, and app", "withdrawOffice": "identity's: office_test.go",
	"listInvitations": "identity's: invitation_test.go", "invite": "identity's", "revokeInvitation": "identity's", "sendInvitation": "identity's",
	"getOpenedInvitation": "who has the link", "closeInvitation": "who has the link", "acceptInvitation": "who has the link",
	"addFile": "the rights of its owner: files/service_test.go", "getFile": "the rights of its owner",
	"getText": "the right to the text: coedit", "getTextState": "the right to the text", "listWritingSessions": "the right to the text",
	"getTextAt": "the right to the text", "restoreText": "who may freeze: coedit/history_test.go",
	"listCalendarFeeds": "one's own: calendar_test.go", "makeCalendarFeed": "one's own", "endCalendarFeed": "one's own", "renewCalendarFeed": "one's own",
	"getMeetingFile": "as the meeting: calendar_test.go", "listMails": "the demo's, on this machine only: app",
}

var statusOf = map[string]string{"1": "401", "3": "403", "4": "404", "9": "409"}

func contractOf(t *testing.T) *openapi3.T {
	t.Helper()
	content, err := os.ReadFile("openapi.yaml")
	ok(t, err)
	spec, err := openapi3.NewLoader().LoadFromData(content)
	ok(t, err)
	return spec
}

// methods gives the method of every operation, and its path.
func methods(t *testing.T) map[string][2]string {
	t.Helper()
	found := map[string][2]string{}
	for path, item := range contractOf(t).Paths.Map() {
		for method, o := range item.Operations() {
			found[o.OperationID] = [2]string{method, path}
		}
	}
	return found
}

func TestRolesAndRoutes(t *testing.T) {
	t.Parallel()
	folder, ids := theatre(t)
	var known []string
	for key, value := range ids {
		known = append(known, "{"+key+"}", value)
	}
	fill := strings.NewReplacer(known...)
	method := methods(t)
	shared := perform(t, folder) // for refusals, which change nothing
	for _, row := range acts {
		columns := names(row.answers)
		if len(columns) != len(cast) {
			t.Fatalf("%s: %d columns, want %d", row.operation, len(columns), len(cast))
		}
		for i, who := range cast {
			d := shared
			if columns[i] == "y" && method[row.operation][0] != http.MethodGet {
				d = perform(t, folder)
			}
			answer, body := d.ask(t, method[row.operation][0], "/api"+fill.Replace(row.path), fill.Replace(row.body), "Test-Person: "+who)
			done := answer.StatusCode < 300 && columns[i] == "y"
			if !done && !strings.HasPrefix(answer.Status, statusOf[columns[i]]+" ") {
				t.Errorf("%s %s by %q: %s %s, want %s", row.operation, row.path, who, answer.Status, body, columns[i])
			}
			secret := strings.Contains(body, "secret of the city")
			if may := slices.Contains([]string{anOfficer, aLeader, aCity}, who); secret && !may {
				t.Errorf("%s %s tells %q what the city says to its leaders: %s", row.operation, row.path, who, body)
			}
		}
	}
}

func TestEveryRouteHasItsRow(t *testing.T) {
	t.Parallel()
	held := map[string]string{}
	for operation := range elsewhere {
		held[operation] = "elsewhere"
	}
	for _, row := range acts {
		held[row.operation] = "acts"
	}
	inMeetings := func(method, path string) bool {
		return slices.ContainsFunc(routes, func(r struct{ method, path, body, may string }) bool {
			return r.method == method && shapeOf(strings.Split(r.path, "?")[0]) == shapeOf("/api"+path)
		})
	}
	for operation, at := range methods(t) {
		if held[operation] == "" && !inMeetings(at[0], at[1]) {
			t.Errorf("%s (%s %s) has no row. Say in acts (roles_test.go) what each of the cast is answered", operation, at[0], at[1])
		}
		delete(held, operation)
	}
	for operation := range held {
		t.Errorf("%s has a row and is not in the contract", operation)
	}
}

// shapeOf is a path whose variable parts are all the same.
func shapeOf(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if strings.HasPrefix(p, "{") || p == "observer" || p == "none" {
			parts[i] = "{}"
		}
	}
	return strings.Join(parts, "/")
}

// Whoever is not signed in, and whoever's token only reads, gets past no route
// that is not theirs, whatever stands behind it.
func TestNoRouteIsLeftUnguarded(t *testing.T) {
	t.Parallel()
	folder, _ := theatre(t)
	d := perform(t, folder)
	checked := 0
	for path, item := range contractOf(t).Paths.Map() {
		for method, o := range item.Operations() {
			public := o.Security != nil && len(*o.Security) == 0
			at := "/api" + strings.NewReplacer("{", "", "}", "").Replace(path)
			if !public {
				checked++
				if answer, body := d.ask(t, method, at, ""); answer.StatusCode != http.StatusUnauthorized {
					t.Errorf("%s by the public: %s %s", o.OperationID, answer.Status, body)
				}
			}
			if method != http.MethodGet {
				if answer, body := d.ask(t, method, at, "", "Test-Person: "+anOfficer, "Test-Scope: read"); answer.StatusCode != http.StatusForbidden {
					t.Errorf("%s by a token that reads: %s %s", o.OperationID, answer.Status, body)
				}
			}
		}
	}
	if checked < 50 {
		t.Errorf("only %d routes ask for somebody", checked)
	}
}
