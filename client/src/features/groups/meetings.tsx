import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { upcomingMeetings, type Meeting } from '../../api/meetings'
import { StateOf } from '../../group/sign'
import { Day, TimeRange, useClock, ZoneName } from '../../i18n/clock'
import { dayOf, zoneCity } from '../../i18n/time'
import { StateOfMeeting } from '../../meeting/state'
import { upcoming } from '../../meeting/upcoming'
import { LoneLink, WhatLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import { Cell, HeadCell, Table, TableRow } from '../../ui/table'
import css from './group.module.css'

/** When a group meets: what is to come, each in the reader's zone and in its own. */
export function Meetings({ group }: { group: string }) {
  const { t } = useLingui()
  const clock = useClock()
  const { data } = useSuspenseQuery(upcomingMeetings(group))
  const { firm, provisional } = upcoming(data, new Date())
  if (firm.length === 0 && provisional.length === 0) {
    return (
      <p className="muted">
        <Trans>No meeting is planned.</Trans>
      </p>
    )
  }
  const zone = firm[0]?.zone ?? provisional[0]?.zone ?? 'UTC'
  const mine = t`Your time, ${zoneCity(clock.zone)}`
  const theirs = zoneCity(zone)
  return (
    <>
      {firm.length > 0 && (
        <Table flow caption={t`Meetings, with your time and the meeting’s own time`} columns={[{ title: t`Date` }, { title: mine }, { title: theirs }, { title: t`State` }]}>
          {firm.map((meeting, index) => (
            <TableRow key={meeting.id} mark={index === 0 ? 'now' : undefined}>
              <HeadCell>
                <WhatLink to="/meetings/$meeting" params={{ meeting: meeting.id }}>
                  <Day at={new Date(meeting.start)} />
                </WhatLink>{' '}
                <Sample of={meeting} />
              </HeadCell>
              <Cell label={t`Your time`}>
                <TimeRange start={new Date(meeting.start)} end={new Date(meeting.end)} />
              </Cell>
              <Cell label={theirs}>
                <TimeRange start={new Date(meeting.start)} end={new Date(meeting.end)} zone={meeting.zone} />
              </Cell>
              <Cell label={t`State`}>
                <StateOfMeeting meeting={meeting} />
              </Cell>
            </TableRow>
          ))}
        </Table>
      )}
      <Provisional meetings={provisional} />
    </>
  )
}

/** Dates that are in nobody's calendar yet. */
function Provisional({ meetings: list }: { meetings: readonly Meeting[] }) {
  const clock = useClock()
  if (list.length === 0) return null
  return (
    <>
      <div className={css.provisional}>
        <StateOf a="meeting" state="provisional" chip />
        <span className="meta">
          <Trans>nothing is in anybody’s calendar yet</Trans>
        </span>
        <Sample of={{ sample: list.every((meeting) => meeting.sample) }} />
      </div>
      <ol className={css.dates}>
        {list.map((meeting) => (
          <li key={meeting.id}>
            <LoneLink to="/meetings/$meeting" params={{ meeting: meeting.id }}>
              {dayOf({ ...clock, zone: meeting.zone }, new Date(meeting.start))}
            </LoneLink>
          </li>
        ))}
      </ol>
    </>
  )
}

/** The next meeting, in a few words. */
export function NextMeeting({ group }: { group: string }) {
  const clock = useClock()
  const { data } = useSuspenseQuery(upcomingMeetings(group))
  const next = upcoming(data, new Date()).firm[0]
  if (!next) {
    return (
      <p className="muted">
        <Trans>No meeting is planned.</Trans>
      </p>
    )
  }
  const start = new Date(next.start)
  const end = new Date(next.end)
  return (
    <div className={css.next}>
      <p>
        <WhatLink to="/meetings/$meeting" params={{ meeting: next.id }}>
          {dayOf(clock, start)}, <TimeRange start={start} end={end} />
        </WhatLink>
        <br />
        <span className="muted">
          <Trans>your time</Trans> · <TimeRange start={start} end={end} zone={next.zone} /> <ZoneName zone={next.zone} at={start} />
        </span>
      </p>
    </div>
  )
}
