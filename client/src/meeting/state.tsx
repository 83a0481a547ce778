import { Trans } from '@lingui/react/macro'
import type { Meeting } from '../api/meeting'
import { StateOf } from '../group/sign'
import { useClock } from '../i18n/clock'
import { dayOf, isoDay } from '../i18n/time'
import { State } from '../ui/state'

/** The state of a meeting; one that was moved says from which day. */
export function StateOfMeeting({ meeting }: { meeting: Meeting }) {
  const clock = useClock()
  const { moved_from: planned, start, zone, state } = meeting
  if (planned === undefined || isoDay(planned.zone, new Date(planned.start)) === isoDay(zone, new Date(start)) || state === 'cancelled') {
    return <StateOf a="meeting" state={state} />
  }
  const from = dayOf({ ...clock, zone: planned.zone }, new Date(planned.start), new Date(start))
  return (
    <State icon="moved" tone="warn">
      <Trans>Moved from {from}</Trans>
    </State>
  )
}
