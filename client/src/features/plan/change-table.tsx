import { Trans, useLingui } from '@lingui/react/macro'
import { Fragment } from 'react'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { dayOf } from '../../i18n/time'
import { State } from '../../ui/state'
import { Cell, HeadCell, Scroll, Table, TableRow } from '../../ui/table'
import type { ChangedDate, What } from './changed'
import { byYear } from './clash'
import css from './plan.module.css'
import { Year } from './preview'
import { TimeCells, useZoneTitle } from './times'

/** Every date a change is about: what stays, what comes, what goes. */
export function ChangeTable({ rows, zones, kept }: { rows: readonly ChangedDate[]; zones: readonly string[]; kept: string }) {
  const { t } = useLingui()
  const title = useZoneTitle()
  const columns = [{ title: t`Date` }, ...zones.map((zone) => ({ title: title(zone) })), { title: t`What happens` }]
  return (
    <Scroll label={t`What changes`}>
      <div className={css.dense}>
        <Table flow caption={t`Dates that are kept, added and dropped`} columns={columns}>
          {byYear(rows, ({ day }) => day.slice(0, 4)).map(({ year, dates }) => (
            <Fragment key={year}>
              <Year year={year} columns={columns.length} />
              {dates.map((row) => (
                <Line key={row.key} row={row} zones={zones} kept={kept} />
              ))}
            </Fragment>
          ))}
        </Table>
      </div>
    </Scroll>
  )
}

function Line({ row, zones, kept }: { row: ChangedDate; zones: readonly string[]; kept: string }) {
  const clock = useClock()
  const noon = new Date(`${row.day}T12:00:00Z`)
  const gone = row.what === 'dropped'
  return (
    <TableRow mark={row.provisional ? 'provisional' : undefined}>
      <HeadCell>
        <time dateTime={row.day} className={gone ? css.gone : undefined}>
          {dayOf({ ...clock, zone: 'UTC' }, noon, noon)}
        </time>
      </HeadCell>
      {row.start !== undefined && row.end !== undefined ? (
        <TimeCells start={new Date(row.start)} end={new Date(row.end)} zones={zones} kept={kept} gone={gone} />
      ) : (
        zones.map((zone) => <Cell key={zone} />)
      )}
      <Cell>
        <span className={css.notes}>
          <Fate what={row.what} />
          {row.provisional && !gone && <StateOf a="meeting" state="provisional" />}
        </span>
      </Cell>
    </TableRow>
  )
}

function Fate({ what }: { what: What }) {
  switch (what) {
    case 'kept':
      return (
        <State icon="check">
          <Trans>Kept</Trans>
        </State>
      )
    case 'added':
      return (
        <State icon="plus" tone="ok">
          <Trans>Added</Trans>
        </State>
      )
    case 'dropped':
      return (
        <State icon="x" tone="bad">
          <Trans>Dropped</Trans>
        </State>
      )
  }
}
