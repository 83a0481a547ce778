package main_test

import "testing"

// TestTheRulesRefuse shows each rule broken: a table that only ever passes
// proves nothing.
func TestTheRulesRefuse(t *testing.T) {
	tests := map[string]struct {
		who, imports string
		isTest       bool
		refused      bool
	}{
		"a feature uses a leaf":                          {"meeting", module + "server/fault", false, false},
		"a feature uses the store":                       {"meeting", module + "server/docstore", false, false},
		"a feature uses another feature":                 {"meeting", module + "server/deliverable", false, true},
		"a test of a feature uses another feature":       {"meeting", module + "server/deliverable", true, true},
		"a feature uses a home of the store":             {"meeting", module + "server/sqlitestore", false, true},
		"a test of a feature uses a real store":          {"meeting", module + "server/docstore/storetest", true, false},
		"a test of a feature opens a file of its own":    {"meeting", module + "server/sqlitestore/sqlitetest", true, false},
		"the suite of all homes knows one":               {"docstore/storetest", module + "server/sqlitestore", false, true},
		"a feature answers HTTP itself":                  {"meeting", "github.com/labstack/echo/v4", false, true},
		"a feature opens a socket":                       {"deliverable", "github.com/gorilla/websocket", false, true},
		"the engine knows of us":                         {"yjs", module + "server/coedit", false, true},
		"a leaf knows a feature":                         {"event", module + "server/meeting", false, true},
		"sockets go around coedit":                       {"realtime", module + "server/yjs", false, true},
		"the door opens the database":                    {"httpapi", module + "server/docstore", false, true},
		"a store decides a permission":                   {"sqlitestore", module + "server/group", false, true},
		"the Mongo driver has one home":                  {"mongostore", "go.mongodb.org/mongo-driver/v2/bson", false, false},
		"the Mongo driver is nowhere else":               {"docstore", "go.mongodb.org/mongo-driver/v2/bson", false, true},
		"a library nobody has chosen":                    {"meeting", "github.com/sirupsen/logrus", false, true},
		"a library for tests in a program":               {"meeting", "pgregory.net/rapid", false, true},
		"a library for tests in a test":                  {"meeting", "pgregory.net/rapid", true, false},
		"a name that only begins like one with a home":   {"httpapi", "github.com/labstack/echo/v4x", false, true},
		"the standard library":                           {"yjs", "encoding/json", false, false},
		"the composition root knows everybody":           {"app", module + "server/mongostore", false, false},
		"a library whose home is elsewhere, in the root": {"app", "github.com/gorilla/websocket", false, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			reason := refuse(test.who, mayImport[test.who], test.imports, test.isTest)
			if got := reason != ""; got != test.refused {
				t.Errorf("%s imports %s: refused %v (%q), want %v", test.who, test.imports, got, reason, test.refused)
			}
		})
	}
}
