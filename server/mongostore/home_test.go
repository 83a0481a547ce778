package mongostore_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"testing"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.uber.org/goleak"

	"rapporteur/server/docstore"
	"rapporteur/server/docstore/storetest"
	"rapporteur/server/mongostore"
)

// address names the deployment these tests run on; .ci/ferret sets it too.
const address = "RAPPORTEUR_TEST_MONGODB_URI"

// killedDatabase tells this test binary to be the process that is killed.
const killedDatabase = "RAPPORTEUR_TEST_KILLED_DATABASE"

func TestMain(m *testing.M) {
	if database := os.Getenv(killedDatabase); database != "" {
		fmt.Fprintln(os.Stderr, writeUntilKilled(database, os.Args[1]))
		os.Exit(1)
	}
	goleak.VerifyTestMain(m)
}

func writeUntilKilled(database, run string) error {
	ctx := context.Background()
	home, err := mongostore.Open(ctx, os.Getenv(address), database, quiet())
	if err != nil {
		return err
	}
	return storetest.WriteUntilKilled(ctx, home, run, os.Stdout)
}

func quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

// needed is where the tests of this package that need a deployment ask for it.
func needed(t *testing.T) string {
	t.Helper()
	uri := os.Getenv(address)
	if uri == "" {
		t.Skip("needs a MongoDB deployment: set " + address + ", or run this with .ci/ferret")
	}
	return uri
}

// database gives the name of an empty database, and removes it at the end.
func database(t *testing.T) string {
	t.Helper()
	needed(t)
	name := "test_" + rand.Text()[:12]
	t.Cleanup(func() {
		if err := raw(t).Database(name).Drop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return name
}

// raw goes to the deployment below a home's back.
func raw(t *testing.T) *mongo.Client {
	t.Helper()
	client, err := mongo.Connect(options.Client().ApplyURI(needed(t)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := client.Disconnect(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return client
}

func open(t *testing.T, database string) *mongostore.Home {
	t.Helper()
	home, err := mongostore.Open(t.Context(), needed(t), database, quiet())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = home.Close() }) // some tests have closed it already
	return home
}

func TestPromises(t *testing.T) {
	needed(t)
	storetest.Run(t, func(t *testing.T) storetest.Place {
		name := database(t)
		return storetest.Place{
			Open:      func(t *testing.T) docstore.Home { return open(t, name) },
			OneClient: strings.Contains(needed(t), "maxPoolSize=1"), // .ci/ferret
		}
	})
}

func TestAKilledProcessKeepsEveryAcknowledgedWrite(t *testing.T) {
	needed(t)
	name := database(t)
	storetest.Killed(t, func(run string) *exec.Cmd {
		command := exec.Command(os.Args[0], run)
		command.Env = append(os.Environ(), killedDatabase+"="+name)
		command.Stderr = os.Stderr
		return command
	}, func(t *testing.T) docstore.Home { return open(t, name) })
}
