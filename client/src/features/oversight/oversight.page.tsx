import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { createLazyRoute, getRouteApi } from '@tanstack/react-router'
import { keys } from '../../api/keys'
import { overview } from '../../api/oversight'
import { useClock } from '../../i18n/clock'
import { momentOf, zoneLabel } from '../../i18n/time'
import { useFollow } from '../../realtime/useFollow'
import { Empty } from '../../ui/empty'
import { Page, Stack } from '../../ui/page'
import { Attention } from './attention'
import { DeliverableList } from './deliverable-list'
import { Figures } from './figures'
import { GroupList } from './group-list'
import { PilotList } from './pilot-list'

const here = getRouteApi('/inside/oversight')

/** What the page is computed from: nearly everything, so anything that happens may change it. */
const about = /^(group|seat|deliverable|meeting|minutes|action|pilot|report)\./

/** How all groups stand, on one page: what needs somebody, then every group, deliverable and pilot. */
function OversightPage() {
  const { t } = useLingui()
  const clock = useClock()
  const { only } = here.useSearch()
  const { data } = useSuspenseQuery(overview())
  useFollow(({ kind }) => (about.test(kind) ? [keys.overview()] : []))
  const at = new Date(data.as_at)
  return (
    <Page
      title={t`Overview`}
      meta={
        <span>
          <Trans>
            As at {momentOf(clock, at)}, <bdi>{zoneLabel(clock.zone, at)}</bdi>
          </Trans>
        </span>
      }
    >
      {data.groups.length === 0 ? (
        <Empty title={<Trans>There is no group yet.</Trans>}>
          <Trans>How the groups stand appears here as soon as one is opened.</Trans>
        </Empty>
      ) : (
        <Stack>
          <Figures of={data} />
          <Attention of={data} />
          <GroupList of={data} only={only} />
          <DeliverableList of={data} only={only} />
          <PilotList of={data} only={only} />
        </Stack>
      )}
    </Page>
  )
}

export const route = createLazyRoute('/inside/oversight')({ component: OversightPage })
