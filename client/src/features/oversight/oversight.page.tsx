import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { createLazyRoute } from '@tanstack/react-router'
import { keys } from '../../api/keys'
import { overview } from '../../api/oversight'
import { useClock } from '../../i18n/clock'
import { momentOf } from '../../i18n/time'
import { useFollow } from '../../realtime/useFollow'
import { Page, Stack } from '../../ui/page'
import { Section } from '../../ui/section'
import { Attention } from './attention'
import { Deliverables } from './deliverables'
import { Figures } from './figures'
import { Portfolio } from './portfolio'
import { Cities } from './cities'

/** What of an event may change the page; what is typed into a text does not. */
const about = /^(group|seat|deliverable|meeting|minutes|action|pilot|report)\./

/** How all groups stand, without asking anybody: what presses first, then everything. */
function OversightPage() {
  const { t } = useLingui()
  const clock = useClock()
  const { data } = useSuspenseQuery(overview())
  useFollow(({ kind }) => (about.test(kind) ? [keys.overview()] : []))
  const when = momentOf(clock, new Date(data.as_at))
  return (
    <Page title={t`Overview`} meta={<Trans>As at {when}. Counted now, from what the groups wrote.</Trans>}>
      <Stack>
        <Figures of={data.figures} />
        <Section title={<Trans>Needs attention</Trans>} count={data.attention.length > 0 ? data.attention.length : undefined} id="attention">
          <Attention matters={data.attention} groups={data.groups} />
        </Section>
        <Section title={<Trans>Groups</Trans>} count={data.groups.length} id="groups">
          <Portfolio overview={data} />
        </Section>
        <Section title={<Trans>Deliverables</Trans>} count={data.deliverables.length} id="deliverables">
          <Deliverables of={data.deliverables} groups={data.groups} />
        </Section>
        <Section title={<Trans>Pilots</Trans>} count={data.pilots.length} id="pilots">
          <Cities of={data.pilots} />
        </Section>
      </Stack>
    </Page>
  )
}

export const route = createLazyRoute('/inside/oversight')({ component: OversightPage })
