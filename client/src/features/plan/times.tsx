import { Trans, useLingui } from '@lingui/react/macro'
import type { DateNote } from '../../api/series'
import { TimeRange, useClock } from '../../i18n/clock'
import { languages } from '../../i18n/language'
import { dateOf, isoDay, zoneCity } from '../../i18n/time'
import { classes } from '../../ui/classes'
import { State } from '../../ui/state'
import { Cell } from '../../ui/table'
import { gathered, otherDay, outside } from './hours'
import css from './plan.module.css'
import { shortDay } from './words'

/** The heading of a zone's column; the reader's own says so. */
export function useZoneTitle(): (zone: string) => string {
  const { t } = useLingui()
  const { zone: mine } = useClock()
  return (zone) => (zone === mine ? t`Your time, ${zoneCity(zone)}` : zoneCity(zone))
}

/** A meeting on the clock of each zone; another day than the rule's is named. */
export function TimeCells({ start, end, zones, kept, gone = false }: { start: Date; end: Date; zones: readonly string[]; kept: string; gone?: boolean }) {
  const { language, zone: mine } = useClock()
  const title = useZoneTitle()
  return zones.map((zone) => (
    <Cell key={zone} label={title(zone)}>
      <span className={classes(zone === mine && css.mine, gone ? css.gone : outside(zone, start, end) && css.outside)}>
        <TimeRange start={start} end={end} zone={zone} />
        {otherDay(zone, kept, start) && <> {shortDay(language, zone, start)}</>}
      </span>
      {!gone && outside(zone, start, end) && (
        <span className="vh">
          {' '}
          <Trans>outside working hours</Trans>
        </span>
      )}
    </Cell>
  ))
}

/** What the clocks do before a date; zones that change theirs together are named together. */
export function Notes({ of }: { of: readonly DateNote[] }) {
  return gathered(of).map(({ note, zones }) => <Note key={`${note.kind} ${note.at ?? ''}`} of={note} zones={zones} />)
}

function Note({ of: { kind, at, minutes = 60 }, zones }: { of: DateNote; zones: readonly string[] }) {
  const { language } = useClock()
  const cities = new Intl.ListFormat(languages[language].intl, { type: 'conjunction' }).format(zones.map(zoneCity))
  const day = at === undefined ? '' : dateOf(language, isoDay(zones[0] ?? 'UTC', new Date(at)), new Date(at))
  const words = {
    clocks_forward: minutes === 60 ? <Trans>{cities}: clocks go forward {day}</Trans> : <Trans>{cities}: clocks go {minutes} minutes forward {day}</Trans>,
    clocks_back: minutes === 60 ? <Trans>{cities}: clocks go back {day}</Trans> : <Trans>{cities}: clocks go {minutes} minutes back {day}</Trans>,
    time_skipped: <Trans>This time does not exist that day; an hour later is meant</Trans>,
    time_twice: <Trans>This time comes twice that day; the first is meant</Trans>,
  }
  const odd = kind === 'time_skipped' || kind === 'time_twice'
  return (
    <State icon={odd ? 'alert' : 'clock'} tone={odd ? 'warn' : 'plain'}>
      {words[kind]}
    </State>
  )
}
