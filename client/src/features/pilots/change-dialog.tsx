import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from '../../api/keys'
import { changePilot, pilot as pilotQuery, type Pilot } from '../../api/pilots'
import { isProblem } from '../../api/problem'
import { FormDialog } from '../../ui/form-dialog'
import { toasts } from '../../ui/toast-store'
import { AboutFields, aboutOf, aboutTyped } from './about-fields'
import { CityFields, cityOf, cityPointers, typedOf } from './city-fields'
import { onlyChanged } from './only-changed'
import { refusalOf } from './wrong'

/** What is known of a city, what it wants, what it has in test, whom to turn to. */
export function ChangeDialog({ pilot, close }: { pilot: Pilot; close: () => void }) {
  const { t } = useLingui()
  const cache = useQueryClient()
  const [city, setCity] = useState(typedOf(pilot.city))
  const [about, setAbout] = useState(aboutTyped(pilot))
  // The page reads the pilot again while this is open; what is saved was written on what was read first.
  const [before] = useState({ city: cityOf(city), ...aboutOf(about) })
  const [version, setVersion] = useState(pilot.version)
  const save = useMutation({
    mutationFn: () => changePilot(pilot.id, { version, ...onlyChanged(before, { city: cityOf(city), ...aboutOf(about) }) }),
    onSuccess: (now) => {
      cache.setQueryData(pilotQuery(now.id).queryKey, now)
      void cache.invalidateQueries({ queryKey: keys.anyPilots() })
      close()
      toasts.show(t`The facts are changed.`)
    },
    onError: async (error) => {
      // Told once that somebody was faster; who saves again means it.
      if (isProblem(error, 'pilot.changed')) setVersion((await cache.query({ ...pilotQuery(pilot.id), staleTime: 0 })).version)
    },
  })
  return (
    <FormDialog title={<Trans>Change the facts</Trans>} act={<Trans>Save</Trans>} busy={save.isPending} refused={refusalOf(save.error, cityPointers)} onSubmit={() => save.mutate()} onClose={close}>
      <CityFields value={city} set={setCity} error={save.error} />
      <AboutFields value={about} set={setAbout} />
    </FormDialog>
  )
}
