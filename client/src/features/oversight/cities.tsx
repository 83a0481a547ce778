import { Trans, useLingui } from '@lingui/react/macro'
import type { OverviewPilot } from '../../api/oversight'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { daysUntil, inDays, isoDay } from '../../i18n/time'
import { monthName } from '../../pilot/month'
import { MonthStatus, Strip } from '../../pilot/status'
import { Empty } from '../../ui/empty'
import { WhatLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import { Cell, HeadCell, Scroll, Table, TableRow } from '../../ui/table'
import css from './oversight.module.css'

/** Every pilot with what it said last; silence is said in words. */
export function Cities({ of: list }: { of: readonly OverviewPilot[] }) {
  const { t } = useLingui()
  const titles = [t`City`, t`Stage`, t`Last report`, t`Last months`, t`Last heard`]
  if (list.length === 0) return <Empty title={<Trans>No city takes part yet.</Trans>} />
  return (
    <Scroll label={t`Pilots as a list`}>
      <Table flow caption={t`Pilots`} columns={titles.map((title, index) => ({ title, end: index === 4 }))}>
        {list.map((pilot) => (
          <TableRow key={pilot.id} mark={pilot.state === 'candidate' || pilot.state === 'invited' ? 'provisional' : undefined}>
            <HeadCell>
              <WhatLink to="/pilots/$pilot" params={{ pilot: pilot.id }}>
                {pilot.name}
              </WhatLink>{' '}
              <Sample of={pilot} />
            </HeadCell>
            <Cell label={t`Stage`}>
              <StateOf a="pilot" state={pilot.state} />
            </Cell>
            <Cell label={t`Last report`}>
              <Last pilot={pilot} />
            </Cell>
            <Cell label={t`Last months`}>
              <Strip months={pilot.months} />
            </Cell>
            <Cell label={t`Last heard`} end>
              <Heard pilot={pilot} />
            </Cell>
          </TableRow>
        ))}
      </Table>
    </Scroll>
  )
}

function Last({ pilot }: { pilot: OverviewPilot }) {
  const { language } = useClock()
  if (pilot.last) {
    return (
      <span className={css.line}>
        <span>{monthName(language, pilot.last.period)}</span>
        <MonthStatus of={pilot.last} />
      </span>
    )
  }
  return <span className="muted">{pilot.months.length > 0 ? <Trans>none yet</Trans> : <Trans>No report asked for yet</Trans>}</span>
}

function Heard({ pilot }: { pilot: OverviewPilot }) {
  const clock = useClock()
  const silent = pilot.months.find(({ state }) => state !== 'due' && state !== 'draft')?.state === 'not_reported'
  if (pilot.heard === undefined) return pilot.months.length === 0 ? null : <span className={silent ? 'late' : 'muted'}>{<Trans>never</Trans>}</span>
  return <span className={silent ? 'late' : undefined}>{inDays(clock.language, daysUntil(clock, isoDay(clock.zone, new Date(pilot.heard))))}</span>
}
