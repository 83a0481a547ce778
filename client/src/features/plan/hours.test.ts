import { expect, test } from 'vitest'
import { gathered, otherDay, outside, spanOf } from './hours'

const start = new Date('2023-07-20T12:00:00Z')
const end = new Date('2023-07-20T13:00:00Z')

test('a meeting at 14:00 in Geneva lies in the day of some and outside that of others', () => {
  expect(outside('Europe/Zurich', start, end)).toBe(false)
  expect(outside('America/Bogota', start, end)).toBe(true)
  expect(outside('Asia/Tokyo', start, end)).toBe(true)
})

test('an hour that ends at 18:00 is still inside', () => {
  expect(outside('UTC', new Date('2023-07-20T17:00:00Z'), new Date('2023-07-20T18:00:00Z'))).toBe(false)
  expect(outside('UTC', new Date('2023-07-20T17:00:00Z'), new Date('2023-07-20T18:05:00Z'))).toBe(true)
})

test('a span may go on past midnight', () => {
  expect(spanOf('Pacific/Auckland', start, new Date('2023-07-20T13:30:00Z'))).toEqual({ from: 0, to: 90 })
  expect(spanOf('Asia/Vladivostok', start, new Date('2023-07-20T15:00:00Z'))).toEqual({ from: 22 * 60, to: 25 * 60 })
  expect(otherDay('Pacific/Auckland', 'Europe/Zurich', start)).toBe(true)
  expect(otherDay('Asia/Tokyo', 'Europe/Zurich', start)).toBe(false)
})

test('clocks that change at one moment are one note', () => {
  const at = '2023-10-29T01:00:00Z'
  const note = (zone: string, more = {}) => ({ kind: 'clocks_back' as const, zone, at, minutes: 60, ...more })
  expect(gathered([note('Europe/Zurich'), note('America/New_York', { at: '2023-11-05T06:00:00Z' }), note('Europe/Paris')]).map(({ zones }) => zones)).toEqual([['Europe/Zurich', 'Europe/Paris'], ['America/New_York']])
})
