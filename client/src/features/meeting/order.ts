type Timed = { minutes: number }
type Placed = { id: string }

/** The minutes the items ask for together. */
export const minutesOf = (items: readonly Timed[]): number => items.reduce((sum, { minutes }) => sum + minutes, 0)

/**
 * The item to stand after when one moves a place up or down: an id, undefined
 * for the top, null where it cannot move further.
 */
export function placeAfter(items: readonly Placed[], id: string, way: 'up' | 'down'): string | undefined | null {
  const at = items.findIndex((item) => item.id === id)
  if (at < 0) return null
  if (way === 'up') return at === 0 ? null : items[at - 2]?.id
  return items[at + 1]?.id ?? null
}
