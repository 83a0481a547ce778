import { describe, expect, it } from 'vitest'
import { below, headingOf, idsUnder, wayTo, type Branch } from './tree'

const u: Branch = { id: 'u', name: 'U4SSC', state: 'active' }
const t: Branch = { id: 't', parent: 'u', name: 'Procurement', state: 'active' }
const w2: Branch = { id: 'w2', parent: 't', number: 2, name: 'Working group 2', state: 'to_be_kicked_off' }
const w1: Branch = { id: 'w1', parent: 't', number: 1, name: 'Working group 1', state: 'completed' }
const all = [w2, t, u, w1]

describe('the tree of groups', () => {
  it('orders working groups by number', () => expect(below(all, 't').map((g) => g.id)).toEqual(['w1', 'w2']))
  it('starts with what has no parent', () => expect(below(all, undefined)).toEqual([u]))
  it('lifts a group whose parent one may not know of', () => expect(below([w1, w2], undefined)).toEqual([w1, w2]))
  it('knows the way down', () => expect(wayTo(all, 'w2').map((g) => g.id)).toEqual(['u', 't', 'w2']))
  it('ends even where parents turn in a circle', () => {
    const a = { ...t, id: 'a', parent: 'b' }
    const b = { ...t, id: 'b', parent: 'a' }
    expect(wayTo([a, b], 'a').map((g) => g.id)).toEqual(['b', 'a'])
  })
  it('knows everything under a group', () => expect(idsUnder(all, 't')).toEqual(new Set(['t', 'w1', 'w2'])))
  it.each([
    ['to_be_kicked_off', 'ongoing'],
    ['active', 'ongoing'],
    ['completed', 'completed'],
    ['dormant', 'dormant'],
  ])('%s stands under %s', (state, want) => expect(headingOf(state)).toBe(want))
})
