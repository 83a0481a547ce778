// Package sqlitetest gives tests the real store: a SQLite file in a folder of
// the test's own. It refuses to pretend: there is no store in memory.
package sqlitetest

import (
	"testing"

	"rapporteur/server/sqlitestore"
)

// Home opens an empty home that is closed and removed at the end of the test.
func Home(t testing.TB) *sqlitestore.Home {
	t.Helper()
	return Open(t, t.TempDir())
}

// Open opens the home in a folder and closes it at the end of the test, so
// that a test can look at one place twice.
func Open(t testing.TB, folder string) *sqlitestore.Home {
	t.Helper()
	home, err := sqlitestore.Open(t.Context(), folder)
	if err != nil {
		t.Fatalf("open a store for the test: %v", err)
	}
	t.Cleanup(func() {
		if err := home.Close(); err != nil {
			t.Errorf("close the store of the test: %v", err)
		}
	})
	return home
}
