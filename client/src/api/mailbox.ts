import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { unwrap } from './unwrap'

export type Mail = components['schemas']['Mail']

/** What the demo has sent, the newest first; refused with 404 where this is no demo. */
export const mails = () => queryOptions({ queryKey: keys.mails(), queryFn: async () => (await unwrap(client.GET('/mailbox'))).items, staleTime: 0 })
