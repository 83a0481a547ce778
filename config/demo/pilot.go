package demo

import (
	"fmt"
	"slices"
)

// Pilot is a candidate city; every one is a sample.
type Pilot struct {
	City           City     `yaml:"city"`
	Group          string   `yaml:"group"`
	Stage          string   `yaml:"stage"`
	Official       string   `yaml:"official"`         // subject of a person; "" for nobody yet
	SinceMonthsAgo *int     `yaml:"since_months_ago"` // first month a report was asked for; absent for none
	Clauses        []Clause `yaml:"clauses"`
	Goals          []string `yaml:"goals"`
	FocalPoints    []string `yaml:"focal_points"` // names
	Reports        []Report `yaml:"reports"`
}

// Clause is a part of a deliverable that a city has in test.
type Clause struct {
	Of     string `yaml:"of"` // key of the deliverable
	Number string `yaml:"number"`
	Title  string `yaml:"title"`
}

// City is a fictional place.
type City struct {
	Name       string   `yaml:"name"`
	Region     string   `yaml:"region"`
	Population string   `yaml:"population"` // a band
	Languages  []string `yaml:"languages"`
}

// Report is what a city said of a month.
type Report struct {
	MonthsAgo  int    `yaml:"months_ago"` // 0 is the month asked for now
	Colour     string `yaml:"colour"`
	Reason     string `yaml:"reason"`
	Progress   string `yaml:"progress"`
	Difficulty string `yaml:"difficulty"`
	Clause     string `yaml:"clause"`
	Ask        string `yaml:"ask"`
	NoChange   bool   `yaml:"no_change"`
	Accepted   bool   `yaml:"accepted"`
}

// checkPilots finds groups and people that are not there.
func (w Workspace) checkPilots() error {
	for _, p := range w.Pilots {
		if !slices.ContainsFunc(w.Groups, func(g Group) bool { return g.Key == p.Group }) {
			return fmt.Errorf("the demo's pilot %s is of group %s, which is not there", p.City.Name, p.Group)
		}
		for _, c := range p.Clauses {
			if !slices.ContainsFunc(w.Deliverables, func(d Deliverable) bool { return d.Key == c.Of }) {
				return fmt.Errorf("the demo's pilot %s tests clause %s of %s, which is not there", p.City.Name, c.Number, c.Of)
			}
		}
		if p.Official != "" && !slices.ContainsFunc(w.People, func(one Person) bool { return one.Subject == p.Official }) {
			return fmt.Errorf("the demo's pilot %s is reported by %s, who is not among its people", p.City.Name, p.Official)
		}
	}
	return nil
}
