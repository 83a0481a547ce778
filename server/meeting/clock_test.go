package meeting_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rapporteur/server/meeting"
)

func TestWallClocks(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		wall    meeting.Wall
		zone    string
		utc     string
		reading meeting.Reading
	}{
		"a summer afternoon":                 {"2023-07-20T14:00", "Europe/Zurich", "2023-07-20T12:00:00Z", meeting.Plain},
		"the same in winter":                 {"2023-11-16T14:00", "Europe/Zurich", "2023-11-16T13:00:00Z", meeting.Plain},
		"the hour that is left out":          {"2024-03-31T02:30", "Europe/Zurich", "2024-03-31T01:30:00Z", meeting.Skipped},
		"the hour that comes twice":          {"2023-10-29T02:30", "Europe/Zurich", "2023-10-29T00:30:00Z", meeting.Twice},
		"just before the gap":                {"2024-03-31T01:59", "Europe/Zurich", "2024-03-31T00:59:00Z", meeting.Plain},
		"just after the gap":                 {"2024-03-31T03:00", "Europe/Zurich", "2024-03-31T01:00:00Z", meeting.Plain},
		"the gap west of Greenwich":          {"2024-03-10T02:30", "America/New_York", "2024-03-10T07:30:00Z", meeting.Skipped},
		"twice west of Greenwich":            {"2023-11-05T01:30", "America/New_York", "2023-11-05T05:30:00Z", meeting.Twice},
		"half an hour's change":              {"2023-10-01T02:15", "Australia/Lord_Howe", "2023-09-30T15:45:00Z", meeting.Skipped},
		"Cairo took summer time up again":    {"2023-04-28T00:30", "Africa/Cairo", "2023-04-27T22:30:00Z", meeting.Skipped},
		"a zone that changes in Ramadan":     {"2024-03-10T02:30", "Africa/Casablanca", "2024-03-10T01:30:00Z", meeting.Twice},
		"a day that an island left out":      {"2011-12-30T12:00", "Pacific/Apia", "2011-12-30T22:00:00Z", meeting.Skipped},
		"a zone without any change of clock": {"2023-07-20T14:00", "Asia/Kolkata", "2023-07-20T08:30:00Z", meeting.Plain},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, reading := test.wall.In(zone(t, test.zone))
			if got.UTC().Format(time.RFC3339) != test.utc || reading != test.reading {
				t.Errorf("got %s (%d), want %s (%d)", got.UTC().Format(time.RFC3339), reading, test.utc, test.reading)
			}
		})
	}
}

func TestZonesThatAreRefused(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"nothing": "", "the machine's own": "Local", "in small letters too": "local", "a way out of the folder": "../../etc/passwd",
		"a full path": "/etc/localtime", "a Windows name": "Romance Standard Time", "a town alone": "Geneva",
	} {
		if _, err := meeting.LoadZone(text); !errors.Is(err, meeting.ErrZone) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestEveryInstantHasItsWall: whatever a clock shows in any zone can be read
// back to the instant, or to the earlier of two; a time that no clock shows is
// read as that much after the last time before the gap.
func TestEveryInstantHasItsWall(t *testing.T) {
	t.Parallel()
	zones := []string{"Europe/Zurich", "America/Bogota", "Asia/Tokyo", "Africa/Nairobi", "Africa/Cairo", "America/New_York",
		"Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns", "Europe/Dublin", "Antarctica/Troll"}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(zones).Draw(t, "zone")
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		// Near a change of clocks as often as anywhere.
		at := time.Unix(rapid.Int64Range(631152000, 2208988800).Draw(t, "unix")/60*60, 0).In(loc)
		if _, change := at.ZoneBounds(); !change.IsZero() && rapid.Bool().Draw(t, "near a change") {
			at = change.Truncate(time.Minute).Add(time.Duration(rapid.IntRange(-180, 180).Draw(t, "minutes")) * time.Minute).In(loc)
		}
		got, reading := meeting.WallOf(at).In(loc)
		switch {
		case reading == meeting.Skipped:
			t.Fatalf("%s shows %s, and reads it as a time that does not exist", name, meeting.WallOf(at))
		case got.After(at):
			t.Fatalf("%s: %s came back later, %s", name, at, got)
		case !got.Equal(at) && (reading != meeting.Twice || meeting.WallOf(got) != meeting.WallOf(at)):
			t.Fatalf("%s: %s came back as %s (%d)", name, at, got, reading)
		}
	})
}

func TestSkippedTimesKeepTheirDistance(t *testing.T) {
	t.Parallel()
	loc := zone(t, "Europe/Zurich")
	rapid.Check(t, func(t *rapid.T) {
		minute := rapid.IntRange(0, 59).Draw(t, "minute")
		wall := meeting.WallOf(time.Date(2024, 3, 31, 2, minute, 0, 0, time.UTC))
		got, reading := wall.In(loc)
		if want := time.Date(2024, 3, 31, 1, minute, 0, 0, time.UTC); !got.Equal(want) || reading != meeting.Skipped {
			t.Fatalf("%s: got %s (%d), want %s", wall, got.UTC(), reading, want)
		}
	})
}

func TestDatesPeopleCannotMean(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "2023-02-30T14:00", "2023-7-20T14:00", "2023-07-20 14:00", "2023-07-20T14:00:00", "2023-07-20T24:00", "2023-07-20T14:00Z"} {
		if _, err := meeting.ParseWall(text); !errors.Is(err, meeting.ErrTime) {
			t.Errorf("%q: got %v", text, err)
		}
	}
	for _, text := range []string{"", "2023-02-29", "20230720", "2023-07-20T14:00"} {
		if _, err := meeting.ParseDay(text); !errors.Is(err, meeting.ErrTime) {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := meeting.LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}
