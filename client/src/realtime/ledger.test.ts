import { describe, expect, it } from 'vitest'
import { emptyLedger, readFrame, settled } from './ledger'
import { Ledgers } from './socket'
import { readWord } from './stateless'

const frame = (address: string, ...rest: number[]) =>
  new Uint8Array([address.length, ...new TextEncoder().encode(address), ...rest])

describe('reading the head of a frame', () => {
  it('knows text, its answer to the first question, and what the server stored', () => {
    expect(readFrame(frame('d', 0, 1, 2, 0, 0))).toEqual({ kind: 'text', address: 'd', answer: true })
    expect(readFrame(frame('d', 0, 2, 2, 0, 0))).toEqual({ kind: 'text', address: 'd', answer: false })
    expect(readFrame(frame('d', 8, 1))).toEqual({ kind: 'status', address: 'd', stored: true })
    expect(readFrame(frame('d', 8, 0))).toEqual({ kind: 'status', address: 'd', stored: false })
  })

  it.each([
    ['nothing', []],
    ['a bare ping', [9]],
    ['a name longer than the frame', [200, 1, 65]],
    ['a number that never ends', Array(20).fill(255)],
    ['presence', [1, 100, 1, 0]],
  ])('passes over %s', (_, bytes) => {
    expect(readFrame(new Uint8Array(bytes as number[]))).toEqual({ kind: 'other' })
  })
})

describe('what a socket owes a document', () => {
  it('is nothing only when every frame is stored and the server knows all we have', () => {
    const ledgers = new Ledgers()
    expect(settled(ledgers.of('d'))).toBe(false)
    ledgers.sent(frame('d', 0, 2, 0)) // typed while the line was down, sent from the queue
    ledgers.sent(frame('d', 0, 1, 0)) // the answer of the handshake
    ledgers.received(frame('d', 8, 1))
    expect(settled(ledgers.of('d'))).toBe(false) // the provider would say zero here
    ledgers.received(frame('d', 8, 1))
    expect(settled(ledgers.of('d'))).toBe(true)
  })

  it('is never settled by another document, and starts again with a new connection', () => {
    const ledgers = new Ledgers()
    ledgers.sent(frame('d', 0, 1, 0))
    ledgers.received(frame('e', 8, 1))
    expect(settled(ledgers.of('d'))).toBe(false)
    ledgers.received(frame('d', 8, 1))
    ledgers.reset()
    expect(ledgers.of('d')).toEqual(emptyLedger())
  })

  it('is not settled by a refusal', () => {
    const ledgers = new Ledgers()
    ledgers.sent(frame('d', 0, 1, 0))
    ledgers.received(frame('d', 8, 0))
    expect(settled(ledgers.of('d'))).toBe(false)
  })
})

describe('words of the server beside the text', () => {
  it('reads a refusal and a rescue', () => {
    expect(readWord('{"type":"refused","reason":"rights-lost","sentence":"Your seat ended."}')).toEqual({
      kind: 'refused', reason: 'rights-lost', sentence: 'Your seat ended.',
    })
    expect(readWord('{"type":"rescued","rescues":[{"text":"my words","block":"b1"},{"odd":1}]}')).toEqual({
      kind: 'rescued', rescues: [{ text: 'my words', block: 'b1' }],
    })
  })

  it.each(['', '{', '[]', 'null', '7', '{"type":"later"}'])('passes over %j', (payload) => {
    expect(readWord(payload)).toEqual({ kind: 'unknown' })
  })
})
