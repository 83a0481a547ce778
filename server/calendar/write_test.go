package calendar_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rapporteur/server/calendar"
)

var update = flag.Bool("update", false, "write the golden files anew")

// programme is the year of the facts: third Thursdays of 2023, September moved
// from Thursday 21 to Wednesday 20, and what else a calendar has to say.
func programme(t testing.TB) calendar.Agenda {
	t.Helper()
	run := calendar.Run{
		UID: "01run", Rule: "FREQ=MONTHLY;BYDAY=+3TH", Zone: "Europe/Zurich", Minutes: 60, Sequence: 1,
		Title: "Monthly meeting", Page: "https://rapporteur.example.org/groups/g1", JoinLink: "https://call.example.org/x;y,z",
		Changed: utc("2023-06-20T08:00:00Z"),
	}
	a := calendar.Agenda{}
	for _, day := range []string{"2023-07-20", "2023-08-17", "2023-09-21", "2023-10-19", "2023-11-16", "2023-12-21", "2024-01-18", "2024-02-15"} {
		start := in(t, "Europe/Zurich", day+" 14:00")
		run.Dates = append(run.Dates, start)
		if day > "2024" && day != "2024-02-15" {
			continue // provisional
		}
		a.Sittings = append(a.Sittings, calendar.Sitting{
			UID: run.UID, Planned: start, PlannedZone: run.Zone, Start: start, End: start.Add(time.Hour), Zone: run.Zone,
			Title: run.Title, JoinLink: run.JoinLink, Page: "https://rapporteur.example.org/meetings/" + day, Changed: run.Changed,
		})
	}
	moved := &a.Sittings[2]
	moved.Start = in(t, "Europe/Zurich", "2023-09-20 14:00")
	moved.End, moved.Sequence, moved.Changed = moved.Start.Add(time.Hour), 1, utc("2023-06-21T09:30:00Z")
	moved.Lines = []string{"1. Élaborer la feuille de route, avec les villes candidates; «priorités» \\ budget (20′)", "2. 第二十届会议的议程和各候选城市的报告，以及工作组的下一步计划与时间表 (15′)", "3. مراجعة المبادئ التوجيهية للمشتريات في المدن الذكية المستدامة"}
	off := &a.Sittings[3]
	off.Off, off.Reason, off.Sequence = true, "The plenary meets that day.", 1
	a.Runs = []calendar.Run{run}
	a.Sittings = append(a.Sittings, calendar.Sitting{
		UID: "01single", Start: in(t, "Africa/Cairo", "2023-10-26 10:00"), End: in(t, "Africa/Cairo", "2023-10-26 11:30"), Zone: "Africa/Cairo",
		Title: "Kick-off of working group 2", Place: "Room H1", Changed: run.Changed,
	})
	return a
}

// instants is what any parser must read from the programme, start and end.
var instants = []string{
	"2023-07-20T12:00:00Z/2023-07-20T13:00:00Z",
	"2023-08-17T12:00:00Z/2023-08-17T13:00:00Z",
	"2023-09-20T12:00:00Z/2023-09-20T13:00:00Z", // moved
	"2023-10-26T07:00:00Z/2023-10-26T08:30:00Z", // Cairo, still in summer
	"2023-11-16T13:00:00Z/2023-11-16T14:00:00Z",
	"2023-12-21T13:00:00Z/2023-12-21T14:00:00Z",
	"2024-02-15T13:00:00Z/2024-02-15T14:00:00Z",
}

func TestTheProgrammeAsACalendar(t *testing.T) {
	t.Parallel()
	body := write(t, programme(t), "Rapporteur")
	golden(t, "programme.ics", body)
	expected, err := json.MarshalIndent(instants, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "programme.json", append(expected, '\n'))
	if got := read(t, body); !slices.Equal(got, instants) {
		t.Errorf("read back:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(instants, "\n"))
	}
	text := unfold(body)
	for name, line := range map[string]string{
		"the moved one keeps its planned start": "RECURRENCE-ID;TZID=Europe/Zurich:20230921T140000",
		"and starts on Wednesday":               "DTSTART;TZID=Europe/Zurich:20230920T140000",
		"a provisional date is left out":        "EXDATE;TZID=Europe/Zurich:20240118T140000",
		"the cancelled one says so":             "STATUS:CANCELLED",
		"words are escaped":                     `«priorités» \\ budget (20′)\n2.`,
		"an address is not":                     "CONFERENCE;VALUE=URI:https://call.example.org/x;y,z",
		"the zone is described":                 "TZID:Europe/Zurich",
	} {
		if !strings.Contains(text, line) {
			t.Errorf("%s: no %s in\n%s", name, line, text)
		}
	}
}

func TestACalendarWithoutMeetingsIsOne(t *testing.T) {
	t.Parallel()
	body := write(t, calendar.Agenda{Runs: programme(t).Runs}, "Rapporteur")
	cal, err := ical.NewDecoder(bytes.NewReader(body)).Decode()
	if err != nil || len(cal.Events()) != 0 {
		t.Errorf("%v, %d events in\n%s", err, len(cal.Events()), body)
	}
}

func TestOneSittingOfARunByItself(t *testing.T) {
	t.Parallel()
	a := programme(t)
	body := write(t, calendar.Agenda{Sittings: a.Sittings[2:3]}, "")
	text := unfold(body)
	if !strings.Contains(text, "RECURRENCE-ID;TZID=Europe/Zurich:20230921T140000") || strings.Contains(text, "RRULE") || strings.Count(text, "BEGIN:VEVENT") != 1 {
		t.Errorf("got\n%s", text)
	}
}

// TestLines: whatever people write, no line is longer than 75 octets, breaks
// are CRLF, every line is text, and nothing is lost or added.
func TestLines(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.StringOfN(rapid.RuneFrom([]rune("aé漢🙂ا\\;,:\"\n\r\t\x00\u2028 ")), 1, 300, -1).Draw(t, "title")
		start := utc("2023-07-20T12:00:00Z")
		body, err := calendar.Write(calendar.Agenda{Sittings: []calendar.Sitting{{UID: "1", Start: start, End: start.Add(time.Hour), Zone: "UTC", Title: title, Changed: start}}}, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range bytes.Split(bytes.TrimSuffix(body, []byte("\r\n")), []byte("\r\n")) {
			if len(line) > 75 || !utf8.Valid(line) || bytes.ContainsAny(line, "\r\n\x00") {
				t.Fatalf("line %q of %d octets", line, len(line))
			}
		}
		cal, err := ical.NewDecoder(bytes.NewReader(body)).Decode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := cal.Events()[0].Props.Text(ical.PropSummary)
		want := strings.NewReplacer("\r\n", "\n", "\r", "", "\x00", "").Replace(title)
		if err != nil || got != want {
			t.Fatalf("read back %q, %v; want %q", got, err, want)
		}
	})
}

// TestZonesAreDescribedExactly reads each instant by the VTIMEZONE alone and
// compares with the zone database.
func TestZonesAreDescribedExactly(t *testing.T) {
	t.Parallel()
	zones := []string{"Europe/Zurich", "Africa/Cairo", "Africa/Casablanca", "America/Bogota", "Asia/Tokyo", "Australia/Lord_Howe",
		"America/St_Johns", "Asia/Kathmandu", "Europe/Dublin", "Africa/Nairobi", "Pacific/Apia", "Antarctica/Troll", "America/Nuuk"}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(zones).Draw(t, "zone")
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Unix(rapid.Int64Range(1640995200, 1924991999).Draw(t, "unix"), 0).Truncate(time.Minute).UTC()
		body, err := calendar.Write(calendar.Agenda{Sittings: []calendar.Sitting{
			{UID: "1", Start: start, End: start.Add(time.Hour), Zone: name, Changed: start, Title: "x"},
		}}, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []time.Time{start, start.AddDate(0, 5, 0), start.AddDate(1, 0, 0)} {
			_, want := at.In(loc).Zone()
			if got := offsetBy(t, body, at); got != want {
				t.Fatalf("%s at %s: described as %d, is %d\n%s", name, at, got, want, body)
			}
		}
	})
}

// offsetBy finds the offset that the calendar's only zone has at an instant.
func offsetBy(t *rapid.T, body []byte, at time.Time) int {
	cal, err := ical.NewDecoder(bytes.NewReader(body)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	var best time.Time
	offset := 1 << 30
	for _, zone := range cal.Children {
		for _, o := range zone.Children {
			from, to := seconds(o.Props.Get(ical.PropTimezoneOffsetFrom).Value), seconds(o.Props.Get(ical.PropTimezoneOffsetTo).Value)
			onset, err := time.Parse("20060102T150405", o.Props.Get(ical.PropDateTimeStart).Value)
			if err != nil {
				t.Fatal(err)
			}
			onset = onset.Add(-time.Duration(from) * time.Second)
			if !onset.After(at) && !onset.Before(best) {
				best, offset = onset, to
			}
		}
	}
	return offset
}

func seconds(text string) int {
	var sign rune
	var h, m, s int
	fmt.Sscanf(text+"00", "%c%02d%02d%02d", &sign, &h, &m, &s)
	n := h*3600 + m*60 + s
	if sign == '-' {
		return -n
	}
	return n
}

// read expands a calendar with the parser's own recurrence and gives what
// takes place, in order.
func read(t testing.TB, body []byte) []string {
	t.Helper()
	cal, err := ical.NewDecoder(bytes.NewReader(body)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	type key struct {
		uid string
		at  time.Time
	}
	overrides := map[key]ical.Event{}
	for _, e := range cal.Events() {
		if p := e.Props.Get(ical.PropRecurrenceID); p != nil {
			at, err := p.DateTime(nil)
			if err != nil {
				t.Fatal(err)
			}
			overrides[key{e.Props.Get(ical.PropUID).Value, at.UTC()}] = e
		}
	}
	var found []string
	add := func(e ical.Event, start time.Time) {
		first, _ := e.DateTimeStart(nil)
		end, _ := e.DateTimeEnd(nil)
		if s, _ := e.Status(); s != ical.EventCancelled {
			found = append(found, start.UTC().Format(time.RFC3339)+"/"+start.Add(end.Sub(first)).UTC().Format(time.RFC3339))
		}
	}
	for _, e := range cal.Events() {
		if e.Props.Get(ical.PropRecurrenceID) != nil {
			continue
		}
		set, err := e.RecurrenceSet(nil)
		if err != nil {
			t.Fatal(err)
		}
		start, err := e.DateTimeStart(nil)
		if err != nil {
			t.Fatal(err)
		}
		starts := []time.Time{start}
		if set != nil {
			starts = set.All()
		}
		for _, at := range starts {
			if o, ok := overrides[key{e.Props.Get(ical.PropUID).Value, at.UTC()}]; ok {
				moved, _ := o.DateTimeStart(nil)
				add(o, moved)
				delete(overrides, key{e.Props.Get(ical.PropUID).Value, at.UTC()})
				continue
			}
			add(e, at)
		}
	}
	if len(overrides) > 0 {
		t.Errorf("overrides of dates the rule does not make: %v", overrides)
	}
	slices.Sort(found)
	return found
}

func write(t testing.TB, a calendar.Agenda, name string) []byte {
	t.Helper()
	body, err := calendar.Write(a, name)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func unfold(body []byte) string { return strings.ReplaceAll(string(body), "\r\n ", "") }

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := "testdata/" + name
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got); -update writes it anew:\n%s", file, diff)
	}
}

func utc(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t
}

func in(t testing.TB, zone, text string) time.Time {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", text, loc)
	if err != nil {
		t.Fatal(err)
	}
	return at.UTC()
}
