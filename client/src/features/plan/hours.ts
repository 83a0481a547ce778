import type { DateNote } from '../../api/series'
import { isoDay, timeOf } from '../../i18n/time'

/** The hours most people work, in minutes of the day. */
const morning = 8 * 60
const evening = 18 * 60

const minutesOf = (zone: string, at: Date): number => {
  const [hours = '0', minutes = '0'] = timeOf({ language: 'en', zone }, at).split(':')
  return Number(hours) * 60 + Number(minutes)
}

/** Where a meeting lies in the day of a zone: minutes from its midnight; the end may be past the next one. */
export function spanOf(zone: string, start: Date, end: Date): { from: number; to: number } {
  const from = minutesOf(zone, start)
  return { from, to: from + Math.round((end.getTime() - start.getTime()) / 60_000) }
}

/** Whether who sits in the zone meets before 08:00 or after 18:00. */
export function outside(zone: string, start: Date, end: Date): boolean {
  const { from, to } = spanOf(zone, start, end)
  return from < morning || to > evening
}

/** Whether it is another day in the zone than where the rule is kept. */
export const otherDay = (zone: string, kept: string, at: Date): boolean => isoDay(zone, at) !== isoDay(kept, at)

/** The same change of clocks in several zones, once. All of Europe changes at one moment. */
export function gathered(notes: readonly DateNote[]): { note: DateNote; zones: string[] }[] {
  const found: { note: DateNote; zones: string[] }[] = []
  for (const note of notes) {
    const same = found.find(({ note: other }) => other.kind === note.kind && other.at === note.at && other.minutes === note.minutes)
    if (same) same.zones.push(note.zone)
    else found.push({ note, zones: [note.zone] })
  }
  return found
}
