import { useLingui } from '@lingui/react/macro'
import { useSuspenseQueries, type QueryKey } from '@tanstack/react-query'
import { createLazyRoute } from '@tanstack/react-router'
import { groups } from '../../api/groups'
import { keys } from '../../api/keys'
import { profile } from '../../api/people'
import { useClock } from '../../i18n/clock'
import { fullDayOf } from '../../i18n/time'
import { useFollow } from '../../realtime/useFollow'
import { Part } from '../../session/part'
import { SeatEnded } from '../../session/refusal'
import { Halves, Page, Stack } from '../../ui/page'
import { FirstSteps } from './first-steps'
import { MyActions } from './my-actions'
import { NextMeeting } from './next-meeting'
import { Waiting } from './waiting'

/** What is read again when something happened. */
function about(kind: string): readonly QueryKey[] {
  if (kind.startsWith('action.')) return [keys.register()]
  if (/^(meeting|minutes)\./.test(kind)) return [keys.anyMeetings()]
  if (kind.startsWith('deliverable.')) return [keys.anyDeliverables()]
  return /^(pilot|report)\./.test(kind) ? [keys.anyPilots()] : []
}

/** My work: the next meeting, what I owe, what waits for me. */
function Home() {
  const { t } = useLingui()
  const clock = useClock()
  const [{ data }, { data: me }] = useSuspenseQueries({ queries: [groups(), profile()] })
  useFollow(({ kind }) => about(kind))
  const now = new Date()
  if (me.former === true && me.offices.length === 0) return <SeatEnded />
  return (
    <Page title={t`My work`} over={<time dateTime={now.toISOString()}>{fullDayOf(clock, now)}</time>}>
      {data.items.length === 0 ? (
        <FirstSteps />
      ) : (
        <Stack>
          <Part lines={6}>
            <NextMeeting />
          </Part>
          <Halves>
            <Part lines={4}>
              <MyActions />
            </Part>
            <Part lines={4}>
              <Waiting />
            </Part>
          </Halves>
        </Stack>
      )}
    </Page>
  )
}

export const route = createLazyRoute('/inside/')({ component: Home })
