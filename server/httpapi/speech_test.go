package httpapi_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// forms gives the text that a call hands on at this argument, for the calls
// that make a sentence of a refusal.
var forms = map[string]int{"New": 2, "Saying": 0, "At": 1, "at": 1, "said": 0}

// stored are the types whose values stand in sentences, by their packages.
var stored = regexp.MustCompile(`^\.\./(group|meeting|pilot)/\w+\.go (EntryState|State|Stage|Presence)$`)

// TestEveryRefusalIsSaidInEveryLanguage reads the sentences off the code: one
// that is added without its translations fails here, and so does a translation
// of a sentence nobody says.
func TestEveryRefusalIsSaidInEveryLanguage(t *testing.T) {
	said := map[string]string{"%s and %s": "speech.go", ", ": "speech.go"}
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && !strings.Contains(path, "/yjs/") {
			err = collect(said, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(said) < 200 {
		t.Fatalf("only %d sentences were found: this test no longer sees them", len(said))
	}
	verb := regexp.MustCompile(`%(\[\d+\])?[a-z]`)
	for _, language := range []string{"fr", "ar"} {
		text, err := os.ReadFile("speech/" + language + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var translated map[string]string
		if err := json.Unmarshal(text, &translated); err != nil {
			t.Fatal(err)
		}
		for english, where := range said {
			own := translated[english]
			if own == "" {
				t.Errorf("%s: %q of %s is missing", language, english, where)
			} else if got, want := len(verb.FindAllString(own, -1)), len(verb.FindAllString(english, -1)); got != want {
				t.Errorf("%s: %q has %d verbs, want %d", language, own, got, want)
			}
		}
		for english := range translated {
			if _, ok := said[english]; !ok {
				t.Errorf("%s: nobody says %q", language, english)
			}
		}
	}
}

func collect(said map[string]string, path string) error {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			at, ok := forms[called(n.Fun)]
			if ok && at < len(n.Args) {
				if text, ok := literal(n.Args[at]); ok && strings.Contains(text, " ") {
					said[text] = path
				}
			}
		case *ast.ValueSpec:
			if kind, ok := n.Type.(*ast.Ident); ok && stored.MatchString(path+" "+kind.Name) {
				for _, value := range n.Values {
					if text, ok := literal(value); ok {
						said[strings.ReplaceAll(text, "_", " ")] = path
					}
				}
			}
		case *ast.CompositeLit:
			if table, ok := n.Type.(*ast.MapType); ok && called(table.Value) == "Word" {
				for _, entry := range n.Elts {
					if pair, ok := entry.(*ast.KeyValueExpr); ok {
						if text, ok := literal(pair.Value); ok {
							said[text] = path
						}
					}
				}
			}
		}
		return true
	})
	return nil
}

func called(f ast.Expr) string {
	switch f := f.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// literal folds texts that are written in parts.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		left, ok := literal(e.X)
		right, okay := literal(e.Y)
		return left + right, ok && okay && e.Op == token.ADD
	}
	return "", false
}

func TestARefusalIsSaidInTheLanguageAskedFor(t *testing.T) {
	tests := map[string]struct{ asked, language, detail string }{
		"nothing asked":            {"", "en", "Some of what was sent cannot be used. Correct it and send it again."},
		"French":                   {"fr", "fr", ""},
		"Arabic before English":    {"ar-EG, en;q=0.5", "ar", ""},
		"a language we do not say": {"ja", "en", "Some of what was sent cannot be used. Correct it and send it again."},
		"no list of languages":     {";;;", "en", "Some of what was sent cannot be used. Correct it and send it again."},
	}
	handler := guarded(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w := ask(handler, "POST", "/api/seats/abc", `{"title":""}`, "Accept-Language: "+test.asked)
			var problem struct{ Detail string }
			if err := json.Unmarshal(w.Body.Bytes(), &problem); err != nil {
				t.Fatal(err, w.Body)
			}
			if got := w.Header().Get("Content-Language"); got != test.language {
				t.Errorf("got %q, want %q", got, test.language)
			}
			if test.detail != "" && problem.Detail != test.detail || test.detail == "" && strings.HasPrefix(problem.Detail, "Some") {
				t.Errorf("got %q", problem.Detail)
			}
			if !slices.Contains(w.Header().Values("Vary"), "Accept-Language") {
				t.Error("a cache would give it to another reader")
			}
		})
	}
}
