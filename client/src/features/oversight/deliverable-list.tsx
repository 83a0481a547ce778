import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Overview, OverviewDeliverable } from '../../api/oversight'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { dateOf } from '../../i18n/time'
import { WhatLink } from '../../ui/rows'
import { Sample, State } from '../../ui/state'
import { Cell, HeadCell, Table, TableRow } from '../../ui/table'
import { ListSection } from './list-section'
import css from './oversight.module.css'
import { pressing } from './order'

/** A line for each deliverable, what is late first: its stage, the dates promised, how late it is. */
export function DeliverableList({ of, only }: { of: Overview; only: string | undefined }) {
  const { t } = useLingui()
  const names = new Map(of.groups.map(({ id, name }) => [id, name]))
  const columns = [t`Deliverable`, t`Stage`, t`Promised first`, t`Due now`, t`Slipped`, t`Late by`]
  return (
    <ListSection list="deliverables" title={t`Deliverables`} of={of} only={only} items={pressing(of.deliverables)}>
      {(deliverables) => (
        <Table flow caption={t`Deliverables with their dates`} columns={columns.map((title) => ({ title }))}>
          {deliverables.map((one) => (
            <TableRow key={one.id}>
              <HeadCell>
                <span className={css.lines}>
                  <span>
                    <WhatLink to="/deliverables/$deliverable" params={{ deliverable: one.id }}>
                      {one.title}
                    </WhatLink>{' '}
                    <Sample of={one} />
                  </span>
                  <bdi className="meta">{names.get(one.group)}</bdi>
                </span>
              </HeadCell>
              <Cell label={t`Stage`}>
                <StateOf a="deliverable" state={one.state} />
              </Cell>
              <Cell label={t`Promised first`}>
                <Promised day={one.baseline_due} />
              </Cell>
              <Cell label={t`Due now`}>
                <Promised day={one.due} />
              </Cell>
              <Cell label={t`Slipped`}>
                <Slip of={one} />
              </Cell>
              <Cell label={t`Late by`}>
                <Late of={one} />
              </Cell>
            </TableRow>
          ))}
        </Table>
      )}
    </ListSection>
  )
}

function Promised({ day }: { day: string | undefined }) {
  const { language } = useClock()
  if (day === undefined) {
    return (
      <span className="muted">
        <Trans>not set</Trans>
      </span>
    )
  }
  return <time dateTime={day}>{dateOf(language, day)}</time>
}

/** How far the date moved and why; that no reason was given is said. */
function Slip({ of: { slipped_by: days, slip_reason: reason } }: { of: OverviewDeliverable }) {
  if (days === 0) return null
  return (
    <span className={css.lines}>
      <span className="warn">
        <Plural value={days} one="# day" other="# days" />
      </span>
      {reason === undefined ? (
        <span className="meta">
          <Trans>no reason given</Trans>
        </span>
      ) : (
        <bdi className="meta">{reason}</bdi>
      )}
    </span>
  )
}

function Late({ of: { late_by: days, due } }: { of: OverviewDeliverable }) {
  if (days > 0) {
    return (
      <State icon="clock" tone="bad" strong>
        <Plural value={days} one="# day late" other="# days late" />
      </State>
    )
  }
  return due === undefined ? null : (
    <span className="muted">
      <Trans>not late</Trans>
    </span>
  )
}
