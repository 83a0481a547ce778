import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { unwrap } from './unwrap'

export type Meeting = components['schemas']['Meeting']

/** Longest a meeting lasts: what began so long ago may still be on. In milliseconds. */
const longest = 24 * 3_600_000

const soon = () => new Date(Date.now() - longest).toISOString()

/** The meetings of a group that have not ended, soonest first, and those planned after them. */
export const upcomingMeetings = (group: string) =>
  queryOptions({
    queryKey: keys.meetings({ group }),
    queryFn: async () => (await unwrap(client.GET('/meetings', { params: { query: { group, from: soon() } } }))).items,
  })

/** The next meetings of the groups one works in. */
export const myNextMeetings = () =>
  queryOptions({
    queryKey: keys.meetings({ mine: true }),
    queryFn: async () => (await unwrap(client.GET('/meetings', { params: { query: { mine: true, from: soon(), limit: 20 } } }))).items,
  })
