import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { unwrap } from './unwrap'

type Schemas = components['schemas']
export type Meeting = Schemas['Meeting']
export type Correction = Schemas['Correction']
export type MinutesState = Schemas['MinutesState']

const at = (id: string) => ({ params: { path: { id } } })

/** One meeting with its agenda, its attendance and the state of its minutes. */
export const meeting = (id: string) => queryOptions({ queryKey: keys.meeting(id), queryFn: () => unwrap(client.GET('/meetings/{id}', at(id))) })

/** Opens the meeting and its minutes, or goes on with one that was ended. */
export const startMeeting = (id: string) => unwrap(client.POST('/meetings/{id}/start', at(id)))
export const endMeeting = (id: string) => unwrap(client.POST('/meetings/{id}/end', at(id)))

/** Begins minutes of a meeting that took place without being started here. */
export const beginMinutes = (id: string) => unwrap(client.POST('/meetings/{id}/minutes', at(id)))

/** Sends the draft round; corrections are asked for by the day, if one is named. */
export const circulateMinutes = (id: string, answerBy?: string) =>
  unwrap(client.POST('/meetings/{id}/minutes/circulate', { ...at(id), body: { ...(answerBy !== undefined && { answer_by: answerBy }) } }))

/** Opens circulated minutes so that corrections can be written in. */
export const reopenMinutes = (id: string) => unwrap(client.POST('/meetings/{id}/minutes/reopen', at(id)))

/** Says what is wrong with circulated minutes. */
export const correctMinutes = (id: string, text: string) => unwrap(client.POST('/meetings/{id}/minutes/corrections', { ...at(id), body: { text } }))

/** Takes a correction, or declines it with a reason. */
export const answerCorrection = (id: string, item: string, answer: { taken: boolean; answer?: string }) =>
  unwrap(client.PUT('/meetings/{id}/minutes/corrections/{item}', { params: { path: { id, item } }, body: answer }))

/** Freezes the minutes as a numbered revision and closes the meeting. */
export const approveMinutes = (id: string) => unwrap(client.POST('/meetings/{id}/minutes/approve', at(id)))

/** The frozen revision, word for word. */
export const approvedMinutes = (id: string) =>
  queryOptions({ queryKey: keys.approvedMinutes(id), queryFn: () => unwrap(client.GET('/meetings/{id}/minutes/approved', at(id))), staleTime: Infinity })
