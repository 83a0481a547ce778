import { useLingui } from '@lingui/react/macro'
import { useId, type InputHTMLAttributes, type ReactNode } from 'react'
import { zoneCity, zoneMeant } from '../i18n/time'
import { deviceZone, isZone } from '../i18n/zone'
import { classes } from '../ui/classes'
import { Field, inputClass } from '../ui/field'

/** What is wrong with a zone somebody typed; an empty one is not wrong. */
export function useWrongZone(zone: string): string | undefined {
  const { t } = useLingui()
  return zone !== '' && !isZone(zone) ? t`No zone has this name. Choose one from the list, such as Africa/Nairobi.` : undefined
}

/** A zone by its name in the zone data, chosen from all there are by typing a part of it. */
export function ZoneField({ label, hint, value, set, error, required = false }: { label: ReactNode; hint?: ReactNode; value: string; set: (zone: string) => void; error: string | undefined; required?: boolean }) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wired) => <ZoneInput {...wired} required={required} value={value} set={set} />}
    </Field>
  )
}

/** The control alone, for a line that has its own words. */
export function ZoneInput({ value, set, className, ...rest }: { value: string; set: (zone: string) => void } & Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'list' | 'onChange'>) {
  const list = useId()
  return (
    <>
      <input {...rest} className={classes(inputClass, className)} list={list} dir="ltr" value={value} placeholder={deviceZone()} onChange={(event) => set(zoneMeant(event.target.value))} />
      <datalist id={list}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} label={zoneCity(zone)} />
        ))}
      </datalist>
    </>
  )
}
