import { Trans, useLingui } from '@lingui/react/macro'
import type { Pilot, Report } from '../../api/pilots'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { dateOf, isoDay } from '../../i18n/time'
import { monthOf } from '../../pilot/month'
import { MonthStatus } from '../../pilot/status'
import { Empty } from '../../ui/empty'
import { WhatLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import { Cell, HeadCell, Table, TableRow } from '../../ui/table'

/** Every month a report was asked for, newest first; silence is a line of its own. */
export function Months({ pilot }: { pilot: Pilot }) {
  const { t } = useLingui()
  const { language } = useClock()
  if (pilot.months.length === 0) {
    return (
      <Empty title={<Trans>No report is asked for yet.</Trans>}>
        <Trans>The city reports each month from the day it joins, in the stage “Onboarding”.</Trans>
      </Empty>
    )
  }
  return (
    <Table flow caption={t`Monthly reports`} columns={[{ title: t`Month` }, { title: t`Status` }, { title: t`Report` }, { title: t`Sent`, end: true }]}>
      {pilot.months.map((month) => (
        <TableRow key={month.period} mark={month.state === 'not_reported' ? 'provisional' : undefined}>
          <HeadCell>
            <WhatLink to="/pilots/$pilot/reports/$period" params={{ pilot: pilot.id, period: month.period }}>
              {monthOf(language, month.period)}
            </WhatLink>{' '}
            {!pilot.sample && <Sample of={month} />}
          </HeadCell>
          <Cell label={t`Status`}>
            <MonthStatus of={month} />
          </Cell>
          <Cell label={t`Report`}>{month.state !== 'due' && month.state !== 'not_reported' && <StateOf a="report" state={month.state} />}</Cell>
          <Cell label={t`Sent`} end>
            <Sent of={month} />
          </Cell>
        </TableRow>
      ))}
    </Table>
  )
}

function Sent({ of: month }: { of: Report }) {
  const clock = useClock()
  if (month.sent === undefined) return null
  const day = dateOf(clock.language, isoDay(clock.zone, new Date(month.sent)))
  return (
    <span>
      {day}
      {month.late && (
        <>
          {' '}
          <span className="late">
            <Trans>late</Trans>
          </span>
        </>
      )}
    </span>
  )
}
