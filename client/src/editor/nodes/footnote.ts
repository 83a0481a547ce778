import { mergeAttributes, Node, type Editor } from '@tiptap/core'
import { NodeSelection, type EditorState } from '@tiptap/pm/state'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    footnote: {
      /** Puts a footnote with these words behind the caret or the selection, and the caret behind it. One that is selected gets these words; without any, it goes. */
      setFootnote: (words: string) => ReturnType
    }
  }
}

/** A note whose words stand in the text where it is about; its number is counted when shown. */
export const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  content: 'text*',
  marks: '',
  defining: true,

  parseHTML: () => [{ tag: 'span[data-footnote]' }],
  // Its words are asked for (footnoteDialog): a caret at the edge of a span may stand on either side of it, and what
  // is typed next would go into the note, or out of it.
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes, { 'data-footnote': '', role: 'note', contenteditable: 'false' }), 0],
  renderText: ({ node }) => ` [${node.textContent}]`,

  addCommands() {
    return {
      setFootnote:
        (words) =>
        ({ state, chain }) => {
          const { to } = state.selection
          const here = footnoteIn(state)
          if (words === '') return here !== null && chain().deleteRange(here).run()
          const at = here ?? { from: to, to }
          const note = { type: this.name, content: [{ type: 'text', text: words }] }
          return chain()
            .insertContentAt({ from: at.from, to: at.to }, note)
            .setTextSelection(at.from + words.length + 2)
            .run()
        },
    }
  },
})

/** The footnote that is selected, or that the selection is in. */
function footnoteIn({ selection }: EditorState): { from: number; to: number; words: string } | null {
  if (selection instanceof NodeSelection && selection.node.type.name === 'footnote') return { from: selection.from, to: selection.to, words: selection.node.textContent }
  const { $from } = selection
  return $from.parent.type.name === 'footnote' ? { from: $from.before(), to: $from.after(), words: $from.parent.textContent } : null
}

/** The words of that footnote; undefined for none. */
export const footnoteHere = (editor: Editor): string | undefined => footnoteIn(editor.state)?.words

/** Selects the footnote that is shown by an element; false for an element that shows none. */
export function selectFootnote({ view }: Editor, element: EventTarget | null): boolean {
  const shown = element instanceof Element ? element.closest('[data-footnote]') : null
  if (!shown || !view.dom.contains(shown)) return false
  const position = view.posAtDOM(shown, 0) - 1
  if (view.state.doc.nodeAt(position)?.type.name !== 'footnote') return false
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)))
  return true
}
