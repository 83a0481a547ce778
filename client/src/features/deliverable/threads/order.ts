import type { Thread } from '../../../api/threads'

/** A thread as the panel shows it. */
export interface Shown {
  thread: Thread
  /** Whether the block it was about is no longer in the text. */
  gone: boolean
}

export const isSettled = (thread: Thread): boolean => thread.state === 'resolved'

/** Threads as the text goes: about the whole of it first, about what is gone last; beside each other as they were begun. */
export function inOrder(threads: readonly Thread[], places: ReadonlyMap<string, number>): Shown[] {
  return threads
    .map((thread) => {
      const { block } = thread.anchor
      const place = block === undefined ? -1 : (places.get(block) ?? Infinity)
      return { thread, gone: place === Infinity, place }
    })
    .sort((a, b) => (a.place === b.place ? 0 : a.place - b.place))
    .map(({ thread, gone }) => ({ thread, gone }))
}

/** How many open threads each block has. */
export function openOn(threads: readonly Thread[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const thread of threads) {
    const { block } = thread.anchor
    if (block !== undefined && !isSettled(thread)) counts.set(block, (counts.get(block) ?? 0) + 1)
  }
  return counts
}
