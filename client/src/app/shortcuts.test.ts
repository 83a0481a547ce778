import { describe, expect, it } from 'vitest'
import { shortcutReader } from './shortcuts'

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more })

describe('shortcuts', () => {
  it.each([
    ['? opens help', ['?'], '/help'],
    ['g then h goes home', ['g', 'h'], '/'],
    ['g twice goes to the groups', ['g', 'g'], '/groups'],
    ['h alone does nothing', ['h'], null],
    ['g and another key does nothing', ['g', 'x', 'h'], null],
  ])('%s', (_, keys, want) => {
    const read = shortcutReader()
    expect(keys.map((key) => read(press(key), document.body)).at(-1)).toBe(want)
  })
  it('leave who types alone', () => {
    const input = document.createElement('input')
    const text = document.createElement('div')
    text.setAttribute('contenteditable', 'true')
    const read = shortcutReader()
    expect(read(press('?'), input)).toBeNull()
    expect(read(press('?'), text)).toBeNull()
    expect(read(press('?', { ctrlKey: true }), document.body)).toBeNull()
  })
})
