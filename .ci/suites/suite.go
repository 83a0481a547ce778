package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// suite is one tool that checks something, and how to read what it says.
type suite struct {
	name, about string
	lane        string // suites of a lane run one after another
	dir         string // below the root; "" is the root
	command     string // for bash
	env         []string
	read        reader
	check       func(context.Context) (count, string) // instead of command
}

// count is how many checks went which way.
type count struct{ passed, failed int }

// reader counts the checks in what a tool printed, and picks out what a person
// needs to see of those that failed.
type reader func(output []byte, exit error) (count, string)

// killAfter is how long a tool that was told to stop may take.
const killAfter = 10 * time.Second

func (s suite) run(ctx context.Context) (count, string) {
	if s.check != nil {
		return s.check(ctx)
	}
	c := exec.CommandContext(ctx, "bash", "-c", s.command)
	c.Dir, c.Env = s.dir, append(os.Environ(), s.env...)
	// A tool's own children end with it.
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGTERM) }
	c.WaitDelay = killAfter
	var output bytes.Buffer
	c.Stdout, c.Stderr = &output, &output
	exit := c.Run()
	result, trouble := s.read(output.Bytes(), exit)
	switch {
	case exit != nil && result.failed == 0:
		// It fell over without saying which check failed.
		result.failed, trouble = 1, fmt.Sprintf("%s\n%s: %v", tail(output.Bytes()), s.command, exit)
	case result == count{}:
		result.failed, trouble = 1, s.command+": it ran no check at all\n"+tail(output.Bytes())
	}
	return result, trouble
}

// tail keeps the end of a long output.
func tail(output []byte) string {
	const most = 8 << 10
	if len(output) > most {
		output = append([]byte("[...] "), output[len(output)-most:]...)
	}
	return strings.TrimSpace(string(output))
}
