import { useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { createLazyRoute } from '@tanstack/react-router'
import { groups } from '../../api/groups'
import { useClock } from '../../i18n/clock'
import { fullDayOf } from '../../i18n/time'
import { Part } from '../../session/part'
import { Page, Stack } from '../../ui/page'
import { FirstSteps } from './first-steps'
import { NextMeeting } from './next-meeting'

/** My work: the next meeting, what I owe, what waits for me. */
function Home() {
  const { t } = useLingui()
  const clock = useClock()
  const { data } = useSuspenseQuery(groups())
  const now = new Date()
  return (
    <Page title={t`My work`} over={<time dateTime={now.toISOString()}>{fullDayOf(clock, now)}</time>}>
      {data.items.length === 0 ? (
        <FirstSteps />
      ) : (
        <Stack>
          <Part lines={6}>
            <NextMeeting />
          </Part>
        </Stack>
      )}
    </Page>
  )
}

export const route = createLazyRoute('/inside/')({ component: Home })
