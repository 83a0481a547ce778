import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from '../../../api/keys'
import { threads as query, type Thread, type ThreadList } from '../../../api/threads'
import type { Passage } from '../../../editor/passages'
import { isSettled } from './order'
import { Sight } from './sight'

export type Segment = 'open' | 'resolved'

/** What the panel, the marks in the text and the keyboard share about the threads of one text. */
export interface Desk {
  deliverable: string
  /** Who writes: drafts are theirs. */
  me: string
  list: ThreadList | undefined
  error: Error | null
  again: () => void
  /** Takes over a thread as the server answered it. */
  put: (thread: Thread) => void
  mayOpen: boolean
  segment: Segment
  show: (segment: Segment) => void
  /** The thread somebody went to; a new object each time, so that going there twice works. */
  chosen: { id: string } | null
  choose: (thread: Thread) => void
  sight: Sight
  /** The passage a new thread will be about; null without one is the whole text. */
  asking: { about: Passage | null; time: number } | null
  /** Asks for the words of a new thread. */
  ask: (about: Passage | null) => void
  /** Makes the thread that is being written one about another passage. */
  aim: (about: Passage) => void
  stopAsking: () => void
}

export function useDesk(deliverable: string, me: string): Desk {
  const cache = useQueryClient()
  const { data: list, error, refetch } = useQuery(query(deliverable))
  const [segment, show] = useState<Segment>('open')
  const [chosen, setChosen] = useState<{ id: string } | null>(null)
  const [sight] = useState(() => new Sight())
  const [asking, setAsking] = useState<Desk['asking']>(null)
  return {
    deliverable,
    me,
    list,
    error,
    again: () => void refetch(),
    put: (thread) => {
      cache.setQueryData<ThreadList>(keys.threads(deliverable), (now) => now && { ...now, items: withThread(now.items, thread) })
    },
    mayOpen: list?.can.includes('open') ?? false,
    segment,
    show,
    chosen,
    choose: (thread) => {
      show(isSettled(thread) ? 'resolved' : 'open')
      setChosen({ id: thread.id })
      sight.look(thread.anchor.block ?? null)
    },
    sight,
    asking,
    ask: (about) => {
      setAsking((now) => ({ about, time: (now?.time ?? 0) + 1 }))
      show('open')
      if (about) sight.look(about.block)
    },
    aim: (about) => {
      setAsking((now) => now && { ...now, about })
      sight.look(about.block)
    },
    stopAsking: () => setAsking(null),
  }
}

function withThread(all: Thread[], one: Thread): Thread[] {
  return all.some((thread) => thread.id === one.id) ? all.map((thread) => (thread.id === one.id ? one : thread)) : [...all, one]
}
