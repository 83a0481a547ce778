import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQueries } from '@tanstack/react-query'
import { createLazyRoute, getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { keys } from '../../api/keys'
import { pilot as pilotQuery } from '../../api/pilots'
import { report as reportQuery, type Report } from '../../api/reports'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { dateOf, isoDay } from '../../i18n/time'
import { monthName, monthOf } from '../../pilot/month'
import { useFollow } from '../../realtime/useFollow'
import { Icon } from '../../ui/icon'
import { Page, Split } from '../../ui/page'
import { LoneLink } from '../../ui/rows'
import { Sample, State } from '../../ui/state'
import { beside, lastBefore } from './answers'
import { Answered } from './answered'
import { Earlier } from './earlier'
import css from './report.module.css'
import { View } from './view'
import { Writing } from './writing'

const here = getRouteApi('/inside/pilots/$pilot/reports/$period')

/** One month of one city: told by the city, read and asked about by its group. */
function ReportPage() {
  const { t } = useLingui()
  const { language } = useClock()
  const { pilot: id, period } = here.useParams()
  const month = useMemo(() => ({ pilot: id, period }), [id, period])
  const [{ data: pilot }, { data: report }] = useSuspenseQueries({ queries: [pilotQuery(id), reportQuery(month)] })
  // What somebody is typing here is not read over; what others say about it is.
  useFollow(({ kind, document }) => (kind.startsWith('report.') || document === id ? [keys.pilot(id)] : []))
  const writes = report.can.includes('write')
  const name = monthOf(language, period)
  const { before, after } = beside(pilot.months, period)
  return (
    <Page
      title={t`${pilot.name}, report for ${name}`}
      heading={t`Report for ${name}`}
      crumbs={[
        <LoneLink key="pilots" to="/pilots">
          <Trans>Pilots</Trans>
        </LoneLink>,
        <LoneLink key="pilot" to="/pilots/$pilot" params={{ pilot: id }} dir="auto">
          {pilot.name}
        </LoneLink>,
      ]}
      meta={
        <>
          <Standing report={report} />
          <Sample of={report} />
          {before !== undefined && (
            <LoneLink to="/pilots/$pilot/reports/$period" params={{ pilot: id, period: before }} className={css.month}>
              <Icon name="start" />
              {monthName(language, before)}
            </LoneLink>
          )}
          {after !== undefined && (
            <LoneLink to="/pilots/$pilot/reports/$period" params={{ pilot: id, period: after }} className={css.month}>
              {monthName(language, after)}
              <Icon name="end" />
            </LoneLink>
          )}
        </>
      }
    >
      <Split
        label={t`For the city`}
        aside={
          <>
            {writes && <Answered months={pilot.months} />}
            <Earlier pilot={pilot} period={period} />
          </>
        }
      >
        <div className={css.body}>
          {writes ? <Writing key={period} month={month} report={report} clauses={pilot.clauses} last={lastBefore(pilot.months, period)} /> : <View month={month} report={report} clauses={pilot.clauses} />}
        </div>
      </Split>
    </Page>
  )
}

/** Where the report stands, and until when it is in time. */
function Standing({ report }: { report: Report }) {
  const clock = useClock()
  const day = dateOf(clock.language, isoDay(clock.zone, new Date(Date.parse(report.deadline) - 1)))
  if (report.state === 'not_reported') {
    return (
      <State icon="silence" tone="warn">
        <Trans>Not reported; it was due {day}</Trans>
      </State>
    )
  }
  if (report.state === 'due' || report.state === 'draft') {
    return (
      <>
        <State icon="clock" tone="warn">
          {report.late ? <Trans>It was due {day}</Trans> : <Trans>Due {day}</Trans>}
        </State>
        {report.state === 'draft' && <StateOf a="report" state="draft" />}
      </>
    )
  }
  return <StateOf a="report" state={report.state} />
}

export const route = createLazyRoute('/inside/pilots/$pilot/reports/$period')({ component: ReportPage })
