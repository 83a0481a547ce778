import type { City } from '../../api/pilots'
import { useClock } from '../../i18n/clock'

/** The country in the reader's language; nothing for a fictional city. */
export function useCountry(): (city: City) => string | undefined {
  const { language } = useClock()
  return ({ country }) => (country === undefined ? undefined : new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(country))
}

/** The country and the region of a city, in small; each keeps its own direction. */
export function Where({ city }: { city: City }) {
  const parts = [useCountry()(city), city.region].filter((part) => part !== undefined && part !== '')
  if (parts.length === 0) return null
  return (
    <span className="meta">
      {' '}
      {parts.map((part, at) => (
        <span key={part}>
          {at > 0 && ' · '}
          <bdi>{part}</bdi>
        </span>
      ))}
    </span>
  )
}
