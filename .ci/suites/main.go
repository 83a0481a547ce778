// Command suites runs every check of the project and adds them up: the last
// line is `N passed, N failed`, and a failure is the exit code. `make test`
// calls it; with names of suites as arguments it runs only those.
//
// It refuses to know what is tested: suites.go is the list, each suite says in
// a form of its own (TAP, go test's JSON, an exit code) how it went.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"sync"
	"time"
)

func main() {
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: suites [name ...]; there are:")
		for _, s := range slices.Concat(all()...) {
			fmt.Fprintf(os.Stderr, "  %-10s %s\n", s.name, s.about)
		}
	}
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	total := run(ctx, choose(all(), flag.Args()), os.Stdout)
	fmt.Printf("%d passed, %d failed\n", total.passed, total.failed)
	if total.failed > 0 || total.passed == 0 {
		os.Exit(1)
	}
}

// run goes through the stages; the lanes of a stage run beside each other.
func run(ctx context.Context, stages [][]suite, out io.Writer) (total count) {
	var mu sync.Mutex // guards total and keeps the lines of one suite together
	for _, stage := range stages {
		var lanes sync.WaitGroup
		for _, lane := range byLane(stage) {
			lanes.Go(func() {
				for _, s := range lane {
					start := time.Now()
					result, trouble := s.run(ctx)
					mu.Lock()
					total.passed += result.passed
					total.failed += result.failed
					if result.failed > 0 {
						fmt.Fprintf(out, "\n--- %s ---\n%s\n", s.name, trouble)
					}
					fmt.Fprintf(out, "%-10s %5d passed %4d failed %8s  %s\n", s.name, result.passed, result.failed, time.Since(start).Round(time.Second), s.about)
					mu.Unlock()
				}
			})
		}
		lanes.Wait()
	}
	return total
}

// choose keeps the named suites; without names all of them.
func choose(stages [][]suite, names []string) [][]suite {
	if len(names) == 0 {
		return stages
	}
	for i := range stages {
		stages[i] = slices.DeleteFunc(stages[i], func(s suite) bool { return !slices.Contains(names, s.name) })
	}
	return stages
}

// byLane groups the suites of a stage, in order.
func byLane(stage []suite) map[string][]suite {
	lanes := map[string][]suite{}
	for _, s := range stage {
		lanes[s.lane] = append(lanes[s.lane], s)
	}
	return lanes
}
