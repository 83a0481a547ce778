import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ActionState, DecisionState } from '../api/registers'

/** What somebody does to an action when it becomes this. */
export const actionActs: Record<ActionState, MessageDescriptor> = {
  done: msg`Done`,
  accepted: msg`Accept it`,
  in_progress: msg`Begin it`,
  blocked: msg`It is blocked…`,
  open: msg`Open again`,
  cancelled: msg`Cancel it…`,
}

/** What somebody does to a decision when it becomes this. */
export const decisionActs: Record<DecisionState, MessageDescriptor> = {
  adopted: msg`Adopt`,
  adopted_with_reservations: msg`Adopt with reservations…`,
  not_adopted: msg`Not adopted`,
  withdrawn: msg`Withdraw`,
  proposed: msg`Back to proposed`,
  superseded: msg`Superseded by…`,
}
