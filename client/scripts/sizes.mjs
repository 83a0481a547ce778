// The bundle gate: fails when a part of the built client outgrows its budget
// (kB, gzip -9). Reads the manifest of the last `npm run build`.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const budgets = { entry: 120, css: 15, language: 15, editor: 235, route: 45 } // docs/adr/0013
const carries = { deliverable: 'editor', minutes: 'editor' } // the routes that carry the editor, and what stands beside its text

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const size = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length

/** Everything a chunk needs before it runs, itself included. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key].imports ?? []) closure(next, seen)
  return seen
}
const weigh = (keys, kind) => {
  const files = new Set([...keys].flatMap((k) => (kind === 'css' ? (manifest[k].css ?? []) : [manifest[k].file])))
  return [...files].reduce((sum, file) => sum + size(file), 0) / 1000
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
if (!entry) throw new Error('the manifest has no entry: run npm run build')
const shell = closure(entry)
const rows = [
  ['entry JS', weigh(shell, 'js'), budgets.entry],
  ['entry CSS', weigh(shell, 'css'), budgets.css],
]
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry) continue
  const extra = [...closure(key)].filter((k) => !shell.has(k))
  const kind = /\.po(\?lingui)?$/.test(key) ? 'language' : (carries[/features\/(\w+)\//.exec(key)?.[1]] ?? 'route')
  rows.push([key, weigh(extra, 'js'), budgets[kind]])
}

let over = 0
for (const [name, kb, budget] of rows) {
  const bad = kb > budget
  if (bad) over++
  console.log(`${kb.toFixed(1).padStart(7)} of ${String(budget).padStart(3)} kB  ${bad ? 'OVER  ' : ''}${name}`)
}
console.log(`${rows.length - over} passed, ${over} failed`)
process.exitCode = over ? 1 : 0
