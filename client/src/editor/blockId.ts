import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { BLOCKS } from './schema'

/**
 * Every block has an id, given by the server. The editor carries it and never
 * makes one: a page that only reads must not write. A split or a paste starts
 * without, so that no two blocks share one.
 */
export const BlockId = Extension.create({
  name: 'blockId',
  addGlobalAttributes: () => [
    {
      types: [...BLOCKS],
      attributes: {
        id: {
          default: null,
          keepOnSplit: false,
          parseHTML: () => null,
          renderHTML: (attributes) => (typeof attributes['id'] === 'string' ? { 'data-id': attributes['id'] } : {}),
        },
      },
    },
  ],
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (transactions, _before, { doc, tr }) => {
        if (!transactions.some(bringsBlocks)) return null
        const seen = new Set<string>()
        doc.descendants((node, position) => {
          const id: unknown = node.attrs['id']
          if (typeof id !== 'string') return
          if (seen.has(id)) tr.setNodeAttribute(position, 'id', null)
          seen.add(id)
        })
        return tr.docChanged ? tr : null
      },
    }),
  ],
})

/** Whether a person here, not somebody on the line, split or copied a block. */
function bringsBlocks(tr: Transaction): boolean {
  if (!tr.docChanged || tr.getMeta(ySyncPluginKey) !== undefined) return false
  return tr.steps.some((step) => step instanceof ReplaceStep && step.slice.content.firstChild?.isBlock === true)
}

/** The id of a block; null before the server has given one, and for what has none. */
export function idOf(node: Node): string | null {
  const id: unknown = node.attrs['id']
  return typeof id === 'string' ? id : null
}
