import { Trans } from '@lingui/react/macro'
import type { Meeting } from '../../api/meetings'
import { StateOf } from '../../group/sign'
import { Day, TimeRange, useClock, ZoneName } from '../../i18n/clock'
import { StateOfMeeting } from '../../meeting/state'
import { Row, WhatLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import css from './meetings.module.css'

/** One meeting in a list: its day and time in the reader's zone first, then its own, and where it stands. */
export function MeetingRow({ meeting, group, past = false }: { meeting: Meeting; group: string | undefined; past?: boolean }) {
  const clock = useClock()
  const start = new Date(meeting.start)
  const end = new Date(meeting.end)
  return (
    <Row end={<Standing meeting={meeting} past={past} />}>
      <span className={css.row}>
        <span className={css.date}>
          <WhatLink to="/meetings/$meeting" params={{ meeting: meeting.id }}>
            <Day at={start} />
          </WhatLink>
          <span className="meta">
            <TimeRange start={start} end={end} /> <Trans>your time</Trans>
          </span>
        </span>
        <span>
          <bdi>{meeting.title}</bdi> <Sample of={meeting} />
          <span className="meta">
            <span className={css.facts}>
              {group !== undefined && <bdi>{group}</bdi>}
              {meeting.zone !== clock.zone && (
                <span>
                  <TimeRange start={start} end={end} zone={meeting.zone} /> <ZoneName zone={meeting.zone} at={start} />
                </span>
              )}
            </span>
          </span>
        </span>
      </span>
    </Row>
  )
}

/** What has been says where its minutes stand; one without a record is not late. */
function Standing({ meeting, past }: { meeting: Meeting; past: boolean }) {
  if (!past || meeting.state === 'cancelled' || meeting.state === 'postponed') return <StateOfMeeting meeting={meeting} />
  if (meeting.record === 'none') {
    return (
      <span className="muted">
        <Trans>no record here</Trans>
      </span>
    )
  }
  return <StateOf a="minutes" state={meeting.record} />
}
