import type { Meeting } from '../../api/meetings'
import type { ChangePreview, SeriesDate } from '../../api/series'

export type What = 'kept' | 'added' | 'dropped'

/** One date of a change: its day and what happens to it; times where they are known. */
export type ChangedDate = { key: string; day: string; what: What; provisional: boolean; start?: string; end?: string }

/** The day a meeting was planned for, before anybody moved it. */
export const plannedDay = ({ moved_from: from, local_start: at }: Pick<Meeting, 'moved_from' | 'local_start'>): string => (from?.local_start ?? at).slice(0, 10)

/** What is kept, added and dropped, as one list by day. A meeting that was moved keeps its own time. */
export function changedDates(change: ChangePreview, meetings: readonly Meeting[], dates: readonly SeriesDate[]): ChangedDate[] {
  const planned = new Map(dates.map((date) => [date.original.slice(0, 10), date]))
  const timed = (of: { start: string; end: string } | undefined) => (of ? { start: of.start, end: of.end } : {})
  const kept = meetings
    .filter(({ id }) => change.kept.includes(id))
    .map((meeting) => {
      const day = plannedDay(meeting)
      const own = meeting.moved_from !== undefined
      return {
        key: meeting.id,
        day: own ? meeting.local_start.slice(0, 10) : day,
        what: 'kept' as const,
        provisional: meeting.state === 'provisional',
        ...timed(own ? meeting : (planned.get(day) ?? meeting)),
      }
    })
  const added = change.added.map(({ original, provisional }) => {
    const day = original.slice(0, 10)
    return { key: `new ${day}`, day, what: 'added' as const, provisional, ...timed(planned.get(day)) }
  })
  const dropped = change.dropped.map((meeting) => ({
    key: meeting.id,
    day: meeting.local_start.slice(0, 10),
    what: 'dropped' as const,
    provisional: meeting.state === 'provisional',
    ...timed(meeting),
  }))
  return [...kept, ...added, ...dropped].sort((a, b) => a.day.localeCompare(b.day))
}

/** Up to which day new dates are scheduled at once: the end of the last month in which the series has a scheduled one. Those after it were provisional and stay so. */
export function firmUntil(meetings: readonly Pick<Meeting, 'state' | 'local_start'>[]): string {
  const months = meetings.filter(({ state }) => state === 'scheduled').map(({ local_start: at }) => at.slice(0, 7))
  const [year, month] = months.sort().at(-1)?.split('-') ?? []
  if (year === undefined || month === undefined) return ''
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10)
}
