import { describe, expect, it } from 'vitest'
import type { Report } from '../../api/pilots'
import { askedNow, byStage, needsReason, openAsks, silence, silent, stepsOf } from './standing'

const month = (period: string, state: Report['state'], open_asks = 0): Report => ({
  id: period, title: period, period, state, pilot: 'p', deadline: '2023-07-16T00:00:00Z', late: false, no_change: false, difficulties: [], asks: [], open_asks, questions: [], can: [],
})

describe('how a city is now', () => {
  it('is what it said last, not what is due', () => expect(askedNow({ months: [month('2023-06', 'due'), month('2023-05', 'accepted')] })?.period).toBe('2023-05'))
  it('is what is due where nothing was said', () => expect(askedNow({ months: [month('2023-06', 'due')] })?.period).toBe('2023-06'))
  it('is nothing before a report is asked for', () => expect(askedNow({ months: [] })).toBeUndefined())
  it('is silence where the last month was missed', () => expect(silent({ months: [month('2023-06', 'due'), month('2023-05', 'not_reported')] })).toBe(true))
  it('counts the open asks of all months', () => expect(openAsks({ months: [month('2023-06', 'submitted', 1), month('2023-05', 'accepted', 2)] })).toBe(3))
})

describe('how long a city is silent', () => {
  const missed = (count: number) => Array.from({ length: count }, (_, at) => month(`2023-0${9 - at}`, 'not_reported'))
  it('counts the newest months in a row', () => expect(silence({ months: [...missed(2), month('2023-07', 'accepted'), month('2023-06', 'not_reported')] })).toEqual({ months: 2, more: false }))
  it('leaves out what is not yet over', () => expect(silence({ months: [month('2023-10', 'due'), ...missed(3)] })).toEqual({ months: 3, more: false }))
  it('is nothing where the last month was told', () => expect(silence({ months: [month('2023-06', 'submitted')] })).toEqual({ months: 0, more: false }))
  it('may be longer than the months that are known', () => expect(silence({ months: missed(6) })).toEqual({ months: 6, more: true }))
})

describe('the board', () => {
  it('leaves out the stages beside the way where no city stands there', () =>
    expect(byStage([{ state: 'paused' as const }, { state: 'planning' as const }]).map(({ stage, cities }) => `${stage} ${cities.length}`)).toEqual(
      ['onboarding 0', 'baseline 0', 'planning 1', 'implementing 0', 'evaluating 0', 'paused 1'],
    ))
})

describe('a step', () => {
  it('is offered as the server says', () => expect(stepsOf({ can: ['change', 'move:paused', 'move:baseline'] })).toEqual(['baseline', 'paused']))
  it.each([
    ['onboarding', 'baseline', false],
    ['planning', 'baseline', true],
    ['planning', 'paused', true],
    ['paused', 'planning', false],
    ['planning', 'withdrawn', true],
    ['withdrawn', 'candidate', true],
  ] as const)('from %s to %s needs a reason: %s', (from, to, needs) => expect(needsReason(from, to)).toBe(needs))
})
