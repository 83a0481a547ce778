import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { done, unwrap } from './unwrap'

export type WritingSession = components['schemas']['WritingSession']
export type TextKind = 'deliverable' | 'minutes'

/** Names a live text: deliverable/<id>, minutes/<meeting id>. */
export type TextName = { kind: TextKind; id: string }

/** The words as they are in the database now; read before the editor is here. */
export const text = (name: TextName) =>
  queryOptions({
    queryKey: keys.text(name.kind, name.id),
    queryFn: () => unwrap(client.GET('/documents/{kind}/{id}/content', { params: { path: name } })),
    gcTime: 0, // the editor is newer at once
  })

/** Who worked on the text and when, newest first. */
export const writingSessions = (name: TextName) =>
  queryOptions({
    queryKey: keys.writingSessions(name.kind, name.id),
    queryFn: async () => (await unwrap(client.GET('/documents/{kind}/{id}/history', { params: { path: name, query: { limit: 100 } } }))).items,
  })

/** The words as they were at the end of a writing session. */
export const textAt = (name: TextName, moment: string) =>
  queryOptions({
    queryKey: keys.textAt(name.kind, name.id, moment),
    queryFn: () => unwrap(client.GET('/documents/{kind}/{id}/history/{moment}', { params: { path: { ...name, moment } } })),
    staleTime: Infinity, // the past does not change
  })

/** Writes that state as a new change; nobody who types meanwhile loses a word. */
export const restoreText = (name: TextName, moment: string) =>
  done(client.POST('/documents/{kind}/{id}/history/{moment}/restore', { params: { path: { ...name, moment } } }))
