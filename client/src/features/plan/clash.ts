type Timed = { start: string; end: string }
type Known = Timed & { state: string; series?: string | undefined }

/** What is planned elsewhere while a date lasts; what is called off takes nobody's time. */
export function clashes<M extends Known>(date: Timed, meetings: readonly M[], series?: string): M[] {
  const start = Date.parse(date.start)
  const end = Date.parse(date.end)
  return meetings.filter(
    (one) => one.state !== 'cancelled' && one.state !== 'postponed' && (series === undefined || one.series !== series) && Date.parse(one.start) < end && Date.parse(one.end) > start,
  )
}

/** The dates under the year they lie in, in their order. */
export function byYear<D>(dates: readonly D[], yearOf: (date: D) => string): { year: string; dates: D[] }[] {
  const years: { year: string; dates: D[] }[] = []
  for (const date of dates) {
    const year = yearOf(date)
    const last = years.at(-1)
    if (last?.year === year) last.dates.push(date)
    else years.push({ year, dates: [date] })
  }
  return years
}
