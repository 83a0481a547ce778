import { Trans, useLingui } from '@lingui/react/macro'
import type { Pilot } from '../../api/pilots'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { daysUntil, inDays, isoDay } from '../../i18n/time'
import { MonthStatus, Strip } from '../../pilot/status'
import { WhatLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import { Cell, HeadCell, Scroll, Table, TableRow } from '../../ui/table'
import { askedNow, openAsks, silent } from './standing'

/** A line for each city. On a phone each becomes labelled lines. */
export function PilotTable({ pilots }: { pilots: readonly Pilot[] }) {
  const { t } = useLingui()
  const columns = [t`City`, t`Stage`, t`Status`, t`Last months`, t`Clauses in test`, t`Open asks`, t`Last heard`]
  return (
    <Scroll label={t`Pilots as a list`}>
      <Table flow caption={t`Pilots`} columns={columns.map((title, index) => ({ title, end: index >= 5 }))}>
        {pilots.map((pilot) => (
          <TableRow key={pilot.id} mark={pilot.state === 'candidate' || pilot.state === 'invited' ? 'provisional' : undefined}>
            <HeadCell>
              <WhatLink to="/pilots/$pilot" params={{ pilot: pilot.id }}>
                {pilot.name}
              </WhatLink>{' '}
              <Sample of={pilot} />
              {pilot.city.region !== undefined && (
                <span className="meta">
                  {' '}
                  <bdi>{pilot.city.region}</bdi>
                </span>
              )}
            </HeadCell>
            <Cell label={t`Stage`}>
              <StateOf a="pilot" state={pilot.state} />
            </Cell>
            <Cell label={t`Status`}>
              <Now pilot={pilot} />
            </Cell>
            <Cell label={t`Last months`}>
              <Strip months={pilot.months} />
            </Cell>
            <Cell label={t`Clauses in test`}>{pilot.clauses.map(({ number }) => number).join(', ')}</Cell>
            <Cell label={t`Open asks`} end>
              {openAsks(pilot)}
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

/** The month a report is asked for now, or that none is. */
export function Now({ pilot }: { pilot: Pilot }) {
  const month = askedNow(pilot)
  if (month) return <MonthStatus of={month} />
  return (
    <span className="muted">
      <Trans>No report asked for yet</Trans>
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
