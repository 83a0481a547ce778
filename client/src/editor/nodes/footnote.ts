import { mergeAttributes, Node } from '@tiptap/core'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    footnote: {
      /** Puts a footnote at the caret, with the selected text as its words, and the caret inside. */
      insertFootnote: () => ReturnType
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
  renderHTML: ({ HTMLAttributes }) => [
    'span',
    mergeAttributes(HTMLAttributes, { 'data-footnote': '', role: 'note' }),
    0,
  ],
  renderText: ({ node }) => ` [${node.textContent}]`,

  addCommands() {
    return {
      insertFootnote:
        () =>
        ({ state, chain }) => {
          const { from, to } = state.selection
          const words = state.doc.textBetween(from, to, ' ')
          const content = words === '' ? [] : [{ type: 'text', text: words }]
          return chain()
            .insertContentAt(to, { type: this.name, content })
            .setTextSelection(to + 1 + words.length)
            .run()
        },
    }
  },

  addKeyboardShortcuts() {
    // Out of the note and on with the sentence.
    const leave = () => {
      const { $from } = this.editor.state.selection
      return $from.parent.type === this.type && this.editor.commands.setTextSelection($from.after())
    }
    return { Enter: leave, Escape: leave, 'Mod-Alt-f': () => this.editor.commands.insertFootnote() }
  },
})
