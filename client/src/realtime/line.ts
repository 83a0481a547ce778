import { HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { countingSocket, Ledgers } from './socket'

/** The one socket of this page: all its live documents share it. */
export interface Line {
  socket: HocuspocusProviderWebsocket
  ledgers: Ledgers
  close: () => void
}

/** Opens the socket. `schema` tells the server which nodes this build knows. */
export function openLine(schema: number, origin: string = location.origin): Line {
  const ledgers = new Ledgers()
  const url = new URL('/collab', origin)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.searchParams.set('schema', String(schema))
  const socket = new HocuspocusProviderWebsocket({
    url: url.toString(),
    WebSocketPolyfill: countingSocket(ledgers),
    // A meeting that all reconnect after a restart must not knock at the same moment.
    jitter: true,
    delay: 1000,
    minDelay: 500,
    maxDelay: 15_000,
  })
  const wake = () => void socket.connect()
  addEventListener('online', wake)
  return {
    socket,
    ledgers,
    close: () => {
      removeEventListener('online', wake)
      socket.destroy()
    },
  }
}
