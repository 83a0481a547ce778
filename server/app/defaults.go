package app

import (
	"context"
	"errors"
	"fmt"

	"rapporteur/config"
	"rapporteur/server/docstore"
	"rapporteur/server/sqlitestore"
)

// What stands in where the configuration names nothing.

// errNoMongoDB keeps a configured database from being passed over in silence.
var errNoMongoDB = errors.New("this program was built without its MongoDB home. Unset RAPPORTEUR_MONGODB_URI to use the embedded database")

// openHome gives the embedded database where no MongoDB is named.
func openHome(ctx context.Context, c config.Config) (docstore.Home, error) {
	if c.MongoDB.URI != "" {
		return nil, errNoMongoDB
	}
	home, err := sqlitestore.Open(ctx, c.Data)
	if err != nil {
		return nil, fmt.Errorf("open the embedded database: %w. Set RAPPORTEUR_DATA to a folder you may write to", err)
	}
	return home, nil
}
