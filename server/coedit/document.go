package coedit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"rapporteur/server/docstore"
	"rapporteur/server/yjs"
)

// Document is one open text. It belongs to one goroutine: nothing here locks.
type Document struct {
	library *Library
	name    string
	y       *yjs.Doc
	self    uint64               // the server's own editor, new with each opening
	owners  map[uint64]string    // editor (Yjs client id): the first person who brought it
	authors authorship           // who typed which run
	refused map[uint64]bool      // editors that were refused, for good
	rescues map[rescueKey]yjs.ID // where a person's words under a deleted block already stand
	log     logState
}

// logState is what the document knows of its stream.
type logState struct {
	manifest int64    // version of the current one
	entries  []string // ids not yet compacted, handed to the journal or loaded
	bytes    int      // of their data
	// After a compaction that failed, these are not counted towards the next;
	// after one that lost to another holder there is none until the next opening.
	spared, sparedBytes int
	lost                bool
}

// note is the small JSON beside an entry.
type note struct {
	Claims  []uint64 `json:"claims,omitempty"`  // editors that are By's from here on
	Relayed string   `json:"relayed,omitempty"` // person who brought back words that are not theirs
}

// snapshotNote is the small JSON beside a snapshot.
type snapshotNote struct {
	Vector  []byte              `json:"vector"`
	Owners  map[string][]uint64 `json:"owners"`
	Authors []authoredRun       `json:"authors"`
}

// Open loads a document, seeding it if it was never opened. Anything less than
// the whole text is ErrUnreadable: an empty document is never made of one that
// failed to load.
func (l *Library) Open(ctx context.Context, name string) (*Document, error) {
	stream, err := l.log.Load(ctx, name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	if stream.ManifestVersion == 0 && len(stream.Entries) == 0 {
		if err := l.seed(ctx, name); err != nil && !errors.Is(err, ErrBegun) {
			return nil, fmt.Errorf("seed %s: %w", name, err)
		}
		if stream, err = l.log.Load(ctx, name); err != nil {
			return nil, fmt.Errorf("open %s: %w", name, err)
		}
	}
	d := &Document{library: l, name: name, y: yjs.New(l.engineLimits()), owners: make(map[uint64]string),
		authors: make(authorship), refused: make(map[uint64]bool), rescues: make(map[rescueKey]yjs.ID)}
	if err := d.load(stream); err != nil {
		return nil, fmt.Errorf("open %s: %w", name, ErrUnreadable.Because(err))
	}
	return d, nil
}

// seed writes the first text under the first entry id. Two servers that seed at
// once write the same entry, and load what the first of them wrote.
func (l *Library) seed(ctx context.Context, name string) error {
	content, err := l.seeder.Seed(ctx, name)
	if err != nil {
		return err
	}
	return l.begin(ctx, serverPerson, name, content)
}

// begin writes content as the first entry of a log that has none.
func (l *Library) begin(ctx context.Context, person, name string, content Node) error {
	stream, err := l.log.Load(ctx, name)
	if err != nil {
		return err
	}
	if stream.ManifestVersion > 0 || len(stream.Entries) > 0 {
		return ErrBegun
	}
	if len(content.Content) == 0 {
		content = Doc()
	}
	update, err := l.seedUpdate(namedSeed(name, content))
	if err != nil {
		return err
	}
	return l.log.Append(ctx, []docstore.LogEntry{{
		Stream: name, ID: seedID, At: l.now().UTC(), By: person, Act: actSeed, Data: update,
	}})
}

// serverPerson is who the server's own edits are by.
const serverPerson = "system"

func (d *Document) load(stream docstore.Stream) error {
	d.log.manifest = stream.ManifestVersion
	if stream.ManifestVersion > 0 {
		if err := d.loadSnapshot(stream.Snapshot); err != nil {
			return fmt.Errorf("snapshot %d: %w", stream.ManifestVersion, err)
		}
	}
	for _, e := range stream.Entries {
		if err := d.loadEntry(e); err != nil {
			return fmt.Errorf("entry %s: %w", e.ID, err)
		}
	}
	if n := d.y.PendingBytes(); n > 0 {
		return fmt.Errorf("%d bytes build on something that is missing", n)
	}
	vector := d.y.StateVector()
	for d.self = ownEditor(); vector[d.self] > 0; d.self = ownEditor() {
	}
	return nil
}

// ownEditor gives a client id as Yjs itself chooses one, and never the seed's.
func ownEditor() uint64 { return uint64(rand.Uint32())&^1 + 2 }

func (d *Document) loadSnapshot(s docstore.Snapshot) error {
	var n snapshotNote
	if err := json.Unmarshal(s.Meta, &n); err != nil {
		return fmt.Errorf("its note: %w", err)
	}
	stored, err := yjs.DecodeStateVector(n.Vector)
	if err != nil {
		return fmt.Errorf("its state vector: %w", err)
	}
	if d.y, err = yjs.Load(s.Data, d.library.engineLimits()); err != nil {
		return err
	}
	if !maps.Equal(stored, d.y.StateVector()) {
		return errors.New("it does not hold what it was stored with")
	}
	for person, editors := range n.Owners {
		for _, e := range editors {
			d.owners[e] = person
		}
	}
	d.authors.load(n.Authors)
	return nil
}

func (d *Document) loadEntry(e docstore.LogEntry) error {
	var n note
	if len(e.Meta) > 0 {
		if err := json.Unmarshal(e.Meta, &n); err != nil {
			return fmt.Errorf("its note: %w", err)
		}
	}
	for _, editor := range n.Claims {
		if d.owners[editor] == "" {
			d.owners[editor] = e.By
		}
	}
	d.log.entries = append(d.log.entries, e.ID)
	d.log.bytes += len(e.Data)
	if len(e.Data) == 0 {
		return nil
	}
	var moves []moved
	change, err := d.y.ApplyIf(e.Data, func(c *yjs.Change) error {
		if len(c.Added) > 0 && len(c.Deleted) > 0 {
			moves = movedText(c)
		}
		return nil
	})
	if errors.Is(err, yjs.ErrPends) {
		change, err = d.y.Apply(e.Data)
	}
	if err != nil {
		return err
	}
	d.authors.add(change.Added, moves, func(editor uint64) string {
		if owner, known := d.owner(editor); known && e.Act == actUpdate {
			return owner
		}
		return e.By
	}, e.At)
	return nil
}

// entry numbers and dates a journal entry.
func (d *Document) entry(by, act string, data []byte, n note) docstore.LogEntry {
	e := docstore.LogEntry{Stream: d.name, ID: d.library.ids.New(), At: d.library.now().UTC(), By: by, Act: act, Data: data}
	if len(n.Claims) > 0 || n.Relayed != "" {
		e.Meta, _ = json.Marshal(n) // numbers and texts only: this cannot fail
	}
	d.log.entries = append(d.log.entries, e.ID)
	d.log.bytes += len(data)
	return e
}

// owner says whose an editor is. Words that no person is on record for are the
// server's own, and not free for the taking.
func (d *Document) owner(editor uint64) (person string, known bool) {
	if person = d.owners[editor]; person != "" {
		return person, true
	}
	if editor == d.self || editor == seedEditor {
		return serverPerson, true
	}
	return "", false
}

// Claim says whether an editor is this writer's and, when it is new, gives the
// entry that puts it on record.
func (d *Document) Claim(w Writer, editor uint64) (entries []docstore.LogEntry, ok bool) {
	if owner, known := d.owner(editor); known {
		return nil, owner == w.Person
	}
	if d.y.StateVector()[editor] > 0 {
		return nil, false
	}
	d.owners[editor] = w.Person
	return []docstore.LogEntry{d.entry(w.Person, actClaim, nil, note{Claims: []uint64{editor}})}, true
}

// StateVector says how far the document has each editor's words.
func (d *Document) StateVector() []byte { return d.y.EncodeStateVector() }

// Diff gives what a holder of the state vector lacks; nil for everything. The
// result may be shared: it is not to be changed.
func (d *Document) Diff(vector []byte) ([]byte, error) {
	if len(vector) == 0 || (len(vector) == 1 && vector[0] == 0) {
		return d.y.Encode(), nil
	}
	return d.y.Diff(vector)
}

// Content reads the text as it is.
func (d *Document) Content() Node { return readDoc(d.y) }

// stateAt builds a text as it was after an entry of its history.
func (l *Library) stateAt(ctx context.Context, name, entry string) (Content, error) {
	past := yjs.New(l.engineLimits())
	var last docstore.LogEntry
	err := l.moments(ctx, name, entry, func(e docstore.LogEntry) error {
		last = docstore.LogEntry{ID: e.ID, At: e.At}
		_, err := past.Apply(e.Data)
		return err
	})
	switch {
	case err != nil:
		return Content{}, fmt.Errorf("read %s as at %s: %w", name, entry, err)
	case last.ID != entry:
		return Content{}, ErrNoSuchMoment
	}
	return contentOf(readDoc(past), last.At), nil
}

// ownersByPerson is how a snapshot keeps them: a person's editors together.
func (d *Document) ownersByPerson() map[string][]uint64 {
	all := make(map[string][]uint64)
	for editor, person := range d.owners {
		all[person] = append(all[person], editor)
	}
	for _, editors := range all {
		slices.Sort(editors)
	}
	return all
}
