import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import { idOf } from './blockId'

/** What of a text something is said about: a block, words of it, and what finds the place again. */
export interface Passage {
  block: string
  quote: string
  prefix?: string
  suffix?: string
  heading?: string
}

/** Lengths in characters: the server takes 500 of each. */
const LONGEST = { quote: 300, start: 120, around: 60, heading: 200 }

/** The block of the caret with the words selected in it, or its beginning; null where the server has not named it yet. */
export function passageHere(editor: Editor): Passage | null {
  const { selection, doc } = editor.state
  const { $from, from, to } = selection
  if (selection instanceof NodeSelection && selection.node.isBlock) return whole(doc, selection.node, from)
  if (!$from.parent.isTextblock) return null
  const start = $from.start()
  const words = $from.parent.textBetween(from - start, Math.min(to - start, $from.parent.content.size), ' ').trim()
  const passage = whole(doc, $from.parent, $from.before())
  if (!passage || words === '') return passage
  return {
    ...passage,
    quote: words.slice(0, LONGEST.quote),
    ...some('prefix', $from.parent.textBetween(0, from - start, ' ').slice(-LONGEST.around)),
    ...some('suffix', $from.parent.textBetween(Math.min(to - start, $from.parent.content.size), $from.parent.content.size, ' ').slice(0, LONGEST.around)),
  }
}

/** The passage before or after a block, for who has no caret to put elsewhere; without a block the first or last. */
export function passageBeside(editor: Editor, block: string | undefined, step: 1 | -1): Passage | null {
  const found: Passage[] = []
  editor.state.doc.descendants((node, position) => {
    const passage = node.isTextblock || node.isAtom ? whole(editor.state.doc, node, position) : null
    if (passage && (passage.quote !== '' || node.isAtom)) found.push(passage)
    return !node.isTextblock
  })
  const at = found.findIndex((passage) => passage.block === block)
  if (at < 0) return found.at(step > 0 ? 0 : -1) ?? null
  return found[at + step] ?? null
}

/** The ids of all blocks of a text and where each stands in it. */
export function blocksOf(editor: Editor): Map<string, number> {
  const found = new Map<string, number>()
  editor.state.doc.descendants((node) => {
    const id = idOf(node)
    if (id !== null) found.set(id, found.size)
    return !node.isTextblock
  })
  return found
}

/** Brings a block into sight; the caret stays where it is. False where the block is gone. */
export function showBlock(editor: Editor, block: string): boolean {
  let element: globalThis.Node | null = null
  editor.state.doc.descendants((node, position) => {
    if (idOf(node) === block) element = editor.view.nodeDOM(position)
    return element === null && !node.isTextblock
  })
  const shown: unknown = element
  if (!(shown instanceof HTMLElement)) return false
  shown.scrollIntoView({ block: 'center' })
  return true
}

function whole(doc: Node, node: Node, position: number): Passage | null {
  const block = idOf(node)
  if (block === null) return null
  return { block, quote: beginning(node.textContent), ...some('heading', headingAbove(doc, position)) }
}

/** The first words, never half a word. */
export function beginning(words: string): string {
  const line = words.trim()
  if (line.length <= LONGEST.start) return line
  const cut = line.slice(0, LONGEST.start + 1)
  const space = cut.lastIndexOf(' ')
  return cut.slice(0, space > 0 ? space : LONGEST.start)
}

function headingAbove(doc: Node, position: number): string {
  let words = ''
  doc.forEach((node, at) => {
    if (node.type.name === 'heading' && at < position) words = node.textContent
  })
  return words.slice(0, LONGEST.heading)
}

function some<K extends string>(key: K, words: string): Partial<Record<K, string>> {
  const said: Partial<Record<K, string>> = {}
  if (words.trim() !== '') said[key] = words
  return said
}
