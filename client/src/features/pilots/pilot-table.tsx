import { useLingui } from '@lingui/react/macro'
import type { Pilot } from '../../api/pilots'
import { StateOf } from '../../group/sign'
import { Strip } from '../../pilot/status'
import { WhatLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import { Cell, HeadCell, Scroll, Table, TableRow } from '../../ui/table'
import { Heard, Now } from './now'
import { Where } from './place'
import { openAsks } from './standing'

/** A line for each city. On a phone each becomes labelled lines. */
export function PilotTable({ pilots }: { pilots: readonly Pilot[] }) {
  const { t } = useLingui()
  const columns = [t`City`, t`Stage`, t`Status`, t`Last months`, t`Clauses in test`, t`Open asks`, t`Last heard`]
  return (
    <Scroll label={t`Pilots as a list`}>
      <Table flow caption={t`Pilots`} columns={columns.map((title, index) => ({ title, end: index >= 5 }))}>
        {pilots.map((pilot) => (
          <TableRow key={pilot.id} mark={pilot.state === 'candidate' || pilot.state === 'invited' ? 'provisional' : undefined}>
            <HeadCell>
              <WhatLink to="/pilots/$pilot" params={{ pilot: pilot.id }}>
                {pilot.name}
              </WhatLink>{' '}
              <Sample of={pilot} />
              <Where city={pilot.city} />
            </HeadCell>
            <Cell label={t`Stage`}>
              <StateOf a="pilot" state={pilot.state} />
            </Cell>
            <Cell label={t`Status`}>
              <Now pilot={pilot} />
            </Cell>
            <Cell label={t`Last months`}>
              <Strip months={pilot.months} />
            </Cell>
            <Cell label={t`Clauses in test`}>{pilot.clauses.map(({ number }) => number).join(', ')}</Cell>
            <Cell label={t`Open asks`} end>
              {openAsks(pilot)}
            </Cell>
            <Cell label={t`Last heard`} end>
              <Heard pilot={pilot} />
            </Cell>
          </TableRow>
        ))}
      </Table>
    </Scroll>
  )
}
