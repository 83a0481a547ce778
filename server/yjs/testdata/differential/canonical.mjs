// The canonical JSON of a document, as Type.JSON in Go gives it.
import { Y } from './yjs.mjs'

const sorted = (o) => Object.fromEntries(Object.entries(o).sort(([a], [b]) => (a < b ? -1 : 1)))

export function value(v) {
  if (v instanceof Y.AbstractType) return type(v)
  if (v === undefined) return { $: 'undefined' }
  if (typeof v === 'bigint') return { $: 'bigint', v: String(v) }
  if (v instanceof Uint8Array) return { $: 'bytes', v: Buffer.from(v).toString('base64') }
  if (v instanceof Y.Doc) return { $: 'doc', guid: v.guid }
  if (Object.is(v, -0)) return 0
  if (Array.isArray(v)) return v.map(value)
  if (v !== null && typeof v === 'object') return sorted(Object.fromEntries(Object.entries(v).map(([k, e]) => [k, value(e)])))
  return v
}

const attrs = (t) => {
  const out = {}
  t._map.forEach((item, key) => {
    if (!item.deleted) out[key] = value(item.content.getContent()[item.length - 1])
  })
  return sorted(out)
}

const delta = (t) => {
  const out = []
  let last = ''
  for (const op of t.toDelta()) {
    const marks = value(op.attributes ?? {})
    const key = JSON.stringify(marks)
    if (typeof op.insert !== 'string') {
      out.push({ embed: value(op.insert), marks })
      last = ''
    } else if (last === key) {
      out[out.length - 1].insert += op.insert
    } else {
      out.push({ insert: op.insert, marks })
      last = key
    }
  }
  return out
}

export function type(t) {
  switch (t.constructor) {
    case Y.Map: return { kind: 'map', entries: attrs(t) }
    case Y.XmlHook: return { kind: 'hook', name: t.hookName, entries: attrs(t) }
    case Y.Array: return { kind: 'array', items: t.toArray().map(value) }
    case Y.Text: case Y.XmlText: return { kind: 'text', attrs: attrs(t), delta: delta(t) }
    case Y.XmlElement: return { kind: 'element', name: t.nodeName, attrs: attrs(t), children: t.toArray().map(value) }
    default: return { kind: 'fragment', attrs: attrs(t), children: t.toArray().map(value) }
  }
}

// Lone halves of a surrogate pair live in a yjs document until it is encoded.
const wellFormed = (json) => JSON.parse(JSON.stringify(json), (_, v) => (typeof v === 'string' ? v.toWellFormed?.() ?? Buffer.from(v).toString() : v))

export const canonical = (doc) => wellFormed({
  default: type(doc.getXmlFragment('default')),
  text: type(doc.getText('text')),
  map: type(doc.getMap('map')),
  array: type(doc.getArray('array')),
})

export const stateVector = (doc) =>
  sorted(Object.fromEntries([...Y.decodeStateVector(Y.encodeStateVector(doc))].map(([k, v]) => [String(k), v])))

export const pends = (doc) => doc.store.pendingStructs !== null || doc.store.pendingDs !== null
