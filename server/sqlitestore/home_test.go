package sqlitestore_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"go.uber.org/goleak"

	"rapporteur/server/docstore"
	"rapporteur/server/docstore/storetest"
	"rapporteur/server/sqlitestore"
	"rapporteur/server/sqlitestore/sqlitetest"
)

// killedFolder tells this test binary to be the process that is killed.
const killedFolder = "RAPPORTEUR_TEST_KILLED_FOLDER"

func TestMain(m *testing.M) {
	if folder := os.Getenv(killedFolder); folder != "" {
		fmt.Fprintln(os.Stderr, writeUntilKilled(folder, os.Args[1]))
		os.Exit(1)
	}
	goleak.VerifyTestMain(m)
}

func writeUntilKilled(folder, run string) error {
	ctx := context.Background()
	home, err := sqlitestore.Open(ctx, folder)
	if err != nil {
		return err
	}
	return storetest.WriteUntilKilled(ctx, home, run, os.Stdout)
}

func TestPromises(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) storetest.Place {
		folder := t.TempDir()
		return storetest.Place{Open: func(t *testing.T) docstore.Home { return sqlitetest.Open(t, folder) }}
	})
}

func TestALongListIsReadToItsEnd(t *testing.T) {
	t.Parallel()
	storetest.Many(t, sqlitetest.Open(t, t.TempDir()))
}

func TestAKilledProcessKeepsEveryAcknowledgedWrite(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	storetest.Killed(t, func(run string) *exec.Cmd {
		command := exec.Command(os.Args[0], run)
		command.Env = append(os.Environ(), killedFolder+"="+folder)
		command.Stderr = os.Stderr
		return command
	}, func(t *testing.T) docstore.Home { return sqlitetest.Open(t, folder) })
}

func TestADataFolderOfANewerProgramIsRefused(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := sqlitetest.Open(t, folder).Close(); err != nil {
		t.Fatal(err)
	}
	raise(t, folder)
	home, err := sqlitestore.Open(t.Context(), folder)
	if err == nil {
		t.Errorf("a file of a newer program was opened: %v", home.Close())
	}
}

func TestAClosedHomeRefusesWrites(t *testing.T) {
	t.Parallel()
	home := sqlitetest.Home(t)
	if err := home.Close(); err != nil {
		t.Fatal(err)
	}
	if err := home.Ping(t.Context()); err == nil {
		t.Error("a closed home says that it can write")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := sqlitetest.Home(t).Ping(ctx); err == nil {
		t.Error("a write nobody waits for any more was begun")
	}
}
