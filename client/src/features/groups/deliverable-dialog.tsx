import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createDeliverable, type DeliverableKind } from '../../api/deliverables'
import type { Group, Seat } from '../../api/groups'
import { keys } from '../../api/keys'
import { deliverableKinds } from '../../group/words'
import { Choice, Choices, Select, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { toasts } from '../../ui/toast-store'

const kinds: readonly DeliverableKind[] = ['guideline', 'methodology', 'framework', 'case_study_collection', 'report']

/** Creates a deliverable of a group, proposed, with the people who will write it. */
export function DeliverableDialog({ group, close }: { group: Group; close: () => void }) {
  const { t, i18n } = useLingui()
  const queries = useQueryClient()
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState<DeliverableKind>('guideline')
  const [due, setDue] = useState('')
  const [editors, setEditors] = useState<readonly string[]>([])
  const create = useMutation({
    mutationFn: () => createDeliverable({ group: group.id, title: title.trim(), kind, editors: [...editors], ...(due !== '' && { due }) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.anyDeliverables() })
      close()
      toasts.show(t`The deliverable is proposed.`)
    },
  })
  const people = holders(group.seats ?? [])
  return (
    <FormDialog title={<Trans>New deliverable</Trans>} act={<Trans>Propose it</Trans>} busy={create.isPending} refused={create.error?.message} onSubmit={() => create.mutate()} onClose={close}>
      <TextField label={t`Title`} required maxLength={200} dir="auto" value={title} onChange={(event) => setTitle(event.target.value)} />
      <Select
        label={t`Kind`}
        value={kind}
        onChange={(event) => {
          const chosen = kinds.find((one) => one === event.target.value)
          if (chosen) setKind(chosen)
        }}
      >
        {kinds.map((one) => (
          <option key={one} value={one}>
            {i18n._(deliverableKinds[one])}
          </option>
        ))}
      </Select>
      <TextField label={t`Due`} hint={t`May stay empty. The first date stays visible when it slips.`} type="date" value={due} onChange={(event) => setDue(event.target.value)} />
      {people.length > 0 && (
        <Choices label={t`Editors`} hint={t`They write it; others suggest and comment.`}>
          {people.map((person) => (
            <Choice
              key={person.id}
              checked={editors.includes(person.id)}
              onChange={(event) => setEditors(event.target.checked ? [...editors, person.id] : editors.filter((id) => id !== person.id))}
            >
              <bdi>{person.name}</bdi>
            </Choice>
          ))}
        </Choices>
      )}
    </FormDialog>
  )
}

/** Who sits in a group, each once. */
function holders(seats: readonly Seat[]): { id: string; name: string }[] {
  return [...new Map(seats.flatMap((seat) => (seat.holder ? [[seat.holder.id, seat.holder] as const] : []))).values()]
}
