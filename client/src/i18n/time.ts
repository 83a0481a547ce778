import { languages, type Language } from './language'

/** How one reader sees times: their language and their zone. */
export type Clock = { language: Language; zone: string }

const made = new Map<string, Intl.DateTimeFormat>()

/** Formatters are slow to make and are asked for again and again. */
function formatter(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`
  let found = made.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(languages[language].intl, { ...options, timeZone: zone })
    made.set(key, found)
  }
  return found
}

const hours = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** "15:00" */
export const timeOf = (clock: Clock, at: Date): string => formatter(clock.language, clock.zone, hours).format(at)

/** "15:00–16:00". Put it into a <bdi dir="ltr">, or Arabic turns it around. */
export const timeRange = (clock: Clock, start: Date, end: Date): string => `${timeOf(clock, start)}–${timeOf(clock, end)}`

/** "Thu 20 July"; the year only when it is not the one of `now`. */
export function dayOf(clock: Clock, at: Date, now = new Date()): string {
  const sameYear = formatter('en', clock.zone, { year: 'numeric' }).format(at) === formatter('en', clock.zone, { year: 'numeric' }).format(now)
  return formatter(clock.language, clock.zone, { weekday: 'short', day: 'numeric', month: 'long', ...(!sameYear && { year: 'numeric' }) }).format(at)
}

/** "Tuesday 18 July 2023" */
export const fullDayOf = (clock: Clock, at: Date): string =>
  formatter(clock.language, clock.zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at)

/** "Thursday", in Greenwich's calendar. */
export const fullWeekday = (language: Language, at: Date): string => formatter(language, 'UTC', { weekday: 'long' }).format(at)

/** "Thu", "20", "July": the parts of a date that is set large. */
export const dayParts = (clock: Clock, at: Date): { weekday: string; day: string; month: string } => ({
  weekday: formatter(clock.language, clock.zone, { weekday: 'short' }).format(at),
  day: formatter(clock.language, clock.zone, { day: 'numeric' }).formatToParts(at).find((part) => part.type === 'day')?.value ?? '',
  month: formatter(clock.language, clock.zone, { month: 'long' }).format(at),
})

/** "20 July, 15:00": when something happened. */
export const momentOf = (clock: Clock, at: Date, now = new Date()): string =>
  isoDay(clock.zone, at) === isoDay(clock.zone, now)
    ? timeOf(clock, at)
    : formatter(clock.language, clock.zone, { day: 'numeric', month: 'short', ...(at.getFullYear() !== now.getFullYear() && { year: 'numeric' }), ...hours }).format(at)

/** The calendar day of an instant in a zone, as 2023-07-20. */
export function isoDay(zone: string, at: Date): string {
  const parts = formatter('en', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at)
  const value = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${value('year')}-${value('month')}-${value('day')}`
}

/** A day without a time, such as a due date 2023-07-20: "20 July". It is the same day everywhere. */
export function dateOf(language: Language, day: string, now = new Date()): string {
  const at = new Date(`${day}T12:00:00Z`)
  return formatter(language, 'UTC', { day: 'numeric', month: 'short', ...(at.getUTCFullYear() !== now.getFullYear() && { year: 'numeric' }) }).format(at)
}

/** Whole days from today to a day, in the reader's zone: negative when it has passed. */
export function daysUntil(clock: Clock, day: string, now = new Date()): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${isoDay(clock.zone, now)}T00:00:00Z`)) / 86_400_000)
}

/** "in 2 days", "tomorrow", "yesterday" */
export const inDays = (language: Language, days: number): string =>
  new Intl.RelativeTimeFormat(languages[language].intl, { numeric: 'auto' }).format(days, 'day')

/** Cities people say instead of the one the zone is named after. */
const aliases: Record<string, string> = { 'Europe/Zurich': 'Geneva', 'Asia/Calcutta': 'Kolkata', 'Asia/Kolkata': 'Delhi', 'America/Argentina/Buenos_Aires': 'Buenos Aires' }

/** "Nairobi" for Africa/Nairobi. Names of cities are as in the zone data, in Latin letters. */
export const zoneCity = (zone: string): string => aliases[zone] ?? zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone

/** The zone somebody means who types its city as it is shown, or the zone itself; else what was typed. */
export function zoneMeant(typed: string): string {
  const city = typed.trim().toLowerCase()
  return Intl.supportedValuesOf('timeZone').find((zone) => [zoneCity(zone), zone.split('/').at(-1)?.replaceAll('_', ' ')].some((name) => name?.toLowerCase() === city)) ?? typed
}

/** "UTC+3" at an instant, because a zone changes its clocks. */
export function zoneOffset(zone: string, at: Date): string {
  const part = formatter('en', zone, { timeZoneName: 'shortOffset' }).formatToParts(at).find((p) => p.type === 'timeZoneName')?.value ?? ''
  return part.replace('GMT', 'UTC').replace('-', '−')
}

/** "Nairobi, UTC+3" */
export const zoneLabel = (zone: string, at: Date): string => (zone === 'UTC' ? 'UTC' : `${zoneCity(zone)}, ${zoneOffset(zone, at)}`)
