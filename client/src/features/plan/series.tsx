import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQueries, useSuspenseQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { meetingsOfSeries, type Meeting } from '../../api/meetings'
import { previewSeries, type DateNote, type Plan, type Series } from '../../api/series'
import { TimeRange, useClock } from '../../i18n/clock'
import { dateOf, zoneCity } from '../../i18n/time'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { Split } from '../../ui/page'
import { Section } from '../../ui/section'
import { Sample } from '../../ui/state'
import { Scroll, Table } from '../../ui/table'
import { Burden } from './burden'
import { plannedDay } from './changed'
import { byYear } from './clash'
import { MeetingLine } from './meeting-line'
import css from './plan.module.css'
import { Year } from './preview'
import { SeriesActs } from './series-acts'
import { useZoneTitle } from './times'
import { useRuleWords } from './words'
import { useColumns } from './zones'

/** A series: its rule in words and every meeting of it; one that is over keeps its dates folded. */
export function SeriesView({ series, compared, change }: { series: Series; compared: readonly string[]; change: () => void }) {
  const { t } = useLingui()
  const { data: meetings } = useSuspenseQuery(meetingsOfSeries(series.id))
  const [open, setOpen] = useState(series.state === 'running')
  const zones = useColumns(series.parts.at(-1)?.zone ?? 'UTC', compared)
  const now = Date.now()
  const coming = meetings.filter((meeting) => Date.parse(meeting.end) > now && meeting.state !== 'cancelled' && meeting.state !== 'postponed')
  return (
    <Section
      lead={series.state === 'running'}
      title={
        <>
          <bdi>{series.title}</bdi> <Sample of={series} />
        </>
      }
      end={<SeriesActs series={series} meetings={meetings} change={change} />}
    >
      <ul className={css.parts}>
        {series.parts.map((part, index) => (
          <li key={part.from} className={index < series.parts.length - 1 ? 'muted' : undefined}>
            <RuleLine part={part} />
          </li>
        ))}
      </ul>
      {open ? (
        <Split label={t`Hours`} aside={coming.length > 0 && <Burden dates={coming} zones={zones} />}>
          <Meetings series={series} meetings={meetings} zones={zones} />
        </Split>
      ) : (
        <Button icon="down" aria-expanded={false} onClick={() => setOpen(true)}>
          <Plural value={meetings.length} one="Show # date" other="Show # dates" />
        </Button>
      )}
    </Section>
  )
}

/** A rule lasts over years, so its days always say theirs. */
const longAgo = new Date(0)

/** "The third Thursday of every month, 14:00–15:00 Geneva, from 1 July to 31 December". */
function RuleLine({ part }: { part: Plan }) {
  const { language } = useClock()
  const words = useRuleWords()(part.rule)
  const { zone, from, until } = part
  // Only the clock counts here, so any day serves.
  const start = new Date(`2023-01-02T${part.start}:00Z`)
  const end = new Date(start.getTime() + part.minutes * 60_000)
  const range = <TimeRange start={start} end={end} zone="UTC" />
  return (
    <Trans>
      {words}, {range} {zoneCity(zone)}, from {dateOf(language, from, longAgo)} to {dateOf(language, until, longAgo)}
    </Trans>
  )
}

function Meetings({ series, meetings, zones }: { series: Series; meetings: readonly Meeting[]; zones: readonly string[] }) {
  const { t } = useLingui()
  const title = useZoneTitle()
  const notes = useNotes(series, zones)
  const columns = [{ title: t`Date` }, ...zones.map((zone) => ({ title: title(zone) })), { title: t`State` }, { title: t`Change`, hidden: true, end: true }]
  return (
    <Scroll label={t`Dates of the series`}>
      <div className={classes(css.dense, css.acts)}>
        <Table flow caption={t`Dates of the series on the clocks of the chosen zones`} columns={columns}>
          {byYear(meetings, ({ local_start: day }) => day.slice(0, 4)).map(({ year, dates }) => (
            <Fragment key={`${year} ${dates[0]?.id ?? ''}`}>
              <Year year={year} columns={columns.length} />
              {dates.map((meeting) => (
                <MeetingLine key={meeting.id} meeting={meeting} series={series} zones={zones} notes={notes.get(plannedDay(meeting)) ?? []} />
              ))}
            </Fragment>
          ))}
        </Table>
      </div>
    </Scroll>
  )
}

/** What the clocks do before the dates, by the day each was planned for. They come when they come: the dates do not wait. */
function useNotes({ parts }: Series, zones: readonly string[]): ReadonlyMap<string, readonly DateNote[]> {
  return useQueries({
    queries: parts.map(({ rule, zone, start, minutes, from, until }) => previewSeries({ rule, zone, start, minutes, from, until }, zones)),
    combine: (found) => new Map(found.flatMap(({ data }) => (data ?? []).map(({ original, notes }) => [original.slice(0, 10), notes] as const))),
  })
}
