import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import type { Clause } from '../../api/pilots'
import { acceptReport, answerAbout, answerAsk, askAbout, type Ask, type Month, type Report } from '../../api/reports'
import { useClock } from '../../i18n/clock'
import { momentOf } from '../../i18n/time'
import { MonthStatus } from '../../pilot/status'
import { Actions, Button } from '../../ui/button'
import { Empty } from '../../ui/empty'
import { Section } from '../../ui/section'
import { toasts } from '../../ui/toast-store'
import css from './report.module.css'
import { SayDialog } from './say-dialog'
import { useReportAct } from './use-act'

/** A report as others read it, and what they may say about it. */
export function View({ month, report, clauses }: { month: Month; report: Report; clauses: readonly Clause[] }) {
  if (report.state === 'due' || report.state === 'not_reported' || report.state === 'draft') {
    return (
      <Empty title={report.state === 'not_reported' ? <Trans>The city said nothing about this month.</Trans> : <Trans>The report is not sent yet.</Trans>}>
        {report.state === 'not_reported' ? <Trans>It can still be reported by an official of the city.</Trans> : <Trans>It appears here as soon as the city sends it.</Trans>}
      </Empty>
    )
  }
  return (
    <>
      <Section lead title={<Trans>How it is going</Trans>} end={<SentBy report={report} />}>
        <div className={css.read}>
          <MonthStatus of={report} />
          {report.progress !== undefined && report.progress !== '' && <Said title={<Trans>What was done</Trans>}>{report.progress}</Said>}
          {report.difficulties.map(({ clause, text }) => (
            <Said key={`${clause ?? ''} ${text}`} title={<ClauseName number={clause} clauses={clauses} />}>
              {text}
            </Said>
          ))}
          {report.private !== undefined && report.private !== '' && <Said title={<Trans>Only for the co-leaders and the secretariat</Trans>}>{report.private}</Said>}
        </div>
      </Section>
      {report.asks.length > 0 && (
        <Section title={<Trans>Asks to the group</Trans>} count={report.asks.length}>
          {report.asks.map((ask, at) => (
            <OneAsk key={at} month={month} ask={ask} at={at} mayAnswer={report.can.includes('answer_ask')} />
          ))}
        </Section>
      )}
      <Questions month={month} report={report} />
    </>
  )
}

function Said({ title, children }: { title: ReactNode; children: string }) {
  return (
    <div>
      <h3 className={css.title}>{title}</h3>
      <p className={css.words} dir="auto">
        {children}
      </p>
    </div>
  )
}

function ClauseName({ number, clauses }: { number: string | undefined; clauses: readonly Clause[] }) {
  if (number === undefined || number === '') return <Trans>What was difficult</Trans>
  const title = clauses.find((clause) => clause.number === number)?.title ?? ''
  return (
    <Trans>
      Difficult: clause <bdi>{`${number} ${title}`.trim()}</bdi>
    </Trans>
  )
}

function SentBy({ report }: { report: Report }) {
  const clock = useClock()
  const at = report.corrected ?? report.sent
  if (at === undefined) return null
  const when = momentOf(clock, new Date(at))
  const name = report.sent_by?.name ?? ''
  return (
    <span className="meta">
      {report.corrected === undefined ? (
        <Trans>
          sent {when}, <bdi>{name}</bdi>
        </Trans>
      ) : (
        <Trans>corrected {when}</Trans>
      )}
    </span>
  )
}

function OneAsk({ month, ask, at, mayAnswer }: { month: Month; ask: Ask; at: number; mayAnswer: boolean }) {
  const [answering, answer] = useState(false)
  const send = useReportAct(month, (text: string) => answerAsk(month, at, text), () => answer(false))
  return (
    <div className={css.said}>
      <p className={css.words} dir="auto">
        {ask.text}
      </p>
      {ask.answer !== undefined && ask.answer !== '' ? (
        <Reply by={ask.by?.name} text={ask.answer} />
      ) : (
        mayAnswer && (
          <Button size="small" icon="comment" onClick={() => answer(true)}>
            <Trans>Answer</Trans>
          </Button>
        )
      )}
      {answering && (
        <SayDialog title={<Trans>Answer the city</Trans>} quote={ask.text} act={<Trans>Send the answer</Trans>} busy={send.isPending} refused={send.error?.message} say={(text) => send.mutate(text)} close={() => answer(false)} />
      )}
    </div>
  )
}

function Reply({ by, text }: { by: string | undefined; text: string }) {
  return (
    <div className={css.reply}>
      {by !== undefined && (
        <b>
          <bdi>{by}</bdi>
        </b>
      )}
      <p className={css.words} dir="auto">
        {text}
      </p>
    </div>
  )
}

type Asked = 'ask' | 'answer'

/** What the leaders ask back before they accept, and what the city answers. */
function Questions({ month, report }: { month: Month; report: Report }) {
  const { t } = useLingui()
  const [asked, ask] = useState<Asked>()
  const close = () => ask(undefined)
  const say = useReportAct(month, ({ how, text }: { how: Asked; text: string }) => (how === 'ask' ? askAbout : answerAbout)(month, text), close)
  const accept = useReportAct(month, () => acceptReport(month), () => toasts.show(t`The report is accepted.`))
  const open = report.questions.filter(({ answer }) => answer === undefined || answer === '')
  const [mayAsk, mayAnswer, mayAccept] = ['ask', 'answer', 'accept'].map((can) => report.can.includes(can))
  if (report.questions.length === 0 && !mayAsk && !mayAccept) return null
  return (
    <Section title={<Trans>Questions</Trans>} count={report.questions.length > 0 ? report.questions.length : undefined}>
      {report.questions.map((question) => (
        <div key={question.at} className={css.said}>
          <b>
            <bdi>{question.by.name}</bdi>
          </b>
          <p className={css.words} dir="auto">
            {question.text}
          </p>
          {question.answer !== undefined && question.answer !== '' && <Reply by={question.answered_by?.name} text={question.answer} />}
        </div>
      ))}
      <div className={css.acts}>
        <Actions>
          {mayAnswer && open.length > 0 && (
            <Button kind="primary" icon="comment" onClick={() => ask('answer')}>
              <Trans>Answer</Trans>
            </Button>
          )}
          {mayAccept && (
            <Button kind="primary" icon="check" busy={accept.isPending} onClick={() => accept.mutate(undefined, { onError: (error) => toasts.show(error.message) })}>
              <Trans>Accept the report</Trans>
            </Button>
          )}
          {mayAsk && (
            <Button icon="comment" onClick={() => ask('ask')}>
              <Trans>Ask the city back</Trans>
            </Button>
          )}
        </Actions>
      </div>
      {asked === 'ask' && <SayDialog title={<Trans>Ask the city back</Trans>} act={<Trans>Send the question</Trans>} busy={say.isPending} refused={say.error?.message} say={(text) => say.mutate({ how: 'ask', text })} close={close} />}
      {asked === 'answer' && (
        <SayDialog title={<Trans>Answer the co-leaders</Trans>} quote={open.at(-1)?.text} act={<Trans>Send the answer</Trans>} busy={say.isPending} refused={say.error?.message} say={(text) => say.mutate({ how: 'answer', text })} close={close} />
      )}
    </Section>
  )
}
