import { describe, expect, it } from 'vitest'
import { acts, minutesIn, stageOf, startsEarly } from './sitting'

describe('the way of minutes', () => {
  it.each([
    ['in_progress', 'drafting', 'in_session'],
    ['ended', 'drafting', 'drafting'],
    ['ended', 'circulated', 'circulated'],
    ['ended', 'corrections', 'circulated'],
    ['in_progress', 'corrections', 'circulated'],
    ['closed', 'approved', 'approved'],
    ['scheduled', 'none', null],
  ] as const)('a meeting %s with minutes %s is at %s', (state, record, stage) => expect(stageOf({ state, record })).toBe(stage))
})

describe('what may be done', () => {
  const drafting = { state: 'ended', record: 'drafting' } as const
  const circulated = { state: 'ended', record: 'circulated' } as const
  it('is to end a meeting that is on', () => expect(acts({ state: 'in_progress', record: 'drafting', can: ['end', 'write_minutes'] })).toEqual(['end']))
  it('is to circulate after it, or to go on', () => expect(acts({ ...drafting, can: ['start', 'circulate'] })).toEqual(['circulate', 'resume']))
  it('is to start one that is to come', () => expect(acts({ state: 'scheduled', record: 'none', can: ['start'] })).toEqual(['start']))
  it('is to approve rather than to reopen', () => expect(acts({ ...circulated, can: ['start', 'open_corrections', 'approve'] })).toEqual(['approve', 'reopen']))
  it('is nothing for who may do nothing', () => expect(acts({ state: 'in_progress', record: 'drafting', can: [] })).toEqual([]))
})

describe('the clock of a meeting', () => {
  const now = new Date('2023-07-20T12:16:40Z')
  it('counts whole minutes', () => expect(minutesIn({ state: 'in_progress', began: '2023-07-20T12:00:00Z' }, now)).toBe(16))
  it('does not run before it begins', () => expect(minutesIn({ state: 'scheduled' }, now)).toBeNull())
  it('does not go back where two clocks differ', () => expect(minutesIn({ state: 'in_progress', began: '2023-07-20T12:17:00Z' }, now)).toBe(0))
  it('asks before a meeting of another day is started', () => expect([startsEarly({ start: '2023-07-21T12:00:00Z' }, now), startsEarly({ start: '2023-07-20T12:30:00Z' }, now)]).toEqual([true, false]))
})
