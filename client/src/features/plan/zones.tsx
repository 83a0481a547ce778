import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useClock } from '../../i18n/clock'
import { zoneCity } from '../../i18n/time'
import { isZone } from '../../i18n/zone'
import { ZoneInput } from '../../session/zone-field'
import { Button, IconButton } from '../../ui/button'
import css from './plan.module.css'

const place = 'rapporteur.zones'

/** Most zones beside one's own and the series'; more do not fit beside each other. */
const most = 4

/** The zones one compares with, kept on this device. */
export function useCompared(): [readonly string[], (zones: readonly string[]) => void] {
  const [zones, set] = useState<readonly string[]>(read)
  return [
    zones,
    (next) => {
      set(next)
      try {
        localStorage.setItem(place, next.join(' '))
      } catch {
        // Storage is closed to us here: the choice holds until the page is closed.
      }
    },
  ]
}

function read(): readonly string[] {
  try {
    return (localStorage.getItem(place) ?? 'UTC').split(' ').filter(isZone).slice(0, most)
  } catch {
    return ['UTC']
  }
}

/** The reader's zone, the series' and those compared, once each. */
export function useColumns(kept: string, compared: readonly string[]): readonly string[] {
  const { zone } = useClock()
  return [...new Set([zone, kept, ...compared])].filter(isZone)
}

/** Which other zones stand beside one's own. */
export function ZoneChoice({ zones, set }: { zones: readonly string[]; set: (zones: readonly string[]) => void }) {
  const { t } = useLingui()
  const [typed, type] = useState('')
  const add = () => {
    if (!isZone(typed)) return
    set([...new Set([...zones, typed])].slice(-most))
    type('')
  }
  return (
    <div className={css.zones} role="group" aria-label={t`Zones beside each other`}>
      <span className="meta">
        <Trans>Beside it:</Trans>
      </span>
      {zones.map((zone) => (
        <span key={zone}>
          <bdi>{zoneCity(zone)}</bdi>
          <IconButton size="small" icon="x" label={t`Leave ${zoneCity(zone)} out`} onClick={() => set(zones.filter((one) => one !== zone))} />
        </span>
      ))}
      <ZoneInput
        className={css.add}
        aria-label={t`Another zone`}
        value={typed}
        set={type}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault() // it stands in the form of the plan, which is not sent by it
          add()
        }}
      />
      <Button size="small" icon="plus" aria-disabled={!isZone(typed)} onClick={add}>
        <Trans>Add</Trans>
      </Button>
    </div>
  )
}
