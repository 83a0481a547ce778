import type { Meeting } from '../api/meeting'

/** The way of minutes; the meeting itself comes before it. */
export const way = ['in_session', 'drafting', 'circulated', 'approved'] as const
export type Stage = (typeof way)[number]

/** Where on it they are. Minutes in correction are still those that were circulated. */
export function stageOf({ state, record }: Pick<Meeting, 'state' | 'record'>): Stage | null {
  if (record === 'none') return null
  if (record === 'approved') return 'approved'
  if (record === 'circulated' || record === 'corrections') return 'circulated'
  return state === 'in_progress' ? 'in_session' : 'drafting'
}

export type Act = 'start' | 'resume' | 'begin' | 'end' | 'circulate' | 'reopen' | 'approve'

/** What the person may do now, the onward act first. */
export function acts({ state, record, can }: Pick<Meeting, 'state' | 'record' | 'can'>): Act[] {
  const open: Act[] = []
  if (can.includes('end')) open.push('end')
  if (can.includes('approve')) open.push('approve')
  if (can.includes('circulate')) open.push('circulate')
  // Minutes that went round are corrected; going on with the meeting is for what was ended too early.
  if (can.includes('start') && stageOf({ state, record }) !== 'circulated') open.push(state === 'ended' ? 'resume' : 'start')
  if (can.includes('begin_minutes')) open.push('begin')
  if (can.includes('open_corrections')) open.push('reopen')
  return open
}

/** How long before its time a meeting is started without being asked, in milliseconds. */
const early = 3_600_000

/** Whether starting now is so early that it may be a slip. */
export const startsEarly = ({ start }: Pick<Meeting, 'start'>, now: Date): boolean => Date.parse(start) - now.getTime() > early

/** Whole minutes since the meeting began; null where it is not on. */
export function minutesIn({ state, began }: Pick<Meeting, 'state' | 'began'>, now: Date): number | null {
  if (state !== 'in_progress' || began === undefined) return null
  return Math.max(0, Math.floor((now.getTime() - Date.parse(began)) / 60_000))
}
