import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { addItem, changeItem, type AgendaItem, type AgendaItemWords, type AgendaPurpose } from '../../api/agenda'
import type { Meeting } from '../../api/meeting'
import { usePeopleOf } from '../../group/people'
import { useMeetingChange } from '../../meeting/use-change'
import { Choice, Choices, Select, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { toasts } from '../../ui/toast-store'
import { PapersField } from './papers-field'
import { usePurposes } from './purposes'

const purposes: readonly AgendaPurpose[] = ['inform', 'discuss', 'decide']

/** Words of an item, new or changed. Who does not plan meetings proposes it. */
export function ItemDialog({ meeting, item, close }: { meeting: Meeting; item?: AgendaItem; close: () => void }) {
  const { t } = useLingui()
  const words = usePurposes()
  const [title, setTitle] = useState(item?.title ?? '')
  const [purpose, setPurpose] = useState(item?.purpose ?? 'discuss')
  const [presenter, setPresenter] = useState(item?.presenter?.id ?? '')
  const [minutes, setMinutes] = useState(item && item.minutes > 0 ? String(item.minutes) : '')
  const [papers, setPapers] = useState(item?.papers ?? [])
  const [waiting, setWaiting] = useState(false)
  const proposes = !meeting.can.includes('edit_agenda')
  const save = useMeetingChange(
    (said: AgendaItemWords) => (item ? changeItem(meeting.id, item.id, said) : addItem(meeting.id, said)),
    () => {
      close()
      toasts.show(item ? t`The item is changed.` : proposes ? t`The item is proposed. Who plans the meeting takes it on.` : t`The item is on the agenda.`)
    },
  )
  const submit = () =>
    save.mutate({ title: title.trim(), purpose, papers, minutes: minutes === '' ? 0 : Number(minutes), ...(presenter !== '' && { presenter }) })
  return (
    <FormDialog
      title={item ? <Trans>Change the item</Trans> : proposes ? <Trans>Propose an item</Trans> : <Trans>Add an item</Trans>}
      act={item ? <Trans>Save</Trans> : proposes ? <Trans>Propose it</Trans> : <Trans>Add it</Trans>}
      busy={save.isPending || waiting}
      refused={save.error?.message}
      onSubmit={submit}
      onClose={close}
    >
      <TextField label={t`Title`} required maxLength={300} dir="auto" autoFocus value={title} onChange={(event) => setTitle(event.target.value)} />
      <Choices label={t`Purpose`}>
        {purposes.map((one) => (
          <Choice key={one} type="radio" name="purpose" checked={purpose === one} onChange={() => setPurpose(one)}>
            {words[one]}
          </Choice>
        ))}
      </Choices>
      <Presenter group={meeting.group} of={item} value={presenter} set={setPresenter} />
      <TextField label={t`Minutes`} hint={t`May stay empty.`} type="number" inputMode="numeric" min={1} max={meeting.minutes} value={minutes} onChange={(event) => setMinutes(event.target.value)} />
      <PapersField meeting={meeting.id} papers={papers} set={setPapers} waiting={setWaiting} />
    </FormDialog>
  )
}

/** Who presents: somebody of the group. Whoever was named before stays in the list, also without a seat. */
function Presenter({ group, of, value, set }: { group: string; of: AgendaItem | undefined; value: string; set: (id: string) => void }) {
  const { t } = useLingui()
  const people = usePeopleOf(group)
  const before = of?.presenter
  const list = before && !people.some(({ id }) => id === before.id) ? [before, ...people] : people
  return (
    <Select label={t`Presented by`} value={value} onChange={(event) => set(event.target.value)}>
      <option value="">{t`not set`}</option>
      {list.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  )
}
