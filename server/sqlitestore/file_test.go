package sqlitestore_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"rapporteur/server/sqlitestore"
	"rapporteur/server/sqlitestore/sqlitetest"
)

// file opens the database below a home's back.
func file(t *testing.T, folder string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(folder, sqlitestore.FileName))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// raise makes the file one of a program that is not written yet.
func raise(t *testing.T, folder string) {
	t.Helper()
	if _, err := file(t, folder).Exec(`PRAGMA user_version = 1000`); err != nil {
		t.Fatal(err)
	}
}

func TestAFileOfTheFirstProgramIsBroughtForward(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	db := file(t, folder)
	// Tables as the first program made them, without a version, and one document.
	for _, statement := range []string{
		`CREATE TABLE docs (collection TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL,
			PRIMARY KEY (collection, id)) STRICT, WITHOUT ROWID`,
		`INSERT INTO docs VALUES ('notes', 'n1', 4, CAST('{"place":"here"}' AS BLOB))`,
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	home := sqlitetest.Open(t, folder)
	places, err := openPlaces(t, home)
	if err != nil {
		t.Fatal(err)
	}
	found, err := places.All(t.Context(), wherePlace("here"))
	if err != nil || len(found) != 1 || found[0].Version != 4 {
		t.Errorf("got %+v, %v, want the document of the first program", found, err)
	}
}

func TestWhatIsAcknowledgedIsOnTheDisk(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	sqlitetest.Open(t, folder)
	var mode string
	if err := file(t, folder).QueryRow(`PRAGMA journal_mode`).Scan(&mode); err != nil || mode != "wal" {
		t.Errorf("journal_mode is %q, %v, want wal", mode, err)
	}
}
