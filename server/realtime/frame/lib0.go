package frame

import "unicode/utf8"

// reader takes lib0 primitives off a message. After the first failure every
// further read gives nothing, so that a decoder checks once, at its end.
type reader struct {
	rest   []byte
	failed bool
}

// uint reads a varUint, at most 53 bits: JavaScript cannot mean more.
func (r *reader) uint() uint64 {
	var n uint64
	for shift := uint(0); shift < 56; shift += 7 {
		if len(r.rest) == 0 {
			break
		}
		b := r.rest[0]
		r.rest = r.rest[1:]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			if n > 1<<53-1 {
				break
			}
			return n
		}
	}
	r.failed = true
	return 0
}

func (r *reader) bytes() []byte {
	n := r.uint()
	if r.failed || n > uint64(len(r.rest)) {
		r.failed = true
		return nil
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) text(limit int) string {
	b := r.bytes()
	if len(b) > limit || !utf8.Valid(b) {
		r.failed = true
		return ""
	}
	return string(b)
}

func appendUint[B ~[]byte](out B, n uint64) B {
	for n >= 0x80 {
		out = append(out, byte(n)|0x80)
		n >>= 7
	}
	return append(out, byte(n))
}

func appendBytes[B ~[]byte](out B, b []byte) B {
	return append(appendUint(out, uint64(len(b))), b...)
}

func appendText[B ~[]byte](out B, s string) B {
	return append(appendUint(out, uint64(len(s))), s...)
}
