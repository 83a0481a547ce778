package yjs

// Limits bound what a document takes. A zero field means the default.
type Limits struct {
	UpdateBytes   int // of one update; collab.max_update_bytes
	Structs       int // runs of content in one update, and ranges of its delete set; collab.max_update_structs
	Nesting       int // elements within elements, and values within values; collab.max_nesting
	PendingBytes  int // of updates that wait for what they build on; collab.max_pending_bytes
	DocumentBytes int // of the whole document, encoded; collab.max_document_bytes
}

// DefaultLimits fit a long deliverable with a long history. UpdateBytes leaves
// room for a pasted chapter; DocumentBytes stays within one record of the store.
func DefaultLimits() Limits {
	return Limits{
		UpdateBytes:   4 << 20,
		Structs:       200_000,
		Nesting:       64,
		PendingBytes:  1 << 20,
		DocumentBytes: 16<<20 - 64<<10,
	}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	fill := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	fill(&l.UpdateBytes, d.UpdateBytes)
	fill(&l.Structs, d.Structs)
	fill(&l.Nesting, d.Nesting)
	fill(&l.PendingBytes, d.PendingBytes)
	fill(&l.DocumentBytes, d.DocumentBytes)
	return l
}
