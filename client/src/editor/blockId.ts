import { Extension } from '@tiptap/core'
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
          renderHTML: (attributes) => (typeof attributes.id === 'string' ? { 'data-id': attributes.id } : {}),
        },
      },
    },
  ],
})
