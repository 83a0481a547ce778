import { describe, expect, it } from 'vitest'
import type { Overview, OverviewGroup } from '../../api/oversight'
import { counted } from './only'

const group = (id: string, vacant: string[]): OverviewGroup => ({
  id,
  name: id,
  kind: 'working_group',
  state: 'active',
  deliverables: [],
  pilots: [],
  late_actions: [],
  vacant_seats: vacant,
})

const overview: Overview = {
  as_at: '2023-07-18T07:20:00Z',
  groups: [group('g1', ['s1', 's2']), group('g2', [])],
  deliverables: [],
  pilots: [],
  figures: [
    { name: 'seats_vacant', value: 2, ids: ['s1', 's2'] },
    { name: 'pilots_not_reported', value: 1, ids: ['p1'], of: 2, of_ids: ['p1', 'p2'] },
    { name: 'actions_late', value: 1, ids: ['a1'] },
  ],
  attention: [],
}

describe('what a list shows while a figure is chosen', () => {
  it('is what the figure counts', () => expect(counted(overview, 'pilots_not_reported', 'pilots')).toEqual(new Set(['p1'])))
  it('is the groups of the seats it counts', () => expect(counted(overview, 'seats_vacant', 'groups')).toEqual(new Set(['g1'])))
  it('is everything in the other lists', () => expect(counted(overview, 'pilots_not_reported', 'groups')).toBeUndefined())
  it('is everything where nothing is chosen, or something unheard of', () => {
    expect(counted(overview, undefined, 'pilots')).toBeUndefined()
    expect(counted(overview, 'anything', 'pilots')).toBeUndefined()
  })
  it('is everything where the figure has a page of its own', () => expect(counted(overview, 'actions_late', 'groups')).toBeUndefined())
})
