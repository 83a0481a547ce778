// Writes a .br and a .gz copy beside every text file of the build, so that the
// server compresses nothing while people wait. (public/.keep puts dist/.keep
// back, which lets the server compile before the client was ever built.)
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url).pathname
const text = /\.(js|css|html|svg|json|webmanifest)$/
const least = 512 // bytes; below it a copy costs more than it saves

const brotli = (content) =>
  promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } })
const zipped = (content) => promisify(gzip)(content, { level: 9 })

const names = (await readdir(dist, { recursive: true })).filter((name) => text.test(name) && !name.startsWith('.vite'))
for (const name of names) {
  const path = join(dist, name)
  if ((await stat(path)).size < least) continue
  const content = await readFile(path)
  await Promise.all([writeFile(`${path}.br`, await brotli(content)), writeFile(`${path}.gz`, await zipped(content))])
}
