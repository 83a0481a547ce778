package main_test

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// module is our own import path prefix.
const module = "rapporteur/"

// maxLines is the length of a file somebody still reads from top to bottom.
const maxLines = 400

// Groups of packages that rows below share.
var (
	leaves   = []string{"config", "fault", "id", "event"}
	features = []string{
		"deliverable", "review", "meeting", "pilot", "assessment",
		"casestudy", "oversight", "calendar", "notify", "search",
	}
	// ofFeature is what every feature may use, and never another feature:
	// it declares an interface and is given an adapter from app/bridge_*.go.
	ofFeature = join(leaves, "docstore", "identity", "group")
)

// mayImport is who may import whom: a row for every package, by its path
// below server/ (config and client by their name). "all" is the composition
// root's. A folder without a row fails; so does a row that is broken.
var mayImport = map[string][]string{
	"config":          {},
	"config/document": {"config"},
	"config/demo":     {},
	"client":          {},
	"deploy":          {"config"}, // tests only: what the compose file sets is a configuration
	"main":            {"app"},
	"app":             {"all"},

	"fault": {},
	"id":    {},
	"event": {},
	"yjs":   {},

	"docstore":               leaves,
	"docstore/storetest":     join(leaves, "docstore"), // the suite knows no home
	"sqlitestore":            join(leaves, "docstore"),
	"sqlitestore/sqlitetest": {"sqlitestore"},
	"mongostore":             join(leaves, "docstore"),

	"identity": join(leaves, "docstore"),
	"group":    join(leaves, "docstore", "identity"),
	"files":    join(leaves, "docstore", "identity"),
	"coedit":   join(leaves, "docstore", "identity", "yjs"),

	"deliverable": ofFeature,
	"review":      ofFeature,
	"meeting":     ofFeature,
	"pilot":       ofFeature,
	"assessment":  ofFeature,
	"casestudy":   ofFeature,
	"oversight":   ofFeature,
	"calendar":    ofFeature,
	"notify":      ofFeature,
	"search":      ofFeature,

	"realtime":              join(leaves, "coedit", "docstore", "identity", "group", "realtime/frame"),
	"realtime/frame":        {},
	"realtime/realtimetest": {"realtime/frame", "yjs"},
	"httpapi":               join(append(slices.Clone(leaves), features...), "identity", "group", "files", "coedit", "httpapi/api"),
	"httpapi/api":           {},
	"website":               join(append(slices.Clone(leaves), features...), "group"),
	"mailer":                join(leaves, "notify"),
	"outbound":              leaves,
	"demoidp":               leaves,
}

// homes gives each third-party library the packages that may import it, by
// the longest prefix that fits. A library without a home fails: choosing one
// is a decision, so it is written down here.
var homes = map[string][]string{
	"github.com/labstack/echo/v4":         {"httpapi", "httpapi/api"},
	"github.com/oapi-codegen/runtime":     {"httpapi", "httpapi/api"},
	"github.com/oapi-codegen/nullable":    {"httpapi", "httpapi/api"},
	"github.com/getkin/kin-openapi":       {"httpapi"},
	"golang.org/x/time/rate":              {"httpapi", "realtime"},
	"github.com/gorilla/websocket":        {"realtime", "realtime/realtimetest"},
	"modernc.org/sqlite":                  {"sqlitestore"},
	"go.mongodb.org/mongo-driver/v2":      {"mongostore"},
	"github.com/klauspost/compress":       {"sqlitestore", "mongostore", "coedit", "docstore"},
	"github.com/coreos/go-oidc/v3":        {"identity"},
	"golang.org/x/oauth2":                 {"identity"},
	"github.com/zitadel/oidc/v3":          {"demoidp"},
	"github.com/go-jose/go-jose/v4":       {"demoidp", "identity"},
	"github.com/goccy/go-yaml":            {"config", "config/demo"},
	"github.com/oklog/ulid/v2":            {"id"},
	"github.com/teambition/rrule-go":      {"meeting"},
	"github.com/emersion/go-ical":         {"calendar"},
	"github.com/wneessen/go-mail":         {"mailer"},
	"github.com/gabriel-vasile/mimetype":  {"files"},
	"golang.org/x/image":                  {"files"},
	"golang.org/x/text":                   {"identity", "notify", "calendar", "website", "group", "deliverable", "pilot", "httpapi", "demoidp"},
	"github.com/prometheus/client_golang": {"app"},
	"github.com/blevesearch/bleve/v2":     {"search"},
	"github.com/xuri/excelize/v2":         {"oversight"},
	"github.com/yuin/goldmark":            {"website"},
	"github.com/microcosm-cc/bluemonday":  {"website", "coedit"},
	"github.com/nats-io/nats.go":          {"event"},
	"github.com/google/go-cmp":            {"docstore/storetest"},
}

// testOnly are libraries and packages that any test may use, and no program.
var testOnly = []string{
	"github.com/google/go-cmp", "pgregory.net/rapid", "go.uber.org/goleak",
	"github.com/compose-spec/compose-go/v2", "github.com/emersion/go-smtp",
	module + "server/docstore/storetest", module + "server/sqlitestore", module + "server/realtime/realtimetest",
}

func join(list []string, more ...string) []string { return append(slices.Clone(list), more...) }

// TestImports parses the files itself: a list from the go command could be
// served stale from the test cache.
func TestImports(t *testing.T) {
	for dir, files := range goFiles(t) {
		name := packageName(dir)
		row, ok := mayImport[name]
		if !ok {
			t.Errorf("%s has no row in mayImport (server/arch_test.go). Say whom it may import, or move its files to the package they belong to", dir)
			continue
		}
		for _, file := range files {
			isTest := strings.HasSuffix(file, "_test.go")
			if hasBuildTag(t, file) {
				continue
			}
			for _, spec := range parseGo(t, file, parser.ImportsOnly).Imports {
				if reason := refuse(name, row, strings.Trim(spec.Path.Value, `"`), isTest); reason != "" {
					t.Errorf("%s: %s", file, reason)
				}
			}
		}
	}
}

// refuse says why a package may not import another; "" where it may.
func refuse(name string, row []string, imported string, isTest bool) string {
	if isTest && slices.ContainsFunc(testOnly, func(p string) bool { return within(imported, p) }) {
		return ""
	}
	if strings.HasPrefix(imported, module) {
		other := packageName(strings.TrimPrefix(imported, module))
		if other == name || slices.Contains(row, other) || slices.Contains(row, "all") {
			return ""
		}
		return fmt.Sprintf("%s may not import %s (docs/architecture.md, \"Who may import whom\")", name, other)
	}
	if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
		return "" // the standard library
	}
	home, longest := []string(nil), ""
	for library, packages := range homes {
		if within(imported, library) && len(library) > len(longest) {
			home, longest = packages, library
		}
	}
	switch {
	case longest == "" && slices.Contains(testOnly, imported):
		return imported + " is for tests only"
	case longest == "":
		return imported + " has no home (server/arch_test.go, homes). Choose the one package that may import it"
	case !slices.Contains(home, name) && !isTest:
		return fmt.Sprintf("%s has its home in %s, not in %s", longest, strings.Join(home, ", "), name)
	}
	return ""
}

func within(imported, prefix string) bool {
	return imported == prefix || strings.HasPrefix(imported, prefix+"/")
}

// TestPackageComments holds every package to one comment that says what it is
// and what it refuses to do.
func TestPackageComments(t *testing.T) {
	for dir, files := range goFiles(t) {
		var with []string
		production := 0
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			production++
			parsed := parseGo(t, file, parser.ParseComments|parser.PackageClauseOnly)
			if parsed.Doc != nil && !ast.IsGenerated(parsed) && !hasBuildTag(t, file) {
				with = append(with, file)
			}
		}
		if production > 0 && len(with) != 1 {
			t.Errorf("%s: want one package comment, got %d %v", dir, len(with), with)
		}
	}
}

// TestFileLength holds every file a person writes to a length a person reads.
func TestFileLength(t *testing.T) {
	root := ".."
	walk(t, root, func(file string) {
		switch path.Ext(file) {
		case ".go", ".ts", ".tsx", ".css", ".mjs", ".js":
		default:
			return
		}
		if generated(file) {
			return
		}
		if n := lines(t, file); n > maxLines {
			t.Errorf("%s has %d lines, at most %d. Split it along a noun", file, n, maxLines)
		}
	})
}

// generated reports whether a tool wrote the file, by its name.
func generated(file string) bool {
	return strings.HasSuffix(file, "_gen.go") || strings.Contains(file, ".gen.") || strings.Contains(file, "/testdata/")
}

// goFiles lists the Go files of the main module by folder, from the root.
func goFiles(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	walk(t, "..", func(file string) {
		dir := strings.TrimPrefix(path.Dir(file), "../")
		if path.Ext(file) == ".go" && !strings.HasPrefix(dir, ".") && !strings.Contains(file, "/testdata/") {
			found[dir] = append(found[dir], file)
		}
	})
	if len(found) < 3 {
		t.Fatalf("found Go files in %d folders only; is the working directory server/?", len(found))
	}
	return found
}

// walk visits every file that belongs to the repository.
func walk(t *testing.T, root string, visit func(file string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			switch d.Name() {
			case "node_modules", "dist", "data", "bin", ".git", ".cache", "coverage", "test-results":
				return fs.SkipDir
			}
			return nil
		}
		visit(filepath.ToSlash(file))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// packageName turns a folder into the name a row uses.
func packageName(dir string) string {
	if dir == "server" {
		return "main"
	}
	return strings.TrimPrefix(dir, "server/")
}

func parseGo(t *testing.T, file string, mode parser.Mode) *ast.File {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, mode)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// hasBuildTag leaves out files that are not part of the ordinary build, such
// as the list that holds modules for packages still to come.
func hasBuildTag(t *testing.T, file string) bool {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.HasPrefix(string(content), "//go:build deps")
}

func lines(t *testing.T, file string) int {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	s := bufio.NewScanner(f)
	s.Buffer(nil, 16<<20)
	for s.Scan() {
		n++
	}
	if s.Err() != nil {
		t.Fatal(s.Err())
	}
	return n
}
