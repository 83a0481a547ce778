import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { unwrap } from './unwrap'

type Schemas = components['schemas']
export type Overview = Schemas['Overview']
export type OverviewGroup = Schemas['OverviewGroup']
export type OverviewDeliverable = Schemas['OverviewDeliverable']
export type OverviewPilot = Schemas['OverviewPilot']
export type OverviewMonth = Schemas['OverviewMonth']
export type Figure = Schemas['Figure']
export type Matter = Schemas['Matter']

/** How the groups one oversees stand. */
export const overview = () => queryOptions({ queryKey: keys.overview(), queryFn: () => unwrap(client.GET('/oversight')) })
