import { describe, expect, it } from 'vitest'
import { dateOf, dayOf, dayParts, daysUntil, inDays, isoDay, momentOf, timeRange, zoneLabel, zoneMeant, type Clock } from './time'
import { isZone } from './zone'

const start = new Date('2023-07-20T12:00:00Z')
const end = new Date('2023-07-20T13:00:00Z')
const nairobi: Clock = { language: 'en', zone: 'Africa/Nairobi' }
const now = new Date('2023-07-18T09:00:00Z')

describe('the time of a meeting', () => {
  it.each<[string, Clock, string]>([
    ['in the reader’s zone', nairobi, '15:00–16:00'],
    ['in the meeting’s zone', { language: 'fr', zone: 'Europe/Zurich' }, '14:00–15:00'],
    ['in Arabic with Latin digits', { language: 'ar', zone: 'Asia/Tokyo' }, '21:00–22:00'],
    ['at midnight as 00:00', { language: 'en', zone: 'Pacific/Auckland' }, '00:00–01:00'],
  ])('%s', (_, clock, want) => {
    expect(timeRange(clock, start, end)).toBe(want)
  })
  it('names the zone with its offset of that day', () => {
    expect(zoneLabel('Europe/Zurich', start)).toBe('Geneva, UTC+2')
    expect(zoneLabel('Europe/Zurich', new Date('2023-11-16T13:00:00Z'))).toBe('Geneva, UTC+1')
    expect(zoneLabel('America/Bogota', start)).toBe('Bogota, UTC−5')
    expect(zoneLabel('UTC', start)).toBe('UTC')
  })
})

describe('a day', () => {
  it('is the one of the zone, and says its year only when it is another', () => {
    const late = new Date('2023-07-20T22:30:00Z')
    expect(dayOf({ language: 'en', zone: 'Europe/Zurich' }, late, now)).toBe('Fri 21 July')
    expect(dayOf({ language: 'en', zone: 'America/Bogota' }, late, now)).toBe('Thu 20 July')
    expect(dayOf(nairobi, new Date('2024-01-18T13:00:00Z'), now)).toContain('2024')
  })
  it('without a time is the same everywhere', () => {
    expect(dateOf('en', '2023-07-24', now)).toBe('24 Jul')
    expect(isoDay('Pacific/Auckland', new Date('2023-07-20T13:00:00Z'))).toBe('2023-07-21')
  })
  it('is counted from today where the reader is', () => {
    expect(daysUntil(nairobi, '2023-07-20', now)).toBe(2)
    expect(daysUntil(nairobi, '2023-07-15', now)).toBe(-3)
    expect(daysUntil({ language: 'en', zone: 'Pacific/Auckland' }, '2023-07-19', new Date('2023-07-18T13:00:00Z'))).toBe(0)
    expect(inDays('en', 1)).toBe('tomorrow')
    expect(inDays('fr', 2)).toBe('après-demain')
  })
  it('has parts that can be set large', () => {
    expect(dayParts(nairobi, start)).toEqual({ weekday: 'Thu', day: '20', month: 'July' })
  })
})

describe('when something happened', () => {
  it('is the time alone today, and the date before', () => {
    expect(momentOf(nairobi, new Date('2023-07-18T06:14:00Z'), now)).toBe('09:14')
    expect(momentOf(nairobi, new Date('2023-07-14T14:40:00Z'), now)).toBe('14 Jul, 17:40')
  })
})

describe('a zone', () => {
  it.each([['Europe/Zurich', true], ['Mars/Olympus', false], ['', false]])('%s known: %s', (zone, want) => {
    expect(isZone(zone)).toBe(want)
  })
})

describe('the zone somebody means', () => {
  it('is found by the city that is shown', () => expect(['geneva', 'Zurich', 'new york'].map(zoneMeant)).toEqual(['Europe/Zurich', 'Europe/Zurich', 'America/New_York']))
  it('may be typed as it is', () => expect(zoneMeant('Africa/Nairobi')).toBe('Africa/Nairobi'))
  it('is left alone where nobody knows it', () => expect(zoneMeant('Atlantis')).toBe('Atlantis'))
})
