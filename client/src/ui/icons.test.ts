import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('every name has a drawing, and every drawing a name', () => {
  const names = [...readFileSync('src/ui/icons.ts', 'utf8').matchAll(/^ {2}\| '([a-z_-]+)'$/gm)].map((match) => match[1])
  const drawings = [...readFileSync('src/ui/icons.svg', 'utf8').matchAll(/<symbol id="([a-z_-]+)"/g)].map((match) => match[1])
  expect(drawings).toEqual(names)
})
