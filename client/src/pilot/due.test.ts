import { describe, expect, it } from 'vitest'
import type { Report } from '../api/pilots'
import { toAccept, toReport } from './due'

const month = (period: string, state: Report['state']): Report => ({
  id: period, title: period, period, state, pilot: 'p', deadline: '2023-07-16T00:00:00Z', late: false, no_change: false, difficulties: [], asks: [], open_asks: 0, questions: [], can: [],
})

describe('the month to report on', () => {
  const can = ['report']
  it('is the one that is due', () => expect(toReport({ can, months: [month('2023-06', 'due'), month('2023-05', 'not_reported')] })).toBe('2023-06'))
  it('is the last one, where it was missed', () => expect(toReport({ can, months: [month('2023-06', 'not_reported'), month('2023-05', 'accepted')] })).toBe('2023-06'))
  it('is none where the last was sent', () => expect(toReport({ can, months: [month('2023-06', 'submitted'), month('2023-05', 'not_reported')] })).toBeUndefined())
  it('is none for who does not report', () => expect(toReport({ can: [], months: [month('2023-06', 'due')] })).toBeUndefined())
})

describe('the months to accept', () => {
  const months = [month('2023-06', 'submitted'), month('2023-05', 'accepted'), month('2023-04', 'submitted')]
  it('are those that were sent, the oldest first', () => expect(toAccept({ can: ['review'], months }).map(({ period }) => period)).toEqual(['2023-04', '2023-06']))
  it('are none for who does not review', () => expect(toAccept({ can: [], months })).toEqual([]))
})
