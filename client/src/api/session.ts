import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import { unwrap } from './unwrap'

export const getSession = () => unwrap(client.GET('/session'))

/** Who is signed in and how one signs in; for the door. The page itself asks its SessionStore. */
export const session = () => queryOptions({ queryKey: keys.session(), queryFn: getSession, staleTime: 0 })

/** Ends this session; the answer says where to go. */
export const signOut = () => unwrap(client.DELETE('/session'))
