import type { Difficulty, Report, ReportAnswers, ReportColour } from '../../api/reports'

/** What somebody has typed so far. */
export interface Typed {
  colour: ReportColour | ''
  reason: string
  progress: string
  difficulties: Difficulty[]
  asks: string[]
  private: string
}

const empty: Typed = { colour: '', reason: '', progress: '', difficulties: [], asks: [], private: '' }

/** A report as the form shows it. */
export const typedOf = (report: Pick<Report, 'colour' | 'reason' | 'progress' | 'difficulties' | 'asks' | 'private'>): Typed => ({
  colour: report.colour ?? '',
  reason: report.reason ?? '',
  progress: report.progress ?? '',
  difficulties: report.difficulties,
  asks: report.asks.map(({ text }) => text),
  private: report.private ?? '',
})

/** Where a new month begins: how it goes and what is hard as last time, what was done and what is needed anew. */
export const begunFrom = (last: Report | undefined): Typed => (last ? { ...typedOf(last), progress: '', asks: [], private: '' } : empty)

/** What is sent; empty lines are left out. */
export function answersOf(typed: Typed): ReportAnswers {
  const difficulties = typed.difficulties.filter(({ text }) => text.trim() !== '').map(({ clause, text }) => ({ text, ...(clause !== undefined && clause !== '' && { clause }) }))
  const asks = typed.asks.filter((text) => text.trim() !== '')
  return {
    ...(typed.colour !== '' && { colour: typed.colour }),
    ...(typed.reason.trim() !== '' && typed.colour !== 'green' && { reason: typed.reason }),
    ...(typed.progress.trim() !== '' && { progress: typed.progress }),
    ...(difficulties.length > 0 && { difficulties }),
    ...(asks.length > 0 && { asks }),
    ...(typed.private.trim() !== '' && { private: typed.private }),
  }
}

export type Missing = 'colour' | 'reason'

/** What a report cannot be sent without; the server holds the same rule. */
export function missing({ colour, reason }: Pick<Typed, 'colour' | 'reason'>): Missing[] {
  if (colour === '') return ['colour']
  return colour !== 'green' && reason.trim() === '' ? ['reason'] : []
}

/** The last report before a month that was sent. */
export const lastBefore = (months: readonly Report[], period: string): Report | undefined =>
  months.filter((month) => month.period < period && ['submitted', 'questions', 'accepted'].includes(month.state)).sort((a, b) => b.period.localeCompare(a.period))[0]

/** The months beside one, where a report was asked for. */
export function beside(months: readonly Pick<Report, 'period'>[], period: string): { before: string | undefined; after: string | undefined } {
  const all = months.map((month) => month.period).sort()
  return { before: all.filter((one) => one < period).at(-1), after: all.find((one) => one > period) }
}
