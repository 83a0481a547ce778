import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { done, unwrap } from './unwrap'

export type Feed = components['schemas']['CalendarFeed']
export type NewFeed = components['schemas']['CalendarFeedSecret']

/** My calendar feeds; their addresses are not shown again. */
export const feeds = () => queryOptions({ queryKey: keys.feeds(), queryFn: async () => (await unwrap(client.GET('/calendar/feeds'))).items })

/** Makes a feed; its address is in this answer and never again. */
export const makeFeed = () => unwrap(client.POST('/calendar/feeds', { body: { scope: 'personal' } }))

/** Gives a feed another address; the old one ends at once. */
export const renewFeed = (id: string) => unwrap(client.POST('/calendar/feeds/{id}/renew', { params: { path: { id } } }))

export const endFeed = (id: string) => done(client.DELETE('/calendar/feeds/{id}', { params: { path: { id } } }))
