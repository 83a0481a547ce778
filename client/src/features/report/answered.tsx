import { Trans } from '@lingui/react/macro'
import type { Report } from '../../api/reports'
import { useClock } from '../../i18n/clock'
import { monthName } from '../../pilot/month'
import { Section } from '../../ui/section'
import css from './report.module.css'

/** What the group answered to what the city asked for, in any month. */
export function Answered({ months }: { months: readonly Report[] }) {
  const { language } = useClock()
  const answers = months.flatMap((month) => month.asks.filter(({ answer }) => answer !== undefined && answer !== '').map((ask) => ({ period: month.period, ...ask })))
  if (answers.length === 0) return null
  return (
    <Section title={<Trans>Answers to you</Trans>}>
      {answers.map((ask) => {
        const name = monthName(language, ask.period)
        return (
          <div key={`${ask.period} ${ask.text}`} className={css.said}>
            <p>
              <b>
                <Trans>Your ask of {name}:</Trans>
              </b>{' '}
              <bdi>{ask.text}</bdi>
            </p>
            <p className={css.words} dir="auto">
              {ask.answer}
            </p>
            {ask.by && (
              <p className="meta">
                <bdi>{ask.by.name}</bdi>
              </p>
            )}
          </div>
        )
      })}
    </Section>
  )
}
