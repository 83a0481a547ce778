import { expect, it } from 'vitest'
import { pieces } from './pieces'

it.each([
  ['Hello.', ['Hello.']],
  ['Open https://a.example.org/x?y=1. Thanks', ['Open ', '>https://a.example.org/x?y=1', '. Thanks']],
  ['http://a.example.org', ['>http://a.example.org']],
  ['(https://a.example.org) javascript:alert(1)', ['(', '>https://a.example.org', ') javascript:alert(1)']],
  ['', []],
])('cuts %j at its addresses', (text, want) => {
  expect(pieces(text).map((piece) => (piece.link ? `>${piece.words}` : piece.words))).toEqual(want)
})
