import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { unwrap } from './unwrap'

type Schemas = components['schemas']
export type Action = Schemas['Action']
export type ActionState = Schemas['ActionState']
export type ActionWords = Schemas['ActionWords']
export type Decision = Schemas['Decision']
export type DecisionState = Schemas['DecisionState']
export type DecisionWords = Schemas['DecisionWords']

/** Which actions to list: without a group those of every group one may read. */
export type ActionsOf = { group?: string; meeting?: string; mine?: boolean; open?: boolean; overdue?: boolean }
export type DecisionsOf = { group?: string; meeting?: string }

/** How many entries a page asks for at once; what is further is fetched on demand. */
const page = 200

/** Actions, the nearest date first. */
export const actions = ({ mine = false, ...of }: ActionsOf) =>
  queryOptions({
    queryKey: keys.actions({ ...of, mine }),
    queryFn: () => unwrap(client.GET('/actions', { params: { query: { ...of, ...(mine && { owner: 'me' }), limit: page } } })),
  })

/** Decisions, the newest first. */
export const decisions = (of: DecisionsOf) =>
  queryOptions({
    queryKey: keys.decisions(of),
    queryFn: () => unwrap(client.GET('/decisions', { params: { query: { ...of, limit: page } } })),
  })

const at = (id: string) => ({ params: { path: { id } } })

/** Takes an action to another state; blocked and cancelled say why. */
export const stepAction = (id: string, to: ActionState, note?: string) =>
  unwrap(client.PUT('/actions/{id}/state', { ...at(id), body: { to, ...(note !== undefined && { note }) } }))

/** Takes a decision to another state; with reservations says which, superseded says by what. */
export const stepDecision = (id: string, to: DecisionState, more: { note?: string; superseded_by?: string } = {}) =>
  unwrap(client.PUT('/decisions/{id}/state', { ...at(id), body: { to, ...more } }))

/** Other words. Until the minutes are approved they are written into the minutes. */
export const rewordAction = (id: string, words: ActionWords) => unwrap(client.PUT('/actions/{id}', { ...at(id), body: words }))
export const rewordDecision = (id: string, words: DecisionWords) => unwrap(client.PUT('/decisions/{id}', { ...at(id), body: words }))

/** An action outside any meeting. */
export const giveAction = (group: string, words: ActionWords) => unwrap(client.POST('/actions', { body: { group, words } }))
