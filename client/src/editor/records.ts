import { Extension, InputRule, type Editor } from '@tiptap/core'
import { createContext, type ReactNode } from 'react'
import type { Language } from '../i18n/language'
import { typedDue, typedOwner } from './typed'

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

/** Who an action can be given to, and the language and day of who writes; the page keeps it up to date. */
interface Typing {
  people: readonly { id: string; name: string }[]
  language: Language
  today: () => string
}

declare module '@tiptap/core' {
  interface Storage {
    recordKeys: Typing
  }
}

/**
 * Lines begun with `d:` and `a:` become records. Enter at the end of an action
 * reads who it is for and until when out of its words; Tab goes from the words
 * of a record to what can be set on it.
 */
export const RecordKeys = Extension.create<Record<string, never>, Typing>({
  name: 'recordKeys',
  priority: 200, // before the records' own Enter
  addStorage: () => ({ people: [], language: 'en', today: () => '' }),
  addInputRules: () => [begins(/^d:\s$/i, 'decision'), begins(/^a:\s$/i, 'action')],
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        readTyped(editor, this.storage)
        return false // and on with what Enter does
      },
      Tab: ({ editor }) => toControls(editor),
      'Mod-Alt-d': ({ editor }) => makeRecord(editor, 'decision'),
      'Mod-Alt-a': ({ editor }) => makeRecord(editor, 'action'),
    }
  },
})

/** Sets the owner and the day that stand in the words of the action at the caret, and takes them out of the words. */
function readTyped(editor: Editor, { people, language, today }: Typing): void {
  const { $from, empty } = editor.state.selection
  const action = $from.parent
  if (!empty || action.type.name !== 'action' || $from.parentOffset < action.content.size || action.textContent.length !== action.content.size) return
  const line = action.textContent
  const due = typedDue(line, language, today())
  const owner = typedOwner(due === null ? line : line.slice(0, due.from), people)
  if (due === null && owner === null) return
  const start = $from.start()
  const { tr } = editor.state
  // From the end, so that the places before keep their numbers.
  if (due !== null) tr.delete(start + due.from, start + due.to).setNodeAttribute(start - 1, 'due', due.due)
  if (owner !== null) tr.delete(start + owner.from, start + owner.to).setNodeAttribute(start - 1, 'owner', owner.owner)
  editor.view.dispatch(tr)
}

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
  if (!['decision', 'action'].includes($from.parent.type.name)) return false
  const element = editor.view.nodeDOM($from.before())
  const control = element instanceof HTMLElement ? element.querySelector<HTMLElement>('select, input, button') : null
  control?.focus()
  return control !== null
}
