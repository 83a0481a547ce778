import { describe, expect, it } from 'vitest'
import type { Report } from '../../api/reports'
import { answersOf, begunFrom, beside, lastBefore, missing, typedOf, type Typed } from './answers'

const report = (period: string, more: Partial<Report> = {}): Report => ({
  id: period, title: period, period, state: 'accepted', pilot: 'p', deadline: '2023-07-16T00:00:00Z', late: false, no_change: false, difficulties: [], asks: [], open_asks: 0, questions: [], can: [], ...more,
})
const typed = (more: Partial<Typed>): Typed => ({ ...begunFrom(undefined), ...more })

describe('what is sent', () => {
  it('leaves out what is empty', () => expect(answersOf(typed({ colour: 'green', asks: [' '], difficulties: [{ text: '' }] }))).toEqual({ colour: 'green' }))
  it('leaves out the reason of a green month', () => expect(answersOf(typed({ colour: 'green', reason: 'No budget' }))).toEqual({ colour: 'green' }))
  it('comes back as it was typed', () => {
    const said = typed({ colour: 'red', reason: 'No budget', progress: 'Read', difficulties: [{ clause: '2.1', text: 'Hard' }], asks: ['An example'] })
    expect(typedOf(report('2023-06', { ...answersOf(said), asks: [{ text: 'An example' }], difficulties: said.difficulties }))).toEqual(said)
  })
})

describe('what is missing', () => {
  it.each([
    ['', '', ['colour']],
    ['green', '', []],
    ['amber', ' ', ['reason']],
    ['red', 'No budget', []],
  ] as const)('of the colour %j with the reason %j is %j', (colour, reason, list) => expect(missing({ colour, reason })).toEqual(list))
})

describe('a new month', () => {
  it('begins with how it went, not with what was done', () =>
    expect(begunFrom(report('2023-05', { colour: 'red', reason: 'No budget', progress: 'Read', asks: [{ text: 'An example' }] }))).toEqual(typed({ colour: 'red', reason: 'No budget' })))
  it('looks back over silence to what was said last', () =>
    expect(lastBefore([report('2023-05', { state: 'not_reported' }), report('2023-03'), report('2023-04')], '2023-06')?.period).toBe('2023-04'))
  it('knows the months beside it', () => expect(beside([report('2023-06'), report('2023-04'), report('2023-05')], '2023-05')).toEqual({ before: '2023-04', after: '2023-06' }))
})
