import { HocuspocusProvider, WebSocketStatus } from '@hocuspocus/provider'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { settled } from './ledger'
import type { Line } from './line'
import { keepLocally, type LocalCopy } from './localCopy'
import { ownWords } from './ownWords'
import { joined } from './rescues'
import { refusalOf, type LiveState, type Present, type Refusal, type SaveState } from './state'
import { readWord } from './stateless'

/** The root every document of ours has; the server refuses any other. */
export const ROOT = 'default'

/**
 * One live document: its text, who else is here, and what became of what was
 * typed. Made for one opening; after a refusal the page opens a fresh one.
 */
export class LiveDocument {
  readonly doc = new Y.Doc()
  readonly awareness = new Awareness(this.doc)
  private readonly provider: HocuspocusProvider
  private readonly copy: LocalCopy
  private readonly listeners = new Set<() => void>()
  private readonly endings: (() => void)[] = []
  private state: LiveState = { save: { state: 'opening' }, scope: 'unknown', ready: false, present: [], rescues: [] }
  /** Local changes since everything was last known to be stored. */
  private changes = 0
  private connected = false

  constructor(
    private readonly line: Line,
    person: string,
    private readonly name: string,
  ) {
    this.copy = keepLocally(person, name, this.doc)
    this.provider = new HocuspocusProvider({
      name,
      document: this.doc,
      awareness: this.awareness,
      websocketProvider: line.socket,
      token: '', // the session's cookie speaks for us
      onAuthenticated: ({ scope }) => this.set({ scope: scope === 'read-write' ? 'write' : 'read' }),
      onAuthenticationFailed: ({ reason }) => this.ended(refusalOf(reason)),
      onSynced: () => this.arrived(),
      onStateless: ({ payload }) => this.hear(payload),
      onStatus: ({ status }) => {
        this.connected = status === WebSocketStatus.Connected
        this.judge()
      },
      onClose: ({ event }) => {
        // A CLOSE frame ends this document only; its reason says why.
        if (event.code === 1000 && event.reason) this.ended(refusalOf(event.reason))
      },
      onAwarenessChange: ({ states }) => this.meet(states.flatMap((s) => presentOf(s.clientId, s.user))),
    })
    const count = (_: Uint8Array, origin: unknown) => {
      if (origin === this.provider || this.isFromCopy(origin)) return
      this.changes += 1
      this.judge()
    }
    this.doc.on('update', count)
    this.endings.push(
      () => this.doc.off('update', count),
      line.ledgers.listen(name, () => this.judge()),
    )
    // What this device kept comes first, so that the handshake carries it.
    void this.copy.loaded.then(() => {
      if (!this.closed) this.provider.attach()
    })
  }

  private closed = false

  readonly snapshot = (): LiveState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** The rescues have been read. */
  dismissRescues(): void {
    this.set({ rescues: [] })
  }

  /** Closes the document; what is under way is still sent by the socket. */
  close(): void {
    if (this.closed) return
    this.closed = true
    for (const end of this.endings) end()
    this.provider.destroy()
    this.line.ledgers.forget(this.name)
    void this.copy.close()
    this.doc.destroy()
  }

  /** Closes it and forgets the copy on this device, after its words were taken to safety. */
  async discard(): Promise<void> {
    await this.copy.wipe()
    this.close()
  }

  /** Carets move all the time; who is here changes seldom, and only that is told. */
  private meet(present: Present[]): void {
    if (JSON.stringify(present) !== JSON.stringify(this.state.present)) this.set({ present })
  }

  private isFromCopy(origin: unknown): boolean {
    return typeof origin === 'object' && origin !== null && 'clearData' in origin
  }

  private arrived(): void {
    this.set({ ready: true })
    this.judge()
  }

  private hear(payload: string): void {
    const word = readWord(payload)
    if (word.kind === 'rescued') this.set({ rescues: joined(this.state.rescues, word.rescues) })
    if (word.kind === 'refused') void this.refuse(word.reason)
  }

  /** A refused update poisons this copy for good: keep its words and say so. */
  private async refuse(refusal: Refusal): Promise<void> {
    if (this.state.save.state === 'refused') return
    this.set({ save: { state: 'refused', refusal, text: '' }, scope: 'read' })
    const text = await ownWords(this.line, this.name, this.doc)
    this.set({ save: { state: 'refused', refusal, text } })
  }

  private ended(refusal: Refusal): void {
    if (this.state.save.state === 'refused') return
    this.set({ save: { state: 'closed', refusal }, scope: 'read' })
  }

  private judge(): void {
    const save = this.next()
    if (JSON.stringify(save) !== JSON.stringify(this.state.save)) this.set({ save })
  }

  private next(): SaveState {
    const now = this.state.save
    if (now.state === 'refused') return now
    if (now.state === 'closed' && !(this.connected && this.provider.isAuthenticated)) return now
    if (!this.connected || !this.provider.isAuthenticated) {
      return this.changes > 0 || this.state.ready ? { state: 'kept', changes: this.changes } : now
    }
    const ledger = this.line.ledgers.of(this.name)
    if (settled(ledger)) {
      this.changes = 0
      return now.state === 'saved' ? now : { state: 'saved', at: Date.now() }
    }
    return { state: 'sending', changes: Math.max(this.changes, 1) }
  }

  private set(part: Partial<LiveState>): void {
    this.state = { ...this.state, ...part }
    for (const listener of this.listeners) listener()
  }
}

function presentOf(client: number, user: unknown): Present[] {
  if (typeof user !== 'object' || user === null) return []
  const { name, color, id }: { name?: unknown; color?: unknown; id?: unknown } = user
  return typeof name === 'string' && typeof color === 'string'
    ? [{ client, name, color, person: typeof id === 'string' ? id : '' }]
    : []
}
