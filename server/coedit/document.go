package coedit

import (
	"context"

	"rapporteur/server/docstore"
)

// Document is one open text. Until the Yjs engine is in the house it is read
// by nobody and refuses every update, so that nothing is acknowledged unstored.
type Document struct{}

// Open gives the document of that name.
func (l *Library) Open(context.Context, string) (*Document, error) { return &Document{}, nil }

// Take judges an update.
func (d *Document) Take(Writer, []byte) Outcome {
	return Outcome{Verdict: Refused, Refusal: refusedForbidden}
}

// Claim says whether an editor is this writer's.
func (d *Document) Claim(Writer, uint64) ([]docstore.LogEntry, bool) { return nil, false }

// StateVector says what the document has of each editor.
func (d *Document) StateVector() []byte { return []byte{0} }

// Diff gives what a holder of the state vector lacks.
func (d *Document) Diff([]byte) ([]byte, error) { return []byte{0, 0}, nil }

// PlanCompaction gives the next compaction, if one is due.
func (d *Document) PlanCompaction() (*Compaction, bool) { return nil, false }

// Compacted takes note of a compaction that has run.
func (d *Document) Compacted(*Compaction, error) {}

// Compaction rewrites a document's log as one snapshot.
type Compaction struct{}

// Run does it.
func (c *Compaction) Run(context.Context) error { return nil }
