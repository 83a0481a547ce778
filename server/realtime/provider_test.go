package realtime_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// clientFolder holds the npm packages of the web client, the provider among them.
func clientFolder(t *testing.T) string {
	t.Helper()
	folder, err := filepath.Abs("../../client")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "@hocuspocus", "provider")); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("the client's packages are not installed: npm ci in client/")
		}
		t.Skip("the client's packages are not installed: npm ci in client/")
	}
	return folder
}

// TestTheProviderFromNpmHoldsAConversation runs testdata/provider.mjs: the
// unmodified provider, several of them, against this server.
func TestTheProviderFromNpmHoldsAConversation(t *testing.T) {
	t.Parallel()
	h := open(t)
	command := exec.CommandContext(t.Context(), "node", "testdata/provider.mjs", clientFolder(t), "ws"+strings.TrimPrefix(h.url, "http"), origin)
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}
