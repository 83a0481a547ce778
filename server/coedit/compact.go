package coedit

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"rapporteur/server/docstore"
	"rapporteur/server/yjs"
)

// Compaction rewrites a document's log as one snapshot. It holds copies, so it
// runs beside the document.
type Compaction struct {
	library  *Library
	name     string
	manifest int64
	snapshot docstore.Snapshot
	vector   []byte
	entries  []string
	bytes    int
	now      int64 // version of the manifest after it
}

// PlanCompaction gives the next compaction when one is due. Everything the
// document has must be durable at this moment, or the snapshot would be ahead
// of the log it replaces.
func (d *Document) PlanCompaction() (*Compaction, bool) {
	limits := d.library.limits
	entries, bytes := len(d.log.entries)-d.log.spared, d.log.bytes-d.log.sparedBytes
	if d.log.lost || entries < limits.CompactEntries && bytes < limits.CompactBytes {
		return nil, false
	}
	vector := d.y.EncodeStateVector()
	meta, err := json.Marshal(snapshotNote{Vector: vector, Owners: d.ownersByPerson(), Authors: d.authors.runs()})
	if err != nil {
		return nil, false
	}
	return &Compaction{
		library: d.library, name: d.name, manifest: d.log.manifest, vector: vector,
		snapshot: docstore.Snapshot{Data: slices.Clone(d.y.Encode()), Meta: meta}, entries: slices.Clone(d.log.entries), bytes: d.log.bytes,
	}, true
}

// Run checks that the snapshot reads back as what it was made of, swaps it in,
// and reads it back from the store.
func (c *Compaction) Run(ctx context.Context) error {
	again, err := yjs.Load(c.snapshot.Data, c.library.engineLimits())
	if err != nil {
		return fmt.Errorf("read back the snapshot of %s: %w", c.name, err)
	}
	if want, err := yjs.DecodeStateVector(c.vector); err != nil || !maps.Equal(want, again.StateVector()) || !bytes.Equal(again.Encode(), c.snapshot.Data) {
		return fmt.Errorf("compact %s: the snapshot does not read back as it was", c.name)
	}
	if err := c.library.log.Compact(ctx, c.name, c.manifest, c.snapshot, c.entries); err != nil {
		return fmt.Errorf("compact %s: %w", c.name, err)
	}
	stored, err := c.library.log.Load(ctx, c.name)
	if err != nil {
		return fmt.Errorf("read back %s: %w", c.name, err)
	}
	c.now = stored.ManifestVersion
	if !bytes.Equal(stored.Snapshot.Data, c.snapshot.Data) || !bytes.Equal(stored.Snapshot.Meta, c.snapshot.Meta) {
		// The archive and the snapshot before it are still there; somebody has to look.
		return errors.New("the store gave back another snapshot than it was given")
	}
	return nil
}

// Compacted takes note of a compaction that has run. One that lost to another
// holder is no harm: the next one starts from what that holder wrote.
func (d *Document) Compacted(c *Compaction, err error) {
	if c.now == 0 {
		d.log.lost = errors.Is(err, docstore.ErrStale)
		d.log.spared, d.log.sparedBytes = len(d.log.entries), d.log.bytes
		return
	}
	done := make(map[string]bool, len(c.entries))
	for _, id := range c.entries {
		done[id] = true
	}
	d.log.manifest = c.now
	d.log.entries = slices.DeleteFunc(d.log.entries, func(id string) bool { return done[id] })
	d.log.bytes -= c.bytes
	d.log.spared, d.log.sparedBytes = 0, 0
}
