package config

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// assign puts a value of a file or a variable into a setting. Its error is the
// sentence that says what may stand there.
func assign(to reflect.Value, value any) error {
	if to.Kind() == reflect.Slice {
		return assignList(to, value)
	}
	if _, isList := value.([]any); isList {
		return errors.New("One value is expected here, not a list.")
	}
	text := ""
	if value != nil {
		text = strings.TrimSpace(fmt.Sprint(value))
	}
	switch {
	case isTime(to):
		return assignDay(to, text)
	case to.Type() == reflect.TypeFor[time.Duration]():
		d, ok := parseDuration(text)
		if !ok {
			return errors.New("Write a time such as 90s, 15m, 12h or 14d.")
		}
		to.SetInt(int64(d))
	case to.Type() == reflect.TypeFor[Bytes]():
		n, ok := parseBytes(text)
		if !ok {
			return errors.New("Write a size such as 512 KiB or 10 MiB.")
		}
		to.SetInt(n)
	case to.Kind() == reflect.String:
		to.SetString(text)
	case to.Kind() == reflect.Bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return errors.New("Write true or false.")
		}
		to.SetBool(b)
	case to.Kind() == reflect.Int:
		n, err := strconv.ParseInt(text, 10, 32)
		if err != nil {
			return errors.New("Write a whole number.")
		}
		to.SetInt(n)
	}
	return nil
}

// assignList takes a YAML list or, from the environment, words between commas.
func assignList(to reflect.Value, value any) error {
	var words []string
	switch v := value.(type) {
	case nil:
	case []any:
		for _, item := range v {
			words = append(words, strings.TrimSpace(fmt.Sprint(item)))
		}
	default:
		for word := range strings.SplitSeq(fmt.Sprint(v), ",") {
			if word = strings.TrimSpace(word); word != "" {
				words = append(words, word)
			}
		}
	}
	to.Set(reflect.ValueOf(words))
	return nil
}

func assignDay(to reflect.Value, text string) error {
	if text == "" {
		to.Set(reflect.ValueOf(time.Time{}))
		return nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return errors.New("Write a day such as 2023-06-20, or leave it empty.")
	}
	to.Set(reflect.ValueOf(day))
	return nil
}

func isTime(v reflect.Value) bool { return v.Type() == reflect.TypeFor[time.Time]() }

// parseDuration reads what time.ParseDuration does, and whole days. Nothing
// here may be negative.
func parseDuration(text string) (time.Duration, bool) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		n, err := strconv.ParseUint(days, 10, 16)
		return time.Duration(n) * 24 * time.Hour, err == nil
	}
	d, err := time.ParseDuration(text)
	return d, err == nil && d >= 0
}

var size = regexp.MustCompile(`^(\d{1,12})\s*(B|KiB|MiB|GiB)?$`)

func parseBytes(text string) (int64, bool) {
	m := size.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	n, err := strconv.ParseInt(m[1], 10, 64)
	shift := map[string]uint{"": 0, "B": 0, "KiB": 10, "MiB": 20, "GiB": 30}[m[2]]
	return n << shift, err == nil && n <= math.MaxInt64>>shift
}

// String writes a size as people do: 10 MiB.
func (b Bytes) String() string {
	for _, unit := range []struct {
		name  string
		shift uint
	}{{"GiB", 30}, {"MiB", 20}, {"KiB", 10}} {
		if b >= 1<<unit.shift && b&(1<<unit.shift-1) == 0 {
			return fmt.Sprintf("%d %s", b>>unit.shift, unit.name)
		}
	}
	return fmt.Sprintf("%d bytes", int64(b))
}

// closest suggests the known name that was probably meant, or nothing.
func closest(name string, known []string) string {
	best, bestDistance := "", max(2, len(name)/4)+1
	for _, k := range known {
		if d := distance(name, k); d < bestDistance {
			best, bestDistance = k, d
		}
	}
	if best == "" {
		return ""
	}
	return " (did you mean " + best + "?)"
}

// distance counts the letters to add, drop or change to get from a to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
