import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Pilot, Report } from '../../api/pilots'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { dateOf, isoDay } from '../../i18n/time'
import { monthOf } from '../../pilot/month'
import { MonthStatus } from '../../pilot/status'
import { classes } from '../../ui/classes'
import { Empty } from '../../ui/empty'
import { WhatLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import css from './months.module.css'

/** Every month a report was asked for, newest first, with what it said; silence is a line of its own. */
export function Months({ pilot }: { pilot: Pilot }) {
  const { t } = useLingui()
  if (pilot.months.length === 0) {
    return (
      <Empty title={<Trans>No report is asked for yet.</Trans>}>
        <Trans>The city reports each month from the day it joins, in the stage “Onboarding”.</Trans>
      </Empty>
    )
  }
  return (
    <ol className={css.months} aria-label={t`Monthly reports`}>
      {pilot.months.map((month) => (
        <Month key={month.period} pilot={pilot} month={month} />
      ))}
    </ol>
  )
}

function Month({ pilot, month }: { pilot: Pilot; month: Report }) {
  const { language } = useClock()
  const silent = month.state === 'not_reported'
  return (
    <li className={classes(css.month, silent && css.silent)}>
      <div className={css.head}>
        <h3>
          <WhatLink to="/pilots/$pilot/reports/$period" params={{ pilot: pilot.id, period: month.period }}>
            {monthOf(language, month.period)}
          </WhatLink>
        </h3>
        {!pilot.sample && <Sample of={month} />}
        <Sent of={month} />
      </div>
      <MonthStatus of={month} />
      {silent ? (
        <p className="muted">
          <Trans>The city said nothing about this month.</Trans>
        </p>
      ) : (
        <Told pilot={pilot} month={month} />
      )}
    </li>
  )
}

/** How far the report is, and when it came. */
function Sent({ of: month }: { of: Report }) {
  const clock = useClock()
  if (month.state === 'due' || month.state === 'not_reported') return null
  const day = month.sent === undefined ? undefined : dateOf(clock.language, isoDay(clock.zone, new Date(month.sent)))
  return (
    <span className={css.sent}>
      <StateOf a="report" state={month.state} />
      {day !== undefined && (
        <span className="meta">
          <Trans>sent {day}</Trans>
        </span>
      )}
      {day !== undefined && month.late && (
        <span className="late">
          <Trans>late</Trans>
        </span>
      )}
    </span>
  )
}

/** What the city wrote, what it asked for, what it was asked. */
function Told({ pilot, month }: { pilot: Pilot; month: Report }) {
  const { progress, difficulties, asks, questions } = month
  const wrote = progress !== undefined && progress !== ''
  if (!wrote && difficulties.length + asks.length + questions.length === 0) return null
  return (
    <dl className={css.told}>
      {wrote && (
        <Said name={<Trans>What was done</Trans>}>
          <Words>{progress}</Words>
        </Said>
      )}
      {difficulties.map(({ clause, text }, at) => (
        <Said key={at} name={<Difficult clause={clause} pilot={pilot} />}>
          <Words>{text}</Words>
        </Said>
      ))}
      {asks.map((ask, at) => (
        <Said key={at} name={<Trans>Asked of the group</Trans>}>
          <Words>{ask.text}</Words>
          <Answer text={ask.answer} by={ask.by?.name} />
        </Said>
      ))}
      {questions.map((question) => (
        <Said key={question.at} name={<AskedBy name={question.by.name} />}>
          <Words>{question.text}</Words>
          <Answer text={question.answer} by={question.answered_by?.name} />
        </Said>
      ))}
    </dl>
  )
}

function AskedBy({ name }: { name: string }) {
  return (
    <Trans>
      Question by <bdi>{name}</bdi>
    </Trans>
  )
}

function Said({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

// <bdi>, not dir: what was written in another direction keeps its order and stands at the page's own edge.
function Words({ children }: { children: string }) {
  return (
    <p className={css.words}>
      <bdi>{children}</bdi>
    </p>
  )
}

function Difficult({ clause, pilot }: { clause: string | undefined; pilot: Pilot }) {
  if (clause === undefined || clause === '') return <Trans>What was difficult</Trans>
  const title = pilot.clauses.find(({ number }) => number === clause)?.title ?? ''
  return (
    <Trans>
      Difficult: clause <bdi>{`${clause} ${title}`.trim()}</bdi>
    </Trans>
  )
}

/** What was answered and by whom; or that nobody did, in words. */
function Answer({ text, by }: { text: string | undefined; by: string | undefined }) {
  if (text === undefined || text === '') {
    return (
      <p className="meta">
        <Trans>not answered yet</Trans>
      </p>
    )
  }
  return (
    <div className={css.answer}>
      {by !== undefined && (
        <span className="meta">
          <bdi>{by}</bdi>
        </span>
      )}
      <Words>{text}</Words>
    </div>
  )
}
