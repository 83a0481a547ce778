package yjs

import (
	"bytes"
	"fmt"
	"maps"
)

// cursor is a position in a text, with the marks that hold there.
type cursor struct {
	w           *Writer
	text        *Type
	left, right *item
	marks       map[string]any
}

func (w *Writer) seek(t *Type, index int) (*cursor, error) {
	if err := w.check(t); err != nil {
		return nil, err
	}
	c := &cursor{w: w, text: t, right: t.start}
	if index < 0 || uint64(index) > t.length {
		return nil, fmt.Errorf("%w: %d of %d", errOutside, index, t.length)
	}
	for rest := uint64(index); rest > 0; c.step() {
		if n := c.right.positions(); n > rest {
			if err := w.cut(c.right, rest); err != nil {
				return nil, err
			}
		}
		rest -= c.right.positions()
	}
	return c, nil
}

// step goes over one item.
func (c *cursor) step() {
	if it := c.right; it.content == contentMark && !it.deleted() {
		c.marks = marked(c.marks, it)
	}
	c.left, c.right = c.right, c.right.right
}

func (c *cursor) put(it *item) {
	it.parent, it.left, it.right = c.text, c.left, c.right
	c.w.put(it)
	c.right = it
	c.step()
}

func (c *cursor) putMark(name string, value any) error {
	text, err := toJSON(value)
	if err != nil {
		return err
	}
	c.put(&item{content: contentMark, length: 1, data: appendBytes(appendBytes(nil, validText(name)), text)})
	return nil
}

// skipMarks goes right over what is deleted and over marks that already say
// what is wanted.
func (c *cursor) skipMarks(wanted map[string]any) {
	for c.right != nil {
		if !c.right.deleted() {
			if c.right.content != contentMark {
				return
			}
			if name, value := c.right.mark(); !equalValues(wanted[name], value) {
				return
			}
		}
		c.step()
	}
}

// begin sets the wanted marks where they differ, and gives those to go back to.
func (c *cursor) begin(wanted map[string]any) (back map[string]any, err error) {
	back = map[string]any{}
	for _, name := range sortedKeys(wanted) {
		if now := c.marks[name]; !equalValues(now, wanted[name]) {
			back[name] = now
			if err := c.putMark(name, wanted[name]); err != nil {
				return nil, err
			}
		}
	}
	return back, nil
}

// end goes back to the marks that held before, where nothing else does so.
func (c *cursor) end(back map[string]any) error {
	for c.right != nil {
		if !c.right.deleted() {
			if c.right.content != contentMark {
				break
			}
			name, value := c.right.mark()
			old, pending := back[name]
			if !pending || !equalValues(old, value) {
				break
			}
			delete(back, name)
		}
		c.step()
	}
	for _, name := range sortedKeys(back) {
		if err := c.putMark(name, back[name]); err != nil {
			return err
		}
	}
	return nil
}

// equalValues compares values as JSON would write them; nil is no mark.
func equalValues(a, b any) bool {
	x, errA := toJSON(a)
	y, errB := toJSON(b)
	return errA == nil && errB == nil && bytes.Equal(x, y)
}

// InsertText puts text with exactly these marks into a text.
func (w *Writer) InsertText(t *Type, index int, text string, marks map[string]any) error {
	return w.span(t, index, Span{Text: text, Marks: marks})
}

// InsertEmbed puts one embedded value with exactly these marks into a text.
func (w *Writer) InsertEmbed(t *Type, index int, value any, marks map[string]any) error {
	return w.span(t, index, Span{Embed: value, Marks: marks})
}

func (w *Writer) span(t *Type, index int, s Span) error {
	if s.Text == "" && s.Embed == nil {
		return w.check(t)
	}
	it := &item{content: contentText, data: []byte(validText(s.Text))}
	it.length = units(it.data)
	if s.Text == "" {
		data, err := toJSON(s.Embed)
		if err != nil {
			return err
		}
		it.content, it.length, it.data = contentEmbed, 1, data
	}
	c, err := w.seek(t, index)
	if err != nil {
		return err
	}
	wanted := maps.Clone(s.Marks)
	for name := range c.marks {
		if _, set := wanted[name]; !set {
			if wanted == nil {
				wanted = map[string]any{}
			}
			wanted[name] = nil
		}
	}
	c.skipMarks(wanted)
	back, err := c.begin(wanted)
	if err != nil {
		return err
	}
	c.put(it)
	return c.end(back)
}

// Format sets marks over n units; a nil value takes the mark off.
func (w *Writer) Format(t *Type, index, n int, marks map[string]any) error {
	c, err := w.seek(t, index)
	if err != nil {
		return err
	}
	if n < 0 || uint64(index+n) > t.length {
		return fmt.Errorf("%w: %d and %d more of %d", errOutside, index, n, t.length)
	}
	if n == 0 {
		return nil
	}
	c.skipMarks(marks)
	back, err := c.begin(marks)
	if err != nil {
		return err
	}
	if err := c.cover(uint64(n), marks, back); err != nil {
		return err
	}
	return c.end(back)
}

// cover goes over n units and removes the marks on the way that say otherwise.
// Marks right behind the last unit may make going back needless.
func (c *cursor) cover(n uint64, marks, back map[string]any) error {
	for ; c.right != nil; c.step() {
		it := c.right
		if n == 0 && (len(back) == 0 || !it.deleted() && it.content != contentMark) {
			return nil
		}
		if it.deleted() {
			continue
		}
		if it.content == contentMark {
			name, value := it.mark()
			wanted, ours := marks[name]
			if !ours {
				continue
			}
			if equalValues(wanted, value) {
				delete(back, name)
			} else if n == 0 {
				return nil
			} else {
				back[name] = value
			}
			c.w.t.delete(it, false)
			continue
		}
		if size := it.positions(); size > n {
			if err := c.w.cut(it, n); err != nil {
				return err
			}
		}
		n -= it.positions()
	}
	return nil
}
