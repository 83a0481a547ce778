package app_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// buildOnce compiles the program that every test here runs.
var buildOnce = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "rapporteur-test")
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "rapporteur")
	if out, err := exec.Command("go", "build", "-o", name, "rapporteur/server").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return name, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if name, err := buildOnce(); err == nil {
		_ = os.RemoveAll(filepath.Dir(name))
	}
	os.Exit(code)
}

// program is the real binary, running.
type program struct {
	t       *testing.T
	command *exec.Cmd
	address string
	data    string
	out     *bufio.Reader // what it tells whoever started it
	log     *bytes.Buffer // complete once wait has returned
}

// patience bounds what has to happen, and is never waited out when it does.
const patience = 30 * time.Second

func command(t *testing.T, environ []string, args ...string) *exec.Cmd {
	t.Helper()
	binary, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	t.Cleanup(cancel)
	c := exec.CommandContext(ctx, binary, args...)
	c.Dir = t.TempDir()
	c.Env = append([]string{"HOME=" + c.Dir, "PATH=" + os.Getenv("PATH")}, environ...)
	return c
}

// start runs `serve` on a free port and returns when it says that it serves.
func start(t *testing.T, data string, environ ...string) *program {
	t.Helper()
	p := &program{t: t, address: freeAddress(t), data: data, log: &bytes.Buffer{}}
	p.command = command(t, append([]string{"RAPPORTEUR_DEMO=true", "RAPPORTEUR_LISTEN=" + p.address, "RAPPORTEUR_DATA=" + data}, environ...))
	p.command.Stderr = p.log
	out, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.command.Process.Kill() })
	p.out = bufio.NewReader(out)
	line, err := p.out.ReadString('\n')
	if err != nil || !strings.Contains(line, "serves at http://localhost:") {
		_ = p.command.Wait()
		t.Fatalf("started with %q, %v\n%s", line, err, p.log)
	}
	return p
}

// line is the next thing it tells whoever started it.
func (p *program) line() string {
	p.t.Helper()
	line, err := p.out.ReadString('\n')
	if err != nil {
		p.t.Fatal(err)
	}
	return line
}

func (p *program) signal(s os.Signal) {
	p.t.Helper()
	if err := p.command.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// wait returns the exit code.
func (p *program) wait() int {
	_ = p.command.Wait() // the code says it
	return p.command.ProcessState.ExitCode()
}

func (p *program) status(path string) (int, error) {
	answer, err := (&http.Client{Timeout: patience, Transport: &http.Transport{DisableKeepAlives: true}}).Get("http://" + p.address + path)
	if err != nil {
		return 0, err
	}
	return answer.StatusCode, answer.Body.Close()
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestItServesAndStops(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	for _, path := range []string{"/healthz", "/readyz", "/api/installation", "/api/openapi.yaml"} {
		if status, err := p.status(path); status != http.StatusOK {
			t.Errorf("%s: %d %v", path, status, err)
		}
	}
	check := command(t, []string{"RAPPORTEUR_LISTEN=" + p.address}, "healthcheck")
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("healthcheck of a running server: %v %s", err, out)
	}
	p.signal(syscall.SIGTERM)
	if code := p.wait(); code != 0 {
		t.Errorf("exit code %d after SIGTERM, want 0\n%s", code, p.log)
	}
	check = command(t, []string{"RAPPORTEUR_LISTEN=" + p.address}, "healthcheck")
	if out, err := check.CombinedOutput(); err == nil || !strings.Contains(string(out), "does not answer") {
		t.Errorf("healthcheck of a stopped server: %v %s", err, out)
	}
}

// A request that is under way when the signal comes is answered; one that
// comes later is not accepted.
func TestAStopLetsRequestsFinish(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir())
	c, err := net.Dial("tcp", p.address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	half := bytes.Repeat([]byte("x"), 1<<20)
	fmt.Fprintf(c, "POST /api/nothing HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n", 2*len(half))
	said := bufio.NewReader(c)
	if line, err := said.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("the server does not take the body: %q %v", line, err) // it reads only once it works on it
	}
	if _, err := said.Discard(len("\r\n")); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Write(half); err != nil {
		t.Fatal(err)
	}
	p.signal(syscall.SIGTERM)
	for deadline := time.Now().Add(patience); ; {
		late, err := net.Dial("tcp", p.address)
		if err != nil {
			break // nobody new is let in
		}
		_ = late.Close()
		if time.Now().After(deadline) {
			t.Fatal("new connections are still accepted")
		}
	}
	if _, err := c.Write(half); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(said, nil)
	if err != nil {
		t.Fatalf("the request under way was cut off: %v", err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("answered %s", answer.Status)
	}
	if code := p.wait(); code != 0 {
		t.Errorf("exit code %d, want 0\n%s", code, p.log)
	}
}

func TestOneServerPerDataFolder(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	first := start(t, data)
	second := command(t, []string{"RAPPORTEUR_DEMO=true", "RAPPORTEUR_LISTEN=" + freeAddress(t), "RAPPORTEUR_DATA=" + data})
	out, err := second.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "another rapporteur is serving from "+data) {
		t.Errorf("a second server: %v %s", err, out)
	}
	first.signal(syscall.SIGKILL)
	first.wait()
	third := start(t, data) // a kill leaves no lock behind
	third.signal(syscall.SIGTERM)
	if code := third.wait(); code != 0 {
		t.Errorf("exit code %d, want 0\n%s", code, third.log)
	}
}

func TestWhatTheCommandLineRefuses(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = taken.Close() }) // after the parallel rows
	tests := map[string]struct {
		environ []string
		args    []string
		code    int
		want    string
	}{
		"nobody could sign in":        {nil, nil, 1, "RAPPORTEUR_DEMO=true to look around"},
		"an unknown setting":          {[]string{"RAPPORTEUR_LISTN=x"}, nil, 1, "did you mean RAPPORTEUR_LISTEN?"},
		"a port that is taken":        {[]string{"RAPPORTEUR_DEMO=true", "RAPPORTEUR_LISTEN=" + taken.Addr().String()}, nil, 1, "Stop what uses it"},
		"a folder that cannot be":     {[]string{"RAPPORTEUR_DEMO=true", "RAPPORTEUR_DATA=/dev/null/data"}, nil, 1, "Set RAPPORTEUR_DATA"},
		"a command there is not":      {nil, []string{"sreve"}, 2, `there is no command "sreve"`},
		"an option there is not":      {nil, []string{"version", "-loud"}, 2, "not defined: -loud"},
		"a word nobody asked for":     {nil, []string{"version", "please"}, 2, `takes no "please"`},
		"help is not a mistake":       {nil, []string{"help"}, 0, "serve the platform"},
		"a version without a setting": {nil, []string{"version"}, 0, "unreleased"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := command(t, test.environ, test.args...)
			out, _ := c.CombinedOutput()
			if code := c.ProcessState.ExitCode(); code != test.code || !strings.Contains(string(out), test.want) {
				t.Errorf("exit code %d with\n%s\nwant %d with %q", code, out, test.code, test.want)
			}
		})
	}
}
