import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { Overview, OverviewDeliverable, OverviewGroup } from '../../api/oversight'
import { StateOf, useWord } from '../../group/sign'
import { deliverableStages, signOf } from '../../group/words'
import { useClock } from '../../i18n/clock'
import { dayOf, timeOf, zoneLabel } from '../../i18n/time'
import { Icon } from '../../ui/icon'
import { WhatLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import { Cell, HeadCell, Table, TableRow } from '../../ui/table'
import { ListSection } from './list-section'
import css from './oversight.module.css'

/** A line for each group: whether it works, when it meets, what it owes. */
export function GroupList({ of, only }: { of: Overview; only: string | undefined }) {
  const { t } = useLingui()
  const columns = [t`Group`, t`State`, t`Next meeting`, t`Deliverables`, t`Pilots`, t`Actions overdue`, t`Vacant seats`]
  return (
    <ListSection list="groups" title={t`Groups`} of={of} only={only} items={of.groups}>
      {(groups) => (
        <Table flow caption={t`Groups and where they stand`} columns={columns.map((title, index) => ({ title, end: index >= 4 }))}>
          {groups.map((group) => (
            <TableRow key={group.id}>
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
                <NextMeeting of={group} all={of.groups} />
              </Cell>
              <Cell label={t`Deliverables`}>
                <Stages of={of.deliverables.filter(({ id }) => group.deliverables.includes(id))} />
              </Cell>
              <Cell label={t`Pilots`} end>
                {group.pilots.length}
              </Cell>
              <Cell label={t`Overdue`} end>
                <LateActions of={group} />
              </Cell>
              <Cell label={t`Vacant seats`} end>
                {group.vacant_seats.length > 0 ? <b>{group.vacant_seats.length}</b> : 0}
              </Cell>
            </TableRow>
          ))}
        </Table>
      )}
    </ListSection>
  )
}

/** The stages of a group's deliverables as circles, with their words for who cannot see them. */
function Stages({ of: list }: { of: readonly OverviewDeliverable[] }) {
  const word = useWord()
  if (list.length === 0) return null
  const words = list.map(({ id, title, state }) => ({ id, icon: signOf(deliverableStages, state).icon, said: `${title}: ${word('deliverable', state)}` }))
  return (
    <span className={css.stages} role="img" aria-label={words.map(({ said }) => said).join(', ')}>
      {words.map(({ id, icon, said }) => (
        <span key={id} title={said}>
          <Icon name={icon} />
        </span>
      ))}
    </span>
  )
}

/** The states in which a group is expected to meet. */
const works: ReadonlySet<string> = new Set(['active', 'to_be_kicked_off'])

/** Its own, or that it meets in the group above, or that nothing is planned. */
function NextMeeting({ of: { next_meeting: next, parent, state }, all }: { of: OverviewGroup; all: readonly OverviewGroup[] }) {
  const clock = useClock()
  if (next === undefined) {
    const above = works.has(state) ? all.find(({ id }) => id === parent) : undefined
    return (
      <span className="muted">
        {above?.next_meeting === undefined ? (
          <Trans>none planned</Trans>
        ) : (
          <Trans>
            with <bdi>{above.name}</bdi>
          </Trans>
        )}
      </span>
    )
  }
  const start = new Date(next.start)
  return (
    <span className={css.lines}>
      <span>
        <Link to="/meetings/$meeting" params={{ meeting: next.id }} className={css.link}>
          <time dateTime={next.start}>{dayOf(clock, start)}</time>
        </Link>{' '}
        {next.state === 'provisional' && <StateOf a="meeting" state="provisional" />} <Sample of={next} />
      </span>
      <span className="meta">
        <span className={css.words}>
          <bdi>{timeOf(clock, start)}</bdi> <bdi>{zoneLabel(clock.zone, start)}</bdi>
        </span>
      </span>
    </span>
  )
}

function LateActions({ of: { id, name, late_actions: late } }: { of: OverviewGroup }) {
  const { t } = useLingui()
  if (late.length === 0) return 0
  return (
    <Link to="/actions" search={{ group: id, whose: 'all', show: 'overdue' }} className={css.link} aria-label={t`${late.length}, actions overdue in ${name}`}>
      <span className="late">{late.length}</span>
    </Link>
  )
}
