import { client } from './client'
import type { components } from './schema.gen'
import { unwrap } from './unwrap'

type Schemas = components['schemas']
export type AgendaItem = Schemas['AgendaItem']
export type AgendaItemWords = Schemas['AgendaItemWords']
export type AgendaPaper = Schemas['AgendaPaper']
export type AgendaPurpose = Schemas['AgendaPurpose']

const at = (id: string) => ({ params: { path: { id } } })
const of = (id: string, item: string) => ({ params: { path: { id, item } } })

/** Puts an item on the agenda; who does not plan meetings proposes it. */
export const addItem = (id: string, body: AgendaItemWords) => unwrap(client.POST('/meetings/{id}/agenda', { ...at(id), body }))
export const changeItem = (id: string, item: string, body: AgendaItemWords) => unwrap(client.PUT('/meetings/{id}/agenda/{item}', { ...of(id, item), body }))

/** Takes an item off; `restoreItem` puts it back where it was. */
export const removeItem = (id: string, item: string) => unwrap(client.DELETE('/meetings/{id}/agenda/{item}', of(id, item)))
export const restoreItem = (id: string, item: string) => unwrap(client.POST('/meetings/{id}/agenda/{item}/restore', of(id, item)))

/** Takes a proposal onto the agenda. */
export const acceptItem = (id: string, item: string) => unwrap(client.POST('/meetings/{id}/agenda/{item}/accept', of(id, item)))

/** Lets an item stand after another, or first. */
export const placeItem = (id: string, item: string, after?: string) =>
  unwrap(client.POST('/meetings/{id}/agenda/{item}/place', { ...of(id, item), body: { ...(after !== undefined && { after }) } }))

/** Puts an item on the agenda of another meeting too. Gives that meeting. */
export const carryItem = (id: string, item: string, to: string) => unwrap(client.POST('/meetings/{id}/agenda/{item}/carry', { ...of(id, item), body: { to } }))

/** Says that the agenda stands. */
export const publishAgenda = (id: string) => unwrap(client.POST('/meetings/{id}/agenda/publish', at(id)))
