import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Overview, OverviewPilot } from '../../api/oversight'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { daysUntil, inDays, isoDay } from '../../i18n/time'
import { monthName } from '../../pilot/month'
import { Strip } from '../../pilot/status'
import { WhatLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import { Cell, HeadCell, Table, TableRow } from '../../ui/table'
import { ListSection } from './list-section'
import { silent, silentFirst } from './order'
import css from './oversight.module.css'

/** A line for each city, the silent ones first: its stage, what it last said, and when. */
export function PilotList({ of, only }: { of: Overview; only: string | undefined }) {
  const { t } = useLingui()
  const columns = [t`City`, t`Stage`, t`Last report`, t`Last months`, t`Last heard`]
  return (
    <ListSection list="pilots" title={t`Pilots`} of={of} only={only} items={silentFirst(of.pilots)}>
      {(pilots) => (
        <Table flow caption={t`Pilots and their last reports`} columns={columns.map((title, index) => ({ title, end: index === 4 }))}>
          {pilots.map((pilot) => (
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
                <LastReport of={pilot} />
              </Cell>
              <Cell label={t`Last months`}>
                <Strip months={pilot.months} />
              </Cell>
              <Cell label={t`Last heard`} end>
                <Heard of={pilot} />
              </Cell>
            </TableRow>
          ))}
        </Table>
      )}
    </ListSection>
  )
}

/** The newest month with a report and how it went; where a later month is missing, that too. */
function LastReport({ of: { id, months, last } }: { of: OverviewPilot }) {
  const { language } = useClock()
  if (last === undefined) {
    if (months.length > 0) return <StateOf a="colour" state="not_reported" />
    return (
      <span className="muted">
        <Trans>No report asked for yet</Trans>
      </span>
    )
  }
  return (
    <span className={css.lines}>
      <span className={css.words}>
        <Link to="/pilots/$pilot/reports/$period" params={{ pilot: id, period: last.period }} className={css.link}>
          {monthName(language, last.period)}
        </Link>
        {last.colour !== undefined && <StateOf a="colour" state={last.colour} />}
        {last.no_change && (
          <span className="muted">
            <Trans>no change</Trans>
          </span>
        )}
      </span>
      {last.reason !== undefined && <bdi className="meta">{last.reason}</bdi>}
    </span>
  )
}

/** When the city last said something; silence is said in words. */
function Heard({ of: pilot }: { of: OverviewPilot }) {
  const clock = useClock()
  const tone = silent(pilot) ? 'late' : 'muted'
  if (pilot.heard !== undefined) return <span className={tone}>{inDays(clock.language, daysUntil(clock, isoDay(clock.zone, new Date(pilot.heard))))}</span>
  if (pilot.months.length === 0) return null
  return (
    <span className={tone}>
      <Trans>never</Trans>
    </span>
  )
}
