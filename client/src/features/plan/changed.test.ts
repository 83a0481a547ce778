import { expect, test } from 'vitest'
import type { Meeting } from '../../api/meetings'
import { changedDates, firmUntil } from './changed'

const meeting = (id: string, day: string, more: Partial<Meeting> = {}): Meeting => ({
  id,
  title: 'Monthly',
  state: 'scheduled',
  group: 'g',
  start: `${day}T12:00:00Z`,
  end: `${day}T13:00:00Z`,
  local_start: `${day}T14:00`,
  zone: 'Europe/Zurich',
  minutes: 60,
  mode: 'remote',
  record: 'none',
  sample: false,
  can: [],
  ...more,
})
const date = (day: string) => ({ original: `${day}T16:00`, start: `${day}T14:00:00Z`, end: `${day}T15:00:00Z`, local: [], notes: [] })

test('a change is one list by day, with the new times of what stays', () => {
  const moved = meeting('c', '2023-09-20', { moved_from: { start: '2023-09-21T12:00:00Z', local_start: '2023-09-21T14:00', zone: 'Europe/Zurich' } })
  const change = { kept: ['a', 'c'], added: [{ meeting: 'n', original: '2023-08-23T16:00', provisional: true }], dropped: [meeting('b', '2023-08-17')] }
  const rows = changedDates(change, [meeting('a', '2023-07-20'), moved, meeting('past', '2023-06-15')], [date('2023-07-20'), date('2023-08-23')])
  expect(rows.map(({ day, what, start }) => [day, what, start])).toEqual([
    ['2023-07-20', 'kept', '2023-07-20T14:00:00Z'],
    ['2023-08-17', 'dropped', '2023-08-17T12:00:00Z'],
    ['2023-08-23', 'added', '2023-08-23T14:00:00Z'],
    ['2023-09-20', 'kept', '2023-09-20T12:00:00Z'],
  ])
})

test('new dates are as firm as the old ones', () => {
  expect(firmUntil([meeting('a', '2023-07-20'), meeting('b', '2023-12-21'), meeting('c', '2024-01-18', { state: 'provisional' })])).toBe('2023-12-31')
  expect(firmUntil([meeting('a', '2024-02-15')])).toBe('2024-02-29')
  expect(firmUntil([meeting('b', '2024-01-18', { state: 'provisional' })])).toBe('')
})
