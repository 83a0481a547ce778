import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Clause } from '../../api/pilots'
import { reportNoChange, takeBackReport, type Month, type Report } from '../../api/reports'
import { useClock } from '../../i18n/clock'
import { dateOf, isoDay } from '../../i18n/time'
import { monthName } from '../../pilot/month'
import { MonthStatus } from '../../pilot/status'
import { Actions, Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { toasts } from '../../ui/toast-store'
import { begunFrom, typedOf } from './answers'
import { Form } from './form'
import { kept } from './kept'
import css from './report.module.css'
import { useReportAct } from './use-act'
import { View } from './view'

type Props = { month: Month; report: Report; clauses: readonly Clause[]; last: Report | undefined }

/** What the city does with a month: says that nothing changed, in one tap, or tells more. */
export function Writing({ month, report, clauses, last }: Props) {
  const sent = report.state === 'submitted' || report.state === 'questions'
  const [telling, tell] = useState(() => kept(month) !== undefined)
  if (telling || report.state === 'draft') {
    const first = report.state === 'draft' || sent ? typedOf(report) : begunFrom(last)
    return <Form month={month} first={first} clauses={clauses} corrects={sent} done={() => tell(false)} />
  }
  if (sent) return <Sent month={month} report={report} clauses={clauses} tell={() => tell(true)} />
  if (last && report.can.includes('no_change')) return <Ask month={month} last={last} tell={() => tell(true)} />
  return <Form month={month} first={begunFrom(last)} clauses={clauses} corrects={false} done={() => tell(false)} />
}

/** The month in one tap. */
function Ask({ month, last, tell }: { month: Month; last: Report; tell: () => void }) {
  const clock = useClock()
  const send = useReportAct(month, () => reportNoChange(month))
  const [before, now] = [monthName(clock.language, last.period), monthName(clock.language, month.period)]
  const day = last.sent === undefined ? '' : dateOf(clock.language, isoDay(clock.zone, new Date(last.sent)))
  return (
    <section className={css.ask} aria-labelledby="ask">
      <h2 id="ask">
        <Trans>Has anything changed since {before}?</Trans>
      </h2>
      <div className={css.last}>
        <MonthStatus of={last} />
        {last.progress !== undefined && last.progress !== '' && <p dir="auto">{last.progress}</p>}
        <p className="meta">
          <Trans>
            Your report for {before}, sent {day}
          </Trans>
        </p>
      </div>
      <div className={css.ways}>
        <Button kind="primary" size="big" wide busy={send.isPending} onClick={() => send.mutate()}>
          <Trans>No change, send</Trans>
        </Button>
        <Button size="big" wide onClick={tell}>
          <Trans>Something changed</Trans>
        </Button>
      </div>
      {send.error && (
        <p className="late" role="alert">
          {send.error.message}
        </p>
      )}
      <p className="muted">
        <Trans>
          “No change” sends your answers of {before} again, dated {now}. You can correct it until the co-leaders accept it.
        </Trans>
      </p>
    </section>
  )
}

/** What was sent, and the ways to put it right. */
function Sent({ month, report, clauses, tell }: { month: Month; report: Report; clauses: readonly Clause[]; tell: () => void }) {
  const { t } = useLingui()
  const { language } = useClock()
  const name = monthName(language, month.period)
  const back = useReportAct(month, () => takeBackReport(month), () => toasts.show(t`The report is a draft again. Only the city sees it.`))
  return (
    <>
      <section className={css.sent} aria-labelledby="sent">
        <span className={css.big}>
          <Icon name="ok" />
        </span>
        <h2 id="sent" tabIndex={-1}>
          {report.no_change ? <Trans>{name} is reported: no change</Trans> : <Trans>{name} is reported</Trans>}
        </h2>
        <p>
          <Trans>The co-leaders see it now. You can correct it until they accept it.</Trans>
        </p>
        <Actions>
          <Button icon="pencil" onClick={tell}>
            {report.no_change ? <Trans>Add something</Trans> : <Trans>Correct it</Trans>}
          </Button>
          <Button kind="quiet" icon="undo" busy={back.isPending} onClick={() => back.mutate(undefined, { onError: (error) => toasts.show(error.message) })}>
            <Trans>Take it back</Trans>
          </Button>
        </Actions>
      </section>
      <View month={month} report={report} clauses={clauses} />
    </>
  )
}
