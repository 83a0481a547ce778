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
			{name: "types", about: "the client's types", lane: "b", dir: "client", command: "npm run --silent typecheck", read: readExit},
			{name: "client", about: "the client's tests", lane: "b", dir: "client", command: "npx vitest run --reporter=tap-flat", read: readTAP},
			{name: "histories", about: "the Yjs engine and yjs make the same of 2,000 random histories", lane: "b",
				command: "go test -count=1 -run ManyHistories -json ./server/yjs", env: []string{"YJS_HISTORIES=2000"}, read: readGoTest},
			{name: "eslint", about: "the client's linters", lane: "b", dir: "client", command: "npm run --silent lint", read: readExit},
			{name: "build", about: "make build", lane: "b", command: "make build", read: readExit},
			{name: "sizes", about: "what a browser has to load", lane: "b", dir: "client", command: "npm run --silent sizes", read: readExit},
			{name: "lint", about: "the server's linters", lane: "b", command: golangci, read: readExit},
			{name: "ferret", about: "the MongoDB home, over the wire against FerretDB", lane: "b", dir: ".ci/ferret",
				command: "go run . go test -C ../.. -count=1 -json ./server/mongostore", read: readGoTest},
		},
		{
			{name: "e2e", about: "stories in a real browser", lane: "a", dir: "client", command: "node --test --test-reporter=tap e2e/*.test.mjs", read: readTAP},
			{name: "mongo", about: "from an empty installation to a working group, on the MongoDB home", lane: "a", dir: ".ci/ferret",
				command: "go run . -serve node --test --test-reporter=tap ../../client/e2e/empty.test.mjs", read: readTAP},
		},
	}
}

// generatedFiles are the files `make generate` writes.
func generatedFiles(name string) bool {
	switch name {
	case "docs/configuration.md", "docs/translation.md":
		return true
	}
	return strings.HasSuffix(name, "_gen.go") || strings.Contains(name, ".gen.") || strings.HasSuffix(name, ".po")
}
