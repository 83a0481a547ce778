import { describe, expect, it, vi } from 'vitest'
import { next, personOf, type Happening, type Person, type Session } from './session'
import { SessionStore } from './store'

const lena: Person = { id: 'p1', name: 'Lena Okoro', email: 'lena.okoro@example.org' }
const sam: Person = { id: 'p2', name: 'Sam Keller', email: 'sam.keller@example.org' }

describe('a session', () => {
  const unknown: Session = { state: 'unknown' }
  const out: Session = { state: 'signed_out' }
  const inside: Session = { state: 'signed_in', person: lena }
  const expired: Session = { state: 'expired', person: lena }
  const tests: [string, Session, Happening, Session][] = [
    ['begins signed out when the server knows nobody', unknown, { kind: 'answered', person: null }, out],
    ['begins signed in when the server knows the cookie', unknown, { kind: 'answered', person: lena }, inside],
    ['expires when a call is refused, and keeps the person', inside, { kind: 'refused' }, expired],
    ['expires when the server has forgotten it', inside, { kind: 'answered', person: null }, expired],
    ['does not expire where nobody is signed in', out, { kind: 'refused' }, out],
    ['goes on after signing in again', expired, { kind: 'answered', person: lena }, inside],
    ['is replaced when somebody else signs in', expired, { kind: 'answered', person: sam }, { state: 'replaced', was: lena, person: sam }],
    ['is itself again when the first person comes back', { state: 'replaced', was: lena, person: sam }, { kind: 'answered', person: lena }, inside],
    ['ends when somebody signs out', inside, { kind: 'ended' }, out],
  ]
  it.each(tests)('%s', (_, now, what, want) => {
    expect(next(now, what)).toEqual(want)
  })
  it('is a page of the person it began with', () => {
    expect(personOf({ state: 'replaced', was: lena, person: sam })).toBe(lena)
    expect(personOf(out)).toBeNull()
  })
})

describe('two windows of one browser', () => {
  /** Two ends of one channel, delivering at once. */
  function channels() {
    const ends = [new EventTarget(), new EventTarget()]
    return ends.map((end, index) => ({
      addEventListener: end.addEventListener.bind(end),
      close: () => undefined,
      postMessage: (data: unknown) => ends[1 - index]?.dispatchEvent(new MessageEvent('message', { data })),
    }))
  }

  it('an expired page goes on when the window beside it has signed in', async () => {
    const [here, popup] = channels()
    if (!here || !popup) throw new Error('two ends')
    const ask = vi.fn<() => Promise<Person | null>>().mockResolvedValueOnce(lena)
    const store = new SessionStore({ ask, channel: here, openPopup: () => true })
    await store.refresh()
    store.refused()
    expect(store.session().state).toBe('expired')

    ask.mockResolvedValueOnce(lena)
    const back = new Promise<void>((resolve) => store.subscribe(resolve))
    new SessionStore({ ask, channel: popup, openPopup: () => true }).renewed()
    await back
    expect(store.session()).toEqual({ state: 'signed_in', person: lena })
  })
  it('signing out in one ends the other, which keeps its text', async () => {
    const [here, other] = channels()
    if (!here || !other) throw new Error('two ends')
    const store = new SessionStore({ ask: () => Promise.resolve(lena), channel: here, openPopup: () => true })
    await store.refresh()
    new SessionStore({ ask: () => Promise.resolve(lena), channel: other, openPopup: () => true }).ended()
    expect(store.session()).toEqual({ state: 'expired', person: lena })
  })
})
