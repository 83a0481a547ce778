import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Figure } from '../../api/oversight'
import css from './oversight.module.css'

/** A handful of numbers; each opens the list it counts. */
export function Figures({ of: figures }: { of: readonly Figure[] }) {
  const { t } = useLingui()
  const words: Record<Figure['name'], ReactNode> = {
    groups_with_meeting: <Trans>groups with a meeting planned</Trans>,
    deliverables_on_time: <Trans>deliverables on time</Trans>,
    actions_late: <Trans>actions overdue</Trans>,
    seats_vacant: <Trans>seats vacant</Trans>,
    pilots_not_reported: <Trans>pilots that did not report</Trans>,
  }
  const lists: Record<Figure['name'], string> = { groups_with_meeting: 'groups', deliverables_on_time: 'deliverables', actions_late: '', seats_vacant: 'groups', pilots_not_reported: 'pilots' }
  return (
    <ul className={css.figures} aria-label={t`In figures; each opens its list`}>
      {figures.map((figure) => {
        const inside = (
          <>
            <b>
              {figure.value}
              {figure.of !== undefined && (
                <small>
                  {' '}
                  <Trans>of {figure.of}</Trans>
                </small>
              )}
            </b>
            <span>{words[figure.name]}</span>
          </>
        )
        return (
          <li key={figure.name}>
            {figure.name === 'actions_late' ? (
              <Link to="/actions" search={{ whose: 'all', show: 'overdue' }}>
                {inside}
              </Link>
            ) : (
              <a href={`#${lists[figure.name]}`}>{inside}</a>
            )}
          </li>
        )
      })}
    </ul>
  )
}
