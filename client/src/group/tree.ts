/** What a tree of groups needs of one. */
export type Branch = { id: string; parent?: string | undefined; number?: number | undefined; name: string; state: string }

/** The groups directly below one, by number and then by name. */
export function below<G extends Branch>(groups: readonly G[], parent: string | undefined): G[] {
  const ids = new Set(groups.map((group) => group.id))
  // A group whose parent one may not know of stands at the top.
  const parentOf = (group: G) => (group.parent !== undefined && ids.has(group.parent) ? group.parent : undefined)
  return groups
    .filter((group) => parentOf(group) === parent)
    .sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || a.name.localeCompare(b.name))
}

/** The way down to a group, itself last. */
export function wayTo<G extends Branch>(groups: readonly G[], id: string): G[] {
  const byId = new Map(groups.map((group) => [group.id, group]))
  const way: G[] = []
  for (let at = byId.get(id); at && !way.includes(at); at = at.parent === undefined ? undefined : byId.get(at.parent)) way.unshift(at)
  return way
}

export type Heading = 'ongoing' | 'completed' | 'dormant'

/** The heading a group stands under: by its state, never by free text. */
export function headingOf(state: string): Heading {
  if (state === 'completed') return 'completed'
  if (state === 'dormant') return 'dormant'
  return 'ongoing'
}

/** Whether anything below a group belongs to it: itself or any group under it. */
export function idsUnder(groups: readonly Branch[], id: string): Set<string> {
  const found = new Set([id])
  for (const child of below(groups, id)) for (const one of idsUnder(groups, child.id)) found.add(one)
  return found
}
