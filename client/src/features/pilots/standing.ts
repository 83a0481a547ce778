import type { Pilot, PilotStage, Report } from '../../api/pilots'

/** The month that says how a city is now: the newest that was answered or missed; a due one only where there is no other. */
export function askedNow({ months }: Pick<Pilot, 'months'>): Report | undefined {
  return months.find(({ state }) => state !== 'due' && state !== 'draft') ?? months[0]
}

/** Questions to the group that wait for an answer. */
export const openAsks = ({ months }: Pick<Pilot, 'months'>): number => months.reduce((sum, month) => sum + month.open_asks, 0)

/** True where the last month that is over was not reported. */
export const silent = (pilot: Pick<Pilot, 'months'>): boolean => askedNow(pilot)?.state === 'not_reported'

/** How many months a list of pilots gives of each; what is before them is not known there. */
const listed = 6

/** How many of the newest months were missed one after another; `more` where the silence may be longer than what is known. */
export function silence({ months }: Pick<Pilot, 'months'>): { months: number; more: boolean } {
  const over = months.filter(({ state }) => state !== 'due' && state !== 'draft')
  const heard = over.findIndex(({ state }) => state !== 'not_reported')
  const missed = heard === -1 ? over.length : heard
  return { months: missed, more: heard === -1 && months.length >= listed }
}

/** The columns of the board: the way of a pilot, then what is beside it. */
export const columns: readonly PilotStage[] = ['candidate', 'invited', 'onboarding', 'baseline', 'planning', 'implementing', 'evaluating', 'completed', 'paused', 'withdrawn']

/** Always shown; the others only where a city stands there. */
const steady: readonly PilotStage[] = ['onboarding', 'baseline', 'planning', 'implementing', 'evaluating']

export function byStage<P extends Pick<Pilot, 'state'>>(pilots: readonly P[]): { stage: PilotStage; cities: P[] }[] {
  return columns
    .map((stage) => ({ stage, cities: pilots.filter(({ state }) => state === stage) }))
    .filter(({ stage, cities }) => cities.length > 0 || steady.includes(stage))
}

/** Where the person asking may take a pilot: the contract's `move:planning`. */
export const stepsOf = ({ can }: Pick<Pilot, 'can'>): PilotStage[] => columns.filter((stage) => can.includes(`move:${stage}`))

/** A step back or aside says why; one onward does not have to. */
export function needsReason(from: PilotStage, to: PilotStage): boolean {
  if (to === 'paused' || to === 'withdrawn' || from === 'withdrawn') return true
  if (from === 'paused') return false
  return columns.indexOf(to) < columns.indexOf(from)
}
