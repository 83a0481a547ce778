import type { Action, ActionState, Decision, DecisionState } from '../api/registers'

/** A change of state somebody may make. */
export interface Step<S extends string> {
  to: S
  /** What others will ask: why it is blocked, what was reserved. */
  asks: 'nothing' | 'note' | 'successor'
  /** The act that is offered as a button; the rest is in the menu beside it. */
  first: boolean
}

const actionOrder: readonly ActionState[] = ['done', 'accepted', 'in_progress', 'blocked', 'open', 'cancelled']
const decisionOrder: readonly DecisionState[] = ['adopted', 'adopted_with_reservations', 'not_adopted', 'withdrawn', 'proposed', 'superseded']

/** What may be done with an action, as the server says it: the likely thing first. */
export function actionSteps({ state, can }: Pick<Action, 'state' | 'can'>): Step<ActionState>[] {
  return actionOrder
    .filter((to) => can.includes(to))
    .map((to) => ({ to, asks: to === 'blocked' || to === 'cancelled' ? 'note' : 'nothing', first: to === 'done' && state !== 'cancelled' }))
}

/** What may be done with a decision: to adopt it first. */
export function decisionSteps({ state, can }: Pick<Decision, 'state' | 'can'>): Step<DecisionState>[] {
  return decisionOrder
    .filter((to) => can.includes(to))
    .map((to) => ({
      to,
      asks: to === 'adopted_with_reservations' ? 'note' : to === 'superseded' ? 'successor' : 'nothing',
      first: to === 'adopted' && state === 'proposed',
    }))
}

/** Whether an action still waits for somebody. */
export const unfinished = (state: ActionState): boolean => state !== 'done' && state !== 'cancelled'
