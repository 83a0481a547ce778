package config

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// prefix begins every environment variable of ours.
const prefix = "RAPPORTEUR_"

// fileVariable names the file to read after the defaults.
const fileVariable = prefix + "CONFIG"

//go:embed default.yaml
var defaults []byte

// notOurs are variables that begin like ours and mean something else: test
// peers, and what Kubernetes sets for a service called rapporteur.
var notOurs = regexp.MustCompile(`^RAPPORTEUR_(TEST_.*|SERVICE_(HOST|PORT.*)|PORT(_.*)?|CONFIG)$`)

// Load reads the defaults, then the file named in RAPPORTEUR_CONFIG, then the
// environment ("NAME=value" lines as of os.Environ). The error holds one
// sentence a line, each saying what to change; it never repeats a secret.
func Load(environ []string) (Config, error) {
	var c Config
	l := loader{leaves: leavesOf(&c)}
	l.yaml("the built-in defaults", defaults)
	environment := variables(environ)
	if name := environment[fileVariable]; name != "" {
		content, err := os.ReadFile(name)
		if err != nil {
			return Config{}, fmt.Errorf("%s names %q, which cannot be read (%s). Correct the path, or unset it to use the defaults", fileVariable, name, reason(err))
		}
		l.yaml(name, content)
	}
	l.environment(environment)
	if len(l.problems) == 0 {
		c.resolve()
		l.problems = c.check()
	}
	if len(l.problems) > 0 {
		return Config{}, errors.New(strings.Join(l.problems, "\n"))
	}
	return c, nil
}

// leaf is one setting and the place its value goes to.
type leaf struct {
	key    string
	value  reflect.Value
	secret bool
}

func (l leaf) variable() string {
	return prefix + strings.ToUpper(strings.ReplaceAll(l.key, ".", "_"))
}

// leavesOf lists every setting of c in the order of the struct.
func leavesOf(c *Config) []leaf {
	var list []leaf
	var walk func(prefix string, v reflect.Value)
	walk = func(prefix string, v reflect.Value) {
		for i := range v.NumField() {
			f := v.Type().Field(i)
			key := prefix + f.Tag.Get("yaml")
			if v.Field(i).Kind() == reflect.Struct && !isTime(v.Field(i)) {
				walk(key+".", v.Field(i))
				continue
			}
			list = append(list, leaf{key: key, value: v.Field(i), secret: f.Tag.Get("secret") != ""})
		}
	}
	walk("", reflect.ValueOf(c).Elem())
	return list
}

// loader fills the leaves from one source after another and collects what is wrong.
type loader struct {
	leaves   []leaf
	problems []string
}

func (l *loader) refuse(format string, args ...any) {
	l.problems = append(l.problems, fmt.Sprintf(format, args...))
}

func (l *loader) yaml(source string, content []byte) {
	var tree map[string]any
	if err := yaml.Unmarshal(content, &tree); err != nil {
		// The library's own message draws the lines around the fault, which may be secrets.
		l.refuse("%s is not YAML we can read%s. Compare it with docs/configuration.md", source, yamlLine(err))
		return
	}
	l.branch(source, "", tree)
}

func (l *loader) branch(source, path string, tree map[string]any) {
	for _, name := range sortedKeys(tree) {
		key, value := path+name, tree[name]
		if below, ok := value.(map[string]any); ok && l.isBranch(key) {
			l.branch(source, key+".", below)
			continue
		}
		at := slices.IndexFunc(l.leaves, func(f leaf) bool { return f.key == key })
		switch {
		case at >= 0:
			l.set(l.leaves[at], fmt.Sprintf("%s: %s", source, key), value)
		case l.isBranch(key):
			if value != nil {
				l.refuse("%s: %s holds further keys (%s); write them indented below it", source, key, strings.Join(l.below(key), ", "))
			}
		default:
			l.refuse("%s: there is no setting %q%s. Every setting is in docs/configuration.md", source, key, closest(key, l.keys()))
		}
	}
}

func (l *loader) environment(environment map[string]string) {
	known := map[string]bool{}
	names := make([]string, 0, len(l.leaves))
	for _, f := range l.leaves {
		name := f.variable()
		known[name] = true
		names = append(names, name)
		value, set := environment[name]
		if f.secret {
			known[name+"_FILE"] = true
			if file := environment[name+"_FILE"]; file != "" {
				if set {
					l.refuse("%s and %s_FILE are both set. Keep one", name, name)
					continue
				}
				content, err := os.ReadFile(file)
				if err != nil {
					l.refuse("%s_FILE names %q, which cannot be read (%s). Correct the path or its rights", name, file, reason(err))
					continue
				}
				value, set = strings.TrimSpace(string(content)), true
			}
		}
		if set {
			l.set(f, name, value)
		}
	}
	for _, name := range sortedKeys(environment) {
		if strings.HasPrefix(name, prefix) && !known[name] && !notOurs.MatchString(name) {
			l.refuse("%s is set, and there is no such setting%s. Unset it, or see docs/configuration.md", name, closest(name, names))
		}
	}
}

func (l *loader) set(f leaf, where string, value any) {
	if err := assign(f.value, value); err != nil {
		if f.secret {
			l.refuse("%s cannot be used. %s", where, err.Error())
			return
		}
		l.refuse("%s is %q. %s", where, fmt.Sprint(value), err.Error())
	}
}

func (l *loader) isBranch(key string) bool { return len(l.below(key)) > 0 }

func (l *loader) below(key string) []string {
	var names []string
	for _, f := range l.leaves {
		if rest, ok := strings.CutPrefix(f.key, key+"."); ok {
			names = append(names, rest)
		}
	}
	return names
}

func (l *loader) keys() []string {
	keys := make([]string, len(l.leaves))
	for i, f := range l.leaves {
		keys[i] = f.key
	}
	return keys
}

func variables(environ []string) map[string]string {
	m := map[string]string{}
	for _, line := range environ {
		if name, value, ok := strings.Cut(line, "="); ok {
			m[name] = value
		}
	}
	return m
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// yamlLine finds "[3:7]", the place goccy/go-yaml begins its messages with.
func yamlLine(err error) string {
	m := regexp.MustCompile(`\[(\d+):\d+\]`).FindStringSubmatch(err.Error())
	if m == nil {
		return ""
	}
	return " (look at line " + m[1] + ")"
}

// reason says why a file cannot be read without repeating its path.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}
