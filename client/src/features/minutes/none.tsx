import { Trans } from '@lingui/react/macro'
import type { Meeting } from '../../api/meeting'
import { useClock } from '../../i18n/clock'
import { dayOf, timeOf } from '../../i18n/time'
import { Empty } from '../../ui/empty'
import { Sample } from '../../ui/state'
import css from './minutes.module.css'
import { acts } from '../../meeting/sitting'
import { useMinutesTitle } from './title'

/** A meeting without minutes, or with minutes that are not for this reader: says which, and what to do. */
export function NoMinutes({ meeting, hidden }: { meeting: Meeting; hidden: boolean }) {
  const clock = useClock()
  const title = useMinutesTitle(meeting)
  const start = new Date(meeting.start)
  const when = `${dayOf(clock, start)}, ${timeOf(clock, start)}`
  const may = acts(meeting)
  const toCome = start.getTime() > Date.now()
  return (
    <div className={css.none}>
      <h1 dir="auto">
        {title} <Sample of={meeting} />
      </h1>
      {hidden ? (
        <Empty title={<Trans>The minutes are for the group.</Trans>}>
          <Trans>Who holds a seat in the group can read them.</Trans>
        </Empty>
      ) : may.includes('start') || may.includes('begin') ? (
        <Empty title={<Trans>There are no minutes yet.</Trans>}>
          {toCome ? <Trans>They begin when the meeting is started, with its agenda as headings. It is planned for {when}.</Trans> : <Trans>Begin them with the agenda as headings, also after the meeting.</Trans>}
        </Empty>
      ) : (
        <Empty title={toCome ? <Trans>There are no minutes yet.</Trans> : <Trans>There is no record of this meeting here.</Trans>}>
          {toCome && <Trans>They begin when a co-leader or the scribe starts the meeting. It is planned for {when}.</Trans>}
        </Empty>
      )}
    </div>
  )
}
