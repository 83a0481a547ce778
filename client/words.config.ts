import { readFile } from 'node:fs/promises'
import { formatter } from '@lingui/format-po'
import type { Plugin } from 'vite'

/** Where words are that the pages behind the first ones need: the live texts, the meetings, the pilots. */
const onward = /^src\/(features\/(deliverable|minutes|meeting|meetings|plan|pilots|report|registers|oversight|home)|editor|text|register|meeting|pilot)\//

/**
 * Lets a language travel in two parts, so that neither is large on a slow
 * line: `ar.po` is what the door and the shell say, `ar.po?lingui` the rest.
 * Translators see one file; where a word is said decides.
 */
export const wordsInTwoParts = (): Plugin => ({
  name: 'rapporteur-words-in-two-parts',
  enforce: 'post',
  async transform(code, id) {
    const [file = '', part] = id.split('?')
    if (!file.endsWith('.po')) return null
    const locale = /(\w+)\.po$/.exec(file)?.[1] ?? ''
    const entries = await formatter({ origins: true }).parse(await readFile(file, 'utf8'), { locale, sourceLocale: 'en', filename: file })
    const first = new Set(Object.entries(entries).flatMap(([key, { origin = [] }]) => (origin.some(([from]) => !onward.test(from)) ? [key] : [])))
    const quoted = /JSON\.parse\((".*")\)/s.exec(code)?.[1]
    if (quoted === undefined) throw new Error(`${id}: the compiled words have another form than expected`)
    const all = readCompiled(quoted)
    const mine = Object.fromEntries(Object.entries(all).filter(([key]) => first.has(key) === (part === undefined)))
    return { code: `export const messages=JSON.parse(${JSON.stringify(JSON.stringify(mine))})`, map: null }
  },
})

/** The compiled words by their ids: JSON, quoted as a text of a program. */
function readCompiled(quoted: string): Record<string, unknown> {
  const text: unknown = JSON.parse(quoted)
  const words: unknown = JSON.parse(String(text))
  return typeof words === 'object' && words !== null ? { ...words } : {}
}
