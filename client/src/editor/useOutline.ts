import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { measure, outline, type Entry } from './outline'

/** Milliseconds of quiet after which the outline is made anew; a long text is not read at every key. */
const QUIET = 250

/** Headings and length of a text, kept up to date while it is written. */
export function useOutline(editor: Editor | null): { entries: Entry[]; words: number; minutes: number } {
  const [found, setFound] = useState<{ entries: Entry[]; words: number; minutes: number }>({ entries: [], words: 0, minutes: 1 })
  useEffect(() => {
    if (!editor) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      timer = undefined
      if (!editor.isDestroyed) setFound({ entries: outline(editor), ...measure(editor) })
    }
    const later = () => {
      timer ??= setTimeout(read, QUIET)
    }
    read()
    editor.on('update', later)
    return () => {
      clearTimeout(timer)
      editor.off('update', later)
    }
  }, [editor])
  return found
}
