import { useLocation } from '@tanstack/react-router'
import type { Editor } from '@tiptap/core'
import { useEffect } from 'react'
import { goToBlock } from './outline'

/** A link may lead to one block of the text: …#block. */
export function useBlockOfAddress(editor: Editor | null): void {
  const block = useLocation({ select: (location) => location.hash })
  useEffect(() => {
    if (!editor || block === '') return
    // The nodes of the page are there a frame after the editor.
    const frame = requestAnimationFrame(() => goToBlock(editor, block))
    return () => cancelAnimationFrame(frame)
  }, [editor, block])
}
