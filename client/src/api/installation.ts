import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import { unwrap } from './unwrap'

/** What this installation is: version, demo or not, limits. It does not change while the page is open. */
export const installation = () =>
  queryOptions({ queryKey: keys.installation(), queryFn: () => unwrap(client.GET('/installation')), staleTime: Infinity })
