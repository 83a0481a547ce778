import type { Plan } from '../../api/series'

/** How often: every month, second or third month, every week or second week. */
export type Unit = 'm1' | 'm2' | 'm3' | 'w1' | 'w2'
export type Nth = '1' | '2' | '3' | '4' | '-1'
export type Weekday = 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU'

export const units: readonly Unit[] = ['m1', 'm2', 'm3', 'w1', 'w2']
export const nths: readonly Nth[] = ['1', '2', '3', '4', '-1']
export const weekdays: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** A rule as people say it: the third Thursday of every month. */
export type Rhythm = { unit: Unit; nth: Nth; day: Weekday }

/** What is typed into the sentence; numbers stay as they were typed. */
export type Typed = Rhythm & {
  /** 14:00 */
  time: string
  minutes: string
  zone: string
  from: string
  end: 'until' | 'count'
  until: string
  count: string
  /** The last day that is scheduled at once; empty: all dates are provisional. */
  firm: string
}

export const monthly = (unit: Unit): boolean => unit.startsWith('m')

const every = (unit: Unit): number => Number(unit.slice(1))

/** FREQ=MONTHLY;INTERVAL=2;BYDAY=3TH */
export function ruleOf({ unit, nth, day }: Rhythm): string {
  const interval = every(unit) === 1 ? '' : `;INTERVAL=${every(unit)}`
  return monthly(unit) ? `FREQ=MONTHLY${interval};BYDAY=${nth}${day}` : `FREQ=WEEKLY${interval};BYDAY=${day}`
}

const form = /^(MONTHLY|WEEKLY) (\d+) (?:\+?(-?\d))?(MO|TU|WE|TH|FR|SA|SU)$/

/** The rhythm of a rule; undefined for a rule that the sentence has no words for. */
export function rhythmOf(rule: string): Rhythm | undefined {
  const parts = new Map(rule.split(';').map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']))
  const known = [...parts.keys()].every((key) => key === 'FREQ' || key === 'INTERVAL' || key === 'BYDAY')
  const [, freq, interval, which, weekday] = form.exec(`${parts.get('FREQ') ?? ''} ${parts.get('INTERVAL') ?? '1'} ${parts.get('BYDAY') ?? ''}`) ?? []
  const unit = units.find((one) => one === `${freq === 'WEEKLY' ? 'w' : 'm'}${interval ?? ''}`)
  const day = weekdays.find((one) => one === weekday)
  const nth = freq === 'WEEKLY' && which === undefined ? '1' : nths.find((one) => one === which)
  return known && freq !== undefined && unit && day && nth && !(freq === 'WEEKLY' && which !== undefined) ? { unit, nth, day } : undefined
}

/** Days after a day of the calendar: 2023-07-31, 1 is 2023-08-01. */
export const daysAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** A day by which a number of dates has certainly come. */
const longEnough = (unit: Unit, from: string, count: number): string => daysAfter(from, (count + 1) * every(unit) * (monthly(unit) ? 31 : 7))

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** The plan the server is asked about; undefined while the sentence has gaps. */
export function planOf(typed: Typed, isZone: (zone: string) => boolean): Plan | undefined {
  const { time, minutes, zone, from, end, until, count } = typed
  const times = Number(count)
  const ends = end === 'until' ? isDay(until) : Number.isInteger(times) && times > 0 && times <= 500
  if (!/^\d{2}:\d{2}$/.test(time) || !isDay(from) || !ends || !isZone(zone)) return undefined
  const rule = ruleOf(typed)
  return end === 'until'
    ? { rule, zone, start: time, minutes: Number(minutes), from, until }
    : { rule: `${rule};COUNT=${times}`, zone, start: time, minutes: Number(minutes), from, until: longEnough(typed.unit, from, times) }
}

/** What the sentence says before anybody has typed: third Thursdays from today to the end of the year, or of the next when this one is nearly over. */
export function firstWords(today: string, zone: string): Typed {
  const [year = '', month = ''] = today.split('-')
  const last = `${Number(month) > 10 ? Number(year) + 1 : year}-12-31`
  return { unit: 'm1', nth: '3', day: 'TH', time: '14:00', minutes: '60', zone, from: today, end: 'until', until: last, count: '6', firm: last }
}

/** The sentence of a plan there is, from a day on. */
export function wordsOf(plan: Plan, from: string): Typed {
  const rhythm = rhythmOf(plan.rule) ?? { unit: 'm1', nth: '3', day: 'TH' }
  const until = plan.until > from ? plan.until : `${from.slice(0, 4)}-12-31`
  return { ...rhythm, time: plan.start, minutes: String(plan.minutes), zone: plan.zone, from, end: 'until', until, count: '6', firm: '' }
}
