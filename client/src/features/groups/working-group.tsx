import type { Group } from '../../api/groups'
import { StateOf } from '../../group/sign'
import { Part } from '../../session/part'
import { Bullets, WhatLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import { Deliverables } from './deliverables'
import css from './group.module.css'

/** A working group on the page of the group above it. */
export function WorkingGroup({ group }: { group: Group }) {
  // What it is to do; once it is done, whom that helps.
  const lines = [...group.scope, ...(group.help ?? [])]
  const label = group.number === undefined ? '' : `WG${group.number}`
  return (
    <div className={css.working}>
      <div>
        <b>{label}</b>
        <StateOf a="group" state={group.state} />
      </div>
      <div className={css.body}>
        <h3>
          <WhatLink to="/groups/$group" params={{ group: group.id }}>
            {group.name}
          </WhatLink>{' '}
          <Sample of={group} />
        </h3>
        {lines.length > 0 && (
          <div className={css.scope}>
            <Bullets of={lines} />
          </div>
        )}
        <Part lines={2}>
          <Deliverables group={group.id} />
        </Part>
      </div>
    </div>
  )
}
