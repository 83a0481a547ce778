import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { unwrap } from './unwrap'

export type Deliverable = components['schemas']['Deliverable']
export type DeliverableKind = components['schemas']['DeliverableKind']
export type NewDeliverable = components['schemas']['NewDeliverable']

/** The deliverables of one group; without a group all one may see. */
export const deliverables = (group?: string) =>
  queryOptions({
    queryKey: keys.deliverables(group),
    queryFn: async () => (await unwrap(client.GET('/deliverables', { params: { query: { limit: 500, ...(group !== undefined && { group }) } } }))).items,
  })

/** Creates one, proposed. */
export const createDeliverable = (body: NewDeliverable) => unwrap(client.POST('/deliverables', { body }))
