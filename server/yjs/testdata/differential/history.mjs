// One random history: several editors write, undo, go offline and meet again.
// Every update they ever made or received is kept, so that the list has
// duplicates, and is then delivered in some other order or form.
import { Y } from './yjs.mjs'
import { random } from './random.mjs'
import { operate } from './operations.mjs'
import { canonical, stateVector, pends } from './canonical.mjs'

const clientID = (r, i) => r.pick([() => i + 1, () => r.int(2 ** 31), () => 2 ** 32 - 1 - 2 * i, () => r.int(2 ** 31), () => 2 ** 50])() + i

function editors(r, updates) {
  const docs = Array.from({ length: 2 + r.int(3) }, (_, i) => {
    const doc = new Y.Doc({ gc: r.chance(0.75) })
    doc.clientID = clientID(r, i)
    doc.on('update', (u) => updates.push(u))
    return doc
  })
  const roots = (d) => [d.getXmlFragment('default'), d.getText('text'), d.getMap('map'), d.getArray('array')]
  return docs.map((doc) => ({ doc, undo: new Y.UndoManager(roots(doc), { captureTimeout: 0 }), offline: 0 }))
}

const sync = (a, b) => Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)))

export function history(seed) {
  const r = random(seed)
  const updates = []
  const all = editors(r, updates)
  const steps = 60 + r.int(140)
  let operations = 0
  let middle = null
  for (let i = 0; i < steps; i++) {
    const e = r.pick(all)
    const what = r.next()
    if (what < 0.78) {
      operations++
      if (r.chance(0.2)) e.doc.transact(() => { operate(r, e.doc); operate(r, e.doc); operate(r, e.doc); operations += 2 })
      else operate(r, e.doc)
    } else if (what < 0.84) {
      operations++
      if (r.chance(0.6)) e.undo.undo(); else e.undo.redo()
    } else if (what < 0.88) {
      e.offline = i + r.int(60)
    } else {
      const o = r.pick(all)
      if (o !== e && o.offline <= i && e.offline <= i) { sync(e.doc, o.doc); if (r.chance(0.5)) sync(o.doc, e.doc) }
    }
    if (i === Math.floor(steps / 2)) middle = Y.encodeStateAsUpdate(e.doc)
  }
  return { seed, operations, middle, ...deliver(r, all.map((e) => e.doc), updates) }
}

// Chooses what arrives, and how.
function deliver(r, docs, updates) {
  const whole = docs.map((d) => Y.encodeStateAsUpdate(d))
  let list
  switch (r.int(6)) {
    case 0: list = [...updates, ...whole]; break // in order
    case 1: list = r.shuffle(whole); break // offline copies only
    case 2: list = r.shuffle([...updates, ...whole]); break
    case 3: { // a part merged without a document: Skip structs where something lies between
      const mixed = r.shuffle(updates)
      const cut = 1 + r.int(mixed.length)
      list = r.shuffle([Y.mergeUpdates(mixed.slice(0, cut)), ...mixed.slice(cut), ...whole])
      break
    }
    case 4: { // several merged parts that overlap
      const mixed = r.shuffle([...updates, ...updates])
      list = []
      while (mixed.length) list.push(Y.mergeUpdates(mixed.splice(0, 1 + r.int(9))))
      list = r.shuffle([...list, ...whole])
      break
    }
    default: list = [...r.shuffle(updates), ...whole]
  }
  return { updates: list, ...outcome(list) }
}

// A yjs document that only reads. An ordinary one deletes marks it finds
// redundant whenever it receives text: a write of its own, which depends on what
// has arrived so far and which a server must not make.
function read(list) {
  const doc = new Y.Doc()
  doc.on('afterTransaction', (t) => { t._needFormattingCleanup = false })
  for (const u of list) Y.applyUpdate(doc, u)
  return doc
}

// What yjs makes of the list.
function outcome(list) {
  const doc = read(list)
  if (pends(doc)) throw new Error('yjs itself still waits for something')
  return { json: canonical(doc), vector: stateVector(doc), encoded: Y.encodeStateAsUpdate(doc) }
}

// yjs reads Go's bytes: everything, what the copy of the middle lacks, and what
// the server wrote in the end. An
// edit that cut a surrogate pair makes yjs itself depend on the order; so the
// copy is compared with what yjs makes of it with its own difference.
export function reimport(h, { full, diff, written, after }) {
  const own = read([h.encoded])
  const difference = Y.encodeStateAsUpdate(own, Y.encodeStateVector(read([h.middle])))
  return same('the encoding', read([full]), own) ||
    same('the difference', read([h.middle, diff]), read([h.middle, difference])) ||
    equal('what the server wrote', canonical(read([h.encoded, written])), order(after))
}

const order = (json) => JSON.parse(JSON.stringify(json), (_, v) => (v && typeof v === 'object' && !Array.isArray(v) ? sorted(v) : v))
const sorted = (o) => Object.fromEntries(Object.entries(o).sort(([a], [b]) => (a < b ? -1 : 1)))

function same(what, got, want) {
  if (pends(got)) return `${what}: yjs waits for something`
  return equal(what, canonical(got), canonical(want)) || equal(what, stateVector(got), stateVector(want))
}

function equal(what, got, want) {
  const [g, w] = [JSON.stringify(order(got)), JSON.stringify(order(want))]
  return g === w ? '' : `${what}: yjs reads\n${g}\nwant\n${w}`
}
