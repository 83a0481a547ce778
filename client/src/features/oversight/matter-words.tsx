import { Plural, Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Matter } from '../../api/oversight'
import { useClock } from '../../i18n/clock'
import { dateOf } from '../../i18n/time'
import { monthName } from '../../pilot/month'

/** What is the matter, in a sentence. */
export function MatterWords({ of: matter }: { of: Matter }): ReactNode {
  const { language } = useClock()
  const { kind, count, note } = matter
  const said = note === undefined ? null : <bdi>{note}</bdi>
  switch (kind) {
    case 'deliverable_late': {
      const late = <Plural value={count} one="# day late" other="# days late" />
      if (note === undefined) return late
      const day = dateOf(language, note)
      return (
        <Trans>
          {late}, was due {day}
        </Trans>
      )
    }
    case 'pilot_red':
      return said === null ? <Trans>Red</Trans> : <Trans>Red: {said}</Trans>
    case 'pilot_silent':
      return <Silent count={count} month={note === undefined ? undefined : monthName(language, note)} />
    case 'report_waits':
      return <Unread count={count} month={note === undefined ? '' : monthName(language, note)} />
    case 'actions_late':
      return <Plural value={count} one="# action overdue" other="# actions overdue" />
    case 'deliverable_slipped': {
      const slipped = <Plural value={count} one="Due date slipped # day" other="Due date slipped # days" />
      return said === null ? (
        slipped
      ) : (
        <Trans>
          {slipped}: {said}
        </Trans>
      )
    }
    case 'seat_vacant':
      return said === null ? <Trans>Seat vacant</Trans> : <Trans>Seat vacant. {said}</Trans>
    case 'no_meeting':
      return <Trans>No meeting is planned</Trans>
  }
}

function Silent({ count, month }: { count: number; month: string | undefined }) {
  const heard = count === 0 ? <Trans>never heard</Trans> : <Plural value={count} one="last heard # day ago" other="last heard # days ago" />
  if (month === undefined) return heard
  return (
    <Trans>
      {month} not reported, {heard}
    </Trans>
  )
}

function Unread({ count, month }: { count: number; month: string }) {
  const since = <Plural value={count} one="# day" other="# days" />
  return (
    <Trans>
      The report for {month} has waited {since} for an answer
    </Trans>
  )
}
