import { useQueryClient } from '@tanstack/react-query'
import { signOut } from '../api/session'
import { useSessionStore } from '../session/use-session'

/** Signs out here and at the provider, and leaves nothing of the person on this device. */
export function useSignOut(): () => void {
  const store = useSessionStore()
  const queries = useQueryClient()
  return () => {
    void (async () => {
      const { next } = await signOut()
      queries.clear()
      const { wipeLocalCopies } = await import('../realtime/localCopy')
      await wipeLocalCopies()
      store.ended()
      window.location.assign(next)
    })()
  }
}
