package yjs

import (
	"encoding/base64"
	"math"
	"strconv"
)

// JSON gives a type and everything in it as plain values that encoding/json
// takes, in one canonical form: equal contents give equal JSON, whoever made
// them in whatever order. It is for comparing and for looking; the text of a
// deliverable is read by coedit.
func (t *Type) JSON() any {
	switch t.kind {
	case KindMap:
		return map[string]any{"kind": "map", "entries": t.attrsJSON()}
	case KindHook:
		return map[string]any{"kind": "hook", "name": t.name, "entries": t.attrsJSON()}
	case KindArray:
		return map[string]any{"kind": "array", "items": t.listJSON()}
	case KindText, KindXMLText:
		return map[string]any{"kind": "text", "attrs": t.attrsJSON(), "delta": t.deltaJSON()}
	case KindElement:
		return map[string]any{"kind": "element", "name": t.name, "attrs": t.attrsJSON(), "children": t.listJSON()}
	default:
		return map[string]any{"kind": "fragment", "attrs": t.attrsJSON(), "children": t.listJSON()}
	}
}

func (t *Type) attrsJSON() map[string]any {
	out := map[string]any{}
	for k, v := range t.Attrs() {
		out[k] = valueJSON(v)
	}
	return out
}

func (t *Type) listJSON() []any {
	out := []any{}
	for v := range t.Values() {
		out = append(out, valueJSON(v))
	}
	return out
}

// deltaJSON gives a text as inserts; neighbours under equal marks are one.
func (t *Type) deltaJSON() []any {
	out := []any{}
	lastMarks := ""
	for r := range t.Runs() {
		marks := map[string]any{}
		for k, v := range r.Marks {
			marks[k] = valueJSON(v)
		}
		text, err := toJSON(marks)
		if err != nil {
			text = nil // cannot be: valueJSON leaves only JSON
		}
		key := string(text)
		if r.Text == "" {
			out = append(out, map[string]any{"embed": valueJSON(r.Embed), "marks": marks})
			lastMarks = ""
			continue
		}
		if n := len(out); n > 0 && lastMarks == key {
			last := out[n-1].(map[string]any)
			last["insert"] = last["insert"].(string) + r.Text
			continue
		}
		out = append(out, map[string]any{"insert": r.Text, "marks": marks})
		lastMarks = key
	}
	return out
}

func valueJSON(v any) any {
	switch v := v.(type) {
	case *Type:
		return v.JSON()
	case Undefined:
		return map[string]any{"$": "undefined"}
	case BigInt:
		return map[string]any{"$": "bigint", "v": strconv.FormatInt(int64(v), 10)}
	case []byte:
		return map[string]any{"$": "bytes", "v": base64.StdEncoding.EncodeToString(v)}
	case SubDoc:
		return map[string]any{"$": "doc", "guid": v.GUID}
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return map[string]any{"$": "number", "v": strconv.FormatFloat(v, 'g', -1, 64)}
		}
		return v
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = valueJSON(e)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, e := range v {
			out[k] = valueJSON(e)
		}
		return out
	}
	return v
}
