package yjs

import (
	"fmt"
	"math"
	"unicode/utf8"
)

// maxClock is the largest number JavaScript counts to without gaps; clocks,
// client ids and lengths beyond it are refused.
const maxClock = 1<<53 - 1

// reader reads the primitives of lib0. After the first thing it cannot read it
// answers zero values; whoever reads looks at bad once, at the end.
type reader struct {
	b   []byte
	pos int
	bad bool
}

func (r *reader) fail() {
	r.bad, r.pos = true, len(r.b)
}

func (r *reader) left() int { return len(r.b) - r.pos }

func (r *reader) byte() byte {
	if r.pos >= len(r.b) {
		r.fail()
		return 0
	}
	c := r.b[r.pos]
	r.pos++
	return c
}

// uint reads a variable-length number of at most maxClock.
func (r *reader) uint() uint64 {
	if r.pos < len(r.b) {
		if c := r.b[r.pos]; c < 0x80 {
			r.pos++
			return uint64(c)
		}
	}
	var v uint64
	for shift := 0; shift < 56 && r.pos < len(r.b); shift += 7 {
		c := r.b[r.pos]
		r.pos++
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			if v > maxClock {
				break
			}
			return v
		}
	}
	r.fail()
	return 0
}

// int reads a signed number. JavaScript's negative zero reads as zero.
func (r *reader) int() int64 {
	c := r.byte()
	v, negative := uint64(c&0x3f), c&0x40 != 0
	for shift := 6; c >= 0x80; shift += 7 {
		c = r.byte()
		if r.bad || shift > 55 {
			r.fail()
			return 0
		}
		v |= uint64(c&0x7f) << shift
	}
	if v > maxClock {
		r.fail()
		return 0
	}
	if negative {
		return -int64(v)
	}
	return int64(v)
}

// take reads n bytes; they point into what is read.
func (r *reader) take(n uint64) []byte {
	if n > uint64(r.left()) {
		r.fail()
		return nil
	}
	b := r.b[r.pos : r.pos+int(n) : r.pos+int(n)]
	r.pos += int(n)
	return b
}

// bytes reads a length and so many bytes.
func (r *reader) bytes() []byte { return r.take(r.uint()) }

// text reads a string as its UTF-8; anything else is refused, as yjs does.
func (r *reader) text() []byte {
	b := r.bytes()
	if !utf8.Valid(b) {
		r.fail()
		return nil
	}
	return b
}

// count reads how many things of at least size bytes follow.
func (r *reader) count(size int) int {
	n := r.uint()
	if n > uint64(r.left()/size) {
		r.fail()
		return 0
	}
	return int(n)
}

// err says that what was read is no whole what.
func (r *reader) err(what string) error {
	if r.bad {
		return fmt.Errorf("%w: the %s ends early or holds a number or text that cannot be", ErrMalformed, what)
	}
	if r.left() > 0 {
		return fmt.Errorf("%w: %d bytes after the end of the %s", ErrMalformed, r.left(), what)
	}
	return nil
}

func appendUint(b []byte, v uint64) []byte {
	for v >= 0x80 {
		b = append(b, byte(v)|0x80)
		v >>= 7
	}
	return append(b, byte(v))
}

func appendInt(b []byte, v int64) []byte {
	c, u := byte(0), uint64(v)
	if v < 0 {
		c, u = 0x40, uint64(-v)
	}
	c |= byte(u & 0x3f)
	if u >>= 6; u == 0 {
		return append(b, c)
	}
	return appendUint(append(b, c|0x80), u)
}

func appendBytes[T []byte | string](b []byte, v T) []byte {
	return append(appendUint(b, uint64(len(v))), v...)
}

// units counts the UTF-16 units of valid UTF-8, which is how Yjs counts text.
func units(b []byte) uint64 {
	n := 0
	for _, c := range b {
		if c&0xC0 != 0x80 {
			n++
			if c >= 0xF0 {
				n++
			}
		}
	}
	return uint64(n)
}

// unitOffset gives the byte at which unit k of b begins. inside reports that k
// is the second half of a surrogate pair; the offset is then that of the pair.
func unitOffset(b []byte, length, k uint64) (offset int, inside bool) {
	if uint64(len(b)) == length {
		return int(k), false
	}
	var n uint64
	for i := 0; i < len(b); {
		if n == k {
			return i, false
		}
		c := b[i]
		switch {
		case c < 0x80:
			i, n = i+1, n+1
		case c < 0xE0:
			i, n = i+2, n+1
		case c < 0xF0:
			i, n = i+3, n+1
		default:
			if n+1 == k {
				return i, true
			}
			i, n = i+4, n+2
		}
	}
	return len(b), false
}

// replacement is U+FFFD, which Yjs puts for each half of a pair that is cut.
const replacement = "\uFFFD"

// cutText cuts text before unit k. A surrogate pair that is cut in two becomes
// two replacement characters, and cut holds the pair.
func cutText(b []byte, length, k uint64) (left, right, cut []byte) {
	i, inside := unitOffset(b, length, k)
	if !inside {
		return b[:i:i], b[i:], nil
	}
	left = append(append(make([]byte, 0, i+3), b[:i]...), replacement...)
	right = append(append(make([]byte, 0, len(b)-i-1), replacement...), b[i+4:]...)
	return left, right, b[i : i+4]
}

func floatBits(b []byte) float64 {
	var v uint64
	for _, c := range b {
		v = v<<8 | uint64(c)
	}
	if len(b) == 4 {
		return float64(math.Float32frombits(uint32(v)))
	}
	return math.Float64frombits(v)
}
