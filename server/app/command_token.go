package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"
	"time"

	"rapporteur/server/identity"
)

var errWhoseToken = errors.New("whose token? Write -email and the address of somebody who has signed in here")

// token makes a personal access token and prints only that, so that it can be
// put into a variable. It works beside a running server.
func token(ctx context.Context, in invocation) (err error) {
	set := flag.NewFlagSet("token", flag.ContinueOnError)
	email := set.String("email", "", "whose: the address their provider has confirmed")
	ttl := set.Duration("ttl", 24*time.Hour, "how long it works")
	scopes := set.String("scopes", "read,write,collab", "what it is good for")
	name := set.String("name", "made on the machine", "what it is called on the profile page")
	if err := in.flags(set); err != nil {
		return err
	}
	if *email == "" {
		return errWhoseToken
	}
	h, err := in.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close(context.WithoutCancel(ctx))) }()
	person, err := h.people.ByEmail(ctx, *email)
	if err != nil {
		return err
	}
	want := identity.TokenRequest{Name: *name, TTL: *ttl}
	for scope := range strings.SplitSeq(*scopes, ",") {
		want.Scopes = append(want.Scopes, identity.Scope(strings.TrimSpace(scope)))
	}
	_, secret, err := h.tokens.MakeFor(ctx, identity.System(), person.ID, want)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(in.out, secret)
	return err
}
