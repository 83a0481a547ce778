import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { IconName } from '../ui/icons'
import type { Tone } from '../ui/tone'

/** How a state is shown everywhere: an icon, a word, a colour. */
export type Sign = { icon: IconName; tone: Tone; word: MessageDescriptor }

const sign = (icon: IconName, tone: Tone, word: MessageDescriptor): Sign => ({ icon, tone, word })

export const groupKinds = {
  initiative: msg`Initiative`,
  thematic_group: msg`Thematic group`,
  working_group: msg`Working group`,
} as const

export const groupStates = {
  proposed: sign('st-proposed', 'off', msg`Proposed`),
  to_be_kicked_off: sign('st-proposed', 'on', msg`To be kicked off`),
  active: sign('ok', 'ok', msg`Active`),
  completed: sign('ok', 'ok', msg`Completed`),
  dormant: sign('st-on_hold', 'off', msg`Dormant`),
} as const

export const deliverableKinds = {
  guideline: msg`Guideline`,
  methodology: msg`Methodology`,
  framework: msg`Framework`,
  case_study_collection: msg`Collection of case studies`,
  report: msg`Report`,
} as const

/** The circle fills on the way from proposed to published. */
export const deliverableStages = {
  proposed: sign('st-proposed', 'plain', msg`Proposed`),
  outline: sign('st-outline', 'plain', msg`Outline`),
  drafting: sign('st-drafting', 'plain', msg`Drafting`),
  group_review: sign('st-group_review', 'plain', msg`Group review`),
  secretariat_editing: sign('st-secretariat_editing', 'plain', msg`Secretariat editing`),
  approval: sign('st-approval', 'plain', msg`Approval`),
  published: sign('st-published', 'plain', msg`Published`),
  in_review: sign('st-published', 'on', msg`In review`),
  on_hold: sign('st-on_hold', 'warn', msg`On hold`),
  withdrawn: sign('x', 'off', msg`Withdrawn`),
  superseded: sign('history', 'off', msg`Superseded`),
} as const

/** The way of a deliverable, in order; the rest of its states are beside it. */
export const deliverableWay = ['proposed', 'outline', 'drafting', 'group_review', 'secretariat_editing', 'approval', 'published'] as const

export const meetingStates = {
  provisional: sign('st-proposed', 'off', msg`Provisional`),
  scheduled: sign('calendar', 'plain', msg`Scheduled`),
  in_progress: sign('play', 'on', msg`In progress`),
  ended: sign('clock', 'plain', msg`Ended`),
  closed: sign('ok', 'ok', msg`Closed`),
  cancelled: sign('x', 'bad', msg`Cancelled`),
  postponed: sign('moved', 'warn', msg`Postponed`),
} as const

export const minutesStates = {
  drafting: sign('pencil', 'plain', msg`Drafting`),
  circulated: sign('send', 'on', msg`Circulated`),
  corrections: sign('suggest', 'warn', msg`Corrections`),
  approved: sign('ok', 'ok', msg`Approved`),
} as const

export const actionStates = {
  open: sign('action', 'plain', msg`Open`),
  accepted: sign('action', 'plain', msg`Accepted`),
  in_progress: sign('action', 'on', msg`In progress`),
  blocked: sign('hand', 'warn', msg`Blocked`),
  done: sign('check', 'ok', msg`Done`),
  cancelled: sign('x', 'off', msg`Cancelled`),
} as const

export const decisionStates = {
  proposed: sign('st-proposed', 'plain', msg`Proposed`),
  adopted: sign('decision', 'ok', msg`Adopted`),
  adopted_with_reservations: sign('flag', 'warn', msg`Adopted with reservations`),
  not_adopted: sign('x', 'bad', msg`Not adopted`),
  withdrawn: sign('x', 'off', msg`Withdrawn`),
  superseded: sign('history', 'off', msg`Superseded`),
} as const

export const pilotStages = {
  candidate: sign('st-proposed', 'plain', msg`Candidate`),
  invited: sign('mail', 'plain', msg`Invited`),
  onboarding: sign('st-outline', 'plain', msg`Onboarding`),
  baseline: sign('st-drafting', 'plain', msg`Baseline`),
  planning: sign('st-group_review', 'plain', msg`Planning`),
  implementing: sign('st-secretariat_editing', 'on', msg`Implementing`),
  evaluating: sign('st-approval', 'plain', msg`Evaluating`),
  completed: sign('st-published', 'ok', msg`Completed`),
  paused: sign('st-on_hold', 'warn', msg`Paused`),
  withdrawn: sign('x', 'off', msg`Withdrawn`),
} as const

/** Differs by shape too: disc, triangle, square, dashed ring. */
export const reportColours = {
  green: sign('rag-green', 'ok', msg`On track`),
  amber: sign('rag-amber', 'warn', msg`Amber`),
  red: sign('rag-red', 'bad', msg`Red`),
  not_reported: sign('rag-none', 'off', msg`Not reported`),
} as const

export const reportStates = {
  due: sign('clock', 'plain', msg`Due`),
  draft: sign('pencil', 'plain', msg`Draft`),
  submitted: sign('send', 'on', msg`Submitted`),
  questions: sign('comment', 'warn', msg`Questions`),
  accepted: sign('check', 'ok', msg`Accepted`),
  not_reported: sign('silence', 'off', msg`Not reported`),
} as const

export const sectionStates = {
  empty: sign('st-proposed', 'off', msg`Empty`),
  drafting: sign('st-drafting', 'plain', msg`Drafting`),
  ready: sign('st-approval', 'on', msg`Ready`),
  agreed: sign('ok', 'ok', msg`Agreed`),
} as const

/** What a seat lets its holder do. The title on the seat is free text beside it. */
export const roles = {
  admin: msg`Administrator`,
  secretariat: msg`Secretariat`,
  co_leader: msg`Co-leader`,
  editor: msg`Editor`,
  scribe: msg`Scribe`,
  member: msg`Member`,
  city_official: msg`City official`,
  observer: msg`Observer`,
} as const

export type GroupState = keyof typeof groupStates
export type DeliverableStage = keyof typeof deliverableStages
export type Role = keyof typeof roles

/** The sign of a state the server may have learnt after this page was loaded: shown as the server names it. */
export function signOf(signs: Readonly<Record<string, Sign>>, state: string): Sign {
  const known = Object.hasOwn(signs, state) ? signs[state] : undefined
  return known ?? { icon: 'info', tone: 'off', word: { id: state, message: state.replaceAll('_', ' ') } }
}
