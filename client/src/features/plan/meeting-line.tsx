import { Trans, useLingui } from '@lingui/react/macro'
import type { Meeting } from '../../api/meetings'
import type { DateNote, Series } from '../../api/series'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { dayOf, isoDay } from '../../i18n/time'
import { DateMenu } from '../../meeting/date-menu'
import { WhatLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import { Cell, HeadCell, TableRow } from '../../ui/table'
import css from './plan.module.css'
import { Notes, TimeCells } from './times'

/** One meeting of a series; one that was moved has its old day struck beside the new, with the reason. */
export function MeetingLine({ meeting, series, zones, notes }: { meeting: Meeting; series: Series; zones: readonly string[]; notes: readonly DateNote[] }) {
  const { t } = useLingui()
  const clock = useClock()
  const start = new Date(meeting.start)
  const end = new Date(meeting.end)
  const off = meeting.state === 'cancelled' || meeting.state === 'postponed'
  const day = dayOf({ ...clock, zone: meeting.zone }, start, start)
  return (
    <TableRow mark={meeting.state === 'provisional' ? 'provisional' : undefined}>
      <HeadCell>
        <span>
          <Before meeting={meeting} />
          <WhatLink to="/meetings/$meeting" params={{ meeting: meeting.id }}>
            <time dateTime={meeting.start} className={off ? css.gone : undefined}>
              {day}
            </time>
          </WhatLink>
          {!series.sample && (
            <>
              {' '}
              <Sample of={meeting} />
            </>
          )}
        </span>
      </HeadCell>
      <TimeCells start={start} end={end} zones={zones} kept={meeting.zone} gone={off} />
      <Cell>
        <span className={css.notes}>
          <Standing meeting={meeting} past={end.getTime() < Date.now()} />
          {!off && <Notes of={notes} />}
        </span>
      </Cell>
      <Cell end>
        <DateMenu small meeting={meeting} label={t`Change the date ${day}`} />
      </Cell>
    </TableRow>
  )
}

/** The day it was planned for, where that is another one. */
function Before({ meeting: { moved_from: from, start, zone } }: { meeting: Meeting }) {
  const clock = useClock()
  if (from === undefined) return null
  const planned = new Date(from.start)
  if (isoDay(from.zone, planned) === isoDay(zone, new Date(start))) return null
  return (
    <>
      <s>
        <span className="vh">
          <Trans>moved from</Trans>{' '}
        </span>
        {dayOf({ ...clock, zone: from.zone }, planned, planned)}
      </s>{' '}
    </>
  )
}

/** What became of it, and why. */
function Standing({ meeting, past }: { meeting: Meeting; past: boolean }) {
  const move = meeting.moves?.at(-1)
  const reason = meeting.reason ?? move?.reason
  const state = () => {
    if (past && meeting.state === 'scheduled' && meeting.record === 'none') {
      return (
        <span className="muted">
          <Trans>no record here</Trans>
        </span>
      )
    }
    if (past && meeting.record !== 'none' && meeting.state !== 'cancelled') return <StateOf a="minutes" state={meeting.record} />
    return <StateOf a="meeting" state={meeting.state} />
  }
  return (
    <>
      {state()}
      {reason !== undefined && reason !== '' && (
        <span className="meta">
          <bdi>{reason}</bdi>
        </span>
      )}
    </>
  )
}
