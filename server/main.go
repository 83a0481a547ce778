// Rapporteur is the platform on which an international working group does its
// work: it co-edits deliverables, schedules and minutes its meetings, and
// tracks the cities that try the deliverables out.
//
// The map of the program, from the door to the disk:
//
//	main         this file: the signals and the exit code
//	app          puts the house together; the only package that knows all others
//	httpapi      the API as openapi.yaml promises it, the built client, the probes
//	realtime     the websockets: live documents and a person's feed
//	deliverable review meeting pilot oversight calendar notify
//	             the features; each decides its own rules and knows no other
//	identity     who somebody is · group: what they may do, in one table
//	coedit       live documents: journal, authorship, rescue · yjs: their engine
//	files        images and papers
//	docstore     documents with their whole history, and append logs; kept by
//	             sqlitestore on one machine, by mongostore in production
//	mailer demoidp
//	             what reaches outside, and the sign-in of the demo
//	fault id event
//	             the words everybody shares
//
// Who may import whom is in arch_test.go; why it is so, in docs/architecture.md.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	_ "time/tzdata" // a container without a zone database knows every zone

	"rapporteur/server/app"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(app.Run(ctx, os.Args[1:], os.Environ(), os.Stdout, os.Stderr))
}
