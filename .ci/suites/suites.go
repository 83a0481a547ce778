package main

import "strings"

// all lists the suites. Two cores are assumed: a stage has two lanes at most,
// and what watches a clock or a browser has a stage of its own at the end.
func all() [][]suite {
	golangci := "go tool -modfile=.ci/tools/go.mod golangci-lint run ./..."
	return [][]suite{
		{
			{name: "generated", about: "generated files are current", lane: "a", check: checkGenerated},
		},
		{
			{name: "go", about: "the server's tests, with the race detector", lane: "a", command: "go test -race -shuffle=on -json ./... ./.ci/suites", read: readGoTest},
			{name: "lint", about: "golangci-lint", lane: "a", command: golangci, read: readExit},
		},
	}
}

// generatedFiles are the files `make generate` writes.
func generatedFiles(name string) bool {
	return strings.HasSuffix(name, "_gen.go") || strings.Contains(name, ".gen.") || name == "docs/configuration.md"
}
