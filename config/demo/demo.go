// Package demo is the demo workspace as data: the facts of the programme, as
// its own update of 20 June 2023 gives them, and beside them people and work
// that are made up and say so (`sample: true`; sample cities are fictional).
//
// It refuses to know how it gets into a store: app/demo.go takes it there,
// through the services, as persons would.
package demo

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/goccy/go-yaml"
)

//go:embed *.yaml
var files embed.FS

// Workspace is everything the demo begins with. People are named by subject,
// groups by key.
type Workspace struct {
	Beside       Beside // what stands beside the choice of a person
	People       []Person
	Groups       []Group
	Deliverables []Deliverable
	Pilots       []Pilot
	Series       []Series
	Sittings     []Sitting
}

// Beside introduces the workspace on the sign-in page.
type Beside struct {
	Name  string            `yaml:"name"`
	About map[string]string `yaml:"about"` // by language; "en" always
}

// Person is one of the demo people; the sign-in page of the demo offers them.
type Person struct {
	Subject      string            `yaml:"subject"` // at the demo's provider
	Name         string            `yaml:"name"`
	Email        string            `yaml:"email"`
	Locale       string            `yaml:"locale"` // "" follows the browser
	Zone         string            `yaml:"zone"`   // IANA; "" follows the browser
	Offices      []string          `yaml:"offices"`
	About        map[string]string `yaml:"about"` // one line, by language; "en" always
	Affiliations []Affiliation     `yaml:"affiliations"`
	Sample       bool              `yaml:"sample"`
}

// Affiliation says for whom a person works.
type Affiliation struct {
	Organization string `yaml:"organization"`
	Position     string `yaml:"position"`
}

// Group is a group with its seats, listed after the group it stands below.
type Group struct {
	Key           string   `yaml:"key"`
	Parent        string   `yaml:"parent"`
	Kind          string   `yaml:"kind"`
	Number        int      `yaml:"number"`
	Name          string   `yaml:"name"`
	ShortName     string   `yaml:"short_name"`
	State         string   `yaml:"state"`
	CoordinatedBy []string `yaml:"coordinated_by"`
	Website       string   `yaml:"website"`
	Contact       string   `yaml:"contact"`
	Objectives    []string `yaml:"objectives"`
	Scope         []string `yaml:"scope"`
	Help          []string `yaml:"help"`
	Sample        bool     `yaml:"sample"`
	Seats         []Seat   `yaml:"seats"`
}

// Seat is a place in a group; without a holder it is vacant.
type Seat struct {
	Role   string `yaml:"role"`
	Title  string `yaml:"title"`
	Holder string `yaml:"holder"` // subject of a person
	Note   string `yaml:"note"`
	Call   string `yaml:"call"` // for nominations
	Sample bool   `yaml:"sample"`
}

// Deliverable is what a group makes.
type Deliverable struct {
	Key        string   `yaml:"key"`
	Group      string   `yaml:"group"`
	Title      string   `yaml:"title"`
	Label      string   `yaml:"label"`
	Kind       string   `yaml:"kind"`
	Stage      string   `yaml:"stage"`
	Editors    []string `yaml:"editors"`
	DueIn      int      `yaml:"due_in"`     // days from the day the demo opens; 0 for no date
	SlippedBy  int      `yaml:"slipped_by"` // days that DueIn is later than was promised
	SlipReason string   `yaml:"slip_reason"`
	Language   string   `yaml:"language"`
	Sample     bool     `yaml:"sample"`
	Begins     []string `yaml:"begins"` // its first words: "## " a heading, "- " an item of a list, else a paragraph
}

// Load reads the workspace and makes sure that what is named is there.
func Load() (Workspace, error) {
	var w Workspace
	var who struct {
		Workspace Beside   `yaml:"workspace"`
		Personas  []Person `yaml:"personas"`
	}
	for name, into := range map[string]any{"personas.yaml": &who, "groups.yaml": &w.Groups, "deliverables.yaml": &w.Deliverables, "pilots.yaml": &w.Pilots, "meetings.yaml": &w.Series, "sittings.yaml": &w.Sittings} {
		content, err := files.ReadFile(name)
		if err != nil {
			return w, fmt.Errorf("read the demo: %w", err)
		}
		if err := yaml.NewDecoder(bytes.NewReader(content), yaml.DisallowUnknownField()).Decode(into); err != nil && !errors.Is(err, io.EOF) {
			return w, fmt.Errorf("read the demo's %s: %w", name, err)
		}
	}
	w.Beside, w.People = who.Workspace, who.Personas
	return w, w.check()
}

// check finds keys that name nothing, and groups that come before their parent.
func (w Workspace) check() error {
	for i, g := range w.Groups {
		if g.Parent != "" && !slices.ContainsFunc(w.Groups[:i], func(p Group) bool { return p.Key == g.Parent }) {
			return fmt.Errorf("the demo's group %s stands below %s, which does not come before it", g.Key, g.Parent)
		}
		for _, s := range g.Seats {
			if s.Holder != "" && !slices.ContainsFunc(w.People, func(p Person) bool { return p.Subject == s.Holder }) {
				return fmt.Errorf("a seat of the demo's group %s is held by %s, who is not among its people", g.Key, s.Holder)
			}
		}
	}
	for _, s := range w.Series {
		if !slices.ContainsFunc(w.Groups, func(g Group) bool { return g.Key == s.Group }) || !slices.ContainsFunc(w.People, func(p Person) bool { return p.Subject == s.By }) {
			return fmt.Errorf("the demo's series %q is of group %s, planned by %s: one of them is not there", s.Title, s.Group, s.By)
		}
	}
	for _, d := range w.Deliverables {
		if !slices.ContainsFunc(w.Groups, func(g Group) bool { return g.Key == d.Group }) {
			return fmt.Errorf("the demo's deliverable %s is of group %s, which is not there", d.Key, d.Group)
		}
		for _, e := range d.Editors {
			if !slices.ContainsFunc(w.People, func(p Person) bool { return p.Subject == e }) {
				return fmt.Errorf("the demo's deliverable %s is edited by %s, who is not among its people", d.Key, e)
			}
		}
	}
	return errors.Join(w.checkPilots(), w.checkSittings())
}
