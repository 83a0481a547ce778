package yjs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// Undefined is JavaScript's undefined, which JSON cannot say.
type Undefined struct{}

// BigInt is JavaScript's 64-bit integer.
type BigInt int64

// The tags of lib0's any.
const (
	anyBytes = 116 + iota
	anyArray
	anyObject
	anyString
	anyTrue
	anyFalse
	anyBigInt
	anyFloat64
	anyFloat32
	anyInt
	anyNull
	anyUndefined
)

// skipAny reads over one value of at most depth levels.
func (r *reader) skipAny(depth int) {
	if depth < 0 {
		r.fail()
		return
	}
	switch r.byte() {
	case anyUndefined, anyNull, anyTrue, anyFalse:
	case anyInt:
		r.int()
	case anyFloat32:
		r.take(4)
	case anyFloat64, anyBigInt:
		r.take(8)
	case anyString:
		r.text()
	case anyBytes:
		r.bytes()
	case anyObject:
		for n := r.count(2); n > 0 && !r.bad; n-- {
			r.text()
			r.skipAny(depth - 1)
		}
	case anyArray:
		for n := r.count(1); n > 0 && !r.bad; n-- {
			r.skipAny(depth - 1)
		}
	default:
		r.fail()
	}
}

// any reads a value that skipAny has accepted before.
func (r *reader) any() any {
	switch r.byte() {
	case anyNull:
		return nil
	case anyTrue:
		return true
	case anyFalse:
		return false
	case anyInt:
		return float64(r.int())
	case anyFloat32:
		return floatBits(r.take(4))
	case anyFloat64:
		return floatBits(r.take(8))
	case anyBigInt:
		var v uint64
		for _, c := range r.take(8) {
			v = v<<8 | uint64(c)
		}
		return BigInt(v)
	case anyString:
		return string(r.bytes())
	case anyBytes:
		return bytes.Clone(r.bytes())
	case anyObject:
		n := r.count(2)
		o := make(map[string]any, n)
		for ; n > 0; n-- {
			key := string(r.bytes())
			o[key] = r.any()
		}
		return o
	case anyArray:
		n := r.count(1)
		a := make([]any, 0, n)
		for ; n > 0; n-- {
			a = append(a, r.any())
		}
		return a
	}
	return Undefined{}
}

// appendAny writes a value as lib0 would. Object keys are sorted, so that equal
// values have equal bytes.
func appendAny(b []byte, v any, depth int) ([]byte, error) {
	if depth < 0 {
		return nil, fmt.Errorf("%w: a value nested too deep", ErrTooLarge)
	}
	switch v := v.(type) {
	case nil:
		return append(b, anyNull), nil
	case Undefined:
		return append(b, anyUndefined), nil
	case bool:
		if v {
			return append(b, anyTrue), nil
		}
		return append(b, anyFalse), nil
	case string:
		return appendBytes(append(b, anyString), validText(v)), nil
	case []byte:
		return appendBytes(append(b, anyBytes), v), nil
	case BigInt:
		return appendBig(append(b, anyBigInt), uint64(v), 8), nil
	case int:
		return appendNumber(b, float64(v)), nil
	case int64:
		return appendNumber(b, float64(v)), nil
	case float64:
		return appendNumber(b, v), nil
	case []any:
		b = appendUint(append(b, anyArray), uint64(len(v)))
		var err error
		for _, e := range v {
			if b, err = appendAny(b, e, depth-1); err != nil {
				return nil, err
			}
		}
		return b, nil
	case map[string]any:
		b = appendUint(append(b, anyObject), uint64(len(v)))
		var err error
		for _, key := range sortedKeys(v) {
			if b, err = appendAny(appendBytes(b, validText(key)), v[key], depth-1); err != nil {
				return nil, err
			}
		}
		return b, nil
	}
	return nil, fmt.Errorf("a value of type %T cannot be shared", v)
}

func appendNumber(b []byte, v float64) []byte {
	switch {
	case v == math.Trunc(v) && math.Abs(v) <= math.MaxInt32:
		return appendInt(append(b, anyInt), int64(v))
	case float64(float32(v)) == v:
		return appendBig(append(b, anyFloat32), uint64(math.Float32bits(float32(v))), 4)
	}
	return appendBig(append(b, anyFloat64), math.Float64bits(v), 8)
}

func appendBig(b []byte, v uint64, size int) []byte {
	for i := size - 1; i >= 0; i-- {
		b = append(b, byte(v>>(8*i)))
	}
	return b
}

// validText is s with every byte that is not UTF-8 replaced, as JavaScript would.
func validText(s string) string { return string(bytes.ToValidUTF8([]byte(s), []byte(replacement))) }

// validJSON reports that text is JSON of at most depth levels.
func validJSON(text []byte, depth int) bool {
	level, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if level++; level > depth {
				return false
			}
		case c == '}' || c == ']':
			level--
		}
	}
	return json.Valid(text)
}

// parseJSON reads JSON that validJSON has accepted.
func parseJSON(text []byte) any {
	if string(text) == "undefined" {
		return Undefined{}
	}
	var v any
	if json.Unmarshal(text, &v) != nil {
		return Undefined{} // a number beyond float64
	}
	return v
}

// toJSON writes a value as JSON.stringify would, with sorted keys.
func toJSON(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("a value that is no JSON: %w", err)
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
