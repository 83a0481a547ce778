import { useSuspenseQuery } from '@tanstack/react-query'
import { createLazyRoute, getRouteApi } from '@tanstack/react-router'
import { keys } from '../../api/keys'
import { meeting as meetingQuery, type Meeting } from '../../api/meeting'
import { useFollow } from '../../realtime/useFollow'
import { useTitle } from '../../ui/title'
import { Approved } from './approved'
import { Head } from './head'
import { Live } from './live'
import css from './minutes.module.css'
import { NoMinutes } from './none'
import { sightOf } from './rights'
import { useMinutesTitle } from './title'

const here = getRouteApi('/inside/meetings/$meeting/minutes')

/** The minutes of a meeting: written live, sent round, corrected, approved. */
function MinutesPage() {
  const { meeting: id } = here.useParams()
  const { data: meeting } = useSuspenseQuery(meetingQuery(id))
  useTitle(useMinutesTitle(meeting))
  useFollow(({ kind, document, group }) => {
    if (document === id && (kind.startsWith('meeting.') || kind.startsWith('minutes.'))) return [keys.meeting(id)]
    return group === meeting.group && (kind.startsWith('action.') || kind.startsWith('decision.')) ? [keys.register()] : []
  })
  return (
    <div className={css.page}>
      <Head meeting={meeting} />
      <Body meeting={meeting} />
    </div>
  )
}

function Body({ meeting }: { meeting: Meeting }) {
  switch (sightOf(meeting)) {
    case 'live':
      return <Live meeting={meeting} />
    case 'approved':
      return <Approved meeting={meeting} />
    case 'none':
      return <NoMinutes meeting={meeting} hidden={false} />
    case 'hidden':
      return <NoMinutes meeting={meeting} hidden />
  }
}

export const route = createLazyRoute('/inside/meetings/$meeting/minutes')({ component: MinutesPage })
