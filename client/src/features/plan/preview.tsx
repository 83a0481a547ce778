import { Trans, useLingui } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { meetingsBetween } from '../../api/meetings'
import { previewSeries, type Plan, type SeriesDate } from '../../api/series'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { dayOf } from '../../i18n/time'
import { Banner } from '../../ui/banner'
import { classes } from '../../ui/classes'
import { Skeleton } from '../../ui/empty'
import { State } from '../../ui/state'
import { Cell, HeadCell, Scroll, Table, TableRow } from '../../ui/table'
import { byYear, clashes } from './clash'
import css from './plan.module.css'
import { daysAfter } from './rule'
import { Notes, TimeCells, useZoneTitle } from './times'

const nothing: Plan = { rule: '', zone: '', start: '', minutes: 0, from: '', until: '' }

/** Asks the server for the dates of a plan; the last ones stay while the next are on their way. */
export function usePreview(plan: Plan | undefined, zones: readonly string[]) {
  const { data, error, isFetching } = useQuery({ ...previewSeries(plan ?? nothing, zones), enabled: plan !== undefined, placeholderData: keepPreviousData })
  return { dates: plan === undefined || error ? undefined : data, error: plan === undefined ? null : error, busy: isFetching }
}

/** Every date of a plan in the chosen zones, with what the clocks do and what it collides with. */
export function Preview({ plan, preview, zones, firm }: { plan: Plan | undefined; preview: ReturnType<typeof usePreview>; zones: readonly string[]; firm: string }) {
  const { dates, error, busy } = preview
  if (error) return <Banner tone="bad" role="alert" title={error.message} />
  if (plan === undefined) {
    return (
      <p className="muted">
        <Trans>Fill the sentence to see the dates.</Trans>
      </p>
    )
  }
  if (!dates) return <Skeleton lines={6} />
  return (
    <div aria-busy={busy} className={classes(css.dense, busy && css.stale)}>
      <Dates dates={dates} zones={zones} kept={plan.zone} firm={firm} />
    </div>
  )
}

function Dates({ dates, zones, kept, firm }: { dates: readonly SeriesDate[]; zones: readonly string[]; kept: string; firm: string }) {
  const { t } = useLingui()
  const clock = useClock()
  const title = useZoneTitle()
  const first = dates[0]
  const last = dates.at(-1)
  const around = first && last ? [daysAfter(first.start.slice(0, 10), -1), daysAfter(last.start.slice(0, 10), 2)].map((day) => `${day}T00:00:00Z`) : []
  const { data: planned = [] } = useQuery({ ...meetingsBetween(around[0] ?? '', around[1] ?? ''), enabled: first !== undefined })
  const columns = [{ title: t`Date` }, ...zones.map((zone) => ({ title: title(zone) })), { title: t`Note` }]
  return (
    <Scroll label={t`Preview of the dates`}>
      <Table flow caption={t`Dates of the series on the clocks of the chosen zones`} columns={columns}>
        {byYear(dates, ({ original }) => original.slice(0, 4)).map((group) => (
          <Fragment key={group.year}>
            <Year year={group.year} columns={columns.length} />
            {group.dates.map((date) => {
              const start = new Date(date.start)
              const provisional = date.original.slice(0, 10) > firm
              return (
                <TableRow key={date.original} mark={provisional ? 'provisional' : undefined}>
                  <HeadCell>
                    <time dateTime={date.start}>{dayOf({ ...clock, zone: kept }, start, start)}</time>
                  </HeadCell>
                  <TimeCells start={start} end={new Date(date.end)} zones={zones} kept={kept} />
                  <Cell>
                    <span className={css.notes}>
                      {provisional && <StateOf a="meeting" state="provisional" />}
                      <Notes of={date.notes} />
                      {clashes(date, planned).map((other) => (
                        <State key={other.id} icon="alert" tone="bad">
                          <Trans>
                            Clash with <bdi>{other.title}</bdi>
                          </Trans>
                        </State>
                      ))}
                    </span>
                  </Cell>
                </TableRow>
              )
            })}
          </Fragment>
        ))}
      </Table>
    </Scroll>
  )
}

/** The year over its dates. */
export function Year({ year, columns }: { year: string; columns: number }) {
  return (
    <tr className={css.year}>
      <th scope="rowgroup" colSpan={columns}>
        {year}
      </th>
    </tr>
  )
}
