import { emptyLedger, readFrame, type Ledger } from './ledger'

/** Hears that something changed in what the socket owes a document. */
type Listener = () => void

/**
 * The ledgers of all documents of one socket, and the WebSocket class that
 * keeps them. The provider is given the class, and stays as it is.
 */
export class Ledgers {
  private readonly ledgers = new Map<string, Ledger>()
  private readonly listeners = new Map<string, Set<Listener>>()

  of(address: string): Ledger {
    return this.ledgers.get(address) ?? emptyLedger()
  }

  listen(address: string, listener: Listener): () => void {
    const set = this.listeners.get(address) ?? new Set()
    set.add(listener)
    this.listeners.set(address, set)
    return () => set.delete(listener)
  }

  /** A new connection owes nothing yet; what was unanswered is sent again in its handshake. */
  reset(): void {
    this.ledgers.clear()
    for (const address of this.listeners.keys()) this.tell(address)
  }

  sent(data: unknown): void {
    const frame = decode(data)
    if (frame.kind !== 'text') return
    this.change(frame.address, (l) => ({ ...l, sent: l.sent + 1, answered: l.answered || frame.answer }))
  }

  received(data: unknown): void {
    const frame = decode(data)
    if (frame.kind !== 'status') return
    this.change(frame.address, (l) =>
      frame.stored ? { ...l, stored: l.stored + 1 } : { ...l, stored: l.stored + 1, refused: l.refused + 1 },
    )
  }

  /** A document closed here owes nothing any more. */
  forget(address: string): void {
    this.ledgers.delete(address)
    this.tell(address)
  }

  private change(address: string, step: (l: Ledger) => Ledger): void {
    this.ledgers.set(address, step(this.of(address)))
    this.tell(address)
  }

  private tell(address: string): void {
    for (const listener of this.listeners.get(address) ?? []) listener()
  }
}

function decode(data: unknown): ReturnType<typeof readFrame> {
  if (data instanceof ArrayBuffer) return readFrame(new Uint8Array(data))
  if (data instanceof Uint8Array) return readFrame(data)
  return { kind: 'other' }
}

/** A WebSocket that writes each frame into the ledgers as it passes. */
export function countingSocket(ledgers: Ledgers): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      ledgers.reset()
      this.addEventListener('message', (e) => ledgers.received(e.data))
      this.addEventListener('close', () => ledgers.reset())
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data)
      ledgers.sent(data)
    }
  }
}
