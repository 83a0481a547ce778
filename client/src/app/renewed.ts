import type { QueryClient } from '@tanstack/react-query'
import type { SessionStore } from '../session/store'

/** After signing in again, what was refused meanwhile is read again, and the rest is looked at anew. */
export function readAgainWhenRenewed(session: SessionStore, queries: QueryClient, router: { invalidate: () => Promise<void> }): void {
  let before = session.session().state
  session.subscribe(() => {
    const now = session.session().state
    if (before === 'expired' && now === 'signed_in') {
      queries.removeQueries({ predicate: (query) => query.state.status === 'error' })
      void queries.invalidateQueries()
      void router.invalidate()
    }
    before = now
  })
}
