package meeting_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rapporteur/server/meeting"
)

var bounds = meeting.Bounds{Occurrences: 120, Horizon: 3 * 366 * 24 * time.Hour, Zones: 12, AgendaItems: 60, Corrections: 200}

var year = meeting.Plan{
	Rule: "FREQ=MONTHLY;BYDAY=3TH", Zone: "Europe/Zurich", Start: "14:00", Minutes: 60,
	From: "2023-07-01", Until: "2024-12-31",
}

func TestPreviewOfTheYear(t *testing.T) {
	t.Parallel()
	dates, err := meeting.Preview(year, []string{"Europe/Zurich", "America/Bogota", "Asia/Tokyo"}, bounds)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range dates[:10] {
		line := string(d.Original.Day())
		for _, l := range d.Local {
			line += " " + string(l.Start.Clock())
		}
		for _, n := range d.Notes {
			line += fmt.Sprintf(" %s %s %s", n.Kind, n.Zone, n.At.Format(time.DateOnly))
		}
		got = append(got, line)
	}
	want := []string{
		"2023-07-20 14:00 07:00 21:00",
		"2023-08-17 14:00 07:00 21:00",
		"2023-09-21 14:00 07:00 21:00",
		"2023-10-19 14:00 07:00 21:00",
		"2023-11-16 14:00 08:00 22:00 clocks_back Europe/Zurich 2023-10-29",
		"2023-12-21 14:00 08:00 22:00",
		"2024-01-18 14:00 08:00 22:00",
		"2024-02-15 14:00 08:00 22:00",
		"2024-03-21 14:00 08:00 22:00",
		"2024-04-18 14:00 07:00 21:00 clocks_forward Europe/Zurich 2024-03-31",
	}
	if len(dates) != 18 || !slices.Equal(got, want) {
		t.Errorf("%d dates:\n%s\nwant 18:\n%s", len(dates), strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestPlansThatAreRefused(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(*meeting.Plan)
		want   error
	}{
		"a rule of seconds":               {func(p *meeting.Plan) { p.Rule = "FREQ=SECONDLY" }, meeting.ErrRule},
		"a zone nobody knows":             {func(p *meeting.Plan) { p.Zone = "Mars/Olympus" }, meeting.ErrZone},
		"a time that is none":             {func(p *meeting.Plan) { p.Start = "25:00" }, meeting.ErrTime},
		"a day that is none":              {func(p *meeting.Plan) { p.From = "2023-02-30" }, meeting.ErrTime},
		"the end before the beginning":    {func(p *meeting.Plan) { p.Until = "2023-06-30" }, meeting.ErrRange},
		"a century":                       {func(p *meeting.Plan) { p.Until = "2123-06-30" }, meeting.ErrRange},
		"more dates than a series has":    {func(p *meeting.Plan) { p.Rule = "FREQ=DAILY" }, meeting.ErrTooManyDates},
		"no date at all":                  {func(p *meeting.Plan) { p.Rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31" }, meeting.ErrNoDates},
		"a meeting of no length":          {func(p *meeting.Plan) { p.Minutes = 0 }, meeting.ErrTime},
		"a meeting of more than a day":    {func(p *meeting.Plan) { p.Minutes = 1441 }, meeting.ErrTime},
		"a count beyond what is bearable": {func(p *meeting.Plan) { p.Rule = "FREQ=DAILY;COUNT=100000" }, meeting.ErrTooManyDates},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := year
			test.change(&p)
			if _, err := meeting.Preview(p, nil, bounds); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
	if _, err := meeting.Preview(year, slices.Repeat([]string{"Asia/Tokyo"}, 13), bounds); !errors.Is(err, meeting.ErrZone) {
		t.Errorf("thirteen zones: got %v", err)
	}
}

// TestEachLocalTimeIsTheInstant: what the clock of each zone shows is the
// meeting's instant, and in the plan's own zone the clock stays where it is
// unless that time does not exist.
func TestEachLocalTimeIsTheInstant(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		zones := []string{"Europe/Zurich", "America/New_York", "Africa/Cairo", "Asia/Tokyo", "Australia/Lord_Howe"}
		p := year
		p.Rule = rapid.SampledFrom([]string{"FREQ=MONTHLY;BYDAY=-1SU", "FREQ=WEEKLY;BYDAY=SU;INTERVAL=2", "FREQ=MONTHLY;BYDAY=3TH"}).Draw(t, "rule")
		p.Zone = rapid.SampledFrom(zones).Draw(t, "zone")
		p.Start = meeting.Clock(fmt.Sprintf("%02d:%02d", rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute")))
		dates, err := meeting.Preview(p, zones, bounds)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range dates {
			skipped := slices.ContainsFunc(d.Notes, func(n meeting.Note) bool { return n.Kind == meeting.TimeSkipped })
			for _, l := range d.Local {
				loc, _ := time.LoadLocation(l.Zone)
				if got := meeting.WallOf(d.Start.In(loc)); got != l.Start || d.End.Sub(d.Start) != time.Hour {
					t.Fatalf("%s in %s shows %s, not %s", d.Start, l.Zone, got, l.Start)
				}
				if l.Zone == p.Zone && !skipped && l.Start != d.Original {
					t.Fatalf("planned for %s, shows %s in its own zone", d.Original, l.Start)
				}
			}
		}
	})
}
