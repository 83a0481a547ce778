import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQueries } from '@tanstack/react-query'
import { createLazyRoute, getRouteApi } from '@tanstack/react-router'
import { group as groupQuery, type Group } from '../../api/groups'
import { keys } from '../../api/keys'
import { seriesOf, type Series } from '../../api/series'
import { useFollow } from '../../realtime/useFollow'
import { Part } from '../../session/part'
import { LinkButton } from '../../ui/button'
import { Empty } from '../../ui/empty'
import { Page, Stack } from '../../ui/page'
import { LoneLink } from '../../ui/rows'
import { ChangeSeries } from './change-series'
import { NewSeries } from './new-series'
import { SeriesView } from './series'
import { useCompared, ZoneChoice } from './zones'

const here = getRouteApi('/inside/groups/$group/plan')

/** The meetings of a group's year: the rule they follow, every date, and what becomes of it. */
function PlanPage() {
  const { t } = useLingui()
  const { group: id } = here.useParams()
  const [{ data: group }, { data: list }] = useSuspenseQueries({ queries: [groupQuery(id), seriesOf(id)] })
  const { planning = false, change } = here.useSearch()
  const navigate = here.useNavigate()
  useFollow(({ kind }) => (kind.startsWith('meeting.') || kind.startsWith('series.') || kind.startsWith('minutes.') ? [keys.anySeries(), keys.anyMeetings()] : []))
  const may = group.can.includes('plan_meeting')
  const changing = may ? list.find((one) => one.id === change) : undefined
  const writing = may && (planning || list.length === 0)
  const back = () => void navigate({ search: {} })
  const title = changing ? t`Change the rule` : writing ? t`Plan the year` : t`The year’s meetings`
  return (
    <Page
      title={title}
      crumbs={[
        <LoneLink key="group" to="/groups/$group" params={{ group: id }} dir="auto">
          {group.name}
        </LoneLink>,
        <LoneLink key="meetings" to="/meetings" search={{ group: id }}>{t`Meetings`}</LoneLink>,
      ]}
      actions={may && !writing && !changing && <PlanAnother />}
    >
      {changing ? (
        <Part lines={8}>
          <ChangeSeries key={changing.id} series={changing} done={back} />
        </Part>
      ) : writing ? (
        <NewSeries group={group} before={list.at(-1)} done={back} />
      ) : (
        <All list={list} group={group} />
      )}
    </Page>
  )
}

function PlanAnother() {
  const { group } = here.useParams()
  return (
    <LinkButton to="/groups/$group/plan" params={{ group }} search={{ planning: true }} icon="plus">
      <Trans>Plan another series</Trans>
    </LinkButton>
  )
}

/** The series that go on first, then those that are over. */
function All({ list, group }: { list: readonly Series[]; group: Group }) {
  const navigate = here.useNavigate()
  const [compared, compare] = useCompared()
  if (list.length === 0) {
    return (
      <Empty title={<Trans>No year is planned.</Trans>}>
        <Trans>
          A co-leader of <bdi>{group.name}</bdi> plans its meetings here.
        </Trans>
      </Empty>
    )
  }
  const inOrder = [...list].sort((a, b) => Number(a.state === 'past') - Number(b.state === 'past') || (b.planned.at(-1)?.original ?? '').localeCompare(a.planned.at(-1)?.original ?? ''))
  return (
    <>
      <ZoneChoice zones={compared} set={compare} />
      <Stack>
        {inOrder.map((series) => (
          <Part key={series.id} lines={8}>
            <SeriesView series={series} compared={compared} change={() => void navigate({ search: { change: series.id } })} />
          </Part>
        ))}
      </Stack>
    </>
  )
}

export const route = createLazyRoute('/inside/groups/$group/plan')({ component: PlanPage })
