import type { OverviewDeliverable, OverviewPilot } from '../../api/oversight'

/** What is late first, the latest of them first; then by the date that is promised, what has none last. */
export const pressing = <D extends Pick<OverviewDeliverable, 'late_by' | 'due' | 'title'>>(deliverables: readonly D[]): D[] =>
  [...deliverables].sort((a, b) => b.late_by - a.late_by || (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.title.localeCompare(b.title))

/** True where the last month a report was asked for passed in silence. */
export const silent = ({ months }: Pick<OverviewPilot, 'months'>): boolean => months.find(({ state }) => state !== 'due' && state !== 'draft')?.state === 'not_reported'

/** Silent cities first, then by name. */
export const silentFirst = <P extends Pick<OverviewPilot, 'months' | 'name'>>(pilots: readonly P[]): P[] =>
  [...pilots].sort((a, b) => Number(silent(b)) - Number(silent(a)) || a.name.localeCompare(b.name))
