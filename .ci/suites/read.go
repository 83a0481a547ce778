package main

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
)

// readExit counts a tool that either is content or is not.
func readExit(output []byte, exit error) (count, string) {
	if exit == nil {
		return count{passed: 1}, ""
	}
	return count{failed: 1}, tail(output)
}

// goEvent is a line of `go test -json` (go doc test2json).
type goEvent struct {
	Action, Package, Test, Output string
}

// readGoTest counts tests and subtests. A package that does not build, or
// fails outside of a test, counts as one failure.
func readGoTest(output []byte, _ error) (c count, trouble string) {
	said := map[string][]string{} // by package and test
	failedTests := map[string]bool{}
	var failures []string
	for line := range bytes.Lines(output) {
		var e goEvent
		if json.Unmarshal(line, &e) != nil {
			failures = append(failures, strings.TrimRight(string(line), "\n"))
			continue
		}
		key := e.Package + " " + e.Test
		switch {
		case e.Action == "output" || e.Action == "build-output":
			said[key] = append(said[key], e.Output)
		case e.Action == "pass" && e.Test != "":
			c.passed++
			delete(said, key)
		case e.Action == "fail" && (e.Test != "" || !failedTests[e.Package]):
			c.failed++
			failedTests[e.Package] = true
			failures = append(failures, "FAIL "+key+"\n"+strings.Join(said[key], ""))
		case e.Action == "build-fail":
			failures = append(failures, strings.Join(said[key], ""))
		}
	}
	return c, tail([]byte(strings.Join(failures, "\n")))
}

var tapLine = regexp.MustCompile(`^\s*(not )?ok \d+`)

// readTAP counts the lines of the Test Anything Protocol, at every depth, and
// shows each failed one with the lines that explain it.
func readTAP(output []byte, _ error) (c count, trouble string) {
	var shown strings.Builder
	failing := false
	for line := range bytes.Lines(output) {
		m := tapLine.FindSubmatch(line)
		switch {
		case m != nil && strings.Contains(string(line), "# SKIP"):
			failing = false
		case m != nil && m[1] != nil:
			c.failed++
			failing = true
		case m != nil:
			c.passed++
			failing = false
		case bytes.HasPrefix(line, []byte("# ")):
			failing = false
		}
		if failing {
			shown.Write(line)
		}
	}
	return c, tail([]byte(shown.String()))
}
