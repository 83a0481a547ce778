import { describe, expect, it } from 'vitest'
import type { OverviewMonth } from '../../api/oversight'
import { pressing, silentFirst } from './order'

describe('the order of deliverables', () => {
  it('is what is late longest, then the nearest date, then what has none', () => {
    const of = [
      { title: 'none', late_by: 0 },
      { title: 'later', late_by: 0, due: '2023-12-01' },
      { title: 'late', late_by: 3, due: '2023-07-15' },
      { title: 'sooner', late_by: 0, due: '2023-08-01' },
      { title: 'very late', late_by: 20, due: '2023-06-28' },
    ]
    expect(pressing(of).map(({ title }) => title)).toEqual(['very late', 'late', 'sooner', 'later', 'none'])
  })
})

describe('the order of pilots', () => {
  const month = (state: OverviewMonth['state']): OverviewMonth => ({ period: '2023-06', state, no_change: false })
  it('is the silent ones first; a month still due is not silence', () => {
    const of = [
      { name: 'Reported', months: [month('submitted'), month('not_reported')] },
      { name: 'Silent', months: [month('due'), month('not_reported')] },
      { name: 'New', months: [] },
    ]
    expect(silentFirst(of).map(({ name }) => name)).toEqual(['Silent', 'New', 'Reported'])
  })
})
