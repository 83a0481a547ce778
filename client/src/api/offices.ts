import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { done, unwrap } from './unwrap'

export type Office = components['schemas']['Office']
export type Officer = components['schemas']['Officer']

/** Who stands over the whole installation; for administrators. */
export const officers = () => queryOptions({ queryKey: keys.officers(), queryFn: async () => (await unwrap(client.GET('/offices'))).items })

/** The invitations to offices, the newest first. */
export const officeInvitations = () => queryOptions({ queryKey: keys.officeInvitations(), queryFn: async () => (await unwrap(client.GET('/invitations'))).items })

export const withdrawOffice = (office: Office, person: string) => done(client.DELETE('/offices/{office}/{person}', { params: { path: { office, person } } }))
