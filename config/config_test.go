package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rapporteur/config"
)

func TestDefaultsStandByThemselves(t *testing.T) {
	t.Parallel()
	c, err := config.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.PublicURL, "http://localhost:8080"; got != want {
		t.Errorf("public URL %q, want %q", got, want)
	}
	if got, want := c.Upload.Image, config.Bytes(10<<20); got != want {
		t.Errorf("image limit %v, want %v", got, want)
	}
	if got, want := c.Invitation.Lifetime, 14*24*time.Hour; got != want {
		t.Errorf("invitation %v, want %v", got, want)
	}
	if c.Secure() {
		t.Error("http://localhost is called secure")
	}
}

func TestWhereAValueComesFrom(t *testing.T) {
	t.Parallel()
	file := write(t, "listen: 127.0.0.1:9000\nrate:\n  upload:\n    burst: 7\ntrusted_proxies: [10.0.0.0/8, 192.0.2.7/32]\noidc:\n")
	secret := write(t, "s3cret\n")
	c, err := config.Load([]string{
		"RAPPORTEUR_CONFIG=" + file,
		"RAPPORTEUR_LISTEN=127.0.0.1:9001",
		"RAPPORTEUR_DEMO_AS_AT=2023-06-20",
		"RAPPORTEUR_OIDC_CLIENT_SECRET_FILE=" + secret,
		"RAPPORTEUR_SERVICE_HOST=10.0.0.1", "RAPPORTEUR_PORT_8080_TCP=tcp://10.0.0.1:8080", // Kubernetes
		"RAPPORTEUR_TEST_MONGODB_URI=mongodb://localhost", "PATH=/bin",
	})
	if err != nil {
		t.Fatal(err)
	}
	got := []any{c.Listen, c.PublicURL, c.Rate.Upload.Burst, c.TrustedProxies, c.OIDC.ClientSecret, c.DemoAsAt.Format(time.DateOnly)}
	want := []any{"127.0.0.1:9001", "http://localhost:9001", 7, []string{"10.0.0.0/8", "192.0.2.7/32"}, "s3cret", "2023-06-20"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the environment wins over the file, the file over the defaults (-want +got):\n%s", diff)
	}
}

func TestWhatStopsTheStart(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		file    string
		environ []string
		want    string // part of the sentence
		never   string // must not appear
	}{
		"an unknown key of the file":         {file: "lisen: 127.0.0.1:1\n", want: `no setting "lisen" (did you mean listen?)`},
		"an unknown key below a known one":   {file: "oidc:\n  isuer: https://x\n", want: "did you mean oidc.issuer?"},
		"a value where keys are expected":    {file: "oidc: https://login.example.org\n", want: "holds further keys (issuer"},
		"keys where a value is expected":     {file: "listen:\n  port: 1\n", want: "listen"},
		"a list where a value is expected":   {file: "listen: [a, b]\n", want: "not a list"},
		"a file that is not YAML":            {file: "a: b: c\n  - d", want: "not YAML"},
		"an unknown variable":                {environ: []string{"RAPPORTEUR_LISTN=x"}, want: "did you mean RAPPORTEUR_LISTEN?"},
		"a variable for a file of no secret": {environ: []string{"RAPPORTEUR_LISTEN_FILE=/x"}, want: "no such setting"},
		"a file that is not there":           {environ: []string{"RAPPORTEUR_CONFIG=/nowhere/r.yaml"}, want: "cannot be read (no such file"},
		"a secret's file that is not there":  {environ: []string{"RAPPORTEUR_MAIL_PASSWORD_FILE=/nowhere"}, want: "cannot be read"},
		"a secret given twice":               {environ: []string{"RAPPORTEUR_MAIL_PASSWORD=hunter2", "RAPPORTEUR_MAIL_PASSWORD_FILE=/nowhere"}, want: "Keep one", never: "hunter2"},
		"a word where true is expected":      {environ: []string{"RAPPORTEUR_DEMO=maybe"}, want: "Write true or false"},
		"a number that is none":              {environ: []string{"RAPPORTEUR_MAIL_PORT=smtp"}, want: "Write a whole number"},
		"a time without a unit":              {environ: []string{"RAPPORTEUR_SESSION_IDLE=60"}, want: "such as 90s"},
		"a size that is none":                {environ: []string{"RAPPORTEUR_HTTP_BODY=big"}, want: "such as 512 KiB"},
		"a day that is none":                 {environ: []string{"RAPPORTEUR_DEMO_AS_AT=20.6.2023"}, want: "such as 2023-06-20"},
		"a limit of nothing":                 {environ: []string{"RAPPORTEUR_COLLAB_NESTING=0"}, want: "collab.nesting is 0"},
		"an address without a port":          {environ: []string{"RAPPORTEUR_LISTEN=localhost"}, want: "address and a port"},
		"a public URL with a path":           {environ: []string{"RAPPORTEUR_PUBLIC_URL=https://x.org/rapporteur"}, want: "without a path"},
		"an issuer without a client":         {environ: []string{"RAPPORTEUR_OIDC_ISSUER=https://login.example.org"}, want: "/auth/callback"},
		"a MongoDB address of another kind":  {environ: []string{"RAPPORTEUR_MONGODB_URI=postgres://u:hunter2@h"}, want: "mongodb://", never: "hunter2"},
		"a relay without a sender":           {environ: []string{"RAPPORTEUR_MAIL_HOST=mail.example.org"}, want: "mail.from"},
		"a proxy that is no network":         {environ: []string{"RAPPORTEUR_TRUSTED_PROXIES=10.0.0.0/8,proxy"}, want: `holds "proxy"`},
		"an administrator that is no one":    {environ: []string{"RAPPORTEUR_ADMIN_EMAIL=Ines"}, want: "one e-mail address"},
		"a level there is not":               {environ: []string{"RAPPORTEUR_LOG_LEVEL=loud"}, want: "debug, info, warn or error"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			environ := test.environ
			if test.file != "" {
				environ = append(environ, "RAPPORTEUR_CONFIG="+write(t, test.file))
			}
			_, err := config.Load(environ)
			if err == nil {
				t.Fatal("the start was not stopped")
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %q, want a sentence with %q", err, test.want)
			}
			if test.never != "" && strings.Contains(err.Error(), test.never) {
				t.Errorf("%q repeats a secret", err)
			}
		})
	}
}

func TestEveryProblemIsNamedAtOnce(t *testing.T) {
	t.Parallel()
	_, err := config.Load([]string{"RAPPORTEUR_DEMO=maybe", "RAPPORTEUR_LISTN=x", "RAPPORTEUR_MAIL_PORT=smtp"})
	if got := strings.Count(err.Error(), "\n") + 1; got != 3 {
		t.Errorf("got %d sentences, want 3:\n%s", got, err)
	}
}

func TestWhatServingNeeds(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		environ []string
		want    string // "" means it may serve
	}{
		"a demo on this machine":         {[]string{"RAPPORTEUR_DEMO=true"}, ""},
		"a demo on IPv6 loopback":        {[]string{"RAPPORTEUR_DEMO=true", "RAPPORTEUR_LISTEN=[::1]:8080"}, ""},
		"a provider":                     {[]string{"RAPPORTEUR_OIDC_ISSUER=https://login.example.org", "RAPPORTEUR_OIDC_CLIENT_ID=rapporteur"}, ""},
		"neither":                        {nil, "nobody could sign in"},
		"a demo that others could reach": {[]string{"RAPPORTEUR_DEMO=true", "RAPPORTEUR_LISTEN=:8080"}, "this machine only"},
		"a demo with a public name":      {[]string{"RAPPORTEUR_DEMO=true", "RAPPORTEUR_PUBLIC_URL=https://rapporteur.example.org"}, "this machine only"},
		"a demo with a name that begins like this machine's": {[]string{"RAPPORTEUR_DEMO=true", "RAPPORTEUR_PUBLIC_URL=http://localhost.example.org"}, "this machine only"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := config.Load(test.environ)
			if err != nil {
				t.Fatal(err)
			}
			err = c.CheckServe()
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

// A setting that is not in default.yaml would have no default and no
// explanation; Document refuses it, and the page must be the one it makes now.
func TestTheDocumentationIsCurrent(t *testing.T) {
	t.Parallel()
	want, err := config.Document()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("docs/configuration.md is stale; run `make generate` (-want +got):\n%s", diff)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("listen: 127.0.0.1:1\n", "10 MiB")
	f.Add("rate: {general: {burst: 1}}\n", "14d")
	f.Add("a: &a [*a]\n", "-1")
	f.Fuzz(func(t *testing.T, file, value string) {
		environ := []string{"RAPPORTEUR_CONFIG=" + write(t, file)}
		for _, name := range []string{"HTTP_BODY", "SESSION_IDLE", "MAIL_PORT", "DEMO_AS_AT", "TRUSTED_PROXIES", "PUBLIC_URL"} {
			environ = append(environ, "RAPPORTEUR_"+name+"="+value)
		}
		if c, err := config.Load(environ); err == nil && c.HTTP.Body <= 0 {
			t.Errorf("a body of %d was accepted", c.HTTP.Body)
		}
	})
}

func write(t testing.TB, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
