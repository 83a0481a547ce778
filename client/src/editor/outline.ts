import type { Editor } from '@tiptap/core'

/** One heading of a text, numbered as it is shown. */
export interface Entry {
  /** Where it is in the document now. */
  position: number
  /** The block's id, where the server has given one. */
  id: string
  level: number
  number: string
  words: string
}

/** The headings of a text in order, numbered 1, 1.1, 1.1.1 whatever level they begin with. */
export function outline(editor: Editor): Entry[] {
  const found: Entry[] = []
  const counts: number[] = []
  let top = 0
  editor.state.doc.forEach((node, position) => {
    const level = node.type.name === 'heading' ? Number(node.attrs['level']) : node.type.name === 'agendaItem' ? 1 : 0
    if (level === 0) return
    if (top === 0 || level < top) top = level
    const depth = Math.max(0, level - top)
    counts.length = Math.min(counts.length, depth + 1)
    while (counts.length < depth) counts.push(1)
    counts[depth] = (counts[depth] ?? 0) + 1
    const id: unknown = node.attrs['id']
    found.push({ position, id: typeof id === 'string' ? id : '', level, number: counts.join('.'), words: node.textContent })
  })
  return found
}

/** How long a text is, and how many minutes it takes to read at 200 words a minute. */
export function measure(editor: Editor): { words: number; minutes: number } {
  const words = editor.state.doc.textBetween(0, editor.state.doc.content.size, ' ', ' ').split(/\s+/u).filter(Boolean).length
  return { words, minutes: Math.max(1, Math.round(words / 200)) }
}

/** Puts the caret into a block and shows it. False where the block is gone. */
export function goToBlock(editor: Editor, id: string): boolean {
  let found = -1
  editor.state.doc.descendants((node, position) => {
    if (found < 0 && node.attrs['id'] === id) found = position
    return found < 0
  })
  if (found < 0) return false
  return goTo(editor, found)
}

/** Shows a place of the text; the caret follows where the text may be changed. */
export function goTo(editor: Editor, position: number): boolean {
  const element = editor.view.nodeDOM(position)
  if (!(element instanceof HTMLElement)) return false
  if (editor.isEditable) editor.chain().setTextSelection(position + 1).focus(undefined, { scrollIntoView: false }).run()
  element.scrollIntoView({ block: 'center' })
  return true
}
