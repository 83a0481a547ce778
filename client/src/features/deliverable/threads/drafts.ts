import { useState } from 'react'

/** Words that were typed and not sent, by whom and where. They stay on this device, over a reload too. */
const name = (key: string) => `rapporteur.comment.${key}`

/** For a browser that keeps nothing: while the page is loaded. */
const here = new Map<string, string>()

function kept(key: string): string | undefined {
  try {
    return localStorage.getItem(name(key)) ?? here.get(key)
  } catch {
    return here.get(key)
  }
}

function keep(key: string, words: string | undefined): void {
  if (words === undefined) here.delete(key)
  else here.set(key, words)
  try {
    if (words === undefined) localStorage.removeItem(name(key))
    else localStorage.setItem(name(key), words)
  } catch {
    // Full or forbidden: the page still has it.
  }
}

/** A box whose words are still there after it was closed. */
export function useDraft(key: string, first = ''): [string, (words: string) => void] {
  const [words, setWords] = useState(() => kept(key) ?? first)
  return [
    words,
    (now) => {
      keep(key, now === first ? undefined : now)
      setWords(now)
    },
  ]
}

export const hasDraft = (key: string): boolean => (kept(key) ?? '').trim() !== ''
