import { describe, expect, it } from 'vitest'
import { minutesOf, placeAfter } from './order'

const items = ['a', 'b', 'c'].map((id) => ({ id }))

describe('where an item goes', () => {
  it.each([
    ['the second goes up to the top', 'b', 'up', undefined],
    ['the third goes up behind the first', 'c', 'up', 'a'],
    ['the first goes no further up', 'a', 'up', null],
    ['the first goes down behind the second', 'a', 'down', 'b'],
    ['the last goes no further down', 'c', 'down', null],
    ['one that was taken off meanwhile goes nowhere', 'x', 'down', null],
  ] as const)('%s', (_, id, way, after) => expect(placeAfter(items, id, way)).toBe(after))
})

it('adds up the minutes of the items', () => expect(minutesOf([{ minutes: 20 }, { minutes: 0 }, { minutes: 5 }])).toBe(25))
