import { client } from './client'
import type { components } from './schema.gen'
import { unwrap } from './unwrap'

export type Attendance = components['schemas']['Attendance']
export type Presence = components['schemas']['AttendancePresence']

const at = (id: string) => ({ params: { path: { id } } })
const of = (id: string, person: string) => ({ params: { path: { id, person } } })

/** I cannot come. */
export const sendRegrets = (id: string, note?: string) =>
  unwrap(client.POST('/meetings/{id}/regrets', { ...at(id), body: { ...(note !== undefined && { note }) } }))

/** I can come after all. */
export const withdrawRegrets = (id: string) => unwrap(client.DELETE('/meetings/{id}/regrets', at(id)))

/** How somebody took part; without a presence their line is taken away. */
export const noteAttendance = (id: string, person: string, presence: Presence | undefined, note?: string) =>
  presence === undefined
    ? unwrap(client.DELETE('/meetings/{id}/attendance/{person}', of(id, person)))
    : unwrap(client.PUT('/meetings/{id}/attendance/{person}', { ...of(id, person), body: { presence, ...(note !== undefined && { note }) } }))

/** Who writes the minutes of this one meeting; nobody without a person. */
export const nameScribe = (id: string, person?: string) => unwrap(client.PUT('/meetings/{id}/scribe', { ...at(id), body: { ...(person !== undefined && { person }) } }))
