import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { unwrap } from './unwrap'

type Schemas = components['schemas']
export type Thread = Schemas['Thread']
export type ThreadKind = Schemas['ThreadKind']
export type ThreadAnchor = Schemas['ThreadAnchor']
export type ThreadOutcome = Schemas['ThreadOutcome']
export type ThreadComment = Schemas['Comment']
export type ThreadList = Pick<Schemas['ThreadList'], 'items' | 'can'>

/** How many threads are asked for at once. */
const page = 100

/** All threads of a text, in the order they were begun: the marks in the text need every open one. */
export const threads = (deliverable: string) => queryOptions({ queryKey: keys.threads(deliverable), queryFn: () => every(deliverable) })

async function every(deliverable: string): Promise<ThreadList> {
  const found: Thread[] = []
  let after: string | undefined
  for (;;) {
    const query = { limit: page, ...(after !== undefined && { after }) }
    const { items, can, next } = await unwrap(client.GET('/deliverables/{deliverable}/threads', { params: { path: { deliverable }, query } }))
    found.push(...items)
    if (next === undefined || items.length === 0) return { items: found, can }
    after = next
  }
}

export const openThread = (deliverable: string, thread: Schemas['NewThread']) =>
  unwrap(client.POST('/deliverables/{deliverable}/threads', { params: { path: { deliverable } }, body: thread }))

const at = (thread: string) => ({ params: { path: { thread } } })

export const replyInThread = (thread: string, text: string) => unwrap(client.POST('/threads/{thread}/comments', { ...at(thread), body: { text } }))

/** Other words for one's own comment; the ones before stay in the history. */
export const editComment = (thread: string, comment: string, text: string) =>
  unwrap(client.PATCH('/threads/{thread}/comments/{comment}', { params: { path: { thread, comment } }, body: { text } }))

/** Settles it; where it was not simply accepted, with a reason. Who opened it withdraws it as noted. */
export const resolveThread = (thread: string, outcome: ThreadOutcome, reason?: string) =>
  unwrap(client.POST('/threads/{thread}/resolve', { ...at(thread), body: { outcome, ...(reason !== undefined && { reason }) } }))

/** Takes a settlement back; it stays on record. */
export const reopenThread = (thread: string, reason: string) => unwrap(client.POST('/threads/{thread}/reopen', { ...at(thread), body: { reason } }))
