import { Extension, type Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, Selection } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import sheet from '../ui/icons.svg?url'
import { idOf } from './blockId'

/** What the margin says about the threads on the blocks of a text. */
export interface Marks {
  /** How many open threads each block has. */
  counts: ReadonlyMap<string, number>
  /** The block whose thread is looked at, or about to be begun. */
  lit: string | null
  label: (count: number) => string
  open: (block: string) => void
}

interface Drawn {
  marks: Marks | null
  set: DecorationSet
}

const key = new PluginKey<Drawn>('threadMarks')

/** Tells the plugin what to draw. */
class Told {
  constructor(readonly marks: Marks) {}
}

/** Shows other marks. Nothing is written into the text. */
export function showMarks(editor: Editor, marks: Marks): void {
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(key, new Told(marks)).setMeta('addToHistory', false))
}

/** A mark in the margin beside every block with open threads: a button with their number. */
export const ThreadMarks = Extension.create({
  name: 'threadMarks',
  addProseMirrorPlugins: () => [
    new Plugin<Drawn>({
      key,
      state: {
        init: () => ({ marks: null, set: DecorationSet.empty }),
        apply: (tr, now) => {
          const told: unknown = tr.getMeta(key)
          if (!(told instanceof Told) && !tr.docChanged) return now
          const marks = told instanceof Told ? told.marks : now.marks
          return { marks, set: draw(tr.doc, marks) }
        },
      },
      props: {
        decorations: (state) => key.getState(state)?.set,
        attributes: (state) => ({ class: (key.getState(state)?.marks?.counts.size ?? 0) > 0 ? 'thread-margin' : '' }),
        // Where nothing can be typed there is no caret; a click or a tap says which passage is meant.
        handleClick: (view, position) => {
          if (!view.editable && view.state.selection.empty) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(position))))
          return false
        },
      },
    }),
  ],
})

function draw(doc: Node, marks: Marks | null): DecorationSet {
  if (marks === null || (marks.counts.size === 0 && marks.lit === null)) return DecorationSet.empty
  const found: Decoration[] = []
  doc.descendants((node, position) => {
    const id = idOf(node)
    if (id === null) return true
    const count = marks.counts.get(id) ?? 0
    const lit = id === marks.lit
    if (count > 0 || lit) found.push(Decoration.node(position, position + node.nodeSize, { class: lit ? 'thread-block thread-lit' : 'thread-block' }))
    if (count > 0) {
      const label = marks.label(count)
      const inside = node.isTextblock ? position + 1 : position
      found.push(
        Decoration.widget(inside, (view) => button(view, id, count, label), { side: -1, key: `${id} ${label}`, ignoreSelection: true, stopEvent: () => true }),
      )
    }
    return !node.isTextblock
  })
  return DecorationSet.create(doc, found)
}

const SVG = 'http://www.w3.org/2000/svg'

function button(view: EditorView, block: string, count: number, label: string): HTMLElement {
  const mark = document.createElement('button')
  mark.type = 'button'
  mark.className = 'thread-mark'
  mark.contentEditable = 'false'
  mark.title = label
  mark.setAttribute('aria-label', label)
  const icon = document.createElementNS(SVG, 'svg')
  icon.setAttribute('class', 'icon')
  icon.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(SVG, 'use')
  use.setAttribute('href', `${sheet}#comment`)
  icon.append(use)
  mark.append(icon, String(count))
  // The drawing outlives what the page told when it was made: asked anew.
  mark.addEventListener('click', () => key.getState(view.state)?.marks?.open(block))
  return mark
}
