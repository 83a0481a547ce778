import { describe, expect, it } from 'vitest'
import { monthName, monthOf } from './month'

describe('the name of a month', () => {
  it('has its year', () => expect(monthOf('en', '2023-06')).toBe('June 2023'))
  it('is in the language of the reader', () => expect(monthOf('fr', '2023-06')).toBe('juin 2023'))
  it('leaves out the year that runs', () => expect(monthName('en', '2023-06', new Date('2023-07-01T00:00:00Z'))).toBe('June'))
  it('keeps a year that is over', () => expect(monthName('en', '2022-12', new Date('2023-01-20T00:00:00Z'))).toBe('December 2022'))
})
