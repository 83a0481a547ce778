import { expect, test } from 'vitest'
import { byYear, clashes } from './clash'

const date = { start: '2023-07-20T12:00:00Z', end: '2023-07-20T13:00:00Z' }
const meeting = (start: string, end: string, more = {}) => ({ start: `2023-07-20T${start}:00Z`, end: `2023-07-20T${end}:00Z`, state: 'scheduled', ...more })

test('a clash shares time, not only an end', () => {
  expect(clashes(date, [meeting('11:00', '12:00'), meeting('13:00', '14:00')])).toEqual([])
  expect(clashes(date, [meeting('11:30', '12:05')])).toHaveLength(1)
  expect(clashes(date, [meeting('10:00', '16:00')])).toHaveLength(1)
})

test('what is called off, and what the series itself planned, does not clash', () => {
  expect(clashes(date, [meeting('12:00', '13:00', { state: 'cancelled' }), meeting('12:00', '13:00', { series: 's1' })], 's1')).toEqual([])
})

test('dates stand under their year', () => {
  expect(byYear(['2023-11', '2023-12', '2024-01'], (date) => date.slice(0, 4))).toEqual([
    { year: '2023', dates: ['2023-11', '2023-12'] },
    { year: '2024', dates: ['2024-01'] },
  ])
})
