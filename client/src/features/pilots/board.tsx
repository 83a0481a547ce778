import { Plural } from '@lingui/react/macro'
import type { Pilot } from '../../api/pilots'
import { StateOf } from '../../group/sign'
import { WhatLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import { Now } from './now'
import css from './pilots.module.css'
import { Where } from './place'
import { byStage, openAsks } from './standing'
import { StageMenu } from './stage-dialog'

/** The cities under the stage they are in. */
export function Board({ pilots }: { pilots: readonly Pilot[] }) {
  return (
    <div className={css.board}>
      {byStage(pilots).map(({ stage, cities }) => (
        <section key={stage} className={cities.length === 0 ? css.void : undefined}>
          <h2>
            <StateOf a="pilot" state={stage} /> <span className={css.count}>{cities.length}</span>
          </h2>
          <ul>
            {cities.map((pilot) => (
              <li key={pilot.id} className={css.card}>
                <div>
                  <WhatLink to="/pilots/$pilot" params={{ pilot: pilot.id }}>
                    {pilot.name}
                  </WhatLink>{' '}
                  <Sample of={pilot} />
                  <Where city={pilot.city} />
                </div>
                <StageMenu pilot={pilot} small />
                <div className={css.status}>
                  <Now pilot={pilot} />
                  <Asks of={openAsks(pilot)} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Asks({ of: count }: { of: number }) {
  if (count === 0) return null
  return (
    <span className="meta">
      <Plural value={count} one="# open ask" other="# open asks" />
    </span>
  )
}
