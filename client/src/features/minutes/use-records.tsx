import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Meeting } from '../../api/meeting'
import { actions, decisions } from '../../api/registers'
import type { RecordsHost } from '../../editor/records'
import { peopleIn, usePeopleOf } from '../../group/people'
import { StateOf } from '../../group/sign'
import { ActionMenu, DecisionMenu } from '../../register/step-menu'
import css from './minutes.module.css'

/** What the decisions and actions in the text need: who an action can be given to, and how each stands in the register. */
export function useRecords(meeting: Meeting): RecordsHost {
  const seated = usePeopleOf(meeting.group)
  const { data: decided } = useQuery(decisions({ meeting: meeting.id }))
  const { data: given } = useQuery(actions({ meeting: meeting.id }))
  return useMemo(
    () => ({
      // Who has left since still has a name beside what they were given.
      people: peopleIn([...seated.map((holder) => ({ holder })), ...(given?.items ?? []).map(({ owner }) => ({ holder: owner }))]),
      beside: (block, kind) => {
        if (kind === 'action') {
          const action = given?.items.find((one) => one.block === block)
          return action ? (
            <span className={css.beside}>
              <StateOf a="action" state={action.state} />
              <ActionMenu of={action} words={false} />
            </span>
          ) : null
        }
        const decision = decided?.items.find((one) => one.block === block)
        return decision ? (
          <span className={css.beside}>
            <StateOf a="decision" state={decision.state} />
            <DecisionMenu of={decision} words={false} />
          </span>
        ) : null
      },
    }),
    [seated, decided, given],
  )
}
