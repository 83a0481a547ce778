package demo

import (
	"fmt"
	"slices"
)

// Sitting is what one meeting was about, or is going to be.
type Sitting struct {
	Group       string            `yaml:"group"`
	At          int               `yaml:"at"` // -1 is the last meeting, 1 the next
	By          string            `yaml:"by"` // who runs it
	Scribe      string            `yaml:"scribe"`
	Published   bool              `yaml:"published"`  // the agenda is
	Attendance  map[string]string `yaml:"attendance"` // by person
	Agenda      []Item            `yaml:"agenda"`
	Proposals   []Item            `yaml:"proposals"`
	Minutes     string            `yaml:"minutes"`   // how far they are: circulated or approved; "" for none
	AnswerIn    int               `yaml:"answer_in"` // days to answer circulated minutes
	Corrections []Correction      `yaml:"corrections"`
}

// Item is a point of an agenda and what was minuted under it.
type Item struct {
	By        string    `yaml:"by"` // of a proposal
	Title     string    `yaml:"title"`
	Purpose   string    `yaml:"purpose"`
	Minutes   int       `yaml:"minutes"`
	Presenter string    `yaml:"presenter"`
	Papers    []Paper   `yaml:"papers"`
	Minuted   []Minuted `yaml:"minuted"`
}

// Paper names a deliverable to read before an item.
type Paper struct {
	Deliverable string `yaml:"deliverable"`
	Title       string `yaml:"title"`
}

// Minuted is one line of minutes: a text, a decision or an action.
type Minuted struct {
	Text     string `yaml:"text"`
	Decision string `yaml:"decision"`
	Action   string `yaml:"action"`
	Owner    string `yaml:"owner"`
	DueIn    int    `yaml:"due_in"`
	State    string `yaml:"state"` // "" leaves it as it begins
	Note     string `yaml:"note"`
}

// Correction is what somebody says is wrong with circulated minutes.
type Correction struct {
	By   string `yaml:"by"`
	Text string `yaml:"text"`
}

// checkSittings finds people, groups and papers that are not there.
func (w Workspace) checkSittings() error {
	for _, s := range w.Sittings {
		people := []string{s.By, s.Scribe}
		for person := range s.Attendance {
			people = append(people, person)
		}
		for _, c := range s.Corrections {
			people = append(people, c.By)
		}
		for _, i := range slices.Concat(s.Agenda, s.Proposals) {
			people = append(people, i.By, i.Presenter)
			for _, m := range i.Minuted {
				people = append(people, m.Owner)
			}
			for _, p := range i.Papers {
				if !slices.ContainsFunc(w.Deliverables, func(d Deliverable) bool { return d.Key == p.Deliverable }) {
					return fmt.Errorf("a paper of the demo's meeting %d is %s, which is not there", s.At, p.Deliverable)
				}
			}
		}
		for _, person := range people {
			if person != "" && !slices.ContainsFunc(w.People, func(p Person) bool { return p.Subject == person }) {
				return fmt.Errorf("the demo's meeting %d speaks of %s, who is not among its people", s.At, person)
			}
		}
		if !slices.ContainsFunc(w.Groups, func(g Group) bool { return g.Key == s.Group }) {
			return fmt.Errorf("the demo's meeting %d is of group %s, which is not there", s.At, s.Group)
		}
	}
	return nil
}
