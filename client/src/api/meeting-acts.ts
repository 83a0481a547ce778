import { client } from './client'
import { unwrap } from './unwrap'

const at = (id: string) => ({ params: { path: { id } } })

/** Puts a provisional meeting into everybody's calendar. */
export const confirmMeeting = (id: string) => unwrap(client.POST('/meetings/{id}/confirm', at(id)))

/** Another day, time or length; it stays the same meeting. `to` is what the clock of its zone shows: 2023-09-20T14:00. */
export const moveMeeting = (id: string, to: string, minutes: number, reason: string) =>
  unwrap(client.POST('/meetings/{id}/move', { ...at(id), body: { local_start: to, minutes, reason } }))

/** It will not take place. */
export const cancelMeeting = (id: string, reason: string) => unwrap(client.POST('/meetings/{id}/cancel', { ...at(id), body: { reason } }))

/** It will take place; nobody knows when. */
export const postponeMeeting = (id: string, reason: string) => unwrap(client.POST('/meetings/{id}/postpone', { ...at(id), body: { reason } }))

/** Takes a cancellation or a postponement back. */
export const reinstateMeeting = (id: string) => unwrap(client.POST('/meetings/{id}/reinstate', at(id)))
