import type { Language } from '../i18n/language'
import { languages } from '../i18n/language'

/** Part of a line, by its letters. */
export interface Range {
  from: number
  to: number
}

/** Letters of names, with what may stand inside one. */
const nameLetters = /^[\p{L}\p{M}'’.-]+/u

/**
 * Finds who an action is given to in a line such as "@Lena word the clause":
 * a whole name, or the beginning of one that only one person has.
 */
export function typedOwner(line: string, people: readonly { id: string; name: string }[]): (Range & { owner: string }) | null {
  for (const { index } of line.matchAll(/(?<![^\s])@/gu)) {
    const rest = line.slice(index + 1).toLocaleLowerCase()
    const whole = people.find(({ name }) => rest.startsWith(name.toLocaleLowerCase()) && !nameLetters.test(rest.slice(name.length)))
    if (whole) return { owner: whole.id, ...withSpace(line, index, index + 1 + whole.name.length) }
    const begun = nameLetters.exec(rest)?.[0] ?? ''
    const named = begun === '' ? [] : people.filter(({ name }) => name.toLocaleLowerCase().split(/\s+/).some((word) => word.startsWith(begun)))
    if (named.length === 1 && named[0]) return { owner: named[0].id, ...withSpace(line, index, index + 1 + begun.length) }
  }
  return null
}

/** Words before a date that belong to it, in the languages of the pages. */
const before = String.raw`(?:(?:by|due|until|on|avant le|pour le|d’ici le|le|حتى|قبل)\s+)?`
const iso = new RegExp(String.raw`(?<=\s)${before}(\d{4})-(\d{2})-(\d{2})[.]?\s*$`, 'iu')
const spoken = new RegExp(String.raw`(?<=\s)${before}(\d{1,2})(?:st|nd|rd|th|er)?\s+([\p{L}\p{M}]{3,})\.?(?:\s+(\d{4}))?[.]?\s*$`, 'iu')

/**
 * Finds the day at the end of a line such as "send the note 11 aug" or "… by
 * 2026-08-11". A day without a year is the next there is. Nothing that is not
 * a day is taken for one.
 */
export function typedDue(line: string, language: Language, today: string): (Range & { due: string }) | null {
  const written = iso.exec(line)
  if (written) {
    const due = dayOf(Number(written[1]), Number(written[2]), Number(written[3]))
    return due === null ? null : { due, ...withSpace(line, written.index, line.length) }
  }
  const said = spoken.exec(line)
  const month = said?.[2] === undefined ? 0 : monthOf(said[2], language)
  if (!said || month === 0) return null
  const day = Number(said[1])
  const year = said[3] === undefined ? Number(today.slice(0, 4)) : Number(said[3])
  const due = dayOf(year, month, day)
  const next = said[3] === undefined && due !== null && due < today ? dayOf(year + 1, month, day) : due
  return next === null ? null : { due: next, ...withSpace(line, said.index, line.length) }
}

/** The range with the spaces before it, or at the beginning of the line those after it. */
function withSpace(line: string, from: number, to: number): Range {
  const start = line.slice(0, from).trimEnd().length
  return start > 0 ? { from: start, to } : { from: 0, to: to + (line.slice(to).length - line.slice(to).trimStart().length) }
}

/** 1 to 12 for the name of a month, or a beginning of it that no other month has; 0 for anything else. */
function monthOf(word: string, language: Language): number {
  const wanted = word.toLocaleLowerCase()
  for (const locale of [languages[language].intl, 'en']) {
    const names = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
    const months = Array.from({ length: 12 }, (_, month) => names.format(Date.UTC(2023, month, 15)).toLocaleLowerCase())
    const found = months.filter((name) => name.startsWith(wanted))
    if (found.length === 1) return months.indexOf(found[0] ?? '') + 1
  }
  return 0
}

/** The day as 2026-08-11; null where the calendar has none. */
function dayOf(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.toISOString().slice(0, 10) : null
}
