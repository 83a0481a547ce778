import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from '../api/keys'
import { rewordAction, rewordDecision, type Action, type Decision } from '../api/registers'
import { usePeopleOf } from '../group/people'
import { Select, TextArea, TextField } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'
import { toasts } from '../ui/toast-store'

/** Other words for a decision, or for an action with its owner and date. Until approval they are written into the minutes. */
export function RewordDialog({ action, decision, close }: { action?: Action; decision?: Decision; close: () => void }) {
  const { t } = useLingui()
  const cache = useQueryClient()
  const [title, setTitle] = useState(action?.title ?? decision?.title ?? '')
  const [owner, setOwner] = useState(action?.owner?.id ?? '')
  const [day, setDay] = useState(action?.due ?? decision?.review_on ?? '')
  const [tried, setTried] = useState(false)
  const words = title.replace(/\s+/g, ' ').trim()
  const save = useMutation({
    mutationFn: async () => {
      if (action) await rewordAction(action.id, { title: words, ...(owner !== '' && { owner }), ...(day !== '' && { due: day }) })
      if (decision) await rewordDecision(decision.id, { title: words, ...(day !== '' && { review_on: day }) })
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.register() })
      close()
      toasts.show(t`The words are changed.`)
    },
  })
  return (
    <FormDialog
      title={action ? <Trans>Change the action</Trans> : <Trans>Change the decision</Trans>}
      act={<Trans>Save</Trans>}
      busy={save.isPending}
      refused={save.error?.message}
      onSubmit={() => (words === '' ? setTried(true) : save.mutate())}
      onClose={close}
    >
      <TextArea
        label={action ? t`What is to be done` : t`What is decided`}
        hint={t`Until the minutes are approved it is changed there too.`}
        maxLength={2000}
        value={title}
        error={tried && words === '' ? t`Say what it is.` : undefined}
        onChange={(event) => setTitle(event.target.value)}
      />
      {action && <OwnerField group={action.group} action={action} value={owner} choose={setOwner} />}
      <TextField
        type="date"
        max="9999-12-31"
        label={action ? t`Due on` : t`Review on`}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
    </FormDialog>
  )
}

function OwnerField({ group, action, value, choose }: { group: string; action: Action; value: string; choose: (id: string) => void }) {
  const { t } = useLingui()
  const people = usePeopleOf(group)
  const gone = action.owner && !people.some((person) => person.id === action.owner?.id) ? action.owner : undefined
  return (
    <Select label={t`Owner`} value={value} onChange={(event) => choose(event.target.value)}>
      <option value="">{t`Nobody yet`}</option>
      {gone && <option value={gone.id}>{gone.name}</option>}
      {people.map((person) => (
        <option key={person.id} value={person.id}>
          {person.name}
        </option>
      ))}
    </Select>
  )
}
