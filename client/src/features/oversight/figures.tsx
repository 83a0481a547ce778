import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Figure, Overview } from '../../api/oversight'
import { listOf } from './only'
import css from './oversight.module.css'

/** The page in five numbers; each opens what it counts. */
export function Figures({ of: { figures } }: { of: Overview }) {
  const { t } = useLingui()
  return (
    <nav className={css.figures} aria-label={t`In figures; each opens its list`}>
      {figures.map((figure) => (
        <FigureLink key={figure.name} figure={figure} />
      ))}
    </nav>
  )
}

/** The router marks the one whose list is narrowed. */
function FigureLink({ figure }: { figure: Figure }) {
  const inside = (
    <>
      <b>
        {figure.of === undefined ? figure.value : <Trans>{figure.value} <small>of {figure.of}</small></Trans>}
      </b>
      <span>{words(figure)}</span>
    </>
  )
  const list = listOf(figure.name)
  if (list === undefined) {
    return (
      <Link to="/actions" search={{ whose: 'all', show: 'overdue' }}>
        {inside}
      </Link>
    )
  }
  return (
    <Link to="/oversight" search={{ only: figure.name }} hash={list}>
      {inside}
    </Link>
  )
}

function words({ name, value }: Figure): ReactNode {
  switch (name) {
    case 'groups_with_meeting':
      return <Trans>groups have a meeting planned</Trans>
    case 'deliverables_on_time':
      return <Trans>dated deliverables on time</Trans>
    case 'actions_late':
      return <Plural value={value} one="action overdue" other="actions overdue" />
    case 'seats_vacant':
      return <Plural value={value} one="seat vacant" other="seats vacant" />
    case 'pilots_not_reported':
      return <Trans>pilots did not report</Trans>
  }
}
