// node serve.mjs FIRST COUNT: writes one history a line, reads Go's encodings
// back, and writes the verdict. `node serve.mjs FIRST COUNT record` only writes.
import { createInterface } from 'node:readline'
import { Y } from './yjs.mjs'
import { history, reimport } from './history.mjs'

const [first, count, mode] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]]
const b64 = (u) => Buffer.from(u).toString('base64')
const lines = mode === 'record' ? null : createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const bytes = (a) => ({ ...a, ...Object.fromEntries(['full', 'diff', 'written'].map((k) => [k, Buffer.from(a[k], 'base64')])) })
const write = (o) => process.stdout.write(JSON.stringify(o) + '\n')

for (let seed = first; seed < first + count; seed++) {
  const h = history(seed)
  write({
    seed, operations: h.operations, updates: h.updates.map(b64), json: h.json, vector: h.vector,
    encoded: b64(h.encoded), middle: b64(Y.encodeStateVector(asDoc(h.middle))),
  })
  if (mode === 'record') continue
  const { value, done } = await lines.next()
  if (done) break
  const answer = JSON.parse(value)
  write({ seed, problem: answer.written ? reimport(h, bytes(answer)) : '' })
}
process.stdin.destroy()

function asDoc(update) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}
