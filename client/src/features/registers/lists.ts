import type { Action, Decision } from '../../api/registers'
import { unfinished } from '../../register/steps'

/** Actions under three headings: too late, still to be done, over. */
export function apart<A extends Pick<Action, 'overdue' | 'state'>>(actions: readonly A[]): { overdue: A[]; waiting: A[]; over: A[] } {
  return {
    overdue: actions.filter((one) => one.overdue),
    waiting: actions.filter((one) => !one.overdue && unfinished(one.state)),
    over: actions.filter((one) => !one.overdue && !unfinished(one.state)),
  }
}

/** Whether a decision was taken and holds. */
export const stands = ({ state }: Pick<Decision, 'state'>): boolean => state === 'adopted' || state === 'adopted_with_reservations'
