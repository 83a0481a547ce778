import { Plural, Trans } from '@lingui/react/macro'
import type { Pilot } from '../../api/pilots'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { dateOf, daysUntil, inDays, isoDay } from '../../i18n/time'
import { monthName } from '../../pilot/month'
import { State } from '../../ui/state'
import css from './pilots.module.css'
import { askedNow, silence, silent } from './standing'

/** What the city said last and of which month; where it says nothing, that, in words. */
export function Now({ pilot }: { pilot: Pilot }) {
  const { language, zone } = useClock()
  const month = askedNow(pilot)
  if (!month) {
    return (
      <span className="muted">
        <Trans>No report asked for yet</Trans>
      </span>
    )
  }
  const name = monthName(language, month.period)
  if (month.state === 'not_reported') {
    return (
      <span className={css.now}>
        <State icon="rag-none" tone="off">
          <Trans>{name} not reported</Trans>
        </State>
        <Silence pilot={pilot} />
      </span>
    )
  }
  if (month.colour === undefined || month.state === 'due') {
    const day = dateOf(language, isoDay(zone, new Date(Date.parse(month.deadline) - 1)))
    return (
      <State icon="clock" tone="off">
        <Trans>
          {name}: due {day}
        </Trans>
      </State>
    )
  }
  return (
    <span className={css.now}>
      <StateOf a="colour" state={month.colour} />
      <span className="meta">{month.no_change ? <Trans>{name}, no change</Trans> : name}</span>
    </span>
  )
}

/** How long nothing was said, where that is more than the month already named. */
function Silence({ pilot }: { pilot: Pilot }) {
  const { months, more } = silence(pilot)
  if (months < 2) return null
  return (
    <span className="meta">
      {more ? <Plural value={months} one="Silent for # month or more" other="Silent for # months or more" /> : <Plural value={months} one="Silent for # month" other="Silent for # months" />}
    </span>
  )
}

/** When the city last said something; silence is said in words. */
export function Heard({ pilot }: { pilot: Pilot }) {
  const clock = useClock()
  if (pilot.heard === undefined) {
    return pilot.months.length > 0 ? (
      <span className={silent(pilot) ? 'late' : 'muted'}>
        <Trans>never</Trans>
      </span>
    ) : null
  }
  return <span className={silent(pilot) ? 'late' : undefined}>{inDays(clock.language, daysUntil(clock, isoDay(clock.zone, new Date(pilot.heard))))}</span>
}
