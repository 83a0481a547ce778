import { describe, expect, it } from 'vitest'
import { Problem } from '../../api/problem'
import { aboutOf, aboutTyped } from './about-fields'
import { cityOf, cityPointers, typedOf } from './city-fields'
import { onlyChanged } from './only-changed'
import { refusalOf, wrongAt } from './wrong'

describe('what is sent of a city', () => {
  it('is the same as what was read, where nothing was typed', () => {
    const city = { name: 'Verdal Bay', country: 'KE', locode: 'KE NBO', region: 'Africa', population: 'under_1m' as const, languages: ['en', 'sw'] }
    expect(cityOf(typedOf(city))).toEqual(city)
  })
  it('leaves out what is empty', () => expect(cityOf({ ...typedOf(), name: ' Omashi ' })).toEqual({ name: 'Omashi' }))
  it('takes languages apart at any comma', () => expect(cityOf({ ...typedOf(), name: 'Omashi', languages: 'ar، fr,en' }).languages).toEqual(['ar', 'fr', 'en']))
  it('leaves out lines, clauses and people without a name', () =>
    expect(aboutOf({ goals: 'One\n\n Two ', clauses: [{ number: ' ' }, { number: '2.1' }], people: [{ name: '' }] })).toEqual({ goals: ['One', 'Two'], clauses: [{ number: '2.1' }], focal_points: [] }))
  it('is nothing of a pilot that is new', () => expect(aboutOf(aboutTyped())).toEqual({ goals: [], clauses: [], focal_points: [] }))
})

describe('what is sent of a change', () => {
  it('is only what was changed, also where it was emptied', () => expect(onlyChanged({ a: ['x'], b: { c: 1 }, d: ['y'] }, { a: ['x'], b: { c: 2 }, d: [] })).toEqual({ b: { c: 2 }, d: [] }))
  it('is nothing where nothing was', () => expect(onlyChanged({ a: ['x'] }, { a: ['x'] })).toEqual({}))
})

describe('a refusal', () => {
  const refused = new Problem({ status: 422, code: 'pilot.invalid', detail: 'Correct it.', errors: [{ pointer: '/city/country', detail: 'No such country.' }, { pointer: '/clauses', detail: 'A number is missing.' }] })
  it('is said at its field', () => expect([wrongAt(refused, '/city/country'), wrongAt(refused, '/city/name'), wrongAt(null, '/city/name')]).toEqual(['No such country.', undefined, undefined]))
  it('says below what no field says', () => expect(refusalOf(refused, cityPointers)).toBe('Correct it. A number is missing.'))
  it('is the sentence alone where there is nothing else', () => expect([refusalOf(new Error('The line broke.'), []), refusalOf(null, [])]).toEqual(['The line broke.', undefined]))
})
