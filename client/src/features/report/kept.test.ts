import { beforeEach, expect, it } from 'vitest'
import { begunFrom } from './answers'
import { forgetKept, keep, kept } from './kept'

const june = { pilot: 'p', period: '2023-06' }
beforeEach(() => localStorage.clear())

it('keeps what was typed for its month only', () => {
  const typed = { ...begunFrom(undefined), colour: 'amber' as const, reason: 'Late', difficulties: [{ clause: '2.1', text: 'Hard' }], asks: ['Help'] }
  keep(june, typed)
  expect(kept(june)).toEqual(typed)
  expect(kept({ ...june, period: '2023-07' })).toBeUndefined()
  forgetKept(june)
  expect(kept(june)).toBeUndefined()
})

it.each(['', 'null', '{"colour":"blue"}', '{"colour":"red","reason":1}', '{"colour":"red","reason":"","progress":"","private":"","difficulties":[1],"asks":[]}'])('takes nothing from %j', (stored) => {
  localStorage.setItem('rapporteur.report.p.2023-06', stored)
  expect(kept(june)).toBeUndefined()
})
