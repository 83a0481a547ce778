// Package mongostore keeps documents in MongoDB: the home of an installation
// that is more than one machine. It is the only importer of the Mongo driver,
// and no BSON type leaves it.
//
// It refuses transactions, $lookup, $expr and change streams: every promise is
// kept with writes to one document each, in an order that can break off
// anywhere (docs/adr/0004).
package mongostore

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.mongodb.org/mongo-driver/v2/mongo/readconcern"
	"go.mongodb.org/mongo-driver/v2/mongo/readpref"
	"go.mongodb.org/mongo-driver/v2/mongo/writeconcern"

	"rapporteur/server/docstore"
)

// How long the database may take: to be found, and to answer one command with
// its retries.
const (
	selectionTimeout = 10 * time.Second
	commandTimeout   = 30 * time.Second
)

// Collections of our own begin with an underscore, which no shape's name does.
const (
	historyName = "_history" // every step of every document, once the relay has moved it
	keysName    = "_keys"    // one document for each value of a unique field
	leasesName  = "_leases"  // who does what only one node may do
)

// Home is a database on a MongoDB deployment.
type Home struct {
	client *mongo.Client
	db     *mongo.Database
	log    *slog.Logger
	name   string // of this home among others on the same database

	history, keys, leases *mongo.Collection

	wake chan struct{} // a write with events happened; holds one

	mu     sync.Mutex // guards opened
	opened map[string]*records
}

// Open connects to the deployment. It returns an error where the address is
// wrong or nobody answers there.
func Open(ctx context.Context, uri, database string, log *slog.Logger) (*Home, error) {
	return open(ctx, options.Client().ApplyURI(uri), database, log)
}

// open sets what the promises need over whatever the address says: a write is
// acknowledged when a majority has it on disk, reads are from the primary. They
// are "local" reads: a change is always made on condition of the version that
// was read, so one that is rolled back takes the change with it.
func open(ctx context.Context, o *options.ClientOptions, database string, log *slog.Logger) (*Home, error) {
	journal := true
	client, err := mongo.Connect(o.
		SetAppName("rapporteur").
		SetWriteConcern(&writeconcern.WriteConcern{W: "majority", Journal: &journal}).
		SetReadConcern(readconcern.Local()).
		SetReadPreference(readpref.Primary()).
		SetRetryWrites(true).
		SetServerSelectionTimeout(selectionTimeout).
		SetTimeout(commandTimeout))
	if err != nil { // which may quote the address, and with it a password
		return nil, errors.New("the address of the database cannot be read")
	}
	db := client.Database(database)
	h := &Home{
		client: client, db: db, log: log, name: newToken(),
		history: db.Collection(historyName), keys: db.Collection(keysName), leases: db.Collection(leasesName),
		wake: make(chan struct{}, 1), opened: map[string]*records{},
	}
	err = h.Ping(ctx)
	if err == nil {
		err = h.index(ctx, h.history, bson.D{{Key: "c", Value: 1}, {Key: "d", Value: 1}, {Key: "v", Value: 1}}, bson.D{{Key: "due", Value: 1}})
	}
	if err != nil {
		return nil, errors.Join(err, h.Close())
	}
	return h, nil
}

// index makes sure of indexes on a collection, one command each. One on "due"
// alone holds only the documents that have it.
func (h *Home) index(ctx context.Context, c *mongo.Collection, keys ...bson.D) error {
	for _, k := range keys {
		o := options.Index()
		if len(k) == 1 && k[0].Key == "due" {
			o.SetSparse(true)
		}
		if _, err := c.Indexes().CreateOne(ctx, mongo.IndexModel{Keys: k, Options: o}); err != nil {
			return fmt.Errorf("make an index of %s: %w", c.Name(), err)
		}
	}
	return nil
}

// Ping writes a mark: a deployment without a majority reads, and cannot write.
func (h *Home) Ping(ctx context.Context) error {
	_, err := h.leases.UpdateOne(ctx, bson.D{{Key: "_id", Value: "ping"}},
		bson.D{{Key: "$set", Value: bson.D{{Key: "at", Value: time.Now()}}}}, options.UpdateOne().SetUpsert(true))
	if err != nil && !mongo.IsDuplicateKeyError(err) { // two that both made the first mark
		return fmt.Errorf("reach the database: %w", err)
	}
	return nil
}

// Close ends the connections.
func (h *Home) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), selectionTimeout)
	defer cancel()
	return h.client.Disconnect(ctx)
}

// newToken gives a text nobody else has.
func newToken() string { return rand.Text() }

// byID is the filter for one document.
func byID(id string) bson.D { return bson.D{{Key: "_id", Value: id}} }

var _ docstore.Home = (*Home)(nil)
