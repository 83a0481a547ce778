import { useLingui } from '@lingui/react/macro'
import type { City } from '../../api/pilots'
import { Select, TextField } from '../../ui/field'
import css from './pilots.module.css'
import { wrongAt } from './wrong'

const bands = ['under_50k', 'under_250k', 'under_1m', 'under_5m', 'from_5m'] as const

/** How many live there, in words. */
export function useBands(): Record<(typeof bands)[number], string> {
  const { t } = useLingui()
  return { under_50k: t`under 50,000`, under_250k: t`under 250,000`, under_1m: t`under 1 million`, under_5m: t`under 5 million`, from_5m: t`5 million and more` }
}

export type CityTyped = { name: string; country: string; locode: string; region: string; population: string; languages: string }

export const typedOf = (city?: City): CityTyped => ({
  name: city?.name ?? '',
  country: city?.country ?? '',
  locode: city?.locode ?? '',
  region: city?.region ?? '',
  population: city?.population ?? '',
  languages: (city?.languages ?? []).join(', '),
})

/** What is sent: empty fields are left out. */
export function cityOf(typed: CityTyped): City {
  const band = bands.find((one) => one === typed.population)
  // Somebody who writes Arabic separates with an Arabic comma.
  const languages = typed.languages.split(/[\s,،;]+/).filter((tag) => tag !== '')
  return {
    name: typed.name.trim(),
    ...(typed.country.trim() !== '' && { country: typed.country.trim().toUpperCase() }),
    ...(typed.locode.trim() !== '' && { locode: typed.locode.trim().toUpperCase() }),
    ...(typed.region.trim() !== '' && { region: typed.region.trim() }),
    ...(band && { population: band }),
    ...(languages.length > 0 && { languages }),
  }
}

/** The fields that say themselves what the server found wrong in them. */
export const cityPointers = ['name', 'country', 'locode', 'region', 'population', 'languages'].map((key) => `/city/${key}`)

/** What is known of a city; `error` is why it was refused. */
export function CityFields({ value, set, error }: { value: CityTyped; set: (value: CityTyped) => void; error: Error | null }) {
  const { t } = useLingui()
  const words = useBands()
  const wired = (key: keyof CityTyped) => ({
    value: value[key],
    error: wrongAt(error, `/city/${key}`),
    onChange: (event: { target: { value: string } }) => set({ ...value, [key]: event.target.value }),
  })
  return (
    <>
      <TextField label={t`City`} required maxLength={200} dir="auto" {...wired('name')} />
      <div className={css.halves}>
        <TextField label={t`Country`} hint={t`Two letters, such as KE. May stay empty.`} pattern="[A-Za-z]{2}" maxLength={2} dir="ltr" autoComplete="off" {...wired('country')} />
        <TextField label={t`UN/LOCODE`} hint={t`Such as KE NBO. May stay empty.`} maxLength={6} dir="ltr" autoComplete="off" {...wired('locode')} />
      </div>
      <TextField label={t`Region`} maxLength={200} dir="auto" {...wired('region')} />
      <div className={css.halves}>
        <Select label={t`Inhabitants`} {...wired('population')}>
          <option value="">{t`not set`}</option>
          {bands.map((band) => (
            <option key={band} value={band}>
              {words[band]}
            </option>
          ))}
        </Select>
        <TextField label={t`Languages`} hint={t`Their codes, such as en, fr.`} dir="ltr" autoComplete="off" {...wired('languages')} />
      </div>
    </>
  )
}
