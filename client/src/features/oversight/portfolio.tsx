import { Trans, useLingui } from '@lingui/react/macro'
import type { Overview, OverviewDeliverable, OverviewGroup } from '../../api/oversight'
import { StateOf, useWord } from '../../group/sign'
import { deliverableStages, signOf } from '../../group/words'
import { useClock } from '../../i18n/clock'
import { dayOf } from '../../i18n/time'
import { Icon } from '../../ui/icon'
import { LoneLink, WhatLink } from '../../ui/rows'
import { Sample, State } from '../../ui/state'
import { Cell, HeadCell, Scroll, Table, TableRow } from '../../ui/table'
import css from './oversight.module.css'

/** A line for each group: where it stands, when it meets next, what it owes. */
export function Portfolio({ overview }: { overview: Overview }) {
  const { t } = useLingui()
  const titles = [t`Group`, t`State`, t`Next meeting`, t`Deliverables`, t`Actions overdue`, t`Vacant seats`]
  return (
    <Scroll label={t`Groups, table`}>
      <Table flow caption={t`Groups and where they stand`} columns={titles.map((title, index) => ({ title, end: index >= 4 }))}>
        {overview.groups.map((group) => (
          <TableRow key={group.id} mark={group.state === 'dormant' || group.state === 'proposed' ? 'provisional' : undefined}>
            <HeadCell>
              <WhatLink to="/groups/$group" params={{ group: group.id }}>
                {group.name}
              </WhatLink>{' '}
              <Sample of={group} />
            </HeadCell>
            <Cell label={t`State`}>
              <StateOf a="group" state={group.state} />
            </Cell>
            <Cell label={t`Next meeting`}>
              <Next of={group} />
            </Cell>
            <Cell label={t`Deliverables`}>
              <Stages of={overview.deliverables.filter(({ id }) => group.deliverables.includes(id))} />
            </Cell>
            <Cell label={t`Actions overdue`} end>
              <Count of={group.late_actions.length} />
            </Cell>
            <Cell label={t`Vacant seats`} end>
              {group.vacant_seats.length}
            </Cell>
          </TableRow>
        ))}
      </Table>
    </Scroll>
  )
}

function Next({ of: { next_meeting: next } }: { of: OverviewGroup }) {
  const clock = useClock()
  if (!next) {
    return (
      <span className="muted">
        <Trans>none planned</Trans>
      </span>
    )
  }
  return (
    <span className={css.line}>
      <LoneLink to="/meetings/$meeting" params={{ meeting: next.id }}>
        {dayOf(clock, new Date(next.start))}
      </LoneLink>
      {next.state === 'provisional' && (
        <State icon="st-proposed" tone="off">
          <Trans>Provisional</Trans>
        </State>
      )}
    </span>
  )
}

/** The stages of a group's deliverables as circles, with their words for who cannot see them. */
function Stages({ of: list }: { of: readonly OverviewDeliverable[] }) {
  const word = useWord()
  if (list.length === 0) return null
  return (
    <span className={css.stages} role="img" aria-label={list.map(({ title, state }) => `${title}: ${word('deliverable', state)}`).join(', ')}>
      {list.map(({ id, title, state }) => (
        <span key={id} title={`${title}: ${word('deliverable', state)}`}>
          <Icon name={signOf(deliverableStages, state).icon} />
        </span>
      ))}
    </span>
  )
}

function Count({ of: count }: { of: number }) {
  return count > 0 ? <b className="late">{count}</b> : <>{count}</>
}
