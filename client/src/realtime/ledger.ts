/**
 * What a socket still owes one document. The provider counts acknowledgements
 * without saying of what, and starts at one again after every reconnect, so its
 * number can reach zero while something is still under way. This ledger counts
 * the frames themselves: *saved* is shown only when every frame that carries
 * text has been answered with "in the database".
 */
export interface Ledger {
  /** Frames with text sent on this connection. */
  sent: number
  /** Frames the server has stored. */
  stored: number
  /** Frames the server has refused. */
  refused: number
  /** The answer to the server's first question has been sent: it knows all we have. */
  answered: boolean
}

export const emptyLedger = (): Ledger => ({ sent: 0, stored: 0, refused: 0, answered: false })

/** Everything that was typed here is in the database. */
export const settled = (l: Ledger): boolean => l.answered && l.stored >= l.sent && l.refused === 0

/** One frame of the Hocuspocus wire, as far as the ledger needs it (docs/adr/0009). */
export type Frame =
  | { kind: 'text'; address: string; answer: boolean }
  | { kind: 'status'; address: string; stored: boolean }
  | { kind: 'other' }

const SYNC = 0
const SYNC_STATUS = 8
const STEP_2 = 1
const UPDATE = 2

/** Reads the head of a frame; anything it cannot read is "other". */
export function readFrame(bytes: Uint8Array): Frame {
  const reader = new Reader(bytes)
  const length = reader.varUint()
  const address = length === undefined ? undefined : reader.text(length)
  const type = reader.varUint()
  if (address === undefined || type === undefined) return { kind: 'other' }
  const detail = reader.varUint()
  if (type === SYNC && (detail === STEP_2 || detail === UPDATE)) {
    return { kind: 'text', address, answer: detail === STEP_2 }
  }
  if (type === SYNC_STATUS && detail !== undefined) return { kind: 'status', address, stored: detail === 1 }
  return { kind: 'other' }
}

/** lib0 primitives: unsigned LEB128 and UTF-8, never past the end. */
class Reader {
  private at = 0
  constructor(private readonly bytes: Uint8Array) {}

  varUint(): number | undefined {
    let value = 0
    let factor = 1
    for (let i = 0; i < 8; i++) {
      const byte = this.bytes[this.at++]
      if (byte === undefined) return undefined
      value += (byte & 127) * factor
      if (byte < 128) return value
      factor *= 128
    }
    return undefined
  }

  text(length: number): string | undefined {
    const end = this.at + length
    if (end > this.bytes.length) return undefined
    const text = new TextDecoder().decode(this.bytes.subarray(this.at, end))
    this.at = end
    return text
  }
}
