import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { changeGroup, openGroup, type Group, type GroupKind } from '../../api/groups'
import { keys } from '../../api/keys'
import { TextArea, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { toasts } from '../../ui/toast-store'
import { linesOf } from './lines'

/** What stands below a group of a kind. */
const under: Record<GroupKind, GroupKind | undefined> = { initiative: 'thematic_group', thematic_group: 'working_group', working_group: undefined }

/** The kind a new group would have below `parent`; an initiative below none. */
export const kindBelow = (parent: Group | undefined): GroupKind | undefined => (parent ? under[parent.kind] : 'initiative')

/** Opens a group below another, or the first of all. */
export function OpenGroupDialog({ parent, kind, taken, close }: { parent?: Group; kind: GroupKind; taken: readonly number[]; close: () => void }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const go = useNavigate()
  const numbered = kind === 'working_group'
  const [number, setNumber] = useState(Math.max(0, ...taken) + 1)
  const [name, setName] = useState('')
  const [short, setShort] = useState('')
  const [lines, setLines] = useState('')
  const open = useMutation({
    mutationFn: () =>
      openGroup({
        kind,
        name: name.trim(),
        ...(parent && { parent: parent.id }),
        ...(numbered ? { number, scope: linesOf(lines) } : { objectives: linesOf(lines) }),
        ...(short.trim() !== '' && { short_name: short.trim() }),
      }),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: keys.groups() })
      close()
      await go({ to: '/groups/$group', params: { group: made.id } })
    },
  })
  const titles: Record<GroupKind, string> = { initiative: t`Open an initiative`, thematic_group: t`Open a thematic group`, working_group: t`Open a working group` }
  return (
    <FormDialog title={titles[kind]} act={<Trans>Open it</Trans>} busy={open.isPending} refused={open.error?.message} onSubmit={() => open.mutate()} onClose={close}>
      {numbered && <TextField label={t`Number`} type="number" min={1} max={1000} required value={number} onChange={(event) => setNumber(event.target.valueAsNumber)} />}
      <TextField label={t`Name`} required maxLength={200} dir="auto" value={name} onChange={(event) => setName(event.target.value)} />
      {!numbered && <TextField label={t`Short name`} hint={t`Shown in paths, such as U4SSC. May stay empty.`} maxLength={200} dir="auto" value={short} onChange={(event) => setShort(event.target.value)} />}
      <TextArea label={numbered ? t`Scope` : t`Objectives`} hint={t`One a line. May stay empty.`} value={lines} onChange={(event) => setLines(event.target.value)} />
    </FormDialog>
  )
}

/** Changes the words of a group. */
export function ChangeGroupDialog({ group, close }: { group: Group; close: () => void }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [name, setName] = useState(group.name)
  const [short, setShort] = useState(group.short_name ?? '')
  const [objectives, setObjectives] = useState(group.objectives.join('\n'))
  const [scope, setScope] = useState(group.scope.join('\n'))
  const [contact, setContact] = useState(group.contact ?? '')
  const [website, setWebsite] = useState(group.website ?? '')
  const change = useMutation({
    mutationFn: () =>
      changeGroup(group.id, { name: name.trim(), short_name: short.trim(), objectives: linesOf(objectives), scope: linesOf(scope), contact: contact.trim(), website: website.trim() }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.groups() })
      close()
      toasts.show(t`The group is changed.`)
    },
  })
  return (
    <FormDialog title={<Trans>Change the group</Trans>} act={<Trans>Save</Trans>} busy={change.isPending} refused={change.error?.message} onSubmit={() => change.mutate()} onClose={close}>
      <TextField label={t`Name`} required maxLength={200} dir="auto" value={name} onChange={(event) => setName(event.target.value)} />
      <TextField label={t`Short name`} maxLength={200} dir="auto" value={short} onChange={(event) => setShort(event.target.value)} />
      <TextArea label={t`Objectives`} hint={t`One a line. May stay empty.`} value={objectives} onChange={(event) => setObjectives(event.target.value)} />
      <TextArea label={t`Scope`} hint={t`One a line. May stay empty.`} value={scope} onChange={(event) => setScope(event.target.value)} />
      <TextField label={t`E-mail address for questions`} type="email" maxLength={200} dir="ltr" value={contact} onChange={(event) => setContact(event.target.value)} />
      <TextField label={t`Web site`} type="url" maxLength={200} dir="ltr" value={website} onChange={(event) => setWebsite(event.target.value)} />
    </FormDialog>
  )
}
