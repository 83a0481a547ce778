package main

import (
	"errors"
	"strings"
	"testing"
)

func TestReaders(t *testing.T) {
	t.Parallel()
	broken := errors.New("exit status 1")
	tests := map[string]struct {
		read   reader
		output string
		exit   error
		want   count
		shown  string
	}{
		"go: tests and subtests count": {readGoTest,
			`{"Action":"pass","Package":"p","Test":"A"}` + "\n" + `{"Action":"pass","Package":"p","Test":"A/b"}` + "\n" + `{"Action":"pass","Package":"p"}`,
			nil, count{passed: 2}, ""},
		"go: a failed test shows what it said": {readGoTest,
			`{"Action":"output","Package":"p","Test":"A","Output":"got 1\n"}` + "\n" + `{"Action":"fail","Package":"p","Test":"A"}` + "\n" + `{"Action":"fail","Package":"p"}`,
			broken, count{failed: 1}, "got 1"},
		"go: a package that does not build is a failure": {readGoTest,
			`{"Action":"build-output","Output":"x.go:1: undefined: y\n"}` + "\n" + `{"Action":"build-fail"}` + "\n" + `{"Action":"fail","Package":"p"}`,
			broken, count{failed: 1}, "undefined: y"},
		"tap: nested lines count, skipped ones do not": {readTAP,
			"TAP version 13\n# Subtest: a\n    ok 1 - b\n    ok 2 - c # SKIP\nok 1 - a\n1..1\n# pass 2\n", nil, count{passed: 2}, ""},
		"tap: a failed line shows its reason": {readTAP,
			"ok 1 - a\nnot ok 2 - b\n  ---\n  error: 'lost text'\n  ...\nok 3 - c\n", broken, count{passed: 2, failed: 1}, "lost text"},
		"exit: content":     {readExit, "fine", nil, count{passed: 1}, ""},
		"exit: not content": {readExit, "a.go:1: unused", broken, count{failed: 1}, "unused"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, shown := test.read([]byte(test.output), test.exit)
			if got != test.want || !strings.Contains(shown, test.shown) {
				t.Errorf("got %+v and %q, want %+v and a text with %q", got, shown, test.want, test.shown)
			}
		})
	}
}

func TestWhatCountsAsAFailure(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		command string
		read    reader
		want    count
	}{
		"a tool that ran nothing":                  {"true", readTAP, count{failed: 1}},
		"a tool that fell over without a report":   {"false", readTAP, count{failed: 1}},
		"a tool that is not there":                 {"no-such-tool-here", readExit, count{failed: 1}},
		"a tool that is content":                   {"true", readExit, count{passed: 1}},
		"a report of success and a failing ending": {"echo ok 1; exit 3", readTAP, count{passed: 1, failed: 1}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, _ := suite{command: test.command, read: test.read}.run(t.Context())
			if got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}
