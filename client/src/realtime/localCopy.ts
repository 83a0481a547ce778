import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

const PREFIX = 'rapporteur:doc:'

/**
 * A copy of a live document on this device, so that a lost line or a closed
 * laptop loses nothing. It is named by person: who signs in next on a shared
 * computer never sends another's words.
 */
export interface LocalCopy {
  /** Resolves when what was kept is in the document; also when the browser keeps nothing. */
  loaded: Promise<void>
  /** Stops keeping; what was kept stays. */
  close: () => Promise<void>
  /** Stops keeping and forgets what was kept. */
  wipe: () => Promise<void>
}

/** Keeps the document on this device. */
export function keepLocally(person: string, name: string, doc: Y.Doc): LocalCopy {
  if (typeof indexedDB === 'undefined') {
    return { loaded: Promise.resolve(), close: () => Promise.resolve(), wipe: () => Promise.resolve() }
  }
  const kept = new IndexeddbPersistence(`${PREFIX}${person}:${name}`, doc)
  // A browser in private mode may refuse storage: the line is then the only way to save, and the state says so.
  const loaded = Promise.race([kept.whenSynced.then(() => undefined), waited(LOAD_PATIENCE)])
  return {
    loaded,
    close: async () => {
      await kept.destroy()
    },
    wipe: async () => {
      await kept.clearData()
    },
  }
}

/** Milliseconds after which a device that does not answer is passed over. */
const LOAD_PATIENCE = 3000

function waited(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Forgets every copy of every document on this device; part of signing out. */
export async function wipeLocalCopies(): Promise<void> {
  if (typeof indexedDB === 'undefined' || !('databases' in indexedDB)) return
  const all = await indexedDB.databases()
  await Promise.all(
    all
      .map((d) => d.name)
      .filter((name): name is string => name?.startsWith(PREFIX) ?? false)
      .map(
        (name) =>
          new Promise<void>((resolve) => {
            const request = indexedDB.deleteDatabase(name)
            request.onsuccess = request.onerror = request.onblocked = () => resolve()
          }),
      ),
  )
}
