import { describe, expect, it } from 'vitest'
import { readFrame } from './feed'

describe('a frame of the feed', () => {
  it('greets with the position', () => expect(readFrame('{"type":"hello","position":"e-4"}')).toEqual({ type: 'hello', position: 'e-4' }))
  it('tells what changed', () =>
    expect(readFrame('{"type":"event","position":"e-5","kind":"minutes.approved","document":"m1","group":"g","at":"x"}')).toEqual({
      type: 'event',
      position: 'e-5',
      told: { kind: 'minutes.approved', document: 'm1', group: 'g' },
    }))
  it.each(['', '[]', '{', 'null', '7', '{"type":"later"}'])('leaves %j aside', (data) => expect(readFrame(data)).toBeNull())
  it('leaves bytes aside', () => expect(readFrame(new Uint8Array(2))).toBeNull())
})
