import { mergeAttributes, Node } from '@tiptap/core'
import { ReactNodeViewRenderer } from '@tiptap/react'
import { ActionView, DecisionView } from './recordView'

/** The heading of an item of the agenda; the item is named by its id, the words are its title. */
export const AgendaItem = Node.create({
  name: 'agendaItem',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({
    item: {
      default: null,
      keepOnSplit: false,
      parseHTML: () => null,
      renderHTML: (a: Record<string, unknown>) => (typeof a.item === 'string' ? { 'data-item': a.item } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'h2[data-agenda-item]' }],
  renderHTML: ({ HTMLAttributes }) => ['h2', mergeAttributes(HTMLAttributes, { 'data-agenda-item': '' }), 0],
})

/** A decision, written where it is taken. */
export const Decision = Node.create({
  name: 'decision',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({
    reviewOn: {
      default: null,
      keepOnSplit: false,
      parseHTML: (e: HTMLElement) => e.getAttribute('data-review-on'),
      renderHTML: (a: Record<string, unknown>) => (typeof a.reviewOn === 'string' ? { 'data-review-on': a.reviewOn } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'div[data-decision]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { 'data-decision': '' }), 0],
  addNodeView: () => ReactNodeViewRenderer(DecisionView),
  addKeyboardShortcuts() {
    return leaveOnEnter(this.name)
  },
})

/** An action item, written where it is given. */
export const Action = Node.create({
  name: 'action',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({
    owner: {
      default: null,
      keepOnSplit: false,
      parseHTML: (e: HTMLElement) => e.getAttribute('data-owner'),
      renderHTML: (a: Record<string, unknown>) => (typeof a.owner === 'string' ? { 'data-owner': a.owner } : {}),
    },
    due: {
      default: null,
      keepOnSplit: false,
      parseHTML: (e: HTMLElement) => e.getAttribute('data-due'),
      renderHTML: (a: Record<string, unknown>) => (typeof a.due === 'string' ? { 'data-due': a.due } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'div[data-action]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { 'data-action': '' }), 0],
  addNodeView: () => ReactNodeViewRenderer(ActionView),
  addKeyboardShortcuts() {
    return leaveOnEnter(this.name)
  },
})

/** Enter ends a record and goes on in plain text; Backspace at its start makes it plain text again. */
function leaveOnEnter(name: string) {
  return {
    Enter: ({ editor }: { editor: import('@tiptap/core').Editor }) => {
      const { $from, empty } = editor.state.selection
      if (!empty || $from.parent.type.name !== name) return false
      if ($from.parentOffset < $from.parent.content.size) return false
      return editor.chain().insertContentAt($from.after(), { type: 'paragraph' }).setTextSelection($from.after() + 1).run()
    },
    Backspace: ({ editor }: { editor: import('@tiptap/core').Editor }) => {
      const { $from, empty } = editor.state.selection
      if (!empty || $from.parent.type.name !== name || $from.parentOffset > 0) return false
      return editor.commands.setParagraph()
    },
  }
}
