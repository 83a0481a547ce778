import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { unwrap } from './unwrap'

export type Deliverable = components['schemas']['Deliverable']
export type Stage = components['schemas']['DeliverableStage']

const at = (id: string) => ({ params: { path: { deliverable: id } } })

export const deliverable = (id: string) =>
  queryOptions({ queryKey: keys.deliverable(id), queryFn: () => unwrap(client.GET('/deliverables/{deliverable}', at(id))) })

/** Takes it to another stage; a step back or aside says why. */
export const moveDeliverable = (id: string, to: Stage, reason?: string) =>
  unwrap(client.POST('/deliverables/{deliverable}/stage', { ...at(id), body: { to, ...(reason !== undefined && { reason }) } }))

export type DeliverableChange = components['schemas']['DeliverableChange']

export const changeDeliverable = (id: string, change: DeliverableChange) =>
  unwrap(client.PATCH('/deliverables/{deliverable}', { ...at(id), body: change }))
