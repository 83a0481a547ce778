import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { done, unwrap } from './unwrap'

export type Invitation = components['schemas']['Invitation']
export type OpenedInvitation = components['schemas']['OpenedInvitation']

/** The invitations to the seats of a group, the newest first. */
export const invitations = (group: string) =>
  queryOptions({
    queryKey: keys.invitations(group),
    queryFn: async () => (await unwrap(client.GET('/invitations', { params: { query: { group } } }))).items,
  })

/** Invites somebody to a vacant seat or to an office; the answer holds the link where no mail leaves this machine. */
export const invite = (wanted: components['schemas']['InvitationRequest']) => unwrap(client.POST('/invitations', { body: wanted }))

/** Sends it again with a new link; the links before end. */
export const sendInvitation = (invitation: string) => unwrap(client.POST('/invitations/{invitation}/send', { params: { path: { invitation } } }))

export const revokeInvitation = (invitation: string) => done(client.DELETE('/invitations/{invitation}', { params: { path: { invitation } } }))

/** The invitation whose link this browser has opened; refused with 404 where there is none. */
export const openedInvitation = () => queryOptions({ queryKey: keys.openedInvitation(), queryFn: () => unwrap(client.GET('/invitations/opened')), staleTime: 0 })

export const acceptInvitation = () => unwrap(client.POST('/invitations/opened/accept'))

/** Has this browser forget it; it stays open for the one it was sent to. */
export const closeInvitation = () => done(client.DELETE('/invitations/opened'))
