import { describe, expect, it } from 'vitest'
import { actionSteps, decisionSteps, unfinished } from './steps'

describe('what may be done with an action', () => {
  it('offers only what the server allows', () => expect(actionSteps({ state: 'open', can: ['change'] })).toEqual([]))
  it('offers done first', () =>
    expect(actionSteps({ state: 'open', can: ['accepted', 'in_progress', 'done', 'blocked', 'cancelled'] }).map((s) => [s.to, s.first])).toEqual([
      ['done', true],
      ['accepted', false],
      ['in_progress', false],
      ['blocked', false],
      ['cancelled', false],
    ]))
  it('asks why it is blocked or cancelled', () =>
    expect(actionSteps({ state: 'open', can: ['done', 'blocked', 'cancelled'] }).map((s) => s.asks)).toEqual(['nothing', 'note', 'note']))
  it.each([
    ['open', true],
    ['blocked', true],
    ['done', false],
    ['cancelled', false],
  ] as const)('%s waits for somebody: %s', (state, waits) => expect(unfinished(state)).toBe(waits))
})

describe('what may be done with a decision', () => {
  it('offers to adopt a proposed one', () => expect(decisionSteps({ state: 'proposed', can: ['adopted', 'withdrawn'] })[0]).toEqual({ to: 'adopted', asks: 'nothing', first: true }))
  it('asks what was reserved', () => expect(decisionSteps({ state: 'proposed', can: ['adopted_with_reservations'] })[0]?.asks).toBe('note'))
  it('asks by what an adopted one is superseded', () => expect(decisionSteps({ state: 'adopted', can: ['superseded'] })[0]).toEqual({ to: 'superseded', asks: 'successor', first: false }))
  it('does not press who took one back', () => expect(decisionSteps({ state: 'superseded', can: ['adopted'] })[0]?.first).toBe(false))
})
