package app

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// lockData makes sure that one server uses a data folder at a time: two would
// each believe their own rooms and sessions. A command beside a running server
// takes no lock; the database itself lets several processes in.
func lockData(folder string) (unlock func() error, err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("the data folder %s cannot be made: %w. Set RAPPORTEUR_DATA to a folder you may write to", folder, err)
	}
	name := filepath.Join(folder, "serve.lock")
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("the data folder %s cannot be written to: %w. Set RAPPORTEUR_DATA to a folder you may write to", folder, err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close() // nothing was written
		return nil, fmt.Errorf("another rapporteur is serving from %s. Stop it first, or set RAPPORTEUR_DATA to another folder", folder)
	}
	return f.Close, nil // closing lets go of the lock; the file stays
}
