import { expect, it } from 'vitest'
import { joined } from './rescues'

it('tells what came back letter by letter as one', () =>
  expect(joined([{ text: 'on', block: 'a' }], [{ text: 'e', block: 'a' }, { text: 'other', block: 'b' }, { text: ' word', block: 'a' }])).toEqual([
    { text: 'one word', block: 'a' },
    { text: 'other', block: 'b' },
  ]))
