import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { done, unwrap } from './unwrap'

export type Profile = components['schemas']['Profile']
export type SignedInAt = components['schemas']['SignedInAt']
export type Token = components['schemas']['Token']
export type Scope = components['schemas']['Scope']

export const profile = () => queryOptions({ queryKey: keys.profile(), queryFn: () => unwrap(client.GET('/profile')) })

export const changeProfile = (change: { name?: string; locale?: string; zone?: string }) => unwrap(client.PATCH('/profile', { body: change }))

export const sessions = () => queryOptions({ queryKey: keys.sessions(), queryFn: async () => (await unwrap(client.GET('/profile/sessions'))).items })

/** Signs out everywhere but here. */
export const endOtherSessions = () => done(client.DELETE('/profile/sessions'))

export const endSession = (session: string) => done(client.DELETE('/profile/sessions/{session}', { params: { path: { session } } }))

export const tokens = () => queryOptions({ queryKey: keys.tokens(), queryFn: async () => (await unwrap(client.GET('/profile/tokens'))).items })

/** Makes a token; its secret is in this answer and never again. */
export const makeToken = (wish: { name: string; scopes: Scope[]; days: number }) => unwrap(client.POST('/profile/tokens', { body: wish }))

export const revokeToken = (token: string) => done(client.DELETE('/profile/tokens/{token}', { params: { path: { token } } }))
