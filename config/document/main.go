// Command document writes docs/configuration.md; `make generate` runs it. It
// reads nothing but the defaults that are built into package config.
package main

import (
	"fmt"
	"os"

	"rapporteur/config"
)

func main() {
	page, err := config.Document()
	if err == nil {
		err = os.WriteFile(os.Args[1], page, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "document the configuration:", err)
		os.Exit(1)
	}
}
