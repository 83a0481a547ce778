import { useState } from 'react'

/** Words that were typed and not sent, by whom and where. They stay while the page is loaded, on this device, in memory only. */
const kept = new Map<string, string>()

/** A box whose words are still there after it was closed. */
export function useDraft(key: string, first = ''): [string, (words: string) => void] {
  const [words, setWords] = useState(() => kept.get(key) ?? first)
  return [
    words,
    (now) => {
      if (now === first) kept.delete(key)
      else kept.set(key, now)
      setWords(now)
    },
  ]
}

export const hasDraft = (key: string): boolean => (kept.get(key) ?? '').trim() !== ''
