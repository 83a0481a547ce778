import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { done, unwrap } from './unwrap'

type Schemas = components['schemas']
export type Group = Schemas['Group']
export type GroupKind = Schemas['GroupKind']
export type GroupState = Schemas['GroupState']
export type NewGroup = Schemas['NewGroup']
export type GroupChange = Schemas['GroupChange']
export type Seat = Schemas['Seat']
export type SeatRole = Schemas['SeatRole']
export type NewSeat = Schemas['NewSeat']
export type SeatChange = Schemas['SeatChange']

/** Every group there is, without seats, and whether one may be opened. An installation has tens, so they come on one page. */
export const groups = () => queryOptions({ queryKey: keys.groups(), queryFn: () => unwrap(client.GET('/groups', { params: { query: { limit: 500 } } })) })

/** One group with its seats. */
export const group = (id: string) =>
  queryOptions({ queryKey: keys.group(id), queryFn: () => unwrap(client.GET('/groups/{group}', { params: { path: { group: id } } })) })

export const openGroup = (body: NewGroup) => unwrap(client.POST('/groups', { body }))

/** Changes words, or with `state` and a reason the state. */
export const changeGroup = (id: string, body: GroupChange) => unwrap(client.PATCH('/groups/{group}', { params: { path: { group: id } }, body }))

/** Adds a seat; it is vacant until somebody is invited to it. */
export const addSeat = (id: string, body: NewSeat) => unwrap(client.POST('/groups/{group}/seats', { params: { path: { group: id } }, body }))

export const changeSeat = (seat: string, body: SeatChange) => unwrap(client.PATCH('/seats/{seat}', { params: { path: { seat } }, body }))

/** Ends who holds it and leaves it vacant. */
export const vacateSeat = (seat: string) => unwrap(client.DELETE('/seats/{seat}/holder', { params: { path: { seat } } }))

/** Ends the seat itself, now. */
export const endSeat = (seat: string) => done(client.DELETE('/seats/{seat}', { params: { path: { seat } } }))
