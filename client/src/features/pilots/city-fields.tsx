import { useLingui } from '@lingui/react/macro'
import type { City } from '../../api/pilots'
import { Select, TextField } from '../../ui/field'

const bands = ['under_50k', 'under_250k', 'under_1m', 'under_5m', 'from_5m'] as const

export type CityTyped = { name: string; country: string; region: string; population: string }

export const typedOf = (city?: City): CityTyped => ({ name: city?.name ?? '', country: city?.country ?? '', region: city?.region ?? '', population: city?.population ?? '' })

/** What is sent: empty fields are left out, what the form does not ask for stays. */
export function cityOf(typed: CityTyped, before?: City): City {
  const band = bands.find((one) => one === typed.population)
  return {
    ...(before?.locode !== undefined && { locode: before.locode }),
    ...(before?.languages !== undefined && { languages: before.languages }),
    name: typed.name.trim(),
    ...(typed.country.trim() !== '' && { country: typed.country.trim().toUpperCase() }),
    ...(typed.region.trim() !== '' && { region: typed.region.trim() }),
    ...(band && { population: band }),
  }
}

/** What is known of a city. */
export function CityFields({ value, set }: { value: CityTyped; set: (value: CityTyped) => void }) {
  const { t } = useLingui()
  const words = { under_50k: t`under 50,000`, under_250k: t`under 250,000`, under_1m: t`under 1 million`, under_5m: t`under 5 million`, from_5m: t`5 million and more` }
  return (
    <>
      <TextField label={t`City`} required maxLength={200} dir="auto" value={value.name} onChange={(event) => set({ ...value, name: event.target.value })} />
      <TextField
        label={t`Country`}
        hint={t`Two letters, such as KE. May stay empty.`}
        pattern="[A-Za-z]{2}"
        maxLength={2}
        dir="ltr"
        autoComplete="off"
        value={value.country}
        onChange={(event) => set({ ...value, country: event.target.value })}
      />
      <TextField label={t`Region`} maxLength={200} dir="auto" value={value.region} onChange={(event) => set({ ...value, region: event.target.value })} />
      <Select label={t`Inhabitants`} value={value.population} onChange={(event) => set({ ...value, population: event.target.value })}>
        <option value="">{t`not set`}</option>
        {bands.map((band) => (
          <option key={band} value={band}>
            {words[band]}
          </option>
        ))}
      </Select>
    </>
  )
}
