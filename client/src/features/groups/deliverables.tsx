import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { deliverables, type Deliverable } from '../../api/deliverables'
import { StateOf } from '../../group/sign'
import { useClock } from '../../i18n/clock'
import { dateOf } from '../../i18n/time'
import { LoneLink } from '../../ui/rows'
import { Sample } from '../../ui/state'
import { Cell, HeadCell, Table, TableRow } from '../../ui/table'

/** What a group makes: stage, editors, due date with its slip. */
export function Deliverables({ group }: { group: string }) {
  const { t } = useLingui()
  const { data } = useSuspenseQuery(deliverables(group))
  if (data.length === 0) {
    return (
      <p className="muted">
        <Trans>No deliverable yet.</Trans>
      </p>
    )
  }
  return (
    <Table flow caption={t`Deliverables`} columns={[{ title: t`Deliverable` }, { title: t`Stage` }, { title: t`Editor` }, { title: t`Due`, end: true }]}>
      {data.map((one) => (
        <TableRow key={one.id}>
          <HeadCell>
            <LoneLink to="/deliverables/$deliverable" params={{ deliverable: one.id }} dir="auto">
              {one.title}
            </LoneLink> <Sample of={one} />
          </HeadCell>
          <Cell label={t`Stage`}>
            <StateOf a="deliverable" state={one.state} />
          </Cell>
          <Cell label={t`Editor`}>
            <Editors of={one} />
          </Cell>
          <Cell label={t`Due`} end>
            <Due of={one} />
          </Cell>
        </TableRow>
      ))}
    </Table>
  )
}

function Editors({ of: deliverable }: { of: Deliverable }) {
  const names = deliverable.editors.map((editor) => editor.name)
  if (names.length > 0) return names.join(', ')
  return (
    <span className="muted">
      <Trans>nobody yet</Trans>
    </span>
  )
}

/** A date that slipped stands struck beside the new one. */
function Due({ of: { due, baseline_due: baseline } }: { of: Deliverable }) {
  const { language } = useClock()
  if (due === undefined) {
    return (
      <span className="muted">
        <Trans>not set</Trans>
      </span>
    )
  }
  if (baseline === undefined || baseline === due) return <time dateTime={due}>{dateOf(language, due)}</time>
  return (
    <span>
      <s>{dateOf(language, baseline)}</s>{' '}
      <time className="warn" dateTime={due}>
        {dateOf(language, due)}
      </time>
    </span>
  )
}
