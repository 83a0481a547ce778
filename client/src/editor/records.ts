import { Extension, InputRule, type Editor } from '@tiptap/core'
import { createContext, type ReactNode } from 'react'

export type RecordKind = 'decision' | 'action'

/** What a text with decisions and actions in it needs to know from its page. */
export interface RecordsHost {
  /** Who an action can be given to, by name. */
  people: readonly { id: string; name: string }[]
  /** What stands beside a record: its state, what can be done with it. */
  beside: (block: string, kind: RecordKind) => ReactNode
}

/** Null in a text that has no records of its own, such as a deliverable. */
export const Records = createContext<(RecordsHost & { editable: boolean }) | null>(null)

/** Lines begun with `d:` and `a:` become records; Tab goes from the words of one to its owner and date. */
export const RecordKeys = Extension.create({
  name: 'recordKeys',
  addInputRules: () => [begins(/^d:\s$/i, 'decision'), begins(/^a:\s$/i, 'action')],
  addKeyboardShortcuts: () => ({
    Tab: ({ editor }) => toControls(editor),
    'Mod-Alt-d': ({ editor }) => makeRecord(editor, 'decision'),
    'Mod-Alt-a': ({ editor }) => makeRecord(editor, 'action'),
  }),
})

/** Makes the line that was just begun with the given letters a record of this type. */
function begins(find: RegExp, kind: RecordKind): InputRule {
  return new InputRule({
    find,
    handler: ({ state, range, chain }) => {
      const { $from } = state.selection
      if ($from.parent.type.name !== 'paragraph' || $from.parentOffset > 3 || $from.depth !== 1) return
      chain().deleteRange(range).setNode(kind).run()
    },
  })
}

/** Makes the paragraph at the caret a record, or begins one after the block the caret is in. */
export function makeRecord(editor: Editor, kind: RecordKind): boolean {
  const { $from } = editor.state.selection
  const here = $from.parent.type.name
  if (here === kind) return editor.chain().focus().setParagraph().run()
  if ($from.depth === 1 && ['paragraph', 'decision', 'action'].includes(here)) return editor.chain().focus().setNode(kind).run()
  const after = $from.depth === 0 ? $from.pos : $from.after(1)
  return editor
    .chain()
    .focus()
    .insertContentAt(after, { type: kind })
    .setTextSelection(after + 1)
    .run()
}

/** From the words of a record to the first thing that can be set on it. */
function toControls(editor: Editor): boolean {
  const { $from } = editor.state.selection
  if ($from.depth === 0) return false
  const element = editor.view.nodeDOM($from.before(1))
  const control = element instanceof HTMLElement ? element.querySelector<HTMLElement>('select, input, button') : null
  control?.focus()
  return control !== null
}
