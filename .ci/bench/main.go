// Command bench measures the live documents beside a bare relay on the same
// library, in one run on one machine: how long an edit takes to reach everybody
// else, how many a second arrive, what a thousand of them cost the server, and
// what an open socket weighs. Figures of other machines say nothing here: read
// the two columns against each other.
//
//	make bench          from the root of the repository
//	go run . -quick     a shorter look
package main

import (
	"flag"
	"fmt"
	"os"
	"text/tabwriter"
	"time"
)

const (
	relayAddress = "127.0.0.1:9781"
	oursAddress  = "127.0.0.1:9782"
)

func main() {
	quick := flag.Bool("quick", false, "measure for a moment only")
	asRelay := flag.Bool("relay", false, "be the bare relay (started by the command itself)")
	flag.Parse()
	var err error
	if *asRelay {
		err = runRelay(relayAddress)
	} else {
		err = bench(*quick)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// shapes are the loads, as in docs/benchmarks.md.
func shapes(quick bool) []shape {
	lasts := 10 * time.Second
	if quick {
		lasts = 2 * time.Second
	}
	return []shape{
		{"typical: 20 texts x 5 people, each 5/s", 20, 5, 5, 5, lasts},
		{"meeting: 1 text x 50 people, 10 write 5/s", 1, 50, 10, 5, lasts},
	}
}

// ramp raises the typical load until the answer comes too late.
var ramp = []float64{20, 40, 60, 80, 120, 160, 200, 240}

// tooLate is the p99 at which a load counts as not sustained.
const tooLate = 250 * time.Millisecond

// contestant is a server and how to reach it.
type contestant struct {
	name, url, token string
	names            []string
	server           process
}

func bench(quick bool) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	relay, err := start(relayAddress, nil, self, "-relay")
	if err != nil {
		return err
	}
	defer relay.stop()
	ours, token, texts, err := startOurs(20)
	if err != nil {
		return err
	}
	defer ours.stop()
	both := []contestant{
		{"bare relay", "ws://" + relayAddress, "", texts, relay},
		{"rapporteur", "ws://" + oursAddress + "/collab", token, texts, ours},
	}
	out := tabwriter.NewWriter(os.Stdout, 2, 8, 2, ' ', tabwriter.AlignRight)
	defer out.Flush()
	fmt.Fprintln(out, "load\tserver\tdeliveries/s\tp50\tp95\tp99\tmax\tCPU s per 1,000\tmissing\t")
	for _, c := range both {
		if err := c.weigh(out); err != nil {
			return err
		}
	}
	for _, s := range shapes(quick) {
		for _, c := range both {
			r, err := run(c.url, c.token, c.names, s, c.server)
			if err != nil {
				return fmt.Errorf("%s, %s: %w", s.name, c.name, err)
			}
			r.print(out, c.name)
		}
	}
	for _, c := range both {
		if err := c.climb(out, quick); err != nil {
			return err
		}
	}
	return nil
}

func (r result) print(out *tabwriter.Writer, server string) {
	ms := func(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }
	fmt.Fprintf(out, "%s\t%s\t%.0f\t%s\t%s\t%s\t%s\t%.4f\t%d\t\n", r.name, server, r.perSecond,
		ms(r.p50), ms(r.p95), ms(r.p99), ms(r.longest), r.cpuPerThousand, r.wanted-r.got)
}

// climb finds the most deliveries a second that still come in time.
func (c contestant) climb(out *tabwriter.Writer, quick bool) error {
	var best, failed result
	for _, rate := range ramp {
		s := shape{"", 20, 5, 5, rate, 4 * time.Second}
		if quick {
			s.lasts = time.Second
		}
		r, err := run(c.url, c.token, c.names, s, c.server)
		if err != nil {
			return fmt.Errorf("ramp at %.0f/s, %s: %w", rate, c.name, err)
		}
		if r.p99 > tooLate || r.got < r.wanted {
			failed = r
			break
		}
		best = r
	}
	best.name = "most sustained: 20 texts x 5 people (p99 up to 250 ms)"
	best.print(out, c.name)
	if failed.wanted > 0 {
		failed.name = fmt.Sprintf("no longer sustained: %.0f deliveries/s", failed.deliveries())
		failed.print(out, c.name)
	}
	return nil
}

// weigh opens sockets that do nothing.
func (c contestant) weigh(out *tabwriter.Writer) error {
	const sockets = 500
	before := c.server.memory()
	var got counter
	for i := range sockets {
		p, err := enter(c.url, c.names[i%len(c.names)], c.token, time.Now(), &got)
		if err != nil {
			return fmt.Errorf("open %d sockets, %s: %w", sockets, c.name, err)
		}
		defer p.ws.Close()
	}
	fmt.Fprintf(out, "%d idle sockets\t%s\t%.1f kB each (whole process %d MB)\t\t\t\t\t\t\t\n", sockets, c.name,
		float64(c.server.memory()-before)/sockets, c.server.memory()/1024)
	return nil
}
