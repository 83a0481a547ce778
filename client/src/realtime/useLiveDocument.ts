import { useEffect, useState, useSyncExternalStore } from 'react'
import { openLine } from './line'
import { LiveDocument } from './liveDocument'
import type { LiveState } from './state'

const CLOSED: LiveState = { save: { state: 'opening' }, scope: 'unknown', ready: false, present: [], rescues: [] }
const nothing = () => () => undefined
const closed = () => CLOSED

/** A live document while the component is shown; undefined on the first render. */
export function useLiveDocument(
  name: string,
  person: string,
  schema: number,
): { live: LiveDocument | undefined; state: LiveState; restart: () => void } {
  const [generation, setGeneration] = useState(0)
  const [live, setLive] = useState<LiveDocument>()
  useEffect(() => {
    const line = openLine(schema)
    const opened = new LiveDocument(line, person, name)
    setLive(opened)
    return () => {
      setLive(undefined)
      opened.close()
      // The socket goes a moment later, so that the last update is on its way.
      setTimeout(line.close, 2000)
    }
  }, [name, person, schema, generation])
  const state = useSyncExternalStore(live?.subscribe ?? nothing, live?.snapshot ?? closed)
  return { live, state, restart: () => setGeneration((g) => g + 1) }
}
