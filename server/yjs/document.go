package yjs

import (
	"errors"
	"fmt"
	"runtime/debug"
)

// Doc is one shared document.
type Doc struct {
	limits Limits
	roots  map[string]*Type
	peers  map[uint64]*peer
	recent *peer // the editor looked up last
	keys   map[string]*string
	weight int    // about the size of the encoding
	visits uint32 // see place
	epoch  uint64 // number of the transaction

	pending      map[uint64][]incoming
	pendingDel   deleteSet
	pendingBytes int
	waiting      map[uint64]*waiters // by the editor that is waited for
	ready        []uint64            // editors of which something waits for nothing any more

	graves   graves
	encoded  []byte // of Encode; nil after a change
	changing bool   // while a transaction runs, and its judge
	scratch  transaction
	runs     [1]clientRun // of a decoded update, where these suffice
	few      [4]incoming
	broken   error
}

// New makes an empty document.
func New(limits Limits) *Doc {
	return &Doc{
		limits: limits.withDefaults(), roots: map[string]*Type{},
		peers: map[uint64]*peer{}, keys: map[string]*string{},
	}
}

// Load reads a stored document: one update with everything. It refuses one of
// which a part would stay pending, because that would be half a document.
// DocumentBytes bounds it instead of UpdateBytes and Structs. state is kept and
// must not be changed any more.
func Load(state []byte, limits Limits) (*Doc, error) {
	d := New(limits)
	whole := d.limits
	whole.Structs = len(state)
	u, err := decode(state, whole, 2*d.limits.DocumentBytes)
	if err != nil {
		return nil, fmt.Errorf("load a document: %w", err)
	}
	_, err = d.change(func(t *transaction) error {
		t.keep, t.work = true, 1<<30
		return t.apply(&u)
	}, func(c *Change) error {
		if c.Pends {
			return ErrPends
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load a document: %w", err)
	}
	return d, nil
}

// Clone gives an independent copy without what is pending.
func (d *Doc) Clone() (*Doc, error) {
	if d.broken != nil {
		return nil, d.broken
	}
	return Load(d.Encode(), d.limits)
}

// Apply takes an update in. What builds on something the document lacks waits
// within it (Change.Pends) and is taken up when that arrives. After an error
// the document is as it was, or broken. The update's bytes are not kept.
func (d *Doc) Apply(update []byte) (*Change, error) { return d.applyIf(update, nil) }

// ApplyIf is Apply with a judge: it is called when the update is in the
// document and can still be taken back. While it runs, the Change answers what
// was added and removed, and the document can be read as it would be. When it
// returns an error, the document is as before and ApplyIf returns that error.
// An update that would pend, wholly or in part, is not judged: ErrPends.
func (d *Doc) ApplyIf(update []byte, judge func(*Change) error) (*Change, error) {
	return d.applyIf(update, func(c *Change) error {
		if c.Pends {
			return ErrPends
		}
		return judge(c)
	})
}

func (d *Doc) applyIf(update []byte, judge func(*Change) error) (*Change, error) {
	if d.broken != nil {
		return nil, d.broken
	}
	if d.changing {
		return nil, errChanging
	}
	u, err := decodeInto(update, d.limits, d.limits.UpdateBytes, d.runs[:0], d.few[:0])
	if err != nil {
		return nil, err
	}
	c, err := d.change(func(t *transaction) error { return t.apply(&u) }, judge)
	for err == nil && len(d.ready) > 0 {
		err = d.catchUp(c)
	}
	return c, err
}

// catchUp takes up what became whole while it was put aside.
func (d *Doc) catchUp(c *Change) error {
	clients := d.ready
	d.ready = nil
	more, err := d.change(func(t *transaction) error {
		for _, client := range clients {
			if err := t.retry(client); err != nil {
				return err
			}
		}
		return t.settleAll()
	}, nil)
	if err != nil {
		return err
	}
	c.Added = append(c.Added, more.Added...)
	c.Deleted = append(c.Deleted, more.Deleted...)
	c.Orphans = append(c.Orphans, more.Orphans...)
	c.Pends = d.pendingBytes > 0
	return nil
}

// apply does what an update says, as far as it can be done.
func (t *transaction) apply(u *update) error {
	t.name(u.deletes)
	if err := t.take(u); err != nil {
		return err
	}
	if err := t.wake(); err != nil {
		return err
	}
	t.applyDeletes(u.deletes)
	t.wakeDeletes()
	if err := t.crowded(); err != nil {
		return err
	}
	return t.tooHeavy()
}

// settleAll ends a transaction that began with what had waited.
func (t *transaction) settleAll() error {
	if err := t.wake(); err != nil {
		return err
	}
	t.wakeDeletes()
	return t.tooHeavy()
}

var errChanging = errors.New("a document cannot be changed while a change of it is judged")

// change runs a transaction: what f does is committed if f and the judge allow
// it, and taken back otherwise. No panic leaves it; one from within leaves the
// document broken.
func (d *Doc) change(f func(*transaction) error, judge func(*Change) error) (c *Change, err error) {
	if d.changing {
		return nil, errChanging
	}
	d.changing = true
	defer func() {
		d.changing = false
		if p := recover(); p != nil {
			d.broken = fmt.Errorf("%w: %v\n%s", ErrBroken, p, debug.Stack())
			c, err = nil, d.broken
		}
	}()
	t := d.begin()
	defer t.finish()
	if err = t.attempt(f); err == nil {
		c = t.change()
		if judge != nil {
			err = judge(c)
		}
		c.t = nil
	}
	if err != nil {
		t.rollback()
		return nil, err
	}
	t.commit()
	return c, nil
}

// attempt runs f and turns its overrun into an error.
func (t *transaction) attempt(f func(*transaction) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			over, ok := p.(overrun)
			if !ok {
				panic(p)
			}
			err = over.err
		}
	}()
	return f(t)
}

// Broken gives why the document may not be used any more, nil while it may.
func (d *Doc) Broken() error {
	if errors.Is(d.broken, ErrBroken) {
		return d.broken
	}
	return nil
}

// Summary is what an update says of itself, before anything is applied.
type Summary struct {
	Structs []Range // what it carries, highest editor first; may repeat what a document has
	Deletes []Range // its delete set
}

// Inspect decodes an update within the limits and changes nothing.
func Inspect(update []byte, limits Limits) (Summary, error) {
	limits = limits.withDefaults()
	u, err := decode(update, limits, limits.UpdateBytes)
	if err != nil {
		return Summary{}, err
	}
	s := Summary{Deletes: u.deletes}
	for _, run := range u.runs {
		for _, in := range run.structs {
			r := Range{run.client, in.item.id.Clock, in.item.length}
			if n := len(s.Structs); n > 0 && s.Structs[n-1].Client == r.Client && s.Structs[n-1].End() == r.Clock {
				s.Structs[n-1].Len += r.Len
			} else {
				s.Structs = append(s.Structs, r)
			}
		}
	}
	return s, nil
}

// HasNews reports whether the update has pieces or deletions the document lacks.
func (d *Doc) HasNews(update []byte) (bool, error) {
	s, err := Inspect(update, d.limits)
	if err != nil {
		return false, err
	}
	for _, r := range s.Structs {
		if r.End() > d.state(r.Client) {
			return true, nil
		}
	}
	for _, r := range s.Deletes {
		p := d.peer(r.Client)
		if r.End() > p.state() {
			return true, nil
		}
		for i := p.index(r.Clock); i < len(p.structs) && p.structs[i].id.Clock < r.End(); i++ {
			if !p.structs[i].deleted() {
				return true, nil
			}
		}
	}
	return false, nil
}
