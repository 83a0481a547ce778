/** What the server tells: something changed that one may see. A hint to read it again (docs/ws.schema.json). */
export interface Told {
  /** Such as minutes.circulated. */
  kind: string
  /** The id of what changed. */
  document: string
  group: string
}

/** How long a feed that was lost waits before it is opened again: at first, and at most, in milliseconds. */
const wait = { first: 1_000, most: 30_000 }

/**
 * Follows a person's feed until it is given up. `again` says that what was
 * missed cannot be told, so everything has to be read again.
 */
export function followFeed(hear: (told: Told) => void, again: () => void, origin: string = location.origin): () => void {
  let socket: WebSocket
  let timer: ReturnType<typeof setTimeout> | undefined
  let position = ''
  let pause = wait.first
  let ended = false
  const open = () => {
    const url = new URL('/feed', origin)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    if (position !== '') url.searchParams.set('after', position)
    socket = new WebSocket(url)
    socket.onmessage = ({ data }) => {
      const frame = readFrame(data)
      if (frame === null) return
      pause = wait.first
      // A socket that begins anew after a reset has missed something; the very first has not.
      if (frame.type === 'reset' && position !== '') again()
      position = frame.position
      if (frame.type === 'event') hear(frame.told)
    }
    socket.onclose = () => {
      if (ended) return
      timer = setTimeout(open, pause * (0.75 + Math.random() / 2)) // not everybody at the same moment
      pause = Math.min(pause * 2, wait.most)
    }
  }
  open()
  return () => {
    ended = true
    clearTimeout(timer)
    socket.close()
  }
}

type Frame = { type: 'hello' | 'reset'; position: string } | { type: 'event'; position: string; told: Told }

/** Reads one frame; null for what this build does not know. */
export function readFrame(data: unknown): Frame | null {
  if (typeof data !== 'string') return null
  let frame: unknown
  try {
    frame = JSON.parse(data)
  } catch {
    return null
  }
  if (typeof frame !== 'object' || frame === null) return null
  const word = (key: string): string => {
    const value: unknown = Reflect.get(frame, key)
    return typeof value === 'string' ? value : ''
  }
  const type = word('type')
  const position = word('position')
  if (type === 'hello' || type === 'reset') return { type, position }
  return type === 'event' ? { type, position, told: { kind: word('kind'), document: word('document'), group: word('group') } } : null
}
