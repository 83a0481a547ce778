import { Trans } from '@lingui/react/macro'
import type { Meeting } from '../../api/meeting'
import { TimeRange, useClock, ZoneName } from '../../i18n/clock'
import { fullDayOf, isoDay, dayOf } from '../../i18n/time'
import { StateOfMeeting } from '../../meeting/state'
import css from './meeting.module.css'

/** The day and the time, in the reader's zone and in the meeting's own, and where the meeting stands. */
export function When({ meeting }: { meeting: Meeting }) {
  const clock = useClock()
  const start = new Date(meeting.start)
  const end = new Date(meeting.end)
  if (meeting.state === 'postponed') {
    return (
      <>
        <span>
          <Trans>No new date yet</Trans>
        </span>
        <StateOfMeeting meeting={meeting} />
      </>
    )
  }
  const theirs = { ...clock, zone: meeting.zone }
  const otherDay = isoDay(clock.zone, start) !== isoDay(meeting.zone, start)
  return (
    <>
      <time className={css.when} dateTime={meeting.start}>
        {fullDayOf(clock, start)}, <TimeRange start={start} end={end} />
      </time>
      <span>
        <Trans>your time</Trans>, <ZoneName zone={clock.zone} at={start} />
      </span>
      {meeting.zone !== clock.zone && (
        <span>
          {otherDay && <>{dayOf(theirs, start)}, </>}
          <TimeRange start={start} end={end} zone={meeting.zone} /> <ZoneName zone={meeting.zone} at={start} />
        </span>
      )}
      <StateOfMeeting meeting={meeting} />
    </>
  )
}
