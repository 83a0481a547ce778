// node trace.mjs TRACE OUT: replays an editing trace (github.com/josephg/
// editing-traces: txns of [position, deleted, inserted]; without a file, one that
// is made up) with yjs and writes its updates, each behind its length (4 bytes, little endian), and prints what yjs
// itself takes to apply, encode and load them.
import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { random } from './random.mjs'
import { Y } from './yjs.mjs'

const trace = process.argv[2] ? JSON.parse(gunzipSync(readFileSync(process.argv[2]))) : typed(120_000)

// Somebody types a text: mostly on, sometimes back, now and then elsewhere.
function typed(edits) {
  const r = random(1)
  let [length, at] = [0, 0]
  const txns = []
  for (let i = 0; i < edits; i++) {
    if (r.chance(0.02)) at = r.int(length + 1)
    const back = at > 0 && r.chance(0.25)
    txns.push({ patches: [back ? [at - 1, 1, ''] : [at, 0, r.pick([...'etaoin shrdlu'])]] })
    at += back ? -1 : 1
    length += back ? -1 : 1
  }
  return { txns }
}

const doc = new Y.Doc()
doc.clientID = 2 ** 31 - 1
const updates = []
doc.on('update', (u) => updates.push(u))
const text = doc.getText('text')
for (const { patches } of trace.txns) {
  for (const [at, del, ins] of patches) {
    if (del > 0) text.delete(at, del)
    if (ins) text.insert(at, ins)
  }
}
if (trace.endContent !== undefined && text.toString() !== trace.endContent) throw new Error('the trace does not end as it says')
if (process.argv[3]) {
  writeFileSync(process.argv[3], Buffer.concat(updates.flatMap((u) => {
    const size = Buffer.alloc(4)
    size.writeUInt32LE(u.length)
    return [size, u]
  })))
}

const median = (n, f) => {
  const times = Array.from({ length: n }, () => { const t = performance.now(); f(); return performance.now() - t })
  return times.sort((a, b) => a - b)[n >> 1]
}
let copy
const apply = median(3, () => { copy = new Y.Doc(); for (const u of updates) Y.applyUpdate(copy, u) })
const state = Y.encodeStateAsUpdate(copy)
const encode = median(7, () => Y.encodeStateAsUpdate(copy))
const load = median(7, () => Y.applyUpdate(new Y.Doc(), state))
const docs = []
global.gc?.()
const before = process.memoryUsage().heapUsed
for (let i = 0; i < 10; i++) { const d = new Y.Doc(); Y.applyUpdate(d, state); docs.push(d) }
global.gc?.()
const heap = (process.memoryUsage().heapUsed - before) / docs.length
console.log(JSON.stringify({ updates: updates.length, bytes: state.length, apply, encode, load, heap, state: Buffer.from(state).toString('base64') }))
