import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQueries } from '@tanstack/react-query'
import { createLazyRoute, getRouteApi } from '@tanstack/react-router'
import { groups } from '../../api/groups'
import { keys } from '../../api/keys'
import { meeting as meetingQuery, type Meeting } from '../../api/meeting'
import { wayTo } from '../../group/tree'
import { useClock } from '../../i18n/clock'
import { fullDayOf } from '../../i18n/time'
import { useFollow } from '../../realtime/useFollow'
import { Part } from '../../session/part'
import { Page, Split } from '../../ui/page'
import { LoneLink } from '../../ui/rows'
import { Section } from '../../ui/section'
import { Sample } from '../../ui/state'
import { Agenda } from './agenda'
import { AttendanceList } from './attendance'
import { Details } from './details'
import { HeadActs } from './head-acts'
import { Notices } from './notices'
import { Outcome } from './outcome'
import { Record } from './record'
import { When } from './when'

const here = getRouteApi('/inside/meetings/$meeting')

/** One meeting: when and where, its agenda, who comes, what came of it. */
function MeetingPage() {
  const { t } = useLingui()
  const clock = useClock()
  const { meeting: id } = here.useParams()
  const [{ data: meeting }, { data: all }] = useSuspenseQueries({ queries: [meetingQuery(id), groups()] })
  useFollow(({ kind, document, group }) => {
    if (document === id && (kind.startsWith('meeting.') || kind.startsWith('minutes.'))) return [keys.meeting(id)]
    return group === meeting.group && (kind.startsWith('action.') || kind.startsWith('decision.')) ? [keys.register()] : []
  })
  const day = fullDayOf(clock, new Date(meeting.start))
  return (
    <Page
      title={`${meeting.title}, ${day}`}
      heading={
        <>
          {meeting.title} <Sample of={meeting} />
        </>
      }
      crumbs={[
        ...wayTo(all.items, meeting.group).map((group) => (
          <LoneLink key={group.id} to="/groups/$group" params={{ group: group.id }} dir="auto">
            {group.short_name ?? group.name}
          </LoneLink>
        )),
        <LoneLink key="meetings" to="/meetings" search={{ group: meeting.group }}>
          <Trans>Meetings</Trans>
        </LoneLink>,
      ]}
      meta={<When meeting={meeting} />}
      actions={<HeadActs meeting={meeting} />}
    >
      <Notices meeting={meeting} />
      <Split label={t`About the meeting`} aside={<Aside meeting={meeting} />}>
        <Agenda meeting={meeting} />
        {meeting.record !== 'none' && meeting.minutes_record !== undefined && (
          <Part>
            <Outcome meeting={meeting} />
          </Part>
        )}
      </Split>
    </Page>
  )
}

function Aside({ meeting }: { meeting: Meeting }) {
  return (
    <>
      <Section title={<Trans>Minutes</Trans>}>
        <Record meeting={meeting} />
      </Section>
      <AttendanceList meeting={meeting} />
      <Section title={<Trans>Details</Trans>}>
        <Details meeting={meeting} />
      </Section>
    </>
  )
}

export const route = createLazyRoute('/inside/meetings/$meeting')({ component: MeetingPage })
