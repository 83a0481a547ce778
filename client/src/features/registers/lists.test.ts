import { describe, expect, it } from 'vitest'
import { apart, stands } from './lists'

describe('actions under their headings', () => {
  const action = (id: string, state: 'open' | 'done' | 'blocked' | 'cancelled', overdue = false) => ({ id, state, overdue })
  const all = [action('late', 'open', true), action('stuck', 'blocked'), action('done', 'done'), action('off', 'cancelled')]
  it('stand each under one', () =>
    expect(Object.values(apart(all)).map((part) => part.map((one) => one.id))).toEqual([['late'], ['stuck'], ['done', 'off']]))
})

describe('a decision', () => {
  it.each([
    ['proposed', false],
    ['adopted', true],
    ['adopted_with_reservations', true],
    ['superseded', false],
  ] as const)('%s holds: %s', (state, holds) => expect(stands({ state })).toBe(holds))
})
