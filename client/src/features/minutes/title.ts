import { useLingui } from '@lingui/react/macro'
import type { Meeting } from '../../api/meeting'
import { useClock } from '../../i18n/clock'
import { fullDayOf } from '../../i18n/time'

/** "Minutes of Thursday 20 July 2023": the day in the meeting's own zone, as the record has it. */
export function useMinutesTitle(meeting: Meeting): string {
  const { t } = useLingui()
  const clock = useClock()
  const day = fullDayOf({ ...clock, zone: meeting.zone }, new Date(meeting.start))
  return t`Minutes of ${day}`
}
