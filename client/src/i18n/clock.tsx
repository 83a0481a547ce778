import { useLingui } from '@lingui/react'
import { useContext, useMemo } from 'react'
import { guessLanguage, isLanguage } from './language'
import { dayOf, timeRange, zoneLabel, type Clock } from './time'
import { Zone } from './zone'

/** The language and zone of who is reading. */
export function useClock(): Clock {
  const { i18n } = useLingui()
  const zone = useContext(Zone)
  return useMemo(() => ({ language: isLanguage(i18n.locale) ? i18n.locale : guessLanguage(), zone }), [i18n.locale, zone])
}

/** A range of time that keeps its order in every direction: 15:00–16:00. */
export function TimeRange({ start, end, zone }: { start: Date; end: Date; zone?: string }) {
  const clock = useClock()
  return (
    <bdi dir="ltr" className="num">
      {timeRange({ ...clock, zone: zone ?? clock.zone }, start, end)}
    </bdi>
  )
}

/** A day, readable by machines too. */
export function Day({ at, zone }: { at: Date; zone?: string }) {
  const clock = useClock()
  return <time dateTime={at.toISOString()}>{dayOf({ ...clock, zone: zone ?? clock.zone }, at)}</time>
}

/** The name and offset of a zone at an instant: Nairobi, UTC+3. */
export function ZoneName({ zone, at }: { zone: string; at: Date }) {
  return <bdi>{zoneLabel(zone, at)}</bdi>
}
