import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Overview } from '../../api/oversight'
import { LinkButton } from '../../ui/button'
import { Empty } from '../../ui/empty'
import { Section } from '../../ui/section'
import { Scroll } from '../../ui/table'
import { counted, type ListOfPage } from './only'

interface Props<T> {
  list: ListOfPage
  title: string
  of: Overview
  only: string | undefined
  items: readonly T[]
  children: (items: readonly T[]) => ReactNode
}

/** One list of the page: everything, or what the chosen figure counts, with the way back to everything. */
export function ListSection<T extends { id: string }>({ list, title, of, only, items, children }: Props<T>) {
  const { t } = useLingui()
  const ids = counted(of, only, list)
  const shown = ids ? items.filter(({ id }) => ids.has(id)) : items
  const all = items.length
  return (
    <Section
      id={list}
      title={title}
      count={ids ? t`${shown.length} of ${all}` : all}
      end={
        ids && (
          <LinkButton size="small" to="/oversight" search={{}} hash={list} icon="x">
            <Trans>Show all</Trans>
          </LinkButton>
        )
      }
    >
      {shown.length === 0 ? <Empty title={ids ? <Trans>None is counted in this figure.</Trans> : <Trans>There is none yet.</Trans>} /> : <Scroll label={title}>{children(shown)}</Scroll>}
    </Section>
  )
}
