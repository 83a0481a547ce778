import { Trans } from '@lingui/react/macro'
import type { Meeting } from '../../api/meeting'
import { useClock } from '../../i18n/clock'
import { dayOf, timeOf } from '../../i18n/time'
import { Banner } from '../../ui/banner'
import css from './meeting.module.css'

/** What has happened to the date, and why. */
export function Notices({ meeting }: { meeting: Meeting }) {
  if (meeting.state === 'cancelled') {
    return (
      <div className={css.notice}>
        <Banner tone="bad" title={<Trans>This meeting is cancelled.</Trans>}>
          <Reason words={meeting.reason} />
        </Banner>
      </div>
    )
  }
  if (meeting.state === 'postponed') {
    return (
      <div className={css.notice}>
        <Banner tone="warn" title={<Trans>This meeting is postponed. It will take place; a date is being looked for.</Trans>}>
          <Reason words={meeting.reason} />
        </Banner>
      </div>
    )
  }
  return <Moved meeting={meeting} />
}

function Reason({ words }: { words: string | undefined }) {
  if (words === undefined) return null
  return <p dir="auto">{words}</p>
}

/** Where it was moved from, the last reason first. */
function Moved({ meeting }: { meeting: Meeting }) {
  const clock = useClock()
  const { moved_from: planned } = meeting
  const last = meeting.moves?.at(-1)
  if (planned === undefined || last === undefined) return null
  const start = new Date(planned.start)
  const theirs = { ...clock, zone: planned.zone }
  const before = `${dayOf(theirs, start, new Date(meeting.start))}, ${timeOf(theirs, start)}`
  return (
    <div className={css.notice}>
      <Banner
        tone="warn"
        title={
          <Trans>
            Moved from <s>{before}</s>
          </Trans>
        }
      >
        <p dir="auto">{last.reason}</p>
      </Banner>
    </div>
  )
}
