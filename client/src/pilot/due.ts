import type { Pilot, Report } from '../api/pilots'

/** The month the person asking is to report on now; undefined where there is none, or it is not for them. */
export function toReport({ can, months }: Pick<Pilot, 'can' | 'months'>): string | undefined {
  if (!can.includes('report')) return undefined
  const waiting = months.find(({ state }) => state === 'due' || state === 'draft')
  // Silence is broken late rather than never.
  return (waiting ?? months.slice(0, 1).find(({ state }) => state === 'not_reported'))?.period
}

/** The months that wait to be read and accepted by the person asking, the oldest first. */
export const toAccept = ({ can, months }: Pick<Pilot, 'can' | 'months'>): Report[] =>
  can.includes('review') ? months.filter(({ state }) => state === 'submitted').reverse() : []
