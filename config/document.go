package config

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

//go:generate go run ./document ../docs/configuration.md

// Document writes docs/configuration.md from default.yaml: every setting with
// its variable, its default and the comment above it.
func Document() ([]byte, error) {
	comments, values, err := readDefaults()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString(documentHead)
	section := ""
	for _, f := range leavesOf(&Config{}) {
		if at := sectionOf(f.key); at != section {
			section = at
			fmt.Fprintf(&b, "\n## %s\n\n%s| setting | variable | default | meaning |\n|---|---|---|---|\n", section, about(comments[section]))
		}
		if comments[f.key] == "" {
			return nil, fmt.Errorf("%s has no comment in default.yaml", f.key)
		}
		variable := "`" + f.variable() + "`"
		if f.secret {
			variable += "<br>`" + f.variable() + "_FILE`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", f.key, variable, shown(f.value, values[f.key]), comments[f.key])
	}
	return b.Bytes(), nil
}

const documentHead = `# Configuration

Generated from ` + "`config/default.yaml`" + ` by ` + "`make generate`" + `; edit that file, not this one.

Rapporteur reads its defaults, then the YAML file named in ` + "`RAPPORTEUR_CONFIG`" + `, then the environment.
A key it does not know or a value it cannot use stops the start with a sentence that says what to do.
A secret can also come from a file: set the variable that ends in ` + "`_FILE`" + `. Durations are written 90s, 15m,
12h or 14d; sizes 512 KiB or 10 MiB; lists in a variable with commas.
`

// sectionOf gives the heading a key stands under: its branch, or "general".
func sectionOf(key string) string {
	branch, _, found := strings.Cut(key, ".")
	if !found {
		return "general"
	}
	return branch
}

func about(comment string) string {
	if comment == "" {
		return ""
	}
	return comment + "\n\n"
}

func shown(v reflect.Value, value string) string {
	if value == "" || value == "[]" {
		if v.Kind() == reflect.Bool {
			return "`false`"
		}
		return "empty"
	}
	return "`" + value + "`"
}

// readDefaults gives the comment above each key of default.yaml, and the
// values as they are written there. A group whose keys stand below it passes
// its own comment on to them.
func readDefaults() (comments, values map[string]string, err error) {
	file, err := parser.ParseBytes(defaults, parser.ParseComments)
	if err != nil {
		return nil, nil, fmt.Errorf("read default.yaml: %w", err)
	}
	comments, values = map[string]string{}, map[string]string{}
	var walk func(path, inherited string, node ast.Node)
	walk = func(path, inherited string, node ast.Node) {
		mapping, ok := node.(*ast.MappingNode)
		if !ok {
			return
		}
		for _, pair := range mapping.Values {
			key := path + pair.Key.String()
			comment := wordsOf(pair.GetComment())
			if path != "" && inherited != "" {
				comment = inherited + " " + comment
			}
			comments[key] = strings.TrimSpace(comment)
			if _, branch := pair.Value.(*ast.MappingNode); branch {
				walk(key+".", comments[key], pair.Value)
				continue
			}
			values[key] = plain(pair.Value)
		}
	}
	for _, doc := range file.Docs {
		walk("", "", doc.Body)
	}
	return comments, values, nil
}

func plain(node ast.Node) string {
	var value any
	if err := yaml.NodeToValue(node, &value); err != nil || value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

// wordsOf joins the last block of a comment: what stands above an empty line
// is about the file.
func wordsOf(group *ast.CommentGroupNode) string {
	if group == nil {
		return ""
	}
	var lines []string
	last := 0
	for _, c := range group.Comments {
		if at := c.Token.Position.Line; at > last+1 {
			lines = nil
		}
		last = c.Token.Position.Line
		lines = append(lines, strings.TrimSpace(c.Token.Value))
	}
	return strings.Join(lines, " ")
}
