import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Group } from '../../api/groups'
import { Actions, IconButton } from '../../ui/button'
import { Menu, MenuItem } from '../../ui/menu'
import { DeliverableDialog } from './deliverable-dialog'
import { ChangeGroupDialog, kindBelow, OpenGroupDialog } from './group-dialog'
import { StateDialog } from './state-dialog'

type Asked = 'change' | 'state' | 'open' | 'deliverable' | null

/** What who asks may do with a group; nothing where that is nothing. */
export function GroupActions({ group, children_: list }: { group: Group; children_: readonly Group[] }) {
  const { t } = useLingui()
  const [asked, ask] = useState<Asked>(null)
  const close = () => ask(null)
  const change = group.can.includes('change_group')
  const make = group.can.includes('make_deliverable')
  const kind = kindBelow(group)
  if (!change && !make) return null
  return (
    <Actions>
      <Menu label={t`More for this group`} trigger={(props) => <IconButton {...props} icon="more" kind="secondary" label={t`More for this group`} />}>
        {make && (
          <MenuItem icon="doc" onSelect={() => ask('deliverable')}>
            <Trans>New deliverable</Trans>
          </MenuItem>
        )}
        {change && kind !== undefined && (
          <MenuItem icon="plus" onSelect={() => ask('open')}>
            {kind === 'working_group' ? <Trans>Open a working group</Trans> : <Trans>Open a thematic group</Trans>}
          </MenuItem>
        )}
        {change && (
          <MenuItem icon="pencil" onSelect={() => ask('change')}>
            <Trans>Change the group</Trans>
          </MenuItem>
        )}
        {change && (
          <MenuItem icon="flag" onSelect={() => ask('state')}>
            <Trans>Change the state</Trans>
          </MenuItem>
        )}
      </Menu>
      {asked === 'change' && <ChangeGroupDialog group={group} close={close} />}
      {asked === 'state' && <StateDialog group={group} close={close} />}
      {asked === 'deliverable' && <DeliverableDialog group={group} close={close} />}
      {asked === 'open' && kind !== undefined && <OpenGroupDialog parent={group} kind={kind} taken={list.flatMap((one) => one.number ?? [])} close={close} />}
    </Actions>
  )
}
