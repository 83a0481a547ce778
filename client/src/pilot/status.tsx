import { Trans, useLingui } from '@lingui/react/macro'
import type { Report } from '../api/pilots'
import { StateOf, useWord } from '../group/sign'
import { signOf, reportColours } from '../group/words'
import { useClock } from '../i18n/clock'
import { dateOf, isoDay } from '../i18n/time'
import { Icon } from '../ui/icon'
import { State } from '../ui/state'
import { monthName } from './month'
import css from './pilot.module.css'

type Month = Pick<Report, 'state' | 'colour' | 'reason' | 'no_change'> & Partial<Pick<Report, 'deadline' | 'late'>>

/** How a month went: the colour by shape and word, what was said beside it, or that nothing was said. */
export function MonthStatus({ of: month }: { of: Month }) {
  const clock = useClock()
  if (month.colour !== undefined && month.state !== 'due' && month.state !== 'not_reported') {
    return (
      <span className={css.status}>
        <StateOf a="colour" state={month.colour} />
        {month.reason !== undefined && month.reason !== '' && <bdi className={css.reason}>{month.reason}</bdi>}
        {month.no_change && (
          <span className="muted">
            <Trans>no change</Trans>
          </span>
        )}
      </span>
    )
  }
  if (month.state === 'not_reported') return <StateOf a="colour" state="not_reported" />
  if (month.deadline === undefined) return <StateOf a="report" state={month.state} />
  const day = dateOf(clock.language, isoDay(clock.zone, new Date(Date.parse(month.deadline) - 1)))
  return (
    <State icon="clock" tone={month.late ? 'warn' : 'off'}>
      <Trans>Due {day}</Trans>
    </State>
  )
}

/** The newest months as shapes, the oldest first, with their words for who cannot see them. */
export function Strip({ months }: { months: readonly Pick<Report, 'period' | 'state' | 'colour'>[] }) {
  const { i18n } = useLingui()
  const { language } = useClock()
  const word = useWord()
  const shown = months.filter(({ state }) => state !== 'due').slice(0, 6).reverse()
  if (shown.length === 0) return null
  const said = shown.map(({ period, colour }) => `${monthName(language, period)}: ${word('colour', colour ?? 'not_reported')}`).join(', ')
  return (
    <span className={css.strip} role="img" aria-label={said}>
      {shown.map(({ period, colour }) => {
        const sign = signOf(reportColours, colour ?? 'not_reported')
        return (
          <span key={period} className={css[sign.tone]} title={`${monthName(language, period)}: ${i18n._(sign.word)}`}>
            <Icon name={sign.icon} />
          </span>
        )
      })}
    </span>
  )
}
