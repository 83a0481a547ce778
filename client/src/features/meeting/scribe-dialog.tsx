import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { nameScribe } from '../../api/attendance'
import type { Meeting } from '../../api/meeting'
import { usePeopleOf } from '../../group/people'
import { useMeetingChange } from '../../meeting/use-change'
import { Select } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'

/** Names who writes the minutes of this one meeting. */
export function ScribeDialog({ meeting, close }: { meeting: Meeting; close: () => void }) {
  const { t } = useLingui()
  const people = usePeopleOf(meeting.group)
  const [person, setPerson] = useState(meeting.scribe?.id ?? '')
  const name = useMeetingChange(() => nameScribe(meeting.id, person === '' ? undefined : person), close)
  return (
    <FormDialog title={<Trans>Name who writes the minutes</Trans>} act={<Trans>Save</Trans>} busy={name.isPending} refused={name.error?.message} onSubmit={() => name.mutate()} onClose={close}>
      <Select label={t`Minutes by`} hint={t`For this meeting only. Co-leaders can always write them.`} value={person} onChange={(event) => setPerson(event.target.value)}>
        <option value="">{t`nobody named yet`}</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </FormDialog>
  )
}
