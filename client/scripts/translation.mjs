// Writes docs/translation.md: every text of the client and every refusal of
// the server whose French or Arabic nobody has reviewed. A translator marks an
// entry as reviewed with a line `# reviewed: NAME, DATE` above it in
// src/i18n/locales/<language>.po, a refusal by its English in a line of
// server/httpapi/speech/<language>.reviewed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const languages = { fr: 'French', ar: 'Arabic' }

/** Entries of a PO file, as {id, text, reviewed}; multi-line strings are joined. */
function entries(source) {
  const unquote = (block, key) => {
    const match = block.match(new RegExp(`^${key} ((?:"(?:[^"\\\\]|\\\\.)*"\\n?)+)`, 'm'))
    return match ? match[1].split('\n').filter(Boolean).map((line) => JSON.parse(line)).join('') : ''
  }
  return source
    .split(/\n\n+/)
    .filter((block) => /^msgid "/m.test(block) && !/^#~/m.test(block))
    .map((block) => ({ id: unquote(`${block}\n`, 'msgid'), text: unquote(`${block}\n`, 'msgstr'), reviewed: /^# reviewed: /m.test(block) }))
    .filter((entry) => entry.id !== '')
}

/** The refusals of the server, in the same shape. */
function refusals(code) {
  const file = (end) => new URL(`../../server/httpapi/speech/${code}.${end}`, import.meta.url)
  const reviewed = existsSync(file('reviewed')) ? readFileSync(file('reviewed'), 'utf8').split('\n') : []
  return Object.entries(JSON.parse(readFileSync(file('json'), 'utf8'))).map(([id, text]) => ({ id, text, reviewed: reviewed.includes(id) }))
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const out = [
  '# Translations nobody has reviewed',
  '',
  'Made by `npm run extract` in `client/`. A native speaker who has read an entry marks it in',
  '`client/src/i18n/locales/<language>.po` with a line `# reviewed: NAME, DATE`, or copies the English of a refusal into',
  'a line of `server/httpapi/speech/<language>.reviewed`; it then leaves this list.',
]
for (const [code, name] of Object.entries(languages)) {
  const all = [...entries(readFileSync(new URL(`../src/i18n/locales/${code}.po`, import.meta.url), 'utf8')), ...refusals(code)]
  const open = all.filter((entry) => !entry.reviewed)
  const missing = all.filter((entry) => entry.text === '')
  out.push('', `## ${name}`, '', `${all.length} texts, ${open.length} not reviewed, ${missing.length} not translated (shown in English).`, '')
  out.push('| English | ' + name + ' |', '|---|---|', ...open.map((entry) => `| ${cell(entry.id)} | ${cell(entry.text)} |`))
}
writeFileSync(new URL('../../docs/translation.md', import.meta.url), out.join('\n') + '\n')
