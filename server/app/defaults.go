package app

import (
	"context"
	"fmt"
	"log/slog"

	"rapporteur/config"
	"rapporteur/server/docstore"
	"rapporteur/server/mongostore"
	"rapporteur/server/sqlitestore"
)

// What stands in where the configuration names nothing.

// openHome gives the MongoDB that is named, and the embedded database where
// none is.
func openHome(ctx context.Context, c config.Config, log *slog.Logger) (docstore.Home, error) {
	if c.MongoDB.URI != "" {
		home, err := mongostore.Open(ctx, c.MongoDB.URI, c.MongoDB.Database, log)
		if err != nil {
			return nil, fmt.Errorf("open MongoDB: %w. Check RAPPORTEUR_MONGODB_URI, and that it is a replica set with a majority up", err)
		}
		return home, nil
	}
	home, err := sqlitestore.Open(ctx, c.Data)
	if err != nil {
		return nil, fmt.Errorf("open the embedded database: %w. Set RAPPORTEUR_DATA to a folder you may write to", err)
	}
	return home, nil
}
