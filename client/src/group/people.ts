import { useQueries, useQuery } from '@tanstack/react-query'
import { group, groups } from '../api/groups'
import { wayTo } from './tree'

/** Somebody with a seat. */
export interface Seated {
  id: string
  name: string
}

/** Who works in a group: by a seat in it or above it, by name. Empty until they are known. */
export function usePeopleOf(id: string): readonly Seated[] {
  const { data } = useQuery(groups())
  const way = wayTo(data?.items ?? [], id)
  return useQueries({
    queries: way.map((one) => group(one.id)),
    combine: (found) => peopleIn(found.flatMap((one) => one.data?.seats ?? [])),
  })
}

/** The holders of seats, once each, by name. */
export function peopleIn(seats: readonly { holder?: Seated | undefined }[]): Seated[] {
  const byId = new Map(seats.flatMap(({ holder }) => (holder ? [[holder.id, { id: holder.id, name: holder.name }] as const] : [])))
  return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name))
}
