package deploy_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"

	"rapporteur/config"
)

// answers are the settings an administrator has to give.
var answers = types.Mapping{
	"RAPPORTEUR_HOST":        "rapporteur.example.org",
	"LOGIN_HOST":             "login.example.org",
	"RAPPORTEUR_ADMIN_EMAIL": "administrator@example.org",
}

func load(t *testing.T, environment types.Mapping) (*types.Project, error) {
	t.Helper()
	return loader.LoadWithContext(t.Context(), types.ConfigDetails{
		WorkingDir:  "..",
		ConfigFiles: []types.ConfigFile{{Filename: "../docker-compose.yml"}},
		Environment: environment.Clone(), // the loader writes into it
	}, func(o *loader.Options) { o.Profiles = []string{"*"} })
}

func project(t *testing.T) *types.Project {
	t.Helper()
	p, err := load(t, answers)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWhatHasToBeAnswered(t *testing.T) {
	t.Parallel()
	for name := range answers {
		without := answers.Clone()
		delete(without, name)
		if _, err := load(t, without); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v, want an error that names it", name, err)
		}
	}
}

var pinned = regexp.MustCompile(`:v?\d+(\.\d+){1,2}([-.].+)?$`)

func TestEveryServiceCanBeTrusted(t *testing.T) {
	t.Parallel()
	p := project(t)
	for _, name := range []string{"rapporteur", "proxy", "mongo", "keycloak", "mail-sink"} {
		if _, ok := p.Services[name]; !ok {
			t.Errorf("there is no service %s", name)
		}
	}
	for name, s := range p.Services {
		if s.Build == nil && !pinned.MatchString(s.Image) {
			t.Errorf("%s: the image %q is not pinned to a release", name, s.Image)
		}
		once := s.Restart == "no"
		if !once && (s.HealthCheck == nil || s.HealthCheck.Disable || len(s.HealthCheck.Test) == 0) {
			t.Errorf("%s: nobody asks whether it works", name)
		}
		if !once && (s.Restart != "unless-stopped" || !slices.Contains(s.SecurityOpt, "no-new-privileges:true")) {
			t.Errorf("%s: restart %q, security %v", name, s.Restart, s.SecurityOpt)
		}
		if s.Privileged || s.NetworkMode == "host" {
			t.Errorf("%s has the machine's rights", name)
		}
		for _, port := range s.Ports {
			if name != "proxy" && port.HostIP != "127.0.0.1" {
				t.Errorf("%s: port %s is open to everybody; only the proxy's are", name, port.Published)
			}
		}
	}
}

// secretive are names of variables whose values nobody may read in a file
// that is committed.
var secretive = regexp.MustCompile(`(?i)(password|secret|token|_key|private|mongodb_uri)`)

func TestNoSecretIsWrittenDown(t *testing.T) {
	t.Parallel()
	p := project(t)
	for name, s := range p.Services {
		if slices.Contains(s.Profiles, "demo") {
			continue
		}
		for variable, value := range s.Environment {
			if !secretive.MatchString(variable) {
				continue
			}
			if !strings.HasSuffix(variable, "_FILE") || value == nil || !strings.HasPrefix(*value, "/run/secrets/") {
				t.Errorf("%s: %s is not read from a secret's file", name, variable)
				continue
			}
			secret := strings.TrimPrefix(*value, "/run/secrets/")
			if !slices.ContainsFunc(s.Secrets, func(c types.ServiceSecretConfig) bool { return c.Source == secret }) {
				t.Errorf("%s: %s names the secret %s, which the service is not given", name, variable, secret)
			}
		}
		for _, given := range s.Secrets {
			if _, ok := p.Secrets[given.Source]; !ok {
				t.Errorf("%s is given the secret %s, which there is not", name, given.Source)
			}
		}
	}
	for name, s := range p.Secrets {
		if s.Content != "" || s.Environment != "" || !strings.Contains(filepath.ToSlash(s.File), "deploy/secrets/") {
			t.Errorf("the secret %s is not a file below deploy/secrets", name)
		}
	}
	if ignored, err := os.ReadFile("../.gitignore"); err != nil || !strings.Contains(string(ignored), "/deploy/secrets/") {
		t.Errorf("deploy/secrets can be committed (%v)", err)
	}
}

func TestEverySecretIsMade(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	script, err := os.ReadFile("make-secrets")
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(dir, "make-secrets")
	if err := os.WriteFile(copied, script, 0o700); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("bash", copied).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	made := map[string]string{}
	for name := range project(t).Secrets {
		content, err := os.ReadFile(filepath.Join(dir, "secrets", name))
		if err != nil {
			t.Errorf("make-secrets makes no %s: %v", name, err)
		}
		made[name] = string(content)
	}
	if !strings.Contains(made["mongodb_uri"], ":"+made["mongodb_password"]+"@mongo/") {
		t.Errorf("the database's address does not hold its password")
	}
	if out, err := exec.Command("bash", copied).CombinedOutput(); err != nil || strings.Contains(string(out), "made") {
		t.Errorf("run again it replaces secrets: %v\n%s", err, out)
	}
}

// The platform itself reads what the compose file sets, secrets included.
func TestThePlatformTakesTheConfiguration(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var environ []string
	service := project(t).Services["rapporteur"]
	for variable, value := range service.Environment {
		if name, ok := strings.CutPrefix(*value, "/run/secrets/"); ok {
			file := filepath.Join(dir, name)
			content := "s3cret"
			if name == "mongodb_uri" {
				content = "mongodb://rapporteur:s3cret@mongo/rapporteur?replicaSet=rs0"
			}
			if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			value = &file
		}
		environ = append(environ, variable+"="+*value)
	}
	c, err := config.Load(environ)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.CheckServe(); err != nil {
		t.Error(err)
	}
	if !c.Secure() || c.Demo || c.MongoDB.URI == "" || c.OIDC.ClientSecret != "s3cret" {
		t.Errorf("not a production configuration: https %v, demo %v", c.Secure(), c.Demo)
	}
	if grace := *service.StopGracePeriod; int64(grace) <= int64(c.HTTP.Drain) {
		t.Errorf("the engine kills after %s, a drain may take %s", grace, c.HTTP.Drain)
	}
}

func TestTheDatabaseIsAReplicaSet(t *testing.T) {
	t.Parallel()
	p := project(t)
	mongo := p.Services["mongo"]
	if !strings.HasPrefix(mongo.Image, "mongo:8.") || !strings.Contains(strings.Join(mongo.Command, " "), "--replSet rs0 --keyFile") {
		t.Errorf("%s %v: want mongo 8, a replica set, a key", mongo.Image, mongo.Command)
	}
	setup, err := os.ReadFile("mongo/replica-set.js")
	if err != nil || !strings.Contains(string(setup), "_id: 'rs0'") {
		t.Errorf("the replica set is not made: %v", err)
	}
	if d := p.Services["rapporteur"].DependsOn["mongo-setup"]; d.Condition != types.ServiceConditionCompletedSuccessfully {
		t.Errorf("the platform does not wait for the replica set: %q", d.Condition)
	}
	for name, target := range map[string]string{"mongo": "/data/db", "rapporteur": "/var/lib/rapporteur", "keycloak-db": "/var/lib/postgresql/data"} {
		keeps := slices.ContainsFunc(p.Services[name].Volumes, func(v types.ServiceVolumeConfig) bool {
			return v.Type == types.VolumeTypeVolume && v.Source != "" && v.Target == target
		})
		if !keeps {
			t.Errorf("%s: %s is not on a named volume, so it dies with its container", name, target)
		}
	}
}

func TestFilesThatAreMountedAreThere(t *testing.T) {
	t.Parallel()
	for name, s := range project(t).Services {
		for _, v := range s.Volumes {
			if v.Type != types.VolumeTypeBind {
				continue
			}
			if _, err := os.Stat(v.Source); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if !v.ReadOnly {
				t.Errorf("%s may write to %s", name, v.Source)
			}
		}
	}
}

func TestTheRealm(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile("keycloak/rapporteur-realm.json")
	if err != nil {
		t.Fatal(err)
	}
	var realm struct {
		Realm               string
		RegistrationAllowed bool
		BruteForceProtected bool
		Users               []any
		Clients             []struct {
			ClientID                  string
			Secret                    string
			PublicClient              bool
			ImplicitFlowEnabled       bool
			DirectAccessGrantsEnabled bool
			RedirectURIs              []string
			Attributes                map[string]string
		}
	}
	if err := json.Unmarshal(content, &realm); err != nil {
		t.Fatal(err)
	}
	if issuer := project(t).Services["rapporteur"].Environment["RAPPORTEUR_OIDC_ISSUER"]; !strings.HasSuffix(*issuer, "/realms/"+realm.Realm) {
		t.Errorf("the issuer %s is not the realm %s", *issuer, realm.Realm)
	}
	if realm.RegistrationAllowed || !realm.BruteForceProtected || len(realm.Users) > 0 || len(realm.Clients) != 1 {
		t.Errorf("registration %v, brute force %v, %d users, %d clients", realm.RegistrationAllowed, realm.BruteForceProtected, len(realm.Users), len(realm.Clients))
	}
	c := realm.Clients[0]
	if c.Secret != "${RAPPORTEUR_CLIENT_SECRET}" || c.PublicClient || c.ImplicitFlowEnabled || c.DirectAccessGrantsEnabled || c.Attributes["pkce.code.challenge.method"] != "S256" {
		t.Errorf("the client takes more than the code flow with PKCE and a secret from outside: %+v", c)
	}
	for _, address := range append(c.RedirectURIs, c.Attributes["post.logout.redirect.uris"]) {
		if !strings.HasPrefix(address, "${RAPPORTEUR_URL}/") || strings.Contains(address, "*") {
			t.Errorf("%q is not exactly one of our addresses", address)
		}
	}
}

func TestTheImage(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile("Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	text := string(content)
	for _, from := range regexp.MustCompile(`(?m)^FROM (\S+)`).FindAllStringSubmatch(text, -1) {
		if from[1] != "scratch" && !pinned.MatchString(from[1]) {
			t.Errorf("%s is not pinned to a release", from[1])
		}
	}
	for _, want := range []string{"\nUSER 65532", "\nHEALTHCHECK ", "CGO_ENABLED=0", "npm ci"} {
		if !strings.Contains(text, want) {
			t.Errorf("the Dockerfile lacks %q", want)
		}
	}
}
