package sqlitestore

import (
	"context"
	"database/sql"
	"fmt"
)

// migrations bring a file from one version of its tables to the next; the
// number of those that ran is in the file (PRAGMA user_version). One that was
// released is never changed.
//
// A value of a field is text, a number, or a moment in milliseconds since the
// epoch; times of history and logs are in nanoseconds.
var migrations = []string{`
CREATE TABLE IF NOT EXISTS docs (
	collection TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL,
	PRIMARY KEY (collection, id)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fields (
	collection TEXT NOT NULL, field TEXT NOT NULL, value ANY NOT NULL, id TEXT NOT NULL,
	PRIMARY KEY (collection, field, value, id)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS fields_of ON fields (collection, id, field);
CREATE TABLE IF NOT EXISTS uniques (
	collection TEXT NOT NULL, field TEXT NOT NULL, value ANY NOT NULL, id TEXT NOT NULL,
	PRIMARY KEY (collection, field, value)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS uniques_of ON uniques (collection, id);
CREATE TABLE IF NOT EXISTS history (
	collection TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL,
	by TEXT NOT NULL, act TEXT NOT NULL, deleted INTEGER NOT NULL, body BLOB, events BLOB,
	PRIMARY KEY (collection, id, version)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outbox (
	seq INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL, id TEXT NOT NULL, events BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS entries (
	log TEXT NOT NULL, stream TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL,
	act TEXT NOT NULL, data BLOB NOT NULL, meta BLOB,
	PRIMARY KEY (log, stream, id)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS archive (
	log TEXT NOT NULL, stream TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL,
	act TEXT NOT NULL, data BLOB NOT NULL, meta BLOB,
	PRIMARY KEY (log, stream, id)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS manifests (
	log TEXT NOT NULL, stream TEXT NOT NULL, version INTEGER NOT NULL, meta BLOB,
	PRIMARY KEY (log, stream)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chunks (
	log TEXT NOT NULL, stream TEXT NOT NULL, version INTEGER NOT NULL, n INTEGER NOT NULL, data BLOB NOT NULL,
	PRIMARY KEY (log, stream, version, n)) STRICT, WITHOUT ROWID;
`, `
ALTER TABLE docs ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
CREATE INDEX docs_stamp ON docs (collection, stamp);
ALTER TABLE archive ADD COLUMN packed INTEGER NOT NULL DEFAULT 1;
`}

// migrate makes the tables as this program knows them, in one transaction.
func (h *Home) migrate(ctx context.Context) error {
	return h.transaction(func(tx *sql.Tx) error {
		var version int
		if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
			return fmt.Errorf("read the version of the database: %w", err)
		}
		if version > len(migrations) {
			return fmt.Errorf("this data was written by a newer version of the program (tables %d, known up to %d). Start that one",
				version, len(migrations))
		}
		for ; version < len(migrations); version++ {
			if _, err := tx.ExecContext(ctx, migrations[version]); err != nil {
				return fmt.Errorf("bring the tables to version %d: %w", version+1, err)
			}
		}
		if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version = %d`, version)); err != nil {
			return fmt.Errorf("keep the version of the database: %w", err)
		}
		return nil
	})
}
