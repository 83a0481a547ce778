import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Pilot } from '../../api/pilots'
import { useClock } from '../../i18n/clock'
import { dateOf, isoDay } from '../../i18n/time'
import { Facts } from '../../ui/rows'
import { Section } from '../../ui/section'
import { useBands } from './city-fields'

/** Since when the pilot is in its stage, and what is known of the city. What nobody wrote is left out. */
export function CityFacts({ pilot: { since, city } }: { pilot: Pilot }) {
  const { language, zone } = useClock()
  const bands = useBands()
  const tongues = new Intl.DisplayNames([language], { type: 'language' })
  const facts: { name: ReactNode; value: ReactNode }[] = [{ name: <Trans>In this stage since</Trans>, value: dateOf(language, isoDay(zone, new Date(since))) }]
  if (city.population !== undefined) facts.push({ name: <Trans>Inhabitants</Trans>, value: bands[city.population] })
  if (city.languages !== undefined && city.languages.length > 0) facts.push({ name: <Trans>Languages</Trans>, value: city.languages.map((tag) => tongues.of(tag) ?? tag).join(', ') })
  if (city.locode !== undefined && city.locode !== '') facts.push({ name: <Trans>UN/LOCODE</Trans>, value: <bdi dir="ltr">{city.locode}</bdi> })
  return (
    <Section title={<Trans>About the city</Trans>}>
      <Facts of={facts} />
    </Section>
  )
}
