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

func TestRulesThatAreNoPlanOfMeetings(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ rule, says string }{
		"every second":                       {"FREQ=SECONDLY", "not more often"},
		"every minute, thinned out":          {"FREQ=MINUTELY;BYHOUR=3;BYMINUTE=3", "not more often"},
		"hours in the rule":                  {"FREQ=DAILY;BYHOUR=1,2,3", "beside the rule"},
		"no frequency":                       {"BYDAY=TH", "cannot be read"},
		"a word that is no rule":             {"third thursday", "cannot be read"},
		"a part nobody knows":                {"FREQ=MONTHLY;BYMOON=FULL", "cannot be read"},
		"a day outside the month":            {"FREQ=MONTHLY;BYMONTHDAY=32", "cannot be read"},
		"a start smuggled in":                {"DTSTART:19700101T000000Z\nFREQ=DAILY", "without a start"},
		"a start as a part":                  {"FREQ=DAILY;DTSTART=19700101T000000Z", "without a start"},
		"a list without end":                 {"FREQ=MONTHLY;BYDAY=" + strings.Repeat("TH,", 100) + "TH", "longer than"},
		"the same short number many times":   {"FREQ=MONTHLY;BYMONTHDAY=" + strings.Repeat("1,", 70) + "1", "more than 62"},
		"an interval of centuries":           {"FREQ=YEARLY;INTERVAL=100000", "at most 366"},
		"weeks of the year":                  {"FREQ=YEARLY;BYWEEKNO=20", "weekday"},
		"the third Thursday of a week":       {"FREQ=WEEKLY;BYDAY=3TH", "monthly or yearly"},
		"nothing at all":                     {"", "cannot be read"},
		"easter":                             {"FREQ=YEARLY;BYEASTER=1", "weekday"},
		"a number larger than a number gets": {"FREQ=MONTHLY;INTERVAL=99999999999999999999", "cannot be read"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := meeting.ParseRule(test.rule)
			if !errors.Is(err, meeting.ErrRule) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want a refusal that says %q", err, test.says)
			}
		})
	}
}

func TestThirdThursdaysOfTheProgramme(t *testing.T) {
	t.Parallel()
	rule, err := meeting.ParseRule("freq=monthly;byday=3th")
	if err != nil {
		t.Fatal(err)
	}
	days, err := rule.Days("2023-07-01", "2023-12-31", 60)
	if err != nil {
		t.Fatal(err)
	}
	want := []meeting.Day{"2023-07-20", "2023-08-17", "2023-09-21", "2023-10-19", "2023-11-16", "2023-12-21"}
	if !slices.Equal(days, want) {
		t.Errorf("got %v, want %v", days, want)
	}
}

func TestExpansionIsBounded(t *testing.T) {
	t.Parallel()
	daily := parse(t, "FREQ=DAILY")
	if _, err := daily.Days("2023-01-01", "2023-12-31", 60); !errors.Is(err, meeting.ErrTooManyDates) {
		t.Errorf("a daily year of at most 60: got %v", err)
	}
	if days, err := daily.Days("2023-01-01", "2023-03-01", 60); err != nil || len(days) != 60 {
		t.Errorf("exactly 60 days: got %d, %v", len(days), err)
	}
	// Rules that never come true: their cost is a bound on work, seen in the profile, and they end.
	for _, never := range []string{
		"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYDAY=TH;BYSETPOS=40",
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4,6,9,11",
		"FREQ=DAILY;INTERVAL=7;BYDAY=MO",
	} {
		days, err := parse(t, never).Days("2023-01-03", "2027-12-31", 60)
		if err != nil || len(days) != 0 {
			t.Errorf("%s: got %v, %v", never, days, err)
		}
	}
}

func TestARuleOfItsOwnEnd(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		rule string
		last meeting.Day
	}{
		"after four times":      {"FREQ=MONTHLY;BYDAY=3TH;COUNT=4", "2023-10-19"},
		"until a day":           {"FREQ=MONTHLY;BYDAY=3TH;UNTIL=20231101T000000Z", "2023-10-19"},
		"later than the plan's": {"FREQ=MONTHLY;BYDAY=3TH;UNTIL=20300101T000000Z", "2023-12-21"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rule, last, err := parse(t, test.rule).Bounded("2023-07-01", "2023-12-31", 60)
			if err != nil || last != test.last || rule.String() != "FREQ=MONTHLY;BYDAY=+3TH" {
				t.Errorf("got %s until %s, %v; want until %s", rule, last, err, test.last)
			}
		})
	}
}

// TestMonthlyRulesAgree holds the expansion to one that walks the calendar day
// by day and shares nothing with it.
func TestMonthlyRulesAgree(t *testing.T) {
	t.Parallel()
	names := []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}
	rapid.Check(t, func(t *rapid.T) {
		weekday := rapid.IntRange(0, 6).Draw(t, "weekday")
		nth := rapid.SampledFrom([]int{-2, -1, 1, 2, 3, 4, 5}).Draw(t, "nth")
		interval := rapid.IntRange(1, 5).Draw(t, "interval")
		first := time.Date(rapid.IntRange(1990, 2090).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		last := first.AddDate(0, 0, rapid.IntRange(0, 1500).Draw(t, "span"))
		text := fmt.Sprintf("FREQ=MONTHLY;INTERVAL=%d;BYDAY=%d%s", interval, nth, names[weekday])

		rule, err := meeting.ParseRule(text)
		if err != nil {
			t.Fatal(err)
		}
		got, err := rule.Days(meeting.DayOf(first), meeting.DayOf(last), 1000)
		if err != nil {
			t.Fatal(err)
		}
		if want := walk(first, last, time.Weekday(weekday), nth, interval); !slices.Equal(got, want) {
			t.Fatalf("%s from %s to %s:\n got %v\nwant %v", text, first, last, got, want)
		}
	})
}

func walk(first, last time.Time, weekday time.Weekday, nth, interval int) []meeting.Day {
	var days []meeting.Day
	for d := first; !d.After(last); d = d.AddDate(0, 0, 1) {
		months := (d.Year()-first.Year())*12 + int(d.Month()) - int(first.Month())
		if d.Weekday() != weekday || months%interval != 0 {
			continue
		}
		fromStart := (d.Day()-1)/7 + 1
		lastOfMonth := time.Date(d.Year(), d.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
		fromEnd := -((lastOfMonth-d.Day())/7 + 1)
		if nth == fromStart || nth == fromEnd {
			days = append(days, meeting.DayOf(d))
		}
	}
	return days
}

func parse(t *testing.T, text string) meeting.Rule {
	t.Helper()
	rule, err := meeting.ParseRule(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return rule
}

// FuzzRule: whatever is sent as a rule is refused with a sentence or expands
// within its bounds, and what was read is written so that it can be read again.
func FuzzRule(f *testing.F) {
	for _, seed := range []string{
		"FREQ=MONTHLY;BYDAY=3TH", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
		"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=12", "FREQ=DAILY;UNTIL=20231101T000000Z", "FREQ=SECONDLY", "FREQ=MONTHLY;BYDAY=53TH", "RRULE:FREQ=DAILY",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rule, err := meeting.ParseRule(text)
		if err != nil {
			if !errors.Is(err, meeting.ErrRule) {
				t.Fatalf("%q: refused as %v", text, err)
			}
			return
		}
		days, err := rule.Days("2023-07-01", "2026-06-30", 100)
		if len(days) > 100 || (err != nil && !errors.Is(err, meeting.ErrTooManyDates)) {
			t.Fatalf("%q: %d days, %v", text, len(days), err)
		}
		if !slices.IsSorted(days) {
			t.Fatalf("%q: %v", text, days)
		}
		again, err := meeting.ParseRule(rule.String())
		if err != nil || again.String() != rule.String() {
			t.Fatalf("%q was written as %q and read as %q, %v", text, rule, again, err)
		}
	})
}
