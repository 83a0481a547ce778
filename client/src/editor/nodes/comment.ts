import { Mark, mergeAttributes } from '@tiptap/core'

/** The words a comment thread is about. Threads overlap; new text beside one is not part of it. */
export const Comment = Mark.create({
  name: 'comment',
  inclusive: false,
  excludes: '',
  addAttributes: () => ({
    threadId: {
      default: null,
      parseHTML: () => null, // copied text does not carry the thread along
      renderHTML: (a: Record<string, unknown>) => (typeof a.threadId === 'string' ? { 'data-thread': a.threadId } : {}),
    },
  }),
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes, { 'data-comment': '' }), 0],
})
