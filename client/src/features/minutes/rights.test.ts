import { describe, expect, it } from 'vitest'
import type { Meeting } from '../../api/meeting'
import { rightTo, sightOf } from './rights'

const record: NonNullable<Meeting['minutes_record']> = { state: 'drafting', corrections: [] }

describe('what is to be seen of minutes', () => {
  it('is nothing before anybody began them', () => expect(sightOf({ record: 'none' })).toBe('none'))
  it('is hidden from who does not work in the group', () => expect(sightOf({ record: 'circulated' })).toBe('hidden'))
  it('is the live text until approval', () => expect(sightOf({ record: 'corrections', minutes_record: record })).toBe('live'))
  it('is the frozen one after', () => expect(sightOf({ record: 'approved', minutes_record: record })).toBe('approved'))
})

describe('the right to the words', () => {
  it('is to write only for who writes minutes', () => expect([rightTo(['write_minutes', 'correct']), rightTo(['correct'])]).toEqual(['edit', 'read']))
})
