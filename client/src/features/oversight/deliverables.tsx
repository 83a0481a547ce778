import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { OverviewDeliverable, OverviewGroup } from '../../api/oversight'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { dateOf } from '../../i18n/time'
import { Empty } from '../../ui/empty'
import { WhatLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import { Cell, HeadCell, Scroll, Table, TableRow } from '../../ui/table'

/** Every deliverable: how far it is, until when it was promised, and by how much that slipped. */
export function Deliverables({ of: list, groups }: { of: readonly OverviewDeliverable[]; groups: readonly OverviewGroup[] }) {
  const { t } = useLingui()
  const titles = [t`Deliverable`, t`Group`, t`Stage`, t`Promised first`, t`Due`, t`Late by`, t`Reason`]
  if (list.length === 0) return <Empty title={<Trans>No deliverable yet.</Trans>} />
  return (
    <Scroll label={t`Deliverables, table`}>
      <Table flow caption={t`Deliverables with their dates`} columns={titles.map((title, index) => ({ title, end: index >= 3 && index <= 5 }))}>
        {list.map((one) => (
          <TableRow key={one.id} mark={one.state === 'proposed' ? 'provisional' : undefined}>
            <HeadCell>
              <WhatLink to="/deliverables/$deliverable" params={{ deliverable: one.id }}>
                {one.title}
              </WhatLink>{' '}
              <Sample of={one} />
            </HeadCell>
            <Cell label={t`Group`}>
              <bdi>{groups.find(({ id }) => id === one.group)?.name}</bdi>
            </Cell>
            <Cell label={t`Stage`}>
              <StateOf a="deliverable" state={one.state} />
            </Cell>
            <Cell label={t`Promised first`} end>
              <Date of={one.baseline_due} />
            </Cell>
            <Cell label={t`Due`} end>
              <Date of={one.due} />
            </Cell>
            <Cell label={t`Late by`} end>
              <Late of={one} />
            </Cell>
            <Cell label={t`Reason`}>{one.slipped_by > 0 && (one.slip_reason === undefined ? <Trans>none given</Trans> : <bdi>{one.slip_reason}</bdi>)}</Cell>
          </TableRow>
        ))}
      </Table>
    </Scroll>
  )
}

function Date({ of: day }: { of: string | undefined }) {
  const { language } = useClock()
  if (day === undefined) {
    return (
      <span className="muted">
        <Trans>not set</Trans>
      </span>
    )
  }
  return <>{dateOf(language, day)}</>
}

/** Late against what is promised now; a slip against what was promised first is said beside it. */
function Late({ of: { late_by: late, slipped_by: slipped } }: { of: OverviewDeliverable }) {
  return (
    <>
      {late > 0 && (
        <b className="late">
          <Plural value={late} one="# day" other="# days" />
        </b>
      )}
      {slipped > 0 && (
        <span className="meta">
          {' '}
          <Plural value={slipped} one="slipped # day" other="slipped # days" />
        </span>
      )}
    </>
  )
}
