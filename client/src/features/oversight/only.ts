import type { Figure, Overview } from '../../api/oversight'

export type FigureName = Figure['name']
export type ListOfPage = 'groups' | 'deliverables' | 'pilots'

/** The list of this page in which what a figure counts is shown. Late actions have a page of their own. */
const lists: Readonly<Record<FigureName, ListOfPage | undefined>> = {
  groups_with_meeting: 'groups',
  seats_vacant: 'groups',
  deliverables_on_time: 'deliverables',
  pilots_not_reported: 'pilots',
  actions_late: undefined,
}

export const listOf = (name: FigureName): ListOfPage | undefined => lists[name]

/** What a list shows while a figure is chosen: what the figure counts, no more. Undefined where the figure is not about this list. */
export function counted(overview: Overview, only: string | undefined, list: ListOfPage): ReadonlySet<string> | undefined {
  const figure = overview.figures.find(({ name }) => name === only)
  if (!figure || listOf(figure.name) !== list) return undefined
  const ids = new Set(figure.ids)
  // A seat stands in the line of its group.
  if (figure.name === 'seats_vacant') return new Set(overview.groups.filter((group) => group.vacant_seats.some((seat) => ids.has(seat))).map(({ id }) => id))
  return ids
}
