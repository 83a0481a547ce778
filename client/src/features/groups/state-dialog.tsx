import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeGroup, type Group, type GroupState } from '../../api/groups'
import { keys } from '../../api/keys'
import { useWord } from '../../group/sign'
import { Select, TextArea } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { toasts } from '../../ui/toast-store'

/** Where a group may go from each state; the server holds the same table. */
const steps: Record<GroupState, readonly GroupState[]> = {
  proposed: ['to_be_kicked_off', 'active', 'dormant'],
  to_be_kicked_off: ['active', 'proposed', 'dormant'],
  active: ['completed', 'dormant'],
  completed: ['active'],
  dormant: ['active', 'completed'],
}

/** Takes a group to its next state, with the reason the members read. */
export function StateDialog({ group, close }: { group: Group; close: () => void }) {
  const { t } = useLingui()
  const word = useWord()
  const queries = useQueryClient()
  const choices = steps[group.state]
  const [state, setState] = useState<GroupState>(choices[0] ?? group.state)
  const [reason, setReason] = useState('')
  const change = useMutation({
    mutationFn: () => changeGroup(group.id, { state, reason: reason.trim() }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.groups() })
      close()
      toasts.show(t`The group’s state is changed.`)
    },
  })
  return (
    <FormDialog title={<Trans>Change the state</Trans>} act={<Trans>Change it</Trans>} busy={change.isPending} refused={change.error?.message} onSubmit={() => change.mutate()} onClose={close}>
      <Select
        label={t`New state`}
        value={state}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice === event.target.value)
          if (chosen) setState(chosen)
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {word('group', choice)}
          </option>
        ))}
      </Select>
      <TextArea label={t`Why`} hint={t`The members read this.`} required maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
    </FormDialog>
  )
}
