import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useClock } from '../../i18n/clock'
import { dayParts, fullWeekday } from '../../i18n/time'
import { rhythmOf, weekdays, type Nth, type Unit, type Weekday } from './rule'

/** A week that begins on a Monday, for the names of its days. */
const monday = Date.UTC(2023, 0, 2)

/** The words of the sentence: how often, which, the day, how long. */
export function useWords() {
  const { t } = useLingui()
  const { language } = useClock()
  const units: Record<Unit, string> = { m1: t`month`, m2: t`second month`, m3: t`third month`, w1: t`week`, w2: t`second week` }
  const nths: Record<Nth, string> = { '1': t`first`, '2': t`second`, '3': t`third`, '4': t`fourth`, '-1': t`last` }
  const day = (weekday: Weekday) => fullWeekday(language, new Date(monday + weekdays.indexOf(weekday) * 86_400_000))
  const minutes = (count: number) => plural(count, { one: '# minute', other: '# minutes' })
  return { units, nths, day, minutes }
}

/** A rule in words: "The third Thursday of every month". One without words is shown as it is written. */
export function useRuleWords(): (rule: string) => string {
  const { t } = useLingui()
  const { nths, day } = useWords()
  return (rule) => {
    const rhythm = rhythmOf(rule)
    if (!rhythm) return rule
    const nth = nths[rhythm.nth]
    const weekday = day(rhythm.day)
    const words: Record<Unit, string> = {
      m1: t`The ${nth} ${weekday} of every month`,
      m2: t`The ${nth} ${weekday} of every second month`,
      m3: t`The ${nth} ${weekday} of every third month`,
      w1: t`Every ${weekday}`,
      w2: t`Every second ${weekday}`,
    }
    return words[rhythm.unit]
  }
}

/** The short day in a zone where it is another one: "Fri". */
export const shortDay = (language: Parameters<typeof dayParts>[0]['language'], zone: string, at: Date): string => dayParts({ language, zone }, at).weekday
