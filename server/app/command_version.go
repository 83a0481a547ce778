package app

import (
	"context"
	"flag"
	"fmt"
)

// version is set by the linker in `make build`.
var version = "unreleased"

func printVersion(_ context.Context, in invocation) error {
	if err := in.flags(flag.NewFlagSet("version", flag.ContinueOnError)); err != nil {
		return err
	}
	_, err := fmt.Fprintln(in.out, version)
	return err
}
