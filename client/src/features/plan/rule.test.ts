import { describe, expect, test } from 'vitest'
import { daysAfter, firstWords, planOf, rhythmOf, ruleOf, units, wordsOf } from './rule'

const yes = () => true
const typed = { ...firstWords('2023-07-01', 'Europe/Zurich'), until: '2023-12-31' }

describe('a rule and its words', () => {
  test('there and back', () => {
    for (const unit of units) {
      const rhythm = { unit, nth: unit.startsWith('w') ? '1' : '-1', day: 'FR' } as const
      expect(rhythmOf(ruleOf(rhythm))).toEqual(rhythm)
    }
  })
  test('as the server writes it', () => {
    expect(rhythmOf('FREQ=MONTHLY;BYDAY=+3TH')).toEqual({ unit: 'm1', nth: '3', day: 'TH' })
    expect(rhythmOf('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO')).toEqual({ unit: 'w2', nth: '1', day: 'MO' })
  })
  test.each(['FREQ=MONTHLY;BYMONTHDAY=15', 'FREQ=MONTHLY;BYDAY=TH', 'FREQ=MONTHLY;INTERVAL=4;BYDAY=3TH', 'FREQ=WEEKLY;BYDAY=MO,TU', 'FREQ=MONTHLY;BYDAY=3TH;BYMONTH=7', 'FREQ=YEARLY', ''])('%s has no words', (rule) => {
    expect(rhythmOf(rule)).toBeUndefined()
  })
})

describe('a plan', () => {
  test('of a sentence', () => {
    expect(planOf(typed, yes)).toEqual({ rule: 'FREQ=MONTHLY;BYDAY=3TH', zone: 'Europe/Zurich', start: '14:00', minutes: 60, from: '2023-07-01', until: '2023-12-31' })
  })
  test('of a number of meetings reaches far enough', () => {
    expect(planOf({ ...typed, unit: 'm2', end: 'count', count: '6' }, yes)).toMatchObject({ rule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=3TH;COUNT=6', until: daysAfter('2023-07-01', 434) })
  })
  test.each([{ time: '' }, { from: '' }, { until: '' }, { end: 'count', count: '0' }, { end: 'count', count: 'six' }] as const)('is none of %o', (gap) => {
    expect(planOf({ ...typed, ...gap }, yes)).toBeUndefined()
  })
  test('is none in a zone that is none', () => {
    expect(planOf(typed, () => false)).toBeUndefined()
  })
})

test('late in a year the next one is planned', () => {
  expect(firstWords('2023-07-01', 'UTC').until).toBe('2023-12-31')
  expect(firstWords('2023-11-02', 'UTC').until).toBe('2024-12-31')
})

test('a plan that has run out is made longer', () => {
  const plan = { rule: 'FREQ=MONTHLY;BYDAY=+1MO', zone: 'UTC', start: '09:30', minutes: 45, from: '2023-01-01', until: '2023-12-31' }
  expect(wordsOf(plan, '2023-05-01')).toMatchObject({ unit: 'm1', nth: '1', day: 'MO', time: '09:30', minutes: '45', until: '2023-12-31' })
  expect(wordsOf(plan, '2024-02-01').until).toBe('2024-12-31')
})
