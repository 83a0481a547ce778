import { describe, expect, it } from 'vitest'
import type { Thread } from '../../../api/threads'
import { inOrder, openOn } from './order'

const one = (id: string, block?: string, state: Thread['state'] = 'open'): Thread => ({
  id, title: id, state, kind: 'general', document: 'deliverable/d', group: 'g', anchor: { ...(block !== undefined && { block }) },
  comments: [], settlements: [], changed: '2023-07-20T09:00:00Z', can: [],
})
const places = new Map([['b1', 0], ['b2', 1]])

describe('the threads of a text', () => {
  it('stand as the text goes, what is gone at the end', () => {
    const shown = inOrder([one('lost', 'b9'), one('late', 'b2'), one('whole'), one('first', 'b1'), one('later', 'b2'), one('lost too', 'b8')], places)
    expect(shown.map(({ thread }) => thread.id)).toEqual(['whole', 'first', 'late', 'later', 'lost', 'lost too'])
    expect(shown.filter(({ gone }) => gone).map(({ thread }) => thread.id)).toEqual(['lost', 'lost too'])
  })

  it('are counted on their block until they are settled, and again when reopened', () => {
    const counts = openOn([one('a', 'b1'), one('b', 'b1', 'resolved'), one('c', 'b1', 'reopened'), one('d', 'b2', 'resolved'), one('e')])
    expect([...counts]).toEqual([['b1', 2]])
  })
})
