package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// checkGenerated makes the generated files again and compares. A stale one is
// left as it was made now, ready to be committed.
func checkGenerated(ctx context.Context) (c count, trouble string) {
	listed, err := exec.CommandContext(ctx, "git", "ls-files").Output()
	if err != nil {
		return count{failed: 1}, fmt.Sprintf("git ls-files: %v", err)
	}
	before := map[string][]byte{}
	for name := range strings.Lines(string(listed)) {
		if name = strings.TrimSpace(name); generatedFiles(name) {
			before[name], _ = os.ReadFile(name) // a missing one differs from what is made
		}
	}
	if output, err := exec.CommandContext(ctx, "make", "-s", "generate").CombinedOutput(); err != nil {
		return count{failed: 1}, tail(output)
	}
	var stale []string
	for name, old := range before {
		if made, err := os.ReadFile(name); err == nil && bytes.Equal(old, made) {
			c.passed++
			continue
		}
		c.failed++
		stale = append(stale, name+" is stale: commit what `make generate` makes")
	}
	return c, strings.Join(stale, "\n")
}
