// What an editor may do to a document, at random.
import { Y } from './yjs.mjs'

const words = ['a', 'be', 'sea ', 'déjà', '日本', '😀', 'x😀y', '👩‍👩‍👧', 'procurement ', '\n', 'العربية', '𝒳𝒴']
const names = ['paragraph', 'heading', 'listItem', 'blockquote', 'tableCell']
const keys = ['id', 'level', 'colour', 'k1', 'clé']
const allMarks = [{ bold: true }, { italic: {} }, { bold: null }, { link: { href: 'https://example.org/' } }, { size: 12.5 }, { italic: null, bold: true }]

// A fresh object each time: yjs writes into the one it is given.
const marks = (r) => ({ ...r.pick(allMarks) })

const plain = (r) => r.pick([
  () => null, () => undefined, () => true, () => false, () => r.int(100), () => -r.int(1e9), () => r.next(), () => 0.5, () => 2 ** 40 + r.int(9),
  () => -0, () => r.pick(words), () => '', () => [1, 'two', null, [r.int(9)]], () => ({ a: r.int(9), b: { c: [true] } }), () => new Uint8Array([1, 2, r.int(256)]),
  () => BigInt(r.int(1e6)) * -1n,
])()

const item = (r) => {
  const v = plain(r)
  return v === undefined || typeof v === 'bigint' ? 7 : v
}

const nested = (r) => r.pick([
  () => new Y.Map([['in', r.int(9)]]),
  () => Y.Array.from([r.int(9), 'x']),
  () => new Y.Text(r.pick(words)),
  () => new Y.XmlElement(r.pick(names)),
])()

// Every living shared type below a root, so that deep ones are met too.
function collect(t, out) {
  out.push(t)
  if (t instanceof Y.Map || t instanceof Y.XmlElement || t instanceof Y.Text) {
    t._map.forEach((i) => { if (!i.deleted && i.content.type) collect(i.content.type, out) })
  }
  for (let i = t._start; i; i = i.right) if (!i.deleted && i.content.type) collect(i.content.type, out)
  return out
}

const depth = (t) => { let n = 0; for (let p = t; p; p = p.parent) n++; return n }

function element(r, t) {
  const n = t.length
  r.pick([
    () => t.insert(r.int(n + 1), [new Y.XmlElement(r.pick(names))]),
    () => t.insert(r.int(n + 1), [new Y.XmlText(r.pick(words))]),
    () => {
      const e = new Y.XmlElement(r.pick(names))
      e.setAttribute('id', 'b' + r.int(99))
      e.insert(0, [new Y.XmlText(r.pick(words) + r.pick(words))])
      t.insert(r.int(n + 1), [e])
    },
    () => { if (n > 0) { const at = r.int(n); t.delete(at, 1 + r.int(Math.min(2, n - at))) } },
    () => t.nodeName && t.setAttribute(r.pick(keys), r.chance(0.7) ? r.pick(words) : plain(r)),
    () => t.nodeName && t.removeAttribute(r.pick(keys)),
  ])()
}

function text(r, t) {
  const n = t.length
  const at = r.int(n + 1)
  const len = Math.min(n - at, 1 + r.int(6))
  r.pick([
    () => t.insert(at, r.pick(words)),
    () => t.insert(at, r.pick(words)),
    () => t.insert(at, r.pick(words), marks(r)),
    () => len > 0 && t.delete(at, len),
    () => len > 0 && t.format(at, len, marks(r)),
    () => t.insertEmbed(at, { image: r.int(9) }, r.chance(0.5) ? marks(r) : undefined),
    () => t.setAttribute(r.pick(keys), r.int(9)),
    () => t.applyDelta([{ retain: at }, { insert: r.pick(words), attributes: marks(r) }, ...(len > 0 ? [{ delete: len }] : [])]),
  ])()
}

function map(r, t) {
  r.pick([
    () => t.set(r.pick(keys), plain(r)),
    () => t.set(r.pick(keys), plain(r)),
    () => depth(t) < 8 && t.set(r.pick(keys), nested(r)),
    () => t.delete(r.pick(keys)),
  ])()
}

function array(r, t) {
  const n = t.length
  r.pick([
    () => t.insert(r.int(n + 1), [item(r), item(r)]),
    () => t.push([item(r)]),
    () => depth(t) < 8 && t.insert(r.int(n + 1), [nested(r)]),
    () => { if (n > 0) { const at = r.int(n); t.delete(at, 1 + r.int(Math.min(4, n - at))) } },
  ])()
}

// Changes one shared type of the document.
export function operate(r, doc) {
  const root = r.pick([
    () => doc.getXmlFragment('default'), () => doc.getXmlFragment('default'), () => doc.getXmlFragment('default'),
    () => doc.getText('text'), () => doc.getMap('map'), () => doc.getArray('array'),
  ])()
  const t = r.pick(collect(root, []))
  if (t instanceof Y.Text) text(r, t)
  else if (t instanceof Y.Map) map(r, t)
  else if (t instanceof Y.Array) array(r, t)
  else if (depth(t) < 8) element(r, t)
}
