import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { createLazyRoute, getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { groups, type Group } from '../../api/groups'
import { keys } from '../../api/keys'
import { earlierMeetings, myNextMeetings, upcomingMeetings } from '../../api/meetings'
import { GroupChoice } from '../../group/group-choice'
import { upcoming } from '../../meeting/upcoming'
import { useFollow } from '../../realtime/useFollow'
import { Part } from '../../session/part'
import { Button } from '../../ui/button'
import { Empty } from '../../ui/empty'
import { Page, Stack } from '../../ui/page'
import { Rows } from '../../ui/rows'
import { Section } from '../../ui/section'
import css from './meetings.module.css'
import { MeetingRow } from './meeting-row'
import { PlanDialog } from './plan-dialog'

const here = getRouteApi('/inside/meetings')

/** Every meeting one may know of: what is to come, what is pencilled in, what has been. */
function MeetingsPage() {
  const { t } = useLingui()
  const { group } = here.useSearch()
  const navigate = here.useNavigate()
  useFollow(({ kind }) => (kind.startsWith('meeting.') || kind.startsWith('minutes.') ? [keys.anyMeetings()] : []))
  return (
    <Page title={t`Meetings`} actions={<Part lines={1}>{<Plan group={group} />}</Part>}>
      <div className={css.filters}>
        <Part lines={1}>
          <GroupChoice value={group} choose={(id) => void navigate({ search: { ...(id !== undefined && { group: id }) }, replace: true })} />
        </Part>
      </div>
      <Stack>
        <Part lines={6}>
          <Coming group={group} />
        </Part>
        <Part lines={6}>
          <Earlier group={group} />
        </Part>
      </Stack>
    </Page>
  )
}

/** Plans one meeting, where there is a group one plans for. */
function Plan({ group }: { group: string | undefined }) {
  const { data } = useSuspenseQuery(groups())
  const [planning, plan] = useState(false)
  const mine = data.items.filter((one) => one.can.includes('plan_meeting'))
  if (mine.length === 0) return null
  return (
    <>
      <Button kind="primary" icon="plus" onClick={() => plan(true)}>
        <Trans>Plan a meeting</Trans>
      </Button>
      {planning && <PlanDialog groups={mine} group={mine.find((one) => one.id === group)?.id ?? mine[0]?.id ?? ''} close={() => plan(false)} />}
    </>
  )
}

function Coming({ group }: { group: string | undefined }) {
  const { t } = useLingui()
  const { data } = useSuspenseQuery(group === undefined ? myNextMeetings() : upcomingMeetings(group))
  const names = useGroupNames(group)
  const { firm, provisional } = upcoming(data, new Date())
  return (
    <>
      <Section lead title={t`To come`} count={firm.length > 0 ? firm.length : undefined}>
        {firm.length === 0 ? (
          <Empty title={<Trans>No meeting is planned.</Trans>}>
            <Trans>A co-leader plans a year of meetings on the page of the group, or a single one here.</Trans>
          </Empty>
        ) : (
          <Rows label={t`To come`}>
            {firm.map((meeting) => (
              <MeetingRow key={meeting.id} meeting={meeting} group={names.get(meeting.group)} />
            ))}
          </Rows>
        )}
      </Section>
      {provisional.length > 0 && (
        <Section title={<Trans>Provisional</Trans>} count={provisional.length} end={<span className="meta">{t`nothing is in anybody’s calendar yet`}</span>}>
          <Rows label={t`Provisional`}>
            {provisional.map((meeting) => (
              <MeetingRow key={meeting.id} meeting={meeting} group={names.get(meeting.group)} />
            ))}
          </Rows>
        </Section>
      )}
    </>
  )
}

function Earlier({ group }: { group: string | undefined }) {
  const { t } = useLingui()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(earlierMeetings(group))
  const names = useGroupNames(group)
  const now = Date.now()
  const list = data.pages.flatMap(({ items }) => items).filter((meeting) => Date.parse(meeting.end) <= now)
  if (list.length === 0) return null
  return (
    <Section title={t`Earlier`}>
      <Rows label={t`Earlier`}>
        {list.map((meeting) => (
          <MeetingRow key={meeting.id} meeting={meeting} group={names.get(meeting.group)} past />
        ))}
      </Rows>
      {hasNextPage && (
        <div className={css.more}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Show earlier ones</Trans>
          </Button>
        </div>
      )}
    </Section>
  )
}

/** What groups are called, where the list is of several. */
function useGroupNames(chosen: string | undefined): ReadonlyMap<string, string> {
  const { data } = useSuspenseQuery(groups())
  if (chosen !== undefined) return new Map()
  return new Map(data.items.map((group: Group) => [group.id, group.short_name ?? group.name]))
}

export const route = createLazyRoute('/inside/meetings')({ component: MeetingsPage })
