import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react'
import { personOf, type Person, type Session } from './session'
import type { SessionStore } from './store'

const Store = createContext<SessionStore | null>(null)

export function SessionProvider({ store, children }: { store: SessionStore; children: ReactNode }) {
  return <Store value={store}>{children}</Store>
}

/** The store itself, to renew or to end. */
export function useSessionStore(): SessionStore {
  const store = useContext(Store)
  if (!store) throw new Error('useSessionStore outside of a SessionProvider')
  return store
}

export function useSession(): Session {
  const store = useSessionStore()
  return useSyncExternalStore(store.subscribe, store.session)
}

/** The person whose page this is; null on pages for everybody. */
export const usePerson = (): Person | null => personOf(useSession())
