package demo_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"rapporteur/config/demo"
)

// What is not in the programme's own update is invented, and says so.
func TestWhatIsInventedSaysSo(t *testing.T) {
	t.Parallel()
	w, err := demo.Load()
	if err != nil {
		t.Fatal(err)
	}
	real := []string{"warren-smith", "john-davies"}
	for _, p := range w.People {
		if p.Sample == slices.Contains(real, p.Subject) {
			t.Errorf("%s: sample is %v", p.Name, p.Sample)
		}
		if p.Email != strings.ReplaceAll(p.Subject, "-", ".")+"@example.org" {
			t.Errorf("%s has the address %s", p.Name, p.Email)
		}
		for _, a := range p.Affiliations {
			if strings.Contains(a.Organization, "City of") && !strings.Contains(a.Organization, "(fictional)") {
				t.Errorf("%s does not say that it is fictional", a.Organization)
			}
		}
	}
	for _, g := range w.Groups {
		for _, s := range g.Seats {
			if s.Holder != "" && s.Sample == slices.Contains(real, s.Holder) {
				t.Errorf("%s, seat of %s: sample is %v", g.Name, s.Holder, s.Sample)
			}
		}
	}
}

func TestWhoCanBeSignedInAs(t *testing.T) {
	t.Parallel()
	w, err := demo.Load()
	if err != nil {
		t.Fatal(err)
	}
	offices := map[string]int{}
	for _, p := range w.People {
		for _, o := range p.Offices {
			offices[o]++
		}
		for _, language := range []string{"en", "fr", "ar"} {
			if p.About[language] == "" {
				t.Errorf("%s has no line in %s on the sign-in page", p.Name, language)
			}
		}
	}
	if len(w.People) != 8 || offices["admin"] != 1 || offices["secretariat"] != 1 {
		t.Errorf("%d people, offices %v: want two co-leaders, a member, two city officials, a secretariat officer, an observer, an administrator", len(w.People), offices)
	}
}

func TestMeetingsGoOnAroundToday(t *testing.T) {
	t.Parallel()
	series := demo.Series{FromIn: -70, UntilIn: 365, ScheduledIn: 130}
	day := func(text string) time.Time {
		d, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	tests := map[string]struct {
		today, planned string
		from           string
		ok             bool
	}{
		"years after the facts: some are past":         {"2026-11-23", "2024-12-31", "2026-09-14", true},
		"shortly after them: none is there twice":      {"2025-02-01", "2024-12-31", "2025-01-01", true},
		"on the day of the update: the facts are next": {"2023-06-20", "2024-12-31", "2025-01-01", false},
		"nothing was planned before":                   {"2023-06-20", "", "2023-04-11", true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := series.Dated(day(test.today), test.planned)
			if got.From != test.from || ok != test.ok {
				t.Errorf("got from %s, %v; want from %s, %v", got.From, ok, test.from, test.ok)
			}
		})
	}
}
