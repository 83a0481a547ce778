import { describe, expect, it } from 'vitest'
import type { Deliverable } from '../../api/deliverable'
import { textRight } from '../../text/right'
import { steps } from './rights'

const one = (state: Deliverable['state'], ...can: string[]): Deliverable => ({
  id: 'd', title: 'T', kind: 'report', group: 'g', editors: [], late_by: 0, slips: [], sdgs: [], state, can,
})

describe('what the server allows', () => {
  it('is the right to the text it names, and none where it names none', () => {
    expect(textRight(['text:suggest', 'change'])).toBe('suggest')
    expect(textRight(['change'])).toBe('none')
  })

  it('puts the step onward first, and asks why for a step back or aside', () => {
    expect(steps(one('drafting', 'text:edit', 'move:outline', 'move:on_hold', 'move:group_review'))).toEqual([
      { to: 'group_review', onward: true, needsReason: false },
      { to: 'outline', onward: false, needsReason: true },
      { to: 'on_hold', onward: false, needsReason: true },
    ])
  })

  it('goes on from a hold without asking', () => {
    expect(steps(one('on_hold', 'move:drafting', 'move:withdrawn'))).toEqual([
      { to: 'drafting', onward: false, needsReason: false },
      { to: 'withdrawn', onward: false, needsReason: true },
    ])
  })

  it('passes over a stage this page does not know', () => expect(steps(one('drafting', 'move:somewhere'))).toEqual([]))
})
