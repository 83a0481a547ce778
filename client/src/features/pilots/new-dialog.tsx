import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Group } from '../../api/groups'
import { keys } from '../../api/keys'
import { createPilot } from '../../api/pilots'
import { Select } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { AboutFields, aboutOf, aboutTyped } from './about-fields'
import { CityFields, cityOf, cityPointers, typedOf } from './city-fields'
import { refusalOf } from './wrong'

/** Adds a city to a group, as a candidate. */
export function NewPilotDialog({ groups, group: first, close }: { groups: readonly Group[]; group: string; close: () => void }) {
  const { t } = useLingui()
  const cache = useQueryClient()
  const go = useNavigate()
  const [group, setGroup] = useState(first)
  const [typed, setTyped] = useState(typedOf())
  const [about, setAbout] = useState(aboutTyped())
  const create = useMutation({
    mutationFn: () => createPilot({ group, city: cityOf(typed), ...aboutOf(about) }),
    onSuccess: (made) => {
      void cache.invalidateQueries({ queryKey: keys.anyPilots() })
      void go({ to: '/pilots/$pilot', params: { pilot: made.id } })
    },
  })
  return (
    <FormDialog title={<Trans>Add a city</Trans>} act={<Trans>Add it as a candidate</Trans>} busy={create.isPending} refused={refusalOf(create.error, cityPointers)} onSubmit={() => create.mutate()} onClose={close}>
      {groups.length > 1 && (
        <Select label={t`Group`} value={group} onChange={(event) => setGroup(event.target.value)}>
          {groups.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      )}
      <CityFields value={typed} set={setTyped} error={create.error} />
      <AboutFields value={about} set={setAbout} />
    </FormDialog>
  )
}
